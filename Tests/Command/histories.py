"""Histories made up for tests."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import Path

FIRST_START = datetime(2026, 1, 1)


def record(number: int, **fields: object) -> dict:
    """The call with this id: the larger, the later it began."""
    start = FIRST_START + timedelta(minutes=number)
    return {
        "id": str(number),
        "start": f"{start:%Y-%m-%d %H:%M:%S}",
        "timezone": "+0000",
        "duration": str(number % 600),
        "from_number": f"06{number:08}",
        "to_number": "33",
        "from_name": f"Caller {number}",
        "disposition": "ANSWERED",
        **fields,
    }


def history(records: Iterable[dict]) -> str:
    """As the PBX writes it, one record a line."""
    lines = ",\n".join(json.dumps(r, ensure_ascii=False) for r in records)
    return f'{{"type":"result","result":{{"total":"0","records":[\n{lines}\n]}}}}\n'


def write(directory: Path, records: Iterable[dict], enrichments: dict | None = None):
    (directory / "call_history.json").write_text(history(records))
    if enrichments is not None:
        (directory / "enrichissements.json").write_text(json.dumps(enrichments, indent=2))
