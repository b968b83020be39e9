#!/usr/bin/env python3
"""Writes a call_history.json of any size, the same for the same arguments.

Usage: generate.py COUNT OUTPUT [--seed N] [--order asc|desc] [--enrichments M OUT2]
"""

import argparse
import multiprocessing
from functools import partial
from pathlib import Path

from enrichments import write_enrichments
from records import BLOCK, block

_PROCESSES = 2


def block_text(number: int, *, seed: int, count: int, newest_first: bool) -> bytes:
    records = block(seed, number, count)
    if newest_first:
        records.reverse()
    return ",".join(records).encode()


def write_history(path: Path, count: int, seed: int, newest_first: bool) -> None:
    make = partial(block_text, seed=seed, count=count, newest_first=newest_first)
    numbers = range((count + BLOCK - 1) // BLOCK)
    with path.open("wb") as out, multiprocessing.Pool(_PROCESSES) as pool:
        out.write(b'{"type":"result","result":{"total":"%d","records":[' % count)
        for at, text in enumerate(pool.imap(make, reversed(numbers) if newest_first else numbers)):
            out.write(b"," + text if at else text)
        out.write(b"]}}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a call history as a PBX exports it.")
    parser.add_argument("count", type=int, metavar="COUNT")
    parser.add_argument("output", type=Path, metavar="OUTPUT")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--order", choices=["asc", "desc"], default="asc")
    parser.add_argument("--enrichments", nargs=2, metavar=("M", "OUT2"))
    options = parser.parse_args()
    if options.count < 0:
        parser.error("COUNT must not be negative")
    amount, path = options.enrichments or ("0", None)
    if not amount.isdigit() or int(amount) > options.count:
        parser.error("--enrichments takes a number up to COUNT, and a file")
    write_history(options.output, options.count, options.seed, options.order == "desc")
    if path:
        with Path(path).open("w", encoding="utf-8") as out:
            write_enrichments(out, int(amount), options.count)


if __name__ == "__main__":
    main()
