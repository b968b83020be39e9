"""What other programs change while the server itself saves is told, all of it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from live import Server, record


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "data")
    yield server
    assert server.stop() == 0


@pytest.mark.parametrize("what", ["export", "command line"])
def test_changes_of_others_in_the_middle_of_saves_are_told(server, what):
    """A change that is noticed during a save is looked at a moment later, not never."""
    alice, bob = server.login("alice"), server.login("bob")
    over = threading.Event()
    failures: list[BaseException] = []

    def save() -> None:
        number = 0
        try:
            while not over.is_set():
                number += 1
                server.save(bob, "2", objet=f"save {number}")
        except BaseException as failure:
            failures.append(failure)

    saving = threading.Thread(target=save)
    with server.socket(alice) as socket:
        assert socket.json()["type"] == "hello"
        saving.start()
        try:
            for number in range(40):
                if what == "export":
                    server.records[0] = record("1", "0611111111", "10", cost=str(number))
                    server.write_history()
                    assert socket.json()["call"]["cost"] == str(number)
                else:
                    server.run("enrich", "1", "--objet", f"text {number}")
                    assert socket.json()["call"]["enrichissement"]["objet"] == f"text {number}"
        finally:
            over.set()
            saving.join()
    assert not failures
