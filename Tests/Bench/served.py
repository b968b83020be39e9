"""What is measured of the server."""

import contextlib
import sys
import tempfile
from pathlib import Path

import serve_live
from crowd import raise_file_limit
from report import Row
from serving import loads
from workspace import ADMIN, PASSWORD, Workspace

_SAMPLES = Path(__file__).parents[2] / "samples"
_CLIENTS = 500
_ROUNDS = 41
_IDLE = 5_000


def requests(space: Workspace) -> list[Row]:
    # A server does this in the background when it starts for the first time.
    space.calls(ADMIN, "--count", "--search", "0")
    full, half = loads(str(space.wildix), str(space.data), ADMIN, PASSWORD)
    rate, late = full["rate"], half["p99"]
    return [
        Row(
            "served: newest 50 of an extension",
            f"{rate:,.0f} requests/s",
            target="≥ 4,000 requests/s",
            met=rate >= 4_000,
        ),
        Row(
            "served: the same, p99 at half load", f"{late:.1f} ms", target="< 25 ms", met=late < 25
        ),
    ]


def live(wildix: Path) -> list[Row]:
    raise_file_limit()
    # What it tells by itself is not for the table.
    with tempfile.TemporaryDirectory() as name, contextlib.redirect_stdout(sys.stderr):
        directory = Path(name)
        ours, theirs = serve_live.fan_out(str(wildix), _SAMPLES, _CLIENTS, _ROUNDS, directory)
        resident = serve_live.idle(str(wildix), _SAMPLES, _IDLE, directory)
    return [
        Row(
            f"from a save to the last of {_CLIENTS} WebSocket clients",
            f"{ours * 1000:.1f} ms",
            [f"Flask-SocketIO, eventlet: {theirs * 1000:.1f} ms"],
            f"{ours / theirs:.2f} × Flask-SocketIO",
            "≤ ⅓ × Flask-SocketIO",
            ours <= theirs / 3,
        ),
        Row(
            f"memory with {_IDLE:,} WebSocket clients",
            f"{resident:.0f} MB",
            target="< 200 MB",
            met=resident < 200,
        ),
    ]
