"""Compares `calls --format jsonl --all` with the history, byte for byte: HISTORY COMMAND…

Of each record only a hash is kept, in the place of its id: eight bytes a record. Ids of a
generated history are digits, and increase with the start of the call.
"""

import json
import subprocess
import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

_CHUNK = 1 << 20
_BEGINNING = b'{"id":"'
_TAIL = b',"enrichissement":'
_ZONE = b'"timezone":"'


def records(path: Path) -> Iterator[bytes]:
    """The bytes of each record. No object inside a record begins with an id."""
    between = b"," + _BEGINNING
    with path.open("rb") as file:
        carried = file.read(_CHUNK).partition(_BEGINNING)[2]
        while chunk := file.read(_CHUNK):
            *whole, carried = (carried + chunk).split(between)
            for record in whole:
                yield _BEGINNING + record
    for record in carried.removesuffix(b"]}}").split(between):
        yield _BEGINNING + record


def identity(record: bytes) -> int:
    return int(record[len(_BEGINNING) : record.index(b'"', len(_BEGINNING))])


def hashes(path: Path) -> array:
    kept = array("q")
    for record in records(path):
        at = identity(record)
        if at >= len(kept):
            kept.extend([0] * (at + 1 - len(kept)))
        kept[at] = hash(record) or 1  # 0 stands for: no such record.
    return kept


@lru_cache(maxsize=1_000)
def is_ours(tail: bytes) -> bool:
    try:
        return list(json.loads(b"{" + tail[1:])) == ["enrichissement", "statut"]
    except ValueError:
        return False


def differences(expected: array, lines: Iterable[bytes]) -> Counter[str]:
    found: Counter[str] = Counter()
    before = len(expected)
    for line in lines:
        cut = line.rfind(_TAIL)
        record, tail = line[:cut] + b"}", line[cut:]
        if cut < 0 or not record.startswith(_BEGINNING) or not is_ours(tail):
            found["without the added fields"] += 1
            continue
        at = identity(record)
        if at >= len(expected) or not expected[at]:
            found["not in the history, or twice"] += 1
            continue
        found["changed"] += expected[at] != (hash(record) or 1)
        expected[at] = 0
        if _ZONE in record:  # without one the start is in the machine's zone, whatever that is
            found["out of order"] += at > before
            before = at
    found["missing"] = sum(1 for left in expected if left)
    return +found


def main() -> None:
    expected = hashes(Path(sys.argv[1]))
    count = sum(1 for kept in expected if kept)
    with subprocess.Popen(sys.argv[2:], stdout=subprocess.PIPE, bufsize=_CHUNK) as process:
        found = differences(expected, process.stdout or ())
    if process.returncode:
        sys.exit(f"status {process.returncode}")
    if found:
        told = ", ".join(f"{number} {what}" for what, number in found.items())
        print(f"{found.total()} differences: {told}")
    else:
        print(f"OK: {count:,} records")


if __name__ == "__main__":
    main()
