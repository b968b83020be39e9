"""Socket.IO as the old front end speaks it: with python-socketio, and by hand against the rules."""

import contextlib
import json
import queue
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
import socketio

from live import PATIENCE, Server, WebSocket, eventually, frame, record

PATH = "/socket.io/?EIO=4&transport="
TRANSPORTS = [["polling"], ["websocket"], ["polling", "websocket"]]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("server") / "data")
    yield server
    assert server.stop() == 0


@pytest.fixture(scope="module")
def sessions(server: Server) -> dict[str, str]:
    return {name: server.login(name) for name in ("admin", "alice", "bob", "carol")}


class Client:
    """python-socketio's client, and what it heard."""

    def __init__(self, server: Server, session: str | None, transports: list[str]):
        self.events: queue.Queue[tuple] = queue.Queue()
        self.disconnected = threading.Event()
        # A browser sends its cookie with every request; a header would go with the first alone.
        self.http = requests.Session()
        if session:
            self.http.cookies.set("wildix_session", session)
        self.io = socketio.Client(reconnection=False, http_session=self.http)
        self.io.on("enrichissement_updated", lambda *data: self.events.put(data))
        self.io.on("disconnect", lambda *_: self.disconnected.set())
        self.io.connect(server.url, transports=transports, wait_timeout=PATIENCE)

    def hears(self) -> tuple:
        return self.events.get(timeout=PATIENCE)

    def hears_nothing(self, seconds: float = 0.7) -> bool:
        with contextlib.suppress(queue.Empty):
            self.events.get(timeout=seconds)
            return False
        return True


@contextlib.contextmanager
def client(server: Server, session: str | None, transports: list[str]) -> Iterator[Client]:
    one = Client(server, session, transports)
    try:
        yield one
    finally:
        one.io.disconnect()
        one.io.shutdown()


# It may take a moment until a client is told of what happens after it was let in.
def settled(server: Server, session: str, one: Client, id: str) -> None:
    server.save(session, id, objet=f"settling {time.monotonic_ns()}")
    one.hears()
    assert one.hears_nothing()


@pytest.mark.parametrize("transports", TRANSPORTS, ids="+".join)
class TestClients:
    def test_every_change_is_heard_of(self, server, sessions, transports):
        with client(server, sessions["alice"], transports) as alice:
            assert alice.io.transport() == transports[-1]
            settled(server, sessions["alice"], alice, "1")
            server.save(sessions["admin"], "1", objet=f"by the API over {transports}")
            # As in the old program, the event comes without data.
            assert alice.hears() == ()
            entry = {"1": {"objet": f"by the old route over {transports}", "reponduParAgent": True}}
            assert server.request("POST", "/enrichissements", entry, sessions["alice"])[0] == 200
            assert alice.hears() == ()
            server.run("enrich", "1", "--objet", f"by the command line over {transports}")
            assert alice.hears() == ()
            server.records.append(record(str(100 + len(server.records)), "10", "0612345678"))
            server.write_history()
            assert alice.hears() == ()
            assert alice.hears_nothing()

    def test_what_concerns_others_is_not(self, server, sessions, transports):
        with (
            client(server, sessions["alice"], transports) as alice,
            client(server, sessions["bob"], transports) as bob,
        ):
            settled(server, sessions["admin"], alice, "1")
            settled(server, sessions["admin"], bob, "2")
            server.save(
                sessions["admin"], "3", objet=f"of carol {transports} {time.monotonic_ns()}"
            )
            assert alice.hears_nothing() and bob.hears_nothing()
            server.save(
                sessions["admin"], "1", objet=f"of alice {transports} {time.monotonic_ns()}"
            )
            assert alice.hears() == ()
            assert bob.hears_nothing()

    def test_the_end_of_the_session_is_the_end(self, server, sessions, transports):
        session = server.login("bob")
        one = Client(server, session, transports)
        settled(server, sessions["admin"], one, "2")
        server.request("POST", "/logout", "", session)
        assert one.disconnected.wait(PATIENCE)
        one.io.shutdown()

    def test_nobody_comes_in_without_a_session(self, server, sessions, transports):
        for session in (None, "x" * 43):
            with pytest.raises(socketio.exceptions.ConnectionError):
                Client(server, session, transports)

    def test_no_other_namespace(self, server, sessions, transports):
        http = requests.Session()
        http.cookies.set("wildix_session", sessions["alice"])
        one = socketio.Client(reconnection=False, http_session=http)
        with pytest.raises(socketio.exceptions.ConnectionError):
            one.connect(server.url, transports=transports, namespaces=["/admin"], wait_timeout=5)
        one.shutdown()

    def test_what_a_client_says_is_passed_over(self, server, sessions, transports):
        with client(server, sessions["alice"], transports) as alice:
            for data in ("x", {"a": 1}, [1, 2], None, "x" * 10_000):
                alice.io.emit("enrichissement_updated", data)
                alice.io.emit("join", data)
            settled(server, sessions["alice"], alice, "1")


class TestPolling:
    def poll(
        self, server: Server, session: str, sid: str | None = None, more: str = ""
    ) -> tuple[int, str]:
        path = PATH + "polling" + (f"&sid={sid}" if sid else "") + more
        status, _, body = server.request("GET", path, session=session)
        return status, body.decode()

    def post(self, server: Server, session: str, sid: str, body: bytes | str) -> tuple[int, str]:
        status, _, answer = server.request("POST", f"{PATH}polling&sid={sid}", body, session)
        return status, answer.decode()

    def open(self, server: Server, session: str, connect: bool = True) -> str:
        status, text = self.poll(server, session)
        assert (status, text[0]) == (200, "0")
        opened = json.loads(text[1:])
        assert opened["upgrades"] == ["websocket"]
        assert (
            opened["maxPayload"] == 65_536
            and opened["pingInterval"] == 25_000
            and opened["pingTimeout"] == 20_000
        )
        if connect:
            assert self.post(server, session, opened["sid"], "40") == (200, "ok")
            status, text = self.poll(server, session, opened["sid"])
            assert text.startswith('40{"sid":"')
            assert opened["sid"] not in text
        return opened["sid"]

    def code(self, answer: tuple[int, str]) -> int:
        assert answer[0] == 400
        return json.loads(answer[1])["code"]

    def test_errors_have_the_codes_of_the_protocol(self, server, sessions):
        session = sessions["alice"]
        for query, code in {
            "EIO=3&transport=polling": 5,
            "transport=polling": 5,
            "EIO=4": 0,
            "EIO=4&transport=flash": 0,
            "EIO=4&transport=polling&sid=x": 1,
            "EIO=4&transport=websocket&sid=x": 1,
        }.items():
            status, _, body = server.request("GET", f"/socket.io/?{query}", session=session)
            assert self.code((status, body)) == code, query
        status, _, body = server.request("POST", f"{PATH}polling", "40", session)
        assert self.code((status, body)) == 2
        assert server.request("POST", f"{PATH}websocket", "40", session)[0] == 400
        assert server.request("GET", f"{PATH}websocket", session=session)[0] == 426
        for method in ("PUT", "DELETE", "PATCH", "HEAD"):
            assert server.request(method, f"{PATH}polling", session=session)[0] == 405

    @pytest.mark.parametrize(
        "headers", [{"Origin": "http://evil.example"}, {"Sec-Fetch-Site": "cross-site"}]
    )
    def test_other_sites_are_kept_out(self, server, sessions, headers):
        session = sessions["alice"]
        assert server.request("GET", f"{PATH}polling", session=session, headers=headers)[0] == 403
        sid = self.open(server, session)
        assert server.request("POST", f"{PATH}polling&sid={sid}", "40", session, headers)[0] == 403
        with server.socket(session, f"{PATH}websocket", headers=headers) as socket:
            assert socket.status == 403
        with server.socket(session, f"{PATH}websocket&sid={sid}", headers=headers) as socket:
            assert socket.status == 403

    def test_a_session_of_another_user_does_not_exist(self, server, sessions):
        sid = self.open(server, sessions["alice"])
        assert self.code(self.poll(server, sessions["bob"], sid)) == 1
        assert self.code(self.post(server, sessions["bob"], sid, "41")) == 1
        with server.socket(sessions["bob"], f"{PATH}websocket&sid={sid}") as socket:
            assert socket.status == 400
        assert server.request("GET", f"{PATH}polling&sid={sid}")[0] == 401
        # It goes on as if nothing had been tried.
        assert self.post(server, sessions["alice"], sid, "3") == (200, "ok")

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"x",
            b"7",
            b"9x",
            b"4",
            b"4x",
            b"47",
            b"49",
            b"bAAAA",
            b"4451-[]",
            b'451-["x"]',
            b"46",
            b"44{}",
            b"0",
            b"5",
            b"\xff\xfe",
            b"42",
            b"42x",
            b"42{}",
            b"42[",
            b"42[]]",
            b"40{",
            b"40[]",
            b"43x",
            b"40",
            b"3\x1e",
            b"\x1e3",
            b"3\x1e\x1e3",
            b"\x1e".join([b"3"] * 17),
            b"40/x,[",
            b"42" + b"[" * 600,
            "4\u0301".encode(),
            b"\x00",
        ],
        ids=repr,
    )
    def test_malformed_streams_end_the_session(self, server, sessions, body):
        sid = self.open(server, sessions["alice"])
        assert self.code(self.post(server, sessions["alice"], sid, body)) == 3
        assert self.code(self.poll(server, sessions["alice"], sid)) == 1

    @pytest.mark.parametrize("body", [b"42[]", b"43[]", b'42["x"]', b'421["x"]'])
    def test_nothing_before_the_namespace(self, server, sessions, body):
        sid = self.open(server, sessions["alice"], connect=False)
        assert self.code(self.post(server, sessions["alice"], sid, body)) == 3

    @pytest.mark.parametrize(
        "body",
        [
            b"3",
            b"6",
            b'42["x"]',
            b'4217["x",{"a":1}]',
            b"43[]",
            b"\x1e".join([b"3"] * 16),
            b"41/x,",
        ],
    )
    def test_what_is_allowed_is_taken(self, server, sessions, body):
        sid = self.open(server, sessions["alice"])
        assert self.post(server, sessions["alice"], sid, body) == (200, "ok")
        assert self.post(server, sessions["alice"], sid, "2x") == (200, "ok")
        assert self.poll(server, sessions["alice"], sid) == (200, "3x")

    def test_a_body_has_a_limit(self, server, sessions):
        sid = self.open(server, sessions["alice"])
        big = '42["' + "x" * (65_536 - 6) + '"]'
        assert len(big) == 65_536
        assert self.post(server, sessions["alice"], sid, big) == (200, "ok")
        assert self.post(server, sessions["alice"], sid, big + " ")[0] == 413

    def test_other_namespaces_are_refused_and_ours_goes_on(self, server, sessions):
        sid = self.open(server, sessions["alice"])
        assert self.post(server, sessions["alice"], sid, '40/admin?a=b,\x1e40/x"y,{}') == (
            200,
            "ok",
        )
        text = self.poll(server, sessions["alice"], sid)[1]
        refusals = [
            '44/admin,{"message":"Invalid namespace"}',
            '44/x"y,{"message":"Invalid namespace"}',
        ]
        assert text.split("\x1e") == refusals
        server.save(sessions["alice"], "1", objet=f"alive {time.monotonic_ns()}")
        assert self.poll(server, sessions["alice"], sid) == (200, '42["enrichissement_updated"]')

    def test_what_comes_back_is_short(self, server, sessions):
        """Else a client could leave megabytes of its own words waiting."""
        session, long = sessions["alice"], "x" * 128
        for packet, answer in (
            ("2" + long, "3" + long),
            (f"40/{long[1:]},", f'44/{long[1:]},{{"message":"Invalid namespace"}}'),
        ):
            sid = self.open(server, session)
            assert self.post(server, session, sid, packet) == (200, "ok")
            assert self.poll(server, session, sid) == (200, answer)
            assert self.code(self.post(server, session, sid, packet.replace("x", "xx", 1))) == 3
            assert self.code(self.poll(server, session, sid)) == 1

    def test_many_changes_are_one_event_to_who_polls(self, server, sessions):
        sid = self.open(server, sessions["alice"])
        eventually(lambda: self.hears(server, sessions, sid), "the event does not come")
        for number in range(5):
            server.save(sessions["alice"], "1", objet=f"one of five {number} {time.monotonic_ns()}")
        time.sleep(0.5)
        assert self.poll(server, sessions["alice"], sid) == (200, '42["enrichissement_updated"]')

    def hears(self, server: Server, sessions: dict, sid: str) -> bool:
        server.save(sessions["alice"], "1", objet=f"first {time.monotonic_ns()}")
        return "enrichissement_updated" in self.poll(server, sessions["alice"], sid)[1]

    def test_two_polls_at_once_end_the_session(self, server, sessions):
        sid = self.open(server, sessions["alice"])
        answers: queue.Queue = queue.Queue()
        held = threading.Thread(
            target=lambda: answers.put(self.poll(server, sessions["alice"], sid))
        )
        held.start()
        time.sleep(0.5)
        assert self.code(self.poll(server, sessions["alice"], sid)) == 3
        assert answers.get(timeout=PATIENCE) == (200, "1")
        held.join()
        assert self.code(self.poll(server, sessions["alice"], sid)) == 1

    @pytest.mark.parametrize("packet", ["1", "41"])
    def test_a_client_says_goodbye(self, server, sessions, packet):
        sid = self.open(server, sessions["alice"])
        assert self.post(server, sessions["alice"], sid, packet) == (200, "ok")
        assert self.code(self.poll(server, sessions["alice"], sid)) == 1

    def test_names_of_sessions_are_never_the_same(self, server, sessions):
        sids = {self.open(server, sessions["alice"], connect=False) for _ in range(50)}
        assert len(sids) == 50 and {len(sid) for sid in sids} == {24}

    def test_silence_ends_a_session_and_pings_keep_it(self, server, sessions):
        kept, silent = self.open(server, sessions["alice"]), self.open(server, sessions["bob"])
        unconnected = self.open(server, sessions["alice"], connect=False)
        # The ping comes on a poll that waits for it.
        status, text = self.poll(server, sessions["alice"], kept)
        assert (status, text) == (200, "2")
        assert self.post(server, sessions["alice"], kept, "3") == (200, "ok")
        assert self.code(self.poll(server, sessions["alice"], unconnected)) == 1
        time.sleep(22)
        assert self.code(self.poll(server, sessions["bob"], silent)) == 1
        assert self.post(server, sessions["alice"], kept, "3") == (200, "ok")


class TestUpgrade(TestPolling):
    # Only what is below; what is above is tested once.
    __test__ = True
    for name in [name for name in vars(TestPolling) if name.startswith("test_")]:
        vars()[name] = None
    del name

    def probe(self, server: Server, session: str, sid: str) -> WebSocket:
        socket = server.socket(session, f"{PATH}websocket&sid={sid}")
        assert socket.status == 101
        return socket

    def test_the_way_from_polling_to_a_websocket(self, server, sessions):
        session = sessions["alice"]
        sid = self.open(server, session)
        answers: queue.Queue = queue.Queue()
        held = threading.Thread(target=lambda: answers.put(self.poll(server, session, sid)))
        held.start()
        time.sleep(0.3)
        with self.probe(server, session, sid) as socket:
            socket.send("2probe")
            assert socket.text() == "3probe"
            assert answers.get(timeout=PATIENCE) == (200, "6")
            held.join()
            # What happens in between waits, and polls are sent away.
            server.save(session, "1", objet=f"in between {time.monotonic_ns()}")
            socket.send("5")
            assert socket.text() == '42["enrichissement_updated"]'
            assert self.code(self.poll(server, session, sid)) == 3
            assert self.code(self.post(server, session, sid, "3")) == 3
            server.save(session, "1", objet=f"afterwards {time.monotonic_ns()}")
            assert socket.text() == '42["enrichissement_updated"]'
            socket.send("2x")
            assert socket.text() == "3x"
            # A second one has no place.
            assert server.socket(session, f"{PATH}websocket&sid={sid}").status == 400
        eventually(
            lambda: self.code(self.poll(server, session, sid)) == 1,
            "the session outlives its transport",
        )

    @pytest.mark.parametrize(
        "text", ["", "x", "2", "2prob", "3probe", "40", '42["x"]', "1", "6", "0", "b"]
    )
    def test_a_probe_that_is_none_ends_alone(self, server, sessions, text):
        sid = self.open(server, sessions["alice"])
        with self.probe(server, sessions["alice"], sid) as socket:
            socket.send(text)
            assert socket.closed()[0] == 1008
        assert self.post(server, sessions["alice"], sid, "3") == (200, "ok")

        # And there may be another.
        def again() -> bool:
            with self.probe(server, sessions["alice"], sid) as socket:
                socket.send("2probe")
                with contextlib.suppress(Exception):
                    return socket.text() == "3probe"
            return False

        eventually(again, "no probe any more")

    def test_a_probe_that_goes_leaves_polling_as_it_was(self, server, sessions):
        sid = self.open(server, sessions["alice"])
        self.probe(server, sessions["alice"], sid).close()
        time.sleep(0.3)
        server.save(sessions["alice"], "1", objet=f"still polling {time.monotonic_ns()}")
        assert self.poll(server, sessions["alice"], sid) == (200, '42["enrichissement_updated"]')


class TestWebSocket:
    @pytest.fixture
    def socket(self, server: Server, sessions: dict[str, str]) -> Iterator[WebSocket]:
        with server.socket(sessions["alice"], f"{PATH}websocket") as socket:
            opened = socket.text()
            assert opened[0] == "0"
            assert json.loads(opened[1:])["upgrades"] == []
            yield socket

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "x",
            "8",
            "5",
            "0",
            "4",
            "4x",
            "42[]",
            "49",
            "45-",
            "451-[]",
            "44",
            "40[",
            "b4",
            "\x1e",
            "2\x1e2",
        ],
    )
    def test_malformed_packets_end_it(self, socket, text):
        if text == "2\x1e2":
            # There is one packet in a frame: the rest is the ping's content.
            socket.send(text)
            assert socket.text() == "3\x1e2"
            return
        socket.send(text)
        assert socket.closed()[0] == 1008

    @pytest.mark.parametrize(
        ("part", "code"),
        [
            (frame(b"x", opcode=2), 1003),
            (frame(b"3", mask=False), 1002),
            (frame(b"3", rsv=4), 1002),
            (frame(b"\xff"), 1007),
            (frame(b"", length=65_537), 1009),
        ],
        ids=["binary", "unmasked", "reserved", "no text", "too long"],
    )
    def test_frames_keep_to_the_rules(self, socket, part, code):
        socket.socket.sendall(part)
        assert socket.closed()[0] == code

    def test_a_flood_of_pings_from_who_never_reads(self, server, sessions, socket):
        before = server.resident()
        socket.socket.settimeout(5)
        with contextlib.suppress(OSError):
            for _ in range(3000):
                socket.socket.sendall(frame(b"2" + b"x" * 128) * 100)
        with client(server, sessions["alice"], ["websocket"]) as other:
            settled(server, sessions["alice"], other, "1")
        assert server.resident() - before < 60_000

    def test_connecting_twice_is_one_too_many(self, socket):
        socket.send("40")
        assert socket.text().startswith("40{")
        socket.send("40")
        assert socket.closed()[0] == 1008

    def test_goodbye(self, socket):
        socket.send("40")
        socket.text()
        socket.send("41")
        assert socket.closed()[0] == 1000


def test_who_has_gone_takes_no_place(tmp_path: Path):
    """An address may have a thousand at once: not so if one were kept that has gone."""
    server = Server(tmp_path / "data", "--behind-proxy")
    session = server.login("alice")
    headers = {"X-Forwarded-For": "203.0.113.7"}
    for number in range(1_100):
        with server.socket(session, f"{PATH}websocket", headers=headers) as socket:
            assert socket.status == 101, number
            assert socket.text()[0] == "0"
            socket.send("40")
            assert socket.text().startswith("40")
            if number % 2:
                socket.send("1")
    assert server.stop() == 0


def test_the_end_of_the_server_is_the_end_of_all(tmp_path: Path):
    server = Server(tmp_path / "data")
    session = server.login("alice")
    clients = [Client(server, session, transports) for transports in TRANSPORTS]
    server.process.terminate()
    assert all(one.disconnected.wait(PATIENCE) for one in clients)
    assert server.process.wait(PATIENCE) == 0
    for one in clients:
        one.io.shutdown()
    server.stop()
