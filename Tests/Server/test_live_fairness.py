"""Nobody who is connected makes others wait, or fills the server's memory."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from live import Server, WebSocket, frame


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "data")
    yield server
    assert server.stop() == 0


def hello(socket: WebSocket) -> None:
    assert socket.json()["type"] == "hello"


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
