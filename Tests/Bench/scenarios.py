"""What is measured. Every scenario answers the rows that it adds to the table."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import rivals
from measure import Sample, peak, run, wall
from report import Row
from rivals import Rival
from workspace import ADMIN, EXTENSION, USER, Workspace

_START_UPS = 50
_LATER = 30
_RUNS = 3
_NEWEST = ("--limit", "50")
_EVERYTHING = ("--format", "jsonl", "--all")


def start_up(wildix: Path) -> list[Row]:
    ours: list[Sample] = []
    jq = Rival("jq")
    for _ in range(_START_UPS):
        ours.append(run([wildix, "--version"]))
        jq.run(rivals.JQ_VERSION)
    took = wall(ours)
    ratio = f"{took / wall(jq.samples):.1f} × jq" if jq.samples else ""
    target = "≤ 10 ms (jq: 1.5 ms)"
    others = [jq.figure(lambda samples: _ms(wall(samples)))]
    return [Row("start-up, --version", _ms(took), others, ratio, target, took <= 0.010)]


def first_listing(space: Workspace) -> list[Row]:
    """The others only count the calls that wildix lists and indexes."""
    ours: list[Sample] = []
    names = ("DuckDB read_json", "DuckDB, told it is one line", "orjson", "Python json", "jq")
    duckdb, one_line, orjson, json, jq = map(Rival, names)
    for _ in range(_RUNS):
        space.forget_index()
        ours.append(space.calls(USER, *_NEWEST))
        duckdb.run(rivals.count_with_duckdb(space.history, EXTENSION, "auto"))
        one_line.run(rivals.count_with_duckdb(space.history, EXTENSION, "newline_delimited"))
    orjson.run(rivals.count_with_python("orjson", space.history, EXTENSION))
    json.run(rivals.count_with_python("json", space.history, EXTENSION))
    jq.run(rivals.count_with_jq(space.history, EXTENSION))
    contenders = (duckdb, one_line, orjson, json, jq)
    others = [rival.figure(_seconds_and_memory) for rival in contenders]
    counted = int(space.calls(USER, "--count").output)
    others += [
        f"{rival.name} counts {rival.count}, wildix {counted}"
        for rival in contenders
        if rival.count not in (None, counted)
    ]
    took, memory = wall(ours), peak(ours)
    share = took / wall(duckdb.samples) if duckdb.samples else None
    return [
        Row(
            "first listing ever, newest 50 of an extension",
            _s(took),
            others,
            f"{share:.2f} × DuckDB" if share else "",
            "≤ 0.5 × DuckDB",
            share <= 0.5 if share else None,
        ),
        Row("peak memory, first listing", _mb(memory), target="< 128 MB", met=memory < 128),
    ]


def later_listing(small: Workspace, large: Workspace) -> list[Row]:
    """Both sizes in turn, after one run each that makes the index."""
    spaces = (small, large)
    for space in spaces:
        space.calls(USER, *_NEWEST)
    samples: dict[int, list[Sample]] = {space.records: [] for space in spaces}
    for _ in range(_LATER):
        for space in spaces:
            samples[space.records].append(space.calls(USER, *_NEWEST))
    took = {records: wall(runs) for records, runs in samples.items()}
    rows = [
        Row(f"later listing, {n:,} records", _ms(t), target="< 20 ms", met=t < 0.020)
        for n, t in took.items()
    ]
    growth = took[large.records] / took[small.records] - 1
    what = f"growth from {small.records:,} to {large.records:,} records"
    return [*rows, Row(what, f"{growth:+.0%}", target="< 20 %", met=growth < 0.20)]


def after_an_addition(space: Workspace) -> list[Row]:
    return [
        _after_additions(space, end, words)
        for end, words in (("front", "at the front"), ("back", "at the end"))
    ]


def _after_additions(space: Workspace, end: str, words: str) -> Row:
    ours: list[Sample] = []
    unseen = []
    for _ in range(_RUNS):
        identity = space.add_record(end)
        ours.append(space.calls(USER, *_NEWEST))
        newest = space.calls(USER, "--limit", "1", "--format", "jsonl").output
        if not newest.startswith(f'{{"id":"{identity}"'.encode()):
            unseen.append(f"record {identity}, just added, is not listed first")
    took = wall(ours)
    what = f"listing after a record was added {words}"
    return Row(what, _s(took), unseen, target="< 0.5 s", met=took < 0.5 and not unseen)


def everything_as_lines(space: Workspace) -> list[Row]:
    ours = [space.calls(ADMIN, *_EVERYTHING) for _ in range(_RUNS)]
    jq, python = Rival("jq -c"), Rival("Python json")
    jq.run(rivals.lines_with_jq(space.history))
    python.run(rivals.lines_with_python(space.history))
    # The bytes of the history, for everybody: what each writes differs a little.
    megabytes = space.history.stat().st_size / 1e6
    rate, memory = megabytes / wall(ours), peak(ours)
    shown = _rate_and_memory(megabytes)
    compared = _compare(space)
    best = min((wall(rival.samples) for rival in (jq, python) if rival.samples), default=None)
    ratio = f"{best / wall(ours):.0f} × as fast as the better" if best else ""
    others = [rival.figure(shown) for rival in (jq, python)]
    return [
        Row("all as jsonl", f"{rate:,.0f} MB/s", others, ratio, "> 300 MB/s", rate > 300),
        Row("peak memory, jsonl", _mb(memory), target="< 64 MB", met=memory < 64),
        Row("jsonl records, byte for byte", compared, target="OK", met=compared.startswith("OK")),
    ]


def _compare(space: Workspace) -> str:
    script = Path(__file__).with_name("compare.py")
    done = subprocess.run(
        [sys.executable, script, space.history, space.wildix, "calls", *_EVERYTHING],
        env=space.environment(ADMIN),
        capture_output=True,
        text=True,
    )
    return done.stdout.strip() or f"failed: {done.stderr.strip()}"


def _s(seconds: float) -> str:
    return f"{seconds:.2f} s"


def _ms(seconds: float) -> str:
    return f"{seconds * 1_000:.1f} ms"


def _mb(megabytes: float) -> str:
    return f"{megabytes:,.0f} MB"


def _seconds_and_memory(samples: list[Sample]) -> str:
    return f"{_s(wall(samples))}, {_mb(peak(samples))}"


def _rate_and_memory(megabytes: float) -> Callable[[list[Sample]], str]:
    return lambda samples: f"{megabytes / wall(samples):,.0f} MB/s, {_mb(peak(samples))}"
