"""The server ends while everything goes on at once; and it is killed."""

import http.client
import json
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from live import HISTORY, PATIENCE, Server, eventually, record

POLLING = "/socket.io/?EIO=4&transport=polling"


@pytest.fixture(params=["http", "https"])
def server(
    tmp_path: Path, certificate: tuple[str, str], request: pytest.FixtureRequest
) -> Iterator[Server]:
    records = [record(*row) for row in HISTORY]
    records += [record(str(1_000 + n), "10", "0612345678", note="x" * 500) for n in range(40_000)]
    server = Server(
        tmp_path / "data",
        records=records,
        certificate=certificate if request.param == "https" else None,
    )
    yield server
    server.stop(signal.SIGKILL)


def calls_of(worker: int) -> list[str]:
    return [str(1_000 + 10 * worker + number) for number in range(10)]


class Saver(threading.Thread):
    """Saves all the time on one connection, until an answer says that it ends."""

    def __init__(self, server: Server, session: str, ids: list[str], precondition: bool = False):
        super().__init__(daemon=True)
        self.server, self.session, self.ids = server, session, ids
        self.precondition = precondition
        self.answered: dict[str, str] = {}
        self.failure: Exception | None = None

    def run(self) -> None:
        connection = self.server.open_http()
        cookie = {"Cookie": f"wildix_session={self.session}"}
        for number, id in enumerate(self.ids * 100):
            text = f"save {number}"
            try:
                headers = {**cookie, **self.condition(connection, cookie, id)}
                body = json.dumps({"objet": text})
                connection.request("PATCH", f"/api/v1/calls/{id}/enrichissement", body, headers)
                answer = connection.getresponse()
                content = answer.read()
            except (OSError, http.client.HTTPException) as failure:
                self.failure = failure
                return
            if answer.status != 200:
                self.failure = AssertionError(content)
                return
            self.answered[id] = text
            if answer.will_close:
                return

    def condition(self, connection: http.client.HTTPConnection, cookie: dict, id: str) -> dict:
        if not self.precondition:
            return {}
        connection.request("GET", f"/api/v1/calls/{id}", headers=cookie)
        return {"If-Match": f'"{json.loads(connection.getresponse().read())["revision"]}"'}


class Reader(threading.Thread):
    """Reads all calls, for a while as slowly as a bad line does."""

    def __init__(self, server: Server, session: str):
        super().__init__(daemon=True)
        self.connection = server.open_http()
        self.connection.request("GET", "/appels", headers={"Cookie": f"wildix_session={session}"})
        self.answer = self.connection.getresponse()
        self.text = self.answer.read(1000)

    def run(self) -> None:
        for _ in range(10):
            self.text += self.answer.read(200_000)
            time.sleep(0.05)
        self.text += self.answer.read()


class Poller(threading.Thread):
    """A poll that the server holds."""

    def __init__(self, server: Server, session: str):
        super().__init__(daemon=True)
        self.server, self.session = server, session
        _, _, opened = server.request("GET", POLLING, session=session)
        self.path = f"{POLLING}&sid={json.loads(opened[1:])['sid']}"
        assert server.request("POST", self.path, "40", session)[0] == 200
        assert server.request("GET", self.path, session=session)[2].startswith(b"40")
        self.answer: tuple | None = None

    def run(self) -> None:
        while True:
            status, _, body = self.server.request("GET", self.path, session=self.session)
            self.answer = (status, body)
            if status != 200 or body.endswith(b"1"):
                return


def test_term_while_everything_goes_on(server):
    alice, bob = server.login("alice"), server.login("bob")
    sockets = [server.socket(alice) for _ in range(5)]
    sockets += [server.socket(bob, "/socket.io/?EIO=4&transport=websocket") for _ in range(5)]
    for socket in sockets[:5]:
        assert socket.json()["type"] == "hello"
    for socket in sockets[5:]:
        assert socket.text()[0] == "0"
        socket.send("40")
        assert socket.text().startswith("40")
    # Who asks for much and does not read it is not waited for longer than for others.
    stalled = server.connect()
    stalled.sendall(
        f"GET /appels HTTP/1.1\r\nHost: x\r\nCookie: wildix_session={alice}\r\n\r\n".encode()
    )
    stalled_socket = server.socket(alice)
    pollers = [Poller(server, bob) for _ in range(3)]
    savers = [
        Saver(server, alice, [str(1_000 + n + 10 * worker) for n in range(10)])
        for worker in range(4)
    ]
    for thread in [*savers, *pollers]:
        thread.start()
    eventually(lambda: all(saver.answered for saver in savers), "nothing is saved")
    readers = [Reader(server, alice) for _ in range(2)]
    for reader in readers:
        reader.start()
    server.process.terminate()
    began = time.monotonic()
    codes = [socket.closed()[0] for socket in sockets]
    assert server.process.wait(PATIENCE) == 0
    assert time.monotonic() - began < 5
    assert codes == [1001] * 10
    for thread in [*savers, *pollers, *readers]:
        thread.join(PATIENCE)
    assert [saver.failure for saver in savers] == [None] * 4
    assert [(poller.answer[0], poller.answer[1][-1:]) for poller in pollers] == [(200, b"1")] * 3
    for reader in readers:
        assert json.loads(reader.text)["result"]["total"] == 40_000 + 2
    entries = json.loads((server.data / "enrichissements.json").read_text())
    for saver in savers:
        for id, text in saver.answered.items():
            assert entries[id]["objet"] == text
    stalled.close()
    stalled_socket.close()


@pytest.mark.parametrize("precondition", [False, True], ids=["PATCH", "If-Match"])
def test_kill_9_loses_no_save_that_was_answered(server, precondition):
    """What was answered last of each call is there, or what was on its way behind it."""
    session = server.login("alice")
    savers = [Saver(server, session, calls_of(worker), precondition) for worker in range(4)]
    for saver in savers:
        saver.start()
    eventually(lambda: sum(len(saver.answered) for saver in savers) > 30, "nothing is saved")
    server.stop(signal.SIGKILL)
    for saver in savers:
        saver.join(PATIENCE)
        assert saver.failure
    entries = json.loads((server.data / "enrichissements.json").read_text())
    for saver in savers:
        for id, text in saver.answered.items():
            kept = int(entries[id]["objet"].removeprefix("save "))
            assert kept in (int(text.removeprefix("save ")), int(text.removeprefix("save ")) + 10)
