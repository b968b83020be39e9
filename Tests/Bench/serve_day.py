"""A working day in a few minutes: clients come and go, people save, the PBX exports. Memory and
descriptors stay level.

    serve_day.py WILDIX SAMPLES [--clients 1000] [--minutes 5]

SAMPLES is a data directory with users whose passwords are demo-NAME; a copy of it is used. Some
clients say goodbye, some reset the connection, some never read, some poll and are never seen again.
"""

import argparse
import contextlib
import http.client
import json
import random
import shutil
import socket
import struct
import sys
import tempfile
import time
from pathlib import Path

from crowd import Member, descriptors, masked, memory, raise_file_limit
from serve_live import engine_member, feed_member, wildix
from serving import log_in

NAMES = ("admin", "alice", "bob", "kernel")
CALLS = ("68", "69", "70", "71")


class Day:
    def __init__(self, address: tuple[str, int], url: str, data: Path, most: int) -> None:
        self.address, self.data, self.most = address, data, most
        self.cookies = [log_in(url, name, f"demo-{name}") for name in NAMES]
        self.history = json.loads((data / "call_history.json").read_text())
        self.records = self.history["result"]["records"]
        self.room: list[Member] = []
        self.came = self.saves = self.exports = self.polls = 0

    def come(self) -> None:
        kind, cookie = random.random(), random.choice(self.cookies)
        if kind < 0.7:
            self.room.append(feed_member(self.address, cookie))
        elif kind < 0.9:
            self.room.append(engine_member(self.address, cookie))
        else:
            self.poll(cookie)
        self.came += 1

    def poll(self, cookie: str) -> None:
        """A session by long polling that is left behind."""
        path = "/socket.io/?EIO=4&transport=polling"
        opened = json.loads(self.ask("GET", path, cookie)[1:])
        self.ask("POST", f"{path}&sid={opened['sid']}", cookie, "40")
        self.ask("GET", f"{path}&sid={opened['sid']}", cookie)
        self.polls += 1

    def ask(self, method: str, path: str, cookie: str, body: str | None = None) -> str:
        connection = http.client.HTTPConnection(*self.address, timeout=60)
        connection.request(method, path, body, {"Cookie": cookie})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        if answer.status != 200:
            raise SystemExit(f"{method} {path}: {answer.status} {text}")
        return text

    def go(self, how: float | None = None) -> None:
        member = self.room.pop(random.randrange(len(self.room)))
        how = random.random() if how is None else how
        with contextlib.suppress(OSError):
            if how < 0.4:
                member.socket.sendall(b"\x88\x82" + bytes(4) + struct.pack(">H", 1001))
            elif how < 0.6:
                member.socket.setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0)
                )
            elif how < 0.7:
                member.socket.sendall(masked(b"x")[:-1])
        member.close()

    def read(self) -> None:
        """Most read what they were told; some never do."""
        for member in self.room[: len(self.room) * 9 // 10]:
            member.socket.setblocking(False)
            with contextlib.suppress(BlockingIOError, ConnectionError):
                while member.socket.recv(1 << 16):
                    pass

    def save(self) -> None:
        entry = {
            random.choice(CALLS): {"objet": f"save {self.saves}", "commentaireObjet": "x" * 2000}
        }
        self.ask("POST", "/enrichissements", self.cookies[0], json.dumps(entry))
        self.saves += 1

    def export(self) -> None:
        """A call more at the front, and an old one less: as many as before."""
        fresh = {**self.records[0], "id": str(10_000 + self.exports)}
        kept = [record for record in self.records if not str(record["id"]).startswith("100")]
        self.history["result"]["records"] = [fresh, *kept]
        path = self.data / "call_history.json"
        path.with_suffix(".new").write_text(json.dumps(self.history))
        path.with_suffix(".new").replace(path)
        self.exports += 1

    def pass_time(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for _ in range(25):
                self.come()
            while len(self.room) > self.most:
                self.go()
            self.save()
            if random.random() < 0.2:
                self.export()
            self.read()

    def close_up(self) -> None:
        while self.room:
            self.go(1)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wildix")
    parser.add_argument("samples")
    parser.add_argument("--clients", type=int, default=1_000)
    parser.add_argument("--minutes", type=float, default=5)
    options = parser.parse_args()
    raise_file_limit()
    binary = str(Path(options.wildix).resolve())
    with tempfile.TemporaryDirectory() as directory:
        data = Path(directory) / "data"
        shutil.copytree(options.samples, data, ignore=shutil.ignore_patterns(".wildix", "pictures"))
        with wildix(binary, data) as (process, address, url):
            day = Day(address, url, data, options.clients)
            # When all threads have opened what they keep.
            day.pass_time(5)
            day.close_up()
            time.sleep(3)
            idle = descriptors(process.pid)
            seen = []
            hours = 8
            for hour in range(1, hours + 1):
                day.pass_time(options.minutes * 60 / hours)
                size, opened = memory(process.pid), descriptors(process.pid)
                seen.append((size, opened))
                print(
                    f"hour {hour}: {size:5.0f} MB, {opened:5} descriptors; {day.came} came, "
                    f"{day.saves} saves, {day.exports} exports, {day.polls} left while polling",
                    flush=True,
                )
            day.close_up()
            # The last of those who went while polling is forgotten when a ping stays unanswered.
            time.sleep(60)
            left = descriptors(process.pid)
            print(
                f"afterwards: {memory(process.pid):.0f} MB, {left} descriptors (before all: {idle})"
            )
    first, last = seen[len(seen) // 2 - 1][0], seen[-1][0]
    print(f"memory from the fourth hour to the eighth: {last / first - 1:+.0%}")
    sys.exit(not (last < first * 1.1 and left <= idle + 3))


if __name__ == "__main__":
    main()
