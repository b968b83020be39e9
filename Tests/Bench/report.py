"""The table: as text for the terminal, as Markdown for the README."""

import os
import platform
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from measure import CommandFailed, run
from rivals import JQ_VERSION

_BEGIN, _END = "<!-- bench:begin -->", "<!-- bench:end -->"
_HEADINGS = ("measured", "wildix", "others, same job", "ratio", "target", "")


@dataclass(frozen=True)
class Row:
    what: str
    wildix: str
    others: list[str] = field(default_factory=list)
    ratio: str = ""
    target: str = ""
    met: bool | None = None  # None: no target, or nothing to hold against it

    def cells(self, separator: str) -> tuple[str, ...]:
        verdict = {True: "met", False: "missed", None: ""}[self.met]
        others = separator.join(self.others)
        return (self.what, self.wildix, others, self.ratio, self.target, verdict)


def text_table(rows: Iterable[Row]) -> str:
    """A cell with several lines takes as many lines of the table."""
    split = [[cell.split("\n") for cell in cells] for cells in _table(rows, "\n")]
    widths = [
        max(len(line) for cell in column for line in cell) for column in zip(*split, strict=True)
    ]
    lines = []
    for row in split:
        for at in range(max(len(cell) for cell in row)):
            parts = (cell[at] if at < len(cell) else "" for cell in row)
            padded = (part.ljust(width) for part, width in zip(parts, widths, strict=True))
            lines.append("  ".join(padded).rstrip())
    return "\n".join(lines)


def markdown_table(rows: Iterable[Row]) -> str:
    headings, *body = [
        "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
        for cells in _table(rows, "<br>")
    ]
    return "\n".join([headings, "|" + "---|" * len(_HEADINGS), *body])


def _table(rows: Iterable[Row], separator: str) -> list[tuple[str, ...]]:
    return [_HEADINGS, *(row.cells(separator) for row in rows)]


def conditions(wildix: Path, history: Path, records: int) -> str:
    """One line on what was measured on, and when."""
    model = "unknown processor"
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            model = line.partition(":")[2].strip()
            break
    versions = [
        _first_line([wildix, "--version"], "wildix"),
        _first_line(JQ_VERSION, "jq"),
        _package("duckdb", "DuckDB"),
        f"Python {platform.python_version()}",
    ]
    size = history.stat().st_size / 1e6
    cores = len(os.sched_getaffinity(0))
    return (
        f"{records:,} records of {size:,.0f} MB in the page cache; medians; {cores} cores, "
        f"{model}, Linux {platform.release()}; {', '.join(versions)}; {date.today()}."
    )


def _first_line(command: list[str | Path], name: str) -> str:
    try:
        told = run(command).output.decode(errors="replace").partition("\n")[0]
    except CommandFailed:
        return f"no {name}"
    return told if told.startswith(name) else f"{name} {told}"


def _package(package: str, name: str) -> str:
    try:
        return f"{name} {version(package)}"
    except PackageNotFoundError:
        return f"no {name}"


def write_between_marks(readme: Path, table: str) -> None:
    before, after = around_marks(readme)
    readme.write_text(f"{before}{_BEGIN}\n{table}\n{_END}{after}", encoding="utf-8")


def around_marks(readme: Path) -> tuple[str, str]:
    try:
        before, begin, rest = readme.read_text(encoding="utf-8").partition(_BEGIN)
    except OSError as error:
        raise SystemExit(f"{readme}: {error.strerror}") from error
    _, end, after = rest.partition(_END)
    if not begin or not end:
        raise SystemExit(f"{readme}: found no {_BEGIN} followed by {_END}")
    return before, after
