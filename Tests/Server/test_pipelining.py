"""Requests sent ahead of their answers: one after the other, and none behind the last answer."""

import json
import re
import socket as sockets
from collections.abc import Iterator
from pathlib import Path

import pytest

from live import PATIENCE, Server, eventually


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "data")
    yield server
    server.stop()


def head(session: str, method: str, path: str, body: bytes = b"", more: str = "") -> bytes:
    return (
        f"{method} {path} HTTP/1.1\r\nHost: x\r\nCookie: wildix_session={session}\r\n{more}"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode() + body


def save(session: str, id: str, **fields) -> bytes:
    return head(session, "PATCH", f"/api/v1/calls/{id}/enrichissement", json.dumps(fields).encode())


def answers(connection: sockets.socket) -> list[int]:
    """Reads to the end: the status of each answer, every one of which is whole."""
    text = b""
    while part := connection.recv(1 << 16):
        text += part
    statuses = []
    while text:
        first, _, text = text.partition(b"\r\n\r\n")
        statuses.append(int(first.split()[1]))
        length = re.search(rb"(?i)content-length: (\d+)", first)
        size = int(length[1]) if length else 0
        assert len(text) >= size
        text = text[size:]
    return statuses


def entries(server: Server) -> dict:
    path = server.data / "enrichissements.json"
    return json.loads(path.read_text()) if path.exists() else {}


def connect(server: Server) -> sockets.socket:
    return sockets.create_connection((server.host, server.port), timeout=PATIENCE)


def test_requests_sent_ahead_are_answered_in_their_order(server):
    session = server.login("alice")
    with connect(server) as connection:
        kinds = [head(session, "GET", "/session-info"), head(session, "GET", "/nothing")]
        bodies = [save(session, "1", objet=f"text {number}") for number in range(20)]
        requests = [request for body in bodies for request in (*kinds, body)]
        connection.sendall(b"".join(requests))
        connection.sendall(head(session, "GET", "/session-info", more="Connection: close\r\n"))
        assert answers(connection) == [200, 404, 200] * 20 + [200]
    assert entries(server)["1"]["objet"] == "text 19"


def test_who_says_all_at_once_and_hangs_up_is_answered(server):
    session = server.login("alice")
    with connect(server) as connection:
        connection.sendall(b"".join(save(session, "1", objet=f"{n}") for n in range(5)))
        connection.shutdown(sockets.SHUT_WR)
        assert answers(connection) == [200] * 5
    assert entries(server)["1"]["objet"] == "4"


def test_nonsense_behind_a_request_spoils_no_answer(server):
    session = server.login("alice")
    with connect(server) as connection:
        connection.sendall(save(session, "1", objet="a") + save(session, "1", objet="b") + b"?\r\n")
        assert answers(connection) == [200, 200, 400]
    assert entries(server)["1"]["objet"] == "b"


@pytest.mark.parametrize("apart", [False, True])
def test_nothing_runs_behind_an_answer_that_ends_the_connection(server, apart):
    session = server.login("alice")
    refused = head(session, "GET", "/session-info", more="Content-Encoding: gzip\r\n")
    with connect(server) as connection:
        connection.sendall(refused + (b"" if apart else save(session, "1", objet="unasked")))
        if apart:
            connection.recv(1)
            connection.sendall(save(session, "1", objet="unasked"))
            assert connection.recv(1 << 16)
        else:
            assert answers(connection) == [415]
    # Had it been taken, it would have been before this one.
    server.save(session, "4", objet="afterwards")
    assert "1" not in entries(server)


def test_a_request_that_asks_for_an_upgrade_does_not_end_the_one_before(server):
    session = server.login("alice")
    upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\n"
    with connect(server) as connection:
        connection.sendall(
            head(session, "GET", "/session-info")
            + head(session, "GET", "/session-info", more=upgrade)
            + save(session, "1", objet="unasked")
        )
        assert answers(connection) == [200, 200]
    assert entries(server) == {}


def test_at_the_end_all_that_is_answered_was_done_and_nothing_else(server):
    """Saves are sent ahead without end; of those on the way, the answered ones are done."""
    session = server.login("alice")
    connections = [connect(server) for _ in range(4)]
    for worker, connection in enumerate(connections):
        connection.sendall(b"".join(save(session, "1", objet=f"{worker}.{n}") for n in range(300)))
    eventually(lambda: "1" in entries(server), "nothing is saved")
    server.process.terminate()
    done = [answers(connection) for connection in connections]
    assert server.process.wait(PATIENCE) == 0
    assert all(set(statuses) == {200} for statuses in done)
    assert sum(map(len, done)) < 1200
    journal = [json.loads(line) for line in (server.data / "journal.jsonl").open()]
    assert len(journal) == sum(map(len, done))
