"""Live connections of those whose session or rights end, however unluckily that falls."""

import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from live import Clock, Closed, Server, WebSocket, hello, replace


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "data")
    yield server
    assert server.stop() == 0


def told_until_closed(socket: WebSocket) -> tuple[list[str], int]:
    """Types of what is told, and the code that it ends with."""
    told = []
    try:
        while True:
            told.append(socket.json()["type"])
    except Closed as end:
        return told, end.code


def test_a_session_that_was_just_ended_hears_nothing(server):
    """The server believes for a moment that it goes on: not where a live connection begins."""
    admin = server.login("admin")
    for number in range(5):
        password = f"secret-{number}" if number else None
        session = server.login("alice", password)
        over = threading.Event()

        def keep_believing(session: str = session, over: threading.Event = over) -> None:
            while not over.is_set():
                server.request("GET", "/session-info", session=session)

        asking = threading.Thread(target=keep_believing)
        asking.start()
        server.run("users", "passwd", "alice", "--password-stdin", stdin=f"secret-{number + 1}\n")
        with server.socket(session) as socket:
            over.set()
            asking.join()
            if socket.status == 101:
                server.save(admin, "1", objet=f"not for her {number}")
                assert told_until_closed(socket) == ([], 1008)
            else:
                assert socket.status == 401


def test_rights_that_end_while_nobody_can_be_asked_are_not_forgotten(server):
    """Another program ends the session, and keeps the database locked for a while."""
    alice, admin = server.login("alice"), server.login("admin")
    with server.socket(alice) as socket, server.socket(admin) as witness:
        hello(socket), hello(witness)
        database = sqlite3.connect(server.data / "users.db", isolation_level=None)
        database.execute("PRAGMA locking_mode = EXCLUSIVE")
        database.execute("BEGIN EXCLUSIVE")
        database.execute(
            "DELETE FROM wildix_access WHERE user_id ="
            " (SELECT id FROM users WHERE username = 'alice')"
        )
        database.execute("COMMIT")
        assert witness.json() | {"message": ""} == {"type": "source", "ok": False, "message": ""}
        # Given back without a word to those who watch the file.
        database.execute("PRAGMA locking_mode = NORMAL")
        database.execute("SELECT count(*) FROM users").fetchall()
        assert witness.json() == {"type": "source", "ok": True}
        server.save(admin, "1", objet="not for her")
        told, code = told_until_closed(socket)
        assert "call" not in told and code == 1008
        database.close()


def test_sessions_end_by_their_age_while_a_file_is_broken(tmp_path: Path):
    clock = Clock(tmp_path)
    server = Server(tmp_path / "data", environment=clock.environment)
    try:
        with server.socket(server.login("alice")) as socket:
            hello(socket)
            replace(server.data / "call_history.json", "{")
            assert socket.json()["type"] == "source"
            # Until nothing of the login is left that would make the server ask.
            time.sleep(3)
            clock.set(366 * 86_400)
            assert told_until_closed(socket) == ([], 1008)
    finally:
        server.stop()


def test_many_moves_at_once_lose_nobody(server):
    """Whose extension changes again and again hears in the end what is theirs then."""
    alice, admin = server.login("alice"), server.login("admin")
    sockets = [server.socket(alice) for _ in range(20)]
    for socket in sockets:
        hello(socket)
    for number in range(6):
        server.run("users", "set", "alice", "--poste", "30" if number % 2 else "20")
    for socket in sockets:
        while (message := socket.json())["type"] != "users":
            assert message["type"] == "reset"
    late = [server.socket(alice) for _ in range(5)]
    for socket in late:
        hello(socket)
    server.save(admin, "2", objet="of bob")
    server.save(admin, "3", objet="hers")
    for socket in sockets + late:
        while (message := socket.json())["type"] != "call":
            pass
        assert message["call"]["id"] == "3"
        socket.close()
