"""How soon `calls --watch` tells of a replaced history."""

import json
import statistics
import sys
from pathlib import Path

from measure import run
from report import Row
from workspace import ADMIN, Workspace

_ROUNDS = 400
_PAUSE = 0.05
_LARGE_ROUNDS = 5
_LARGE_PAUSE = 2


def following(tiny: Workspace, large: Workspace) -> list[Row]:
    ours, theirs, reading = _followed(tiny, _ROUNDS, _PAUSE)
    took, late = statistics.median(ours), _late(ours)
    large_took = statistics.median(_followed(large, _LARGE_ROUNDS, _LARGE_PAUSE)[0])
    others, late_others, ratio, met = ["inotifywait -m: not installed"], [], "", None
    if theirs:
        theirs_took, read = statistics.median(theirs), statistics.median(reading)
        more = took - theirs_took - read
        others = [f"inotifywait -m: {_ms(theirs_took)}, reading the file: {_ms(read)}"]
        late_others = [f"inotifywait -m: {_ms(_late(theirs))}"]
        ratio, met = f"{more * 1_000:+.2f} ms", more < 0.001
    what = "rename to the line of --watch"
    return [
        Row(f"{what}, {tiny.records:,} records", _ms(took), others, ratio, "< 1 ms more", met),
        Row("the same, 99th percentile", _ms(late), late_others, "", "< 10 ms", late < 0.010),
        Row(
            f"{what}, {large.records:,} records",
            f"{large_took:.2f} s",
            target="< 0.5 s",
            met=large_took < 0.5,
        ),
    ]


def _followed(space: Workspace, rounds: int, pause: float) -> list[list[float]]:
    script = Path(__file__).with_name("follow.py")
    numbers = map(str, (space.records, space.added + 1, rounds, pause))
    command = [sys.executable, script, space.wildix, space.history, *numbers]
    told = json.loads(run(command, space.environment(ADMIN)).output)
    space.added += rounds
    return [told.get(name, []) for name in ("wildix", "inotifywait", "read")]


def _late(took: list[float]) -> float:
    return statistics.quantiles(took, n=100)[98]


def _ms(seconds: float) -> str:
    return f"{seconds * 1_000:.2f} ms"
