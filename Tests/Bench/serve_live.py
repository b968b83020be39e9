"""From a save to the last of many WebSocket clients, beside Flask-SocketIO on eventlet; and the
memory of idle clients.

    serve_live.py WILDIX SAMPLES [--clients 500] [--rounds 21] [--idle 5000]

SAMPLES is a data directory with users admin, alice… whose passwords are demo-NAME; a copy of it is
used. The rounds of the two servers alternate, with the same crowd beside them on the same machine.
"""

import argparse
import contextlib
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from crowd import Crowd, Member, memory, raise_file_limit, request
from serving import log_in

CALL = "68"
EVENT = b"enrichissement_updated"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def wildix(binary: str, data: Path) -> Iterator[tuple[subprocess.Popen, tuple[str, int], str]]:
    command = [binary, "serve", "--listen", "127.0.0.1:0"]
    environment = {**os.environ, "WILDIX_DATA": str(data)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            url = process.stdout.readline().split()[-1]
            host, port = url.removeprefix("http://").split(":")
            yield process, (host, int(port)), url
        finally:
            process.terminate()


@contextlib.contextmanager
def flask(data: Path) -> Iterator[tuple[subprocess.Popen, tuple[str, int]]]:
    port = free_port()
    script = Path(__file__).parent / "contenders" / "serve_flask.py"
    with subprocess.Popen(
        [sys.executable, script, data, str(port)], stderr=subprocess.DEVNULL
    ) as process:
        try:
            while True:
                with contextlib.suppress(OSError):
                    urllib.request.urlopen(f"http://127.0.0.1:{port}/").read()
                    break
                time.sleep(0.1)
            yield process, ("127.0.0.1", port)
        finally:
            process.terminate()


def feed_member(address: tuple[str, int], cookie: str) -> Member:
    member = Member(address, "/ws", {"Cookie": cookie})
    member.wait(b'{"type":"hello"')
    return member


def engine_member(address: tuple[str, int], cookie: str = "") -> Member:
    member = Member(
        address, "/socket.io/?EIO=4&transport=websocket", {"Cookie": cookie} if cookie else {}
    )
    member.wait(b"0{")
    member.send("40")
    member.wait(b"40")
    return member


class Contest:
    """A server, its crowd, and a way to save."""

    def __init__(
        self, name: str, crowd: Crowd, address: tuple[str, int], cookie: str, method: str, path: str
    ) -> None:
        self.name, self.crowd = name, crowd
        self.address, self.cookie, self.method, self.path = address, cookie, method, path
        self.connection = socket.create_connection(address, timeout=60)
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.answered: list[float] = []
        self.heard: list[float] = []

    def round(self, number: int, counts: bool) -> None:
        entry = {"objet": f"round {number}", "commentaireObjet": "x" * 100}
        body = entry if self.method == "PATCH" else {CALL: entry}
        answered, heard = self.crowd.time(
            request(self.method, self.path, self.address, body, self.cookie), self.connection
        )
        if counts:
            self.answered.append(answered)
            self.heard.append(heard)

    def report(self) -> float:
        last, answered = statistics.median(self.heard), statistics.median(self.answered)
        print(
            f"{self.name:34} last of {len(self.crowd.members)}: median {last * 1000:6.1f} ms, "
            f"slowest {max(self.heard) * 1000:6.1f} ms; answered {answered * 1000:5.1f} ms"
        )
        return last


def fan_out(
    binary: str, samples: Path, clients: int, rounds: int, directory: Path
) -> tuple[float, float]:
    """Seconds from a save to the last of the clients: ours, and the other's."""
    ours, theirs = directory / "ours", directory / "theirs"
    for data in (ours, theirs):
        shutil.copytree(samples, data, ignore=shutil.ignore_patterns(".wildix", "pictures"))
    with wildix(binary, ours) as (_, address, url), flask(theirs) as (_, rival):
        cookies = [log_in(url, name, f"demo-{name}") for name in ("admin",) * 5]
        path = f"/api/v1/calls/{CALL}/enrichissement"
        live = Crowd(
            [feed_member(address, cookies[n % 5]) for n in range(clients)], b'"type":"call"'
        )
        contests = [Contest("wildix, /ws", live, address, cookies[0], "PATCH", path)]
        flasks = Crowd([engine_member(rival) for _ in range(clients)], EVENT)
        contests.append(
            Contest("Flask-SocketIO, eventlet", flasks, rival, "", "POST", "/enrichissements")
        )
        measure(contests, rounds)
        live.close()
        engines = Crowd([engine_member(address, cookies[n % 5]) for n in range(clients)], EVENT)
        contests.append(Contest("wildix, Socket.IO", engines, address, cookies[0], "PATCH", path))
        contests[1].heard, contests[1].answered = [], []
        first = contests[0].report()
        measure(contests[1:], rounds)
        rival_last = contests[1].report()
        contests[2].report()
        print(f"wildix / Flask-SocketIO: {first / rival_last:.2f} (target: at most 0.33)")
        return first, rival_last


def measure(contests: list[Contest], rounds: int) -> None:
    for number in range(rounds + 3):
        for contest in contests:
            for other in contests:
                other.crowd.keep()
            contest.round(number, counts=number >= 3)
            # What a save leaves to be done is not to disturb the other.
            time.sleep(0.1)


def idle(binary: str, samples: Path, clients: int, directory: Path) -> float:
    data = directory / "idle"
    shutil.copytree(samples, data, ignore=shutil.ignore_patterns(".wildix", "pictures"))
    with wildix(binary, data) as (process, address, url):
        cookies = [log_in(url, name, f"demo-{name}") for name in ("admin", "alice", "bob")]
        before = memory(process.pid)
        members = [feed_member(address, cookies[n % 3]) for n in range(clients)]
        time.sleep(3)
        resident = memory(process.pid)
        print(
            f"{clients} idle clients: {resident:.0f} MB resident "
            f"(before: {before:.0f} MB; target: under 200 MB)"
        )
        for member in members:
            member.close()
        time.sleep(3)
        print(f"after they went: {memory(process.pid):.0f} MB")
        return resident


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wildix")
    parser.add_argument("samples")
    parser.add_argument("--clients", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=21)
    parser.add_argument("--idle", type=int, default=5_000)
    options = parser.parse_args()
    raise_file_limit()
    binary, samples = str(Path(options.wildix).resolve()), Path(options.samples)
    with tempfile.TemporaryDirectory() as directory:
        ours, theirs = fan_out(binary, samples, options.clients, options.rounds, Path(directory))
        resident = idle(binary, samples, options.idle, Path(directory))
    sys.exit(not (ours / theirs <= 1 / 3 and resident < 200))


if __name__ == "__main__":
    main()
