"""Newest 50 calls of an extension over HTTP: how many a second, and how late at half of that.

    serving.py WILDIX DATA USER PASSWORD

DATA is a directory with a history made by generate.py; a session and the index are written there.
Needs wrk.
"""

import argparse
import contextlib
import os
import re
import subprocess
import tempfile
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

SCRIPT = """
wrk.headers["Cookie"] = "%s"
local postes, i = {%s}, 0
request = function()
  i = i + 1
  return wrk.format("GET", "/api/v1/calls?limit=50&poste=" .. postes[i %% #postes + 1])
end
"""
POSTES = [12, 15, 18, 19, 25, 29, 42, 46, 54, 56, 62, 64]


@contextlib.contextmanager
def serving(binary: str, data: str) -> Iterator[str]:
    command = [binary, "serve", "--listen", "127.0.0.1:0"]
    environment = {**os.environ, "WILDIX_DATA": data}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        yield process.stdout.readline().split()[-1]
        process.terminate()


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def log_in(url: str, user: str, password: str) -> str:
    form = urllib.parse.urlencode({"username": user, "password": password}).encode()
    try:
        urllib.request.build_opener(NoRedirect).open(url + "/login", form)
    except urllib.error.HTTPError as answer:
        return answer.headers["Set-Cookie"].split(";")[0]
    raise SystemExit("the login failed")


def wrk(url: str, cookie: str, extra: str = "", connections: int = 16, seconds: int = 8) -> dict:
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT % (cookie, ",".join(f'"{p}"' for p in POSTES)) + extra)
        script.flush()
        command = [
            "wrk",
            "-t2",
            f"-c{connections}",
            f"-d{seconds}s",
            "--latency",
            "-s",
            script.name,
        ]
        text = subprocess.check_output([*command, url], text=True)
    assert "Non-2xx" not in text, text
    units = {"us": 0.001, "ms": 1.0, "s": 1000.0}
    late = re.search(r"99%\s+([\d.]+)(us|ms|s)", text)
    return {
        "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]),
        "p99": float(late[1]) * units[late[2]],
    }


def loads(binary: str, data: str, user: str, password: str) -> tuple[dict, dict]:
    """Under full load, and under half of it."""
    with serving(binary, data) as url:
        cookie = log_in(url, user, password)
        wrk(url, cookie, seconds=2)
        full = wrk(url, cookie)
        # Each connection waits so long before each request that together they ask half as often.
        connections = 32
        delay = connections / (full["rate"] / 2) * 1000
        half = wrk(
            url, cookie, f"delay = function() return {max(1, round(delay - 1))} end", connections
        )
    return full, half


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("wildix", "data", "user", "password"):
        parser.add_argument(name)
    options = parser.parse_args()
    binary = str(Path(options.wildix).resolve())
    full, half = loads(binary, options.data, options.user, options.password)
    for name, load in (("full", full), ("half", half)):
        print(f"{name} load: {load['rate']:,.0f} requests/s, p99 {load['p99']:.1f} ms")


if __name__ == "__main__":
    main()
