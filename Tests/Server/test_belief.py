"""What the server believes of a session for a moment, and for how long."""

import json
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from live import Clock, Server, eventually


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "data")
    yield server
    assert server.stop() == 0


def is_known(server: Server, session: str) -> bool:
    status, _, body = server.request("GET", "/session-info", session=session)
    assert status == 200
    return json.loads(body) != {}


def test_a_session_that_was_ended_is_over_however_many_ask(server):
    """Whoever asked just before must not bring it back."""
    with ThreadPoolExecutor(8) as pool:
        for _ in range(10):
            session = server.login("alice")
            ended = threading.Event()

            def ask(session: str = session, ended: threading.Event = ended) -> None:
                while not ended.is_set():
                    is_known(server, session)

            asking = [pool.submit(ask) for _ in range(8)]
            # Not before all of them ask, and the belief has been renewed now and then.
            time.sleep(0.02)
            assert server.request("DELETE", "/api/v1/session", session=session)[0] == 204
            known = [is_known(server, session) for _ in range(3)]
            ended.set()
            for one in asking:
                one.result()
            assert known == [False] * 3


@pytest.fixture
def clock(tmp_path: Path) -> Clock:
    return Clock(tmp_path)


@pytest.fixture
def set_server(tmp_path: Path, clock: Clock) -> Iterator[Server]:
    server = Server(tmp_path / "data", environment=clock.environment)
    yield server
    assert server.stop() == 0


def test_the_clock_can_be_set(set_server, clock):
    """Else what follows would show nothing."""
    session = set_server.login("alice")
    clock.set(366 * 86_400)
    # Sessions end by the time of day.
    eventually(lambda: not is_known(set_server, session), "the clock stands still")


def test_a_clock_that_is_set_back_gives_nobody_more_time(set_server, clock):
    session = set_server.login("alice")
    assert is_known(set_server, session)
    clock.set(-3600)
    assert is_known(set_server, session)
    set_server.run("users", "passwd", "alice", "--password-stdin", stdin="another one\n")
    eventually(lambda: not is_known(set_server, session), "it is believed for an hour")


def test_a_clock_that_is_set_back_locks_nobody_out(set_server, clock):
    """An address that has guessed too often may try again in a moment, not in an hour."""

    def guess(number: int) -> int:
        name = {"username": f"nobody{number}", "password": "x"}
        return set_server.request("POST", "/api/v1/session", name)[0]

    with ThreadPoolExecutor(3) as pool:
        assert 429 in pool.map(guess, range(40))
    clock.set(-3600)
    eventually(lambda: guess(40) == 401, "the address stays locked")
