"""What the program that wildix replaces would do at best: merge a POST into the enrichment file,
and tell every client of it, with Flask-SocketIO on eventlet. DIRECTORY PORT. No login, no rules.
"""

import eventlet

eventlet.monkey_patch()

import json  # noqa: E402
import sys  # noqa: E402
from pathlib import Path  # noqa: E402

from flask import Flask, jsonify, request  # noqa: E402
from flask_socketio import SocketIO  # noqa: E402

path = Path(sys.argv[1]) / "enrichissements.json"
app = Flask(__name__)
live = SocketIO(app, async_mode="eventlet", cors_allowed_origins="*")


@app.post("/enrichissements")
def merge():
    entries = json.loads(path.read_text())
    entries.update(request.get_json())
    path.write_text(json.dumps(entries, indent=2, ensure_ascii=False))
    live.emit("enrichissement_updated")
    return jsonify(status="success")


@app.get("/")
def alive():
    return "alive"


live.run(app, host="127.0.0.1", port=int(sys.argv[2]))
