"""The built binary, serving a data directory of its own. WILDIX_BIN says which binary."""

import http.cookiejar
import json
import os
import shutil
import signal
import subprocess
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parents[2] / "samples"
BINARY = os.environ.get("WILDIX_BIN", "")


class Server:
    def __init__(self, data: Path, *, port: int = 0) -> None:
        assert BINARY, "set WILDIX_BIN to the binary under test"
        self.data = data
        # Nothing of whoever runs the tests; the server's zone is that of the sample's help desk.
        environment = {"HOME": str(data.parent), "PATH": os.environ["PATH"], "TZ": "Europe/Paris"}
        self.log = (data.parent / "server.log").open("ab")
        self.process = subprocess.Popen(
            [BINARY, "serve", "--data", str(data), "--listen", f"127.0.0.1:{port}"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=self.log,
            text=True,
        )
        assert self.process.stdout
        line = self.process.stdout.readline()
        assert line.startswith("Listening on "), line
        self.url = line.removeprefix("Listening on ").strip()
        self.port = int(self.url.rsplit(":", 1)[1])

    def stop(self) -> None:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=30)
        self.log.close()

    def wildix(self, *args: str) -> str:
        """What a command prints about the same data directory, run by whoever owns the files."""
        done = subprocess.run(
            [BINARY, *args],
            env={
                "HOME": str(self.data.parent),
                "PATH": os.environ["PATH"],
                "TZ": "Europe/Paris",
                "WILDIX_DATA": str(self.data),
            },
            input="demo-admin\n" if args[0] == "login" else "",
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        return done.stdout


class Colleague:
    """Somebody who works by the API, in another session."""

    def __init__(self, server: Server, user: str) -> None:
        self.server = server
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        self.ask("POST", "/session", {"username": user, "password": f"demo-{user}"})

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        request = urllib.request.Request(
            f"{self.server.url}/api/v1{path}",
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
            method=method,
        )
        with self.opener.open(request, timeout=30) as response:
            text = response.read()
        return json.loads(text) if text else None

    def save(self, call: str, **fields: Any) -> Any:
        return self.ask("PATCH", f"/calls/{call}/enrichissement", fields)

    def call(self, call: str) -> Any:
        return self.ask("GET", f"/calls/{call}")


def sample_data(path: Path) -> Path:
    shutil.copytree(SAMPLES, path, ignore=shutil.ignore_patterns("pictures", ".wildix", "README.md"))
    return path


def read_history(data: Path) -> list[dict[str, Any]]:
    return json.loads((data / "call_history.json").read_text())["result"]["records"]


def write_history(data: Path, records: list[dict[str, Any]]) -> None:
    """Replaces the history as an export does: written beside, then given its name."""
    document = {"type": "result", "result": {"total": len(records), "records": records}}
    new = data / ".history.new"
    new.write_text(json.dumps(document, ensure_ascii=False))
    new.rename(data / "call_history.json")


def record(number: int, start: str, **fields: Any) -> dict[str, Any]:
    """A call as the PBX writes it, to extension 33."""
    return {
        "id": str(number),
        "start": start,
        "answer": "",
        "end": start,
        "timezone": "+0100",
        "duration": "30",
        "billsec": "0",
        "from_number": f"06{number % 100_000_000:08}",
        "from_name": f"Correspondant {number}",
        "to_number": "33",
        "to_name": "Alice",
        "disposition": "NO ANSWER",
        "lastapp": "Dial",
        "channel": f"SIP/orange-sip-{number:08x}",
        "dstchannel": f"SIP/33-{number:08x}",
        "type": "call",
        **fields,
    }
