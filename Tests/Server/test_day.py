"""Two minutes of a working day: people come and go, save, export; nothing of it is left."""

import contextlib
import json
import random
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from live import Server, WebSocket, eventually, frame, record

POLLING = "/socket.io/?EIO=4&transport=polling"
NAMES = ("admin", "alice", "bob", "carol")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "data")
    yield server
    assert server.stop() == 0


class Day:
    """What happens, in an order that chance decides: the same one each time."""

    def __init__(self, server: Server):
        self.server = server
        self.sessions = [server.login(name) for name in NAMES]
        self.chance = random.Random(4)
        self.room: list[WebSocket] = []
        self.came = 0

    def come(self) -> None:
        session = self.chance.choice(self.sessions)
        match self.chance.randrange(4):
            case 0 | 1:
                self.room.append(self.server.socket(session))
            case 2:
                socket = self.server.socket(session, "/socket.io/?EIO=4&transport=websocket")
                assert socket.text()[0] == "0"
                socket.send("40")
                self.room.append(socket)
            case 3:
                self.poll(session)
        self.came += 1

    def poll(self, session: str) -> None:
        """Some say goodbye, the others are never seen again."""
        _, _, opened = self.server.request("GET", POLLING, session=session)
        path = f"{POLLING}&sid={json.loads(opened[1:])['sid']}"
        assert self.server.request("POST", path, "40", session)[0] == 200
        assert self.server.request("GET", path, session=session)[2].startswith(b"40")
        if self.chance.random() < 0.8:
            assert self.server.request("POST", path, "41", session)[0] == 200

    def go(self, how: float) -> None:
        socket = self.room.pop(self.chance.randrange(len(self.room)))
        with contextlib.suppress(OSError):
            if how < 0.5:
                socket.send(struct.pack(">H", 1001), opcode=8)
            elif how < 0.7:
                # Half a frame.
                socket.socket.sendall(frame(b"x" * 100)[:50])
        socket.close()

    def hour(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for _ in range(10):
                self.come()
            while len(self.room) > 200:
                self.go(self.chance.random())
            id = self.chance.choice("124")
            text = f"{time.monotonic_ns()}"
            self.server.save(self.sessions[0], id, objet=text, commentaireObjet="x" * 1_000)
            if self.chance.random() < 0.1:
                fresh = record(str(100 + self.chance.randrange(50)), "10", "0612345678", note=text)
                self.server.records[4:] = [fresh]
                self.server.write_history()
            for socket in self.room[::2]:
                # The others never read.
                socket.socket.setblocking(False)
                with contextlib.suppress(BlockingIOError):
                    while socket.socket.recv(1 << 16):
                        pass
                socket.socket.setblocking(True)

    def close_up(self) -> None:
        while self.room:
            self.go(1)


def test_a_day_leaves_nothing_behind(server):
    day = Day(server)
    # Until queues have their size, and polls that ended without a word are given up: 45 seconds.
    day.hour(55)
    day.close_up()
    eventually(lambda: server.descriptors() < 60, "connections stay open")
    time.sleep(1)
    before = server.descriptors()
    seen = []
    for _ in range(4):
        day.hour(12)
        seen.append(server.resident())
    day.close_up()
    eventually(lambda: server.descriptors() <= before, "descriptors stay open")
    assert day.came > 1_000
    assert seen[3] < seen[1] * 1.1, seen
    # And it goes on as if nothing had been.
    with server.socket(day.sessions[1]) as socket:
        assert socket.json()["type"] == "hello"
        server.save(day.sessions[1], "1", objet="good evening")
        # The last export may still be told before.
        while "good evening" not in socket.text():
            pass
