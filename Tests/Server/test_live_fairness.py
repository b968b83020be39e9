"""Nobody who is connected makes others wait, or fills the server's memory."""

import contextlib
import json
import select
import socket as sockets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from live import HISTORY, PATIENCE, Server, eventually, frame, hello, record


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "data")
    yield server
    assert server.stop() == 0


@pytest.mark.parametrize("size", [0, 125])
def test_pings_of_who_never_reads_fill_nothing(server, size):
    session = server.login("alice")
    with server.socket(session) as flooder, server.socket(session) as other:
        hello(flooder), hello(other)
        server.save(session, "1", objet="before")
        other.json()
        before = server.resident()
        flooder.socket.settimeout(5)
        pings = frame(b"x" * size, opcode=9) * 10_000
        # A server that closes is as well as one that goes on.
        with contextlib.suppress(OSError):
            for _ in range(150_000_000 // len(pings) if size else 150):
                flooder.socket.sendall(pings)
        server.save(session, "1", objet="after")
        assert other.json()["call"]["enrichissement"]["objet"] == "after"
        assert server.resident() - before < 20_000


def test_of_many_pings_the_last_is_answered(server):
    with server.socket(server.login("alice")) as socket:
        hello(socket)
        for part in range(200):
            pings = (frame(f"{part}.{n}".encode(), opcode=9) for n in range(1000))
            socket.socket.sendall(b"".join(pings))
        last = b""
        while last != b"199.999":
            opcode, last = socket.frame()
            assert opcode == 10


def test_small_packets_of_who_never_reads_fill_nothing(server):
    session = server.login("alice")
    path = "/socket.io/?EIO=4&transport=websocket"
    with server.socket(session, path) as flooder, server.socket(session) as other:
        hello(other)
        assert flooder.text()[0] == "0"
        before = server.resident()
        flooder.socket.settimeout(5)
        with contextlib.suppress(OSError):
            for _ in range(200):
                flooder.socket.sendall(frame(b"2") * 10_000)
        server.save(session, "1", objet="after")
        assert other.json()["call"]["enrichissement"]["objet"] == "after"
        assert server.resident() - before < 20_000


class Flood:
    """So many slow questions of one user's that most wait, or some even are refused."""

    def __init__(self, server: Server, session: str, count: int):
        text = (
            "GET /api/v1/calls/count?search=06 HTTP/1.1\r\nHost: x\r\n"
            f"Cookie: wildix_session={session}\r\n\r\n"
        )
        self.sockets = []
        for _ in range(count):
            connection = sockets.create_connection((server.host, server.port), timeout=PATIENCE)
            connection.sendall(text.encode())
            self.sockets.append(connection)
        # Then the others are in the line.
        first = b"503" if count > 300 else b"200"
        eventually(
            lambda: any(self.status(one) == first for one in self.answered()), "nothing is asked"
        )

    def answered(self) -> list[sockets.socket]:
        waiting = select.poll()
        by_number = {one.fileno(): one for one in self.sockets}
        for number in by_number:
            waiting.register(number, select.POLLIN)
        return [by_number[number] for number, _ in waiting.poll(0)]

    def status(self, one: sockets.socket) -> bytes:
        return one.recv(64, sockets.MSG_PEEK).split()[1]

    @property
    def waits(self) -> bool:
        return len(self.answered()) < len(self.sockets)

    def end(self) -> None:
        for one in self.sockets:
            one.recv(64)
            one.close()


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Server]:
    """A server with so many calls that a search takes its time."""
    records = [record(*row) for row in HISTORY]
    records += [record(str(1_000 + n), "0612345678", "10") for n in range(100_000)]
    server = Server(tmp_path / "data", records=records)
    session = server.login("alice")
    # When the words are indexed.
    assert server.request("GET", "/api/v1/calls/count?search=06", session=session)[0] == 200
    yield server
    assert server.stop() == 0


def test_who_asks_too_much_and_gets_another_extension_stops_nobody(many):
    alice, bob, admin = (many.login(name) for name in ("alice", "bob", "admin"))
    with many.socket(alice) as moved, many.socket(bob) as other:
        hello(moved), hello(other)
        flood = Flood(many, alice, 250)
        many.run("users", "set", "alice", "--poste", "30")
        assert other.json()["type"] == "users"
        many.save(admin, "2", objet="for bob")
        assert other.json()["call"]["enrichissement"]["objet"] == "for bob"
        # Nor does she wait for herself.
        assert [moved.json()["type"] for _ in range(2)] == ["reset", "users"]
        many.save(admin, "3", objet="hers now")
        assert moved.json()["call"]["id"] == "3"
        assert flood.waits
        flood.end()


def test_who_asks_too_much_is_told_of_what_goes_all_the_same(many):
    alice = many.login("alice")
    flood = Flood(many, alice, 400)
    with many.socket(alice) as socket, ThreadPoolExecutor(1) as reader:
        hello(socket)
        # Who does not answer pings meanwhile is sent away.
        coming = reader.submit(socket.json)
        assert flood.waits
        flood.end()
        del many.records[0]
        many.write_history()
        told = coming.result()
        assert (told["event"], told["id"]) == ("removed", "1")


def test_where_a_file_is_broken_is_for_admins(server):
    """The line says how many calls others have."""
    people = {name: server.login(name) for name in ("admin", "alice")}
    with server.socket(people["admin"]) as admin, server.socket(people["alice"]) as alice:
        hello(admin), hello(alice)
        path = server.data / "call_history.json"
        whole = path.read_text()
        for broken in (whole.replace("}", "}\n")[:600], whole.replace("}", "}\n")[:400]):
            path.write_text(broken)
            told = admin.json()["message"]
            assert "ligne" in told and "colonne" in told
        told = alice.json()
        assert (told["type"], told["ok"]) == ("source", False)
        assert "call_history.json" in told["message"]
        assert not any(letter.isdigit() for letter in told["message"])
        # Nor is it told that it is broken elsewhere now.
        assert alice.is_quiet()
        with server.socket(people["alice"]) as late:
            hello(late)
            assert json.loads(late.text()) == told
