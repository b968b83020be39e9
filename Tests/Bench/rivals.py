"""The other tools that do the same jobs, each as a command for a fresh process."""

import sys
from collections.abc import Callable
from pathlib import Path

from measure import CommandFailed, Sample, run

Command = list[str | Path]
_SCRIPTS = Path(__file__).parent / "contenders"

JQ_VERSION: Command = ["jq", "--version"]


def count_with_duckdb(history: Path, extension: str, form: str) -> Command:
    return [sys.executable, _SCRIPTS / "count_duckdb.py", history, extension, form]


def count_with_python(module: str, history: Path, extension: str) -> Command:
    return [sys.executable, _SCRIPTS / "count_python.py", module, history, extension]


def count_with_jq(history: Path, extension: str) -> Command:
    program = """
        def near: . // "" | startswith("SIP/\\($p)-") or startswith("PJSIP/\\($p)-");
        [.result.records[] | select(.from_number == $p or .to_number == $p
          or (.channel | near) or (.dstchannel | near))] | length"""
    return ["jq", "--arg", "p", extension, program, history]


def lines_with_jq(history: Path) -> Command:
    return ["jq", "-c", ".result.records[]", history]


def lines_with_python(history: Path) -> Command:
    return [sys.executable, _SCRIPTS / "lines_python.py", history]


class Rival:
    """A contender's samples; what kept it from running is told in the table, and stops nothing."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.samples: list[Sample] = []
        self.trouble = ""

    def run(self, command: Command) -> None:
        if self.trouble:
            return
        try:
            self.samples.append(run(command))
        except CommandFailed as failure:
            self.trouble = str(failure).splitlines()[-1]

    def figure(self, shown: Callable[[list[Sample]], str]) -> str:
        return f"{self.name}: {self.trouble or shown(self.samples)}"

    @property
    def count(self) -> int | None:
        return int(self.samples[-1].output) if self.samples else None
