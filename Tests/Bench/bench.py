#!/usr/bin/env python3
"""Measures wildix against its targets and against other tools, and prints one table.

    bench.py --wildix PATH [--records 1000000] [--work DIR] [--write-readme README.md]

The interpreter that runs this also runs DuckDB and orjson (requirements.txt). A million records
take about eight minutes, 9 GB of memory (Python's json) and 4 GB in the work directory.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import scenarios
import served
from following import following
from measure import CommandFailed
from report import Row, around_marks, conditions, markdown_table, text_table, write_between_marks
from workspace import Workspace


def measured(wildix: Path, tiny: Workspace, small: Workspace, large: Workspace) -> list[Row]:
    steps: dict[str, Callable[[], list[Row]]] = {
        "start-up": lambda: scenarios.start_up(wildix),
        "first listing": lambda: scenarios.first_listing(large),
        "later listings": lambda: scenarios.later_listing(small, large),
        "listings after an addition": lambda: scenarios.after_an_addition(large),
        "following": lambda: following(tiny, large),
        "everything as jsonl": lambda: scenarios.everything_as_lines(large),
        "requests": lambda: served.requests(large),
        "live clients": lambda: served.live(wildix),
    }
    rows = []
    for name, step in steps.items():
        print(f"measuring: {name} …", file=sys.stderr, flush=True)
        try:
            rows += step()
        except CommandFailed as failure:
            rows.append(Row(name, f"failed: {failure}", met=False))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure wildix and its contenders.")
    parser.add_argument("--wildix", type=Path, required=True, metavar="PATH")
    parser.add_argument("--records", type=int, default=1_000_000, metavar="N")
    parser.add_argument("--work", type=Path, metavar="DIR", help="kept; else a temporary one")
    parser.add_argument("--write-readme", type=Path, metavar="FILE")
    options = parser.parse_args()
    if options.records < 1_000:
        parser.error("--records: at least 1000")
    wildix = options.wildix.resolve()
    if not wildix.is_file():
        parser.error(f"--wildix: no such file: {wildix}")
    if options.write_readme:
        around_marks(options.write_readme)  # Better told now than after minutes.
    with tempfile.TemporaryDirectory(prefix="wildix-bench-") as temporary:
        work = options.work.resolve() if options.work else Path(temporary)
        tiny = Workspace(wildix, work, options.records // 1_000)
        small = Workspace(wildix, work, options.records // 10)
        large = Workspace(wildix, work, options.records)
        try:
            for space in (tiny, small, large):
                space.prepare()
        except CommandFailed as failure:
            sys.exit(f"bench: cannot prepare the data directory: {failure}")
        rows = measured(wildix, tiny, small, large)
        told = conditions(wildix, large.history, options.records)
    print(text_table(rows), told, sep="\n\n")
    if options.write_readme:
        write_between_marks(options.write_readme, f"{markdown_table(rows)}\n\n{told}")


if __name__ == "__main__":
    main()
