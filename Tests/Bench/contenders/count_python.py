"""Counts the calls of an extension with a JSON module of Python: json|orjson FILE EXTENSION."""

import sys
from importlib import import_module
from pathlib import Path

module, path, extension = sys.argv[1:]
channels = (f"SIP/{extension}-", f"PJSIP/{extension}-")
records = import_module(module).loads(Path(path).read_bytes())["result"]["records"]
print(
    sum(
        record.get("from_number") == extension
        or record.get("to_number") == extension
        or record.get("channel", "").startswith(channels)
        or record.get("dstchannel", "").startswith(channels)
        for record in records
    )
)
