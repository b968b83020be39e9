"""Replaces a history by one with a call more at its front, and times from the rename to the line of
`wildix calls --watch` on a pipe: WILDIX HISTORY COUNT FIRST ROUNDS SECONDS.

`inotifywait -m`, where there is one, watches the same directory at the same time. Prints a JSON
object with the seconds of each, and of reading the history. SECONDS lie between two rounds.
"""

import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path
from shutil import which

from add_record import newest, write_with
from measure import warm

_LISTED_FOR = 120
_LINE_FOR = 30


class Watcher:
    """A process that writes a line for each replacement."""

    def __init__(self, command: list[str]) -> None:
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, bufsize=0)
        self.took: list[float] = []
        self.heard: float | None = None

    def read(self) -> bytes:
        self.heard = time.perf_counter()
        got = os.read(self.process.stdout.fileno(), 1 << 16)
        if not got:
            sys.exit(f"{self.process.args[0]} has ended")
        return got

    def end(self) -> None:
        self.process.terminate()
        self.process.wait()


def follow(wildix: str, directory: Path) -> Watcher:
    """Ends its listing before it is answered: its one row has come, and what follows is news."""
    command = [wildix, "calls", "--watch", "--format", "jsonl", "--limit", "1"]
    watcher = Watcher([*command, "--data", str(directory)])
    wait([watcher], _LISTED_FOR)
    return watcher


def wait(watchers: list[Watcher], seconds: float) -> None:
    silent = {watcher.process.stdout: watcher for watcher in watchers}
    while silent:
        ready, _, _ = select.select(silent, [], [], seconds)
        if not ready:
            sys.exit(f"no line of {next(iter(silent.values())).process.args[0]} in {seconds} s")
        for pipe in ready:
            silent.pop(pipe).read()


def replace(history: Path, call: bytes, watchers: list[Watcher]) -> None:
    replacement = history.with_name("call_history.new")
    write_with(call, "front", history, replacement)
    began = time.perf_counter()
    replacement.rename(history)
    wait(watchers, _LINE_FOR)
    for watcher in watchers:
        watcher.took.append(watcher.heard - began)


def seconds_to_read(history: Path) -> float:
    began = time.perf_counter()
    warm(history)
    return time.perf_counter() - began


def main() -> None:
    wildix, history = sys.argv[1], Path(sys.argv[2])
    count, first, rounds = (int(number) for number in sys.argv[3:6])
    pause = float(sys.argv[6])
    watchers: list[Watcher] = []
    try:
        watchers.append(follow(wildix, history.parent))
        if inotifywait := which("inotifywait"):
            command = ["-m", "-q", "-e", "moved_to", "--format", "%f", str(history.parent)]
            watchers.append(Watcher([inotifywait, *command]))
        time.sleep(1)
        reading: list[float] = []
        for number in range(first, first + rounds):
            replace(history, newest(count, number), watchers)
            reading.append(seconds_to_read(history))
            time.sleep(pause)
    finally:
        for watcher in watchers:
            watcher.end()
    names = ("wildix", "inotifywait")
    took = {name: watcher.took for name, watcher in zip(names, watchers, strict=False)}
    print(json.dumps(took | {"read": reading}))


if __name__ == "__main__":
    main()
