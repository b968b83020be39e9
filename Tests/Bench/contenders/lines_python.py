"""Writes the records of a history as JSON Lines with the standard library: FILE."""

import json
import sys
from pathlib import Path

sys.stdout.reconfigure(encoding="utf-8")
for record in json.loads(Path(sys.argv[1]).read_bytes())["result"]["records"]:
    print(json.dumps(record, ensure_ascii=False, separators=(",", ":")))
