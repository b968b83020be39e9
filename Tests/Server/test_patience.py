"""How long the server waits for connections on which nothing happens."""

import json
import socket as sockets
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from live import HISTORY, Server, record

# Longer than the server waits for anything; nothing is measured by it.
LONG = 200


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    records = [record(*row) for row in HISTORY]
    records += [record(str(1_000 + n), "10", "0612345678", note="x" * 500) for n in range(40_000)]
    server = Server(tmp_path / "data", records=records)
    yield server
    assert server.stop() == 0


def everything(connection: sockets.socket) -> bytes:
    text = b""
    try:
        while part := connection.recv(1 << 16):
            text += part
    except ConnectionResetError:
        pass
    return text


def seconds_until_closed(connection: sockets.socket) -> float:
    began = time.monotonic()
    everything(connection)
    return time.monotonic() - began


def test_who_does_nothing_is_let_go_and_who_is_slow_is_not(server):
    session = server.login("alice")
    cookie = f"Host: x\r\nCookie: wildix_session={session}\r\n"
    archive = f"GET /appels HTTP/1.1\r\n{cookie}Connection: close\r\n\r\n".encode()

    def says_nothing() -> None:
        with server.connect(LONG) as connection:
            assert 5 < seconds_until_closed(connection) < 30

    def stops_in_a_head() -> None:
        with server.connect(LONG) as connection:
            connection.sendall(archive[:40])
            assert 5 < seconds_until_closed(connection) < 30

    def is_idle_behind_an_answer() -> None:
        with server.connect(LONG) as connection:
            connection.sendall(f"GET /session-info HTTP/1.1\r\n{cookie}\r\n".encode())
            assert connection.recv(4096).startswith(b"HTTP/1.1 200 ")
            assert 60 < seconds_until_closed(connection) < 120

    def sends_no_body() -> None:
        with server.connect(LONG) as connection:
            head = f"POST /enrichissements HTTP/1.1\r\n{cookie}Content-Length: 9\r\n\r\n"
            connection.sendall(head.encode())
            assert 15 < seconds_until_closed(connection) < 60

    def reads_nothing() -> None:
        with server.connect(LONG) as connection:
            connection.sendall(archive)
            time.sleep(45)
            # What the system had taken is there; the rest will never come.
            assert not everything(connection).endswith(b"0\r\n\r\n")

    def reads_slowly() -> None:
        with sockets.socket() as connection:
            connection.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 64 << 10)
            connection.settimeout(LONG)
            connection.connect((server.host, server.port))
            connection.sendall(archive)
            text = b""
            # The rest of it is written long before it is read.
            for _ in range(35):
                text += connection.recv(900_000, sockets.MSG_WAITALL)
                time.sleep(1)
            text += everything(connection)
            assert text.endswith(b"0\r\n\r\n")

    def is_slow_at_the_end() -> None:
        """All is written, and the server says goodbye; who has not read yet still may."""
        with sockets.socket() as connection:
            connection.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 16 << 10)
            connection.settimeout(LONG)
            connection.connect((server.host, server.port))
            path = "/api/v1/calls?limit=500"
            connection.sendall(f"GET {path} HTTP/1.1\r\n{cookie}Connection: close\r\n\r\n".encode())
            time.sleep(10)
            text = everything(connection)
            json.loads(text.partition(b"\r\n\r\n")[2])

    ways = [
        says_nothing,
        stops_in_a_head,
        is_idle_behind_an_answer,
        sends_no_body,
        reads_nothing,
        reads_slowly,
        is_slow_at_the_end,
    ]
    with ThreadPoolExecutor(len(ways)) as pool:
        for done in [pool.submit(way) for way in ways]:
            done.result()
