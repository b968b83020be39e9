"""WebSockets by hand: what RFC 6455 forbids, and what it allows that might be used against us."""

import contextlib
import json
import socket as sockets
import struct
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from live import Server, WebSocket, eventually, frame


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("server") / "data")
    yield server
    # Whatever was tried, it is alive and ends in good order.
    assert server.stop() == 0


@pytest.fixture(scope="module")
def session(server: Server) -> str:
    return server.login("alice")


@pytest.fixture
def socket(server: Server, session: str) -> Iterator[WebSocket]:
    with server.socket(session) as socket:
        assert socket.json()["type"] == "hello"
        yield socket


def save_request(session: str) -> bytes:
    body = b'{"objet":"early"}'
    return (
        f"PATCH /api/v1/calls/1/enrichissement HTTP/1.1\r\nHost: x\r\n"
        f"Cookie: wildix_session={session}\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode() + body


def is_alive(socket: WebSocket) -> bool:
    socket.send(b"alive?", opcode=9)
    while b"alive?" not in socket.pongs:
        opcode, payload = socket.frame()
        assert opcode in (1, 10)
        if opcode == 10:
            socket.pongs.append(payload)
    return True


class TestUpgrade:
    @pytest.mark.parametrize(
        ("headers", "status"),
        [
            ({"Origin": "http://evil.example"}, 403),
            ({"Origin": "null"}, 403),
            ({"Origin": "https://{authority}"}, 403),
            ({"Origin": "http://{authority}.evil.example"}, 403),
            ({"Origin": "http://{host}"}, 403),
            ({"Sec-Fetch-Site": "cross-site"}, 403),
            ({"Sec-Fetch-Site": "same-site"}, 403),
            ({"Cookie": None}, 401),
            ({"Cookie": "wildix_session=" + "x" * 43}, 401),
            ({"Cookie": "wildix_session="}, 401),
            ({"Sec-WebSocket-Key": None}, 400),
            ({"Sec-WebSocket-Key": "short"}, 400),
            ({"Sec-WebSocket-Key": "=" * 24}, 400),
            ({"Sec-WebSocket-Version": "8"}, 426),
            ({"Sec-WebSocket-Version": None}, 426),
            ({"Upgrade": "h2c"}, 426),
            ({"Upgrade": None}, 426),
            ({"Connection": "keep-alive"}, 426),
        ],
    )
    def test_what_is_refused_ends_the_connection(self, server, session, headers, status):
        given = {
            name: value and value.format(authority=server.authority, host=server.host)
            for name, value in headers.items()
        }
        with server.socket(session, headers=given) as refused:
            assert refused.status == status
            if "Upgrade" not in headers:
                while refused.socket.recv(4096):
                    pass

    @pytest.mark.parametrize("origin", ["http://{authority}", "HTTP://{authority}", None])
    def test_our_own_page_may(self, server, session, origin):
        headers = {"Origin": origin.format(authority=server.authority)} if origin else {}
        with server.socket(session, headers=headers) as accepted:
            assert accepted.status == 101

    def test_no_compression_is_agreed_on(self, server, session):
        offer = {
            "Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits",
            "Sec-WebSocket-Protocol": "x",
        }
        with server.socket(session, headers=offer) as accepted:
            assert accepted.status == 101
            assert "sec-websocket-extensions" not in accepted.head.lower()
            assert "sec-websocket-protocol" not in accepted.head.lower()

    def test_only_get(self, server, session):
        for method in ("POST", "PUT", "DELETE", "HEAD", "OPTIONS"):
            assert server.request(method, "/ws", session=session)[0] == 405

    def test_the_key_is_answered(self, server, session):
        with server.socket(
            session, headers={"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="}
        ) as accepted:
            assert "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=" in accepted.head

    def test_bytes_sent_ahead_hurt_nobody(self, server, session):
        with sockets.create_connection((server.host, server.port), timeout=60) as raw:
            raw.sendall(
                f"GET /ws HTTP/1.1\r\nHost: {server.authority}\r\n"
                f"Upgrade: websocket\r\nConnection: Upgrade\r\n"
                f"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                f"Cookie: wildix_session={session}\r\n\r\n".encode()
                # They are no HTTP, and what comes before the answer is no WebSocket either.
                + frame(b"early") * 100
                + save_request(session)
            )
            answer = b""
            while b'"type":"hello"' not in answer:
                part = raw.recv(4096)
                assert part, answer
                answer += part
            assert answer.startswith(b"HTTP/1.1 101 ") and answer.count(b"HTTP/1.1") == 1
            # It is a WebSocket as any other, and nothing of what came early was done.
            raw.sendall(frame(b"alive?", opcode=9))
            assert raw.recv(4096) == b"\x8a\x06alive?"
            _, _, body = server.request("GET", "/api/v1/calls/1", session=session)
            assert "early" not in body.decode()


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        ([frame(b"x", mask=False)], 1002),
        ([frame(b"x", rsv=4)], 1002),
        ([frame(b"x", rsv=2)], 1002),
        ([frame(b"x", rsv=1)], 1002),
        ([frame(b"", opcode=9, rsv=4)], 1002),
        *[([frame(b"x", opcode=opcode)], 1002) for opcode in (3, 4, 5, 6, 7, 11, 12, 13, 14, 15)],
        ([frame(b"x", opcode=9, fin=False)], 1002),
        ([frame(b"x", opcode=8, fin=False)], 1002),
        ([frame(b"x" * 126, opcode=9)], 1002),
        ([frame(b"x" * 126, opcode=8)], 1002),
        ([frame(b"x", opcode=0)], 1002),
        ([frame(b"x", opcode=0, fin=False)], 1002),
        ([frame(b"x", fin=False), frame(b"y")], 1002),
        ([frame(b"", fin=False), frame(b"")], 1002),
        ([frame(b"\xff")], 1007),
        ([frame(b"\xed\xa0\x80")], 1007),
        ([frame(b"\xf4\x90\x80\x80")], 1007),
        ([frame(b"\xc0\xaf")], 1007),
        ([frame(b"\xe2\x82")], 1007),
        ([frame(b"\xe2", fin=False), frame(b"\x28", opcode=0)], 1007),
        ([frame(b"x", opcode=2)], 1003),
        ([frame(b"", length=16_385)], 1009),
        ([frame(b"", length=1 << 40)], 1009),
        ([frame(b"", length=(1 << 63) - 1)], 1009),
        ([frame(b"", length=1 << 63)], 1009),
        ([frame(b"x" * 16_000, fin=False), frame(b"x" * 16_000, opcode=0)], 1009),
        ([frame(b"\x03", opcode=8)], 1002),
        ([frame(struct.pack(">H", 1000) + b"\xff", opcode=8)], 1007),
        *[
            ([frame(struct.pack(">H", code), opcode=8)], 1002)
            for code in (0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535)
        ],
    ],
)
def test_what_is_forbidden_is_told_and_ends(socket, frames, code):
    for part in frames:
        socket.socket.sendall(part)
    assert socket.closed()[0] == code


@pytest.mark.parametrize(
    "code", [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014, 3000, 4999]
)
def test_a_close_is_answered_with_its_code(socket, code):
    socket.send(struct.pack(">H", code) + "au revoir, à bientôt".encode(), opcode=8)
    assert socket.closed()[0] == code


def test_a_close_without_a_code_is_answered_without(socket):
    socket.send(opcode=8)
    assert socket.closed() == (None, "")


@pytest.mark.parametrize("payload", [b"", b"\x00\xff", b"x" * 125])
def test_a_ping_is_answered_with_its_content(socket, payload):
    socket.send(payload, opcode=9)
    assert socket.frame() == (10, payload)


def test_pongs_that_nobody_asked_for_are_passed_over(socket):
    for _ in range(100):
        socket.send(b"unasked", opcode=10)
    assert is_alive(socket)


def test_a_message_in_parts_with_pings_between(socket):
    text = "é☎𝄞".encode()
    for index, byte in enumerate(text):
        last = index == len(text) - 1
        socket.send(bytes([byte]), opcode=0 if index else 1, fin=last)
        socket.send(bytes([byte]), opcode=9)
        assert socket.frame() == (10, bytes([byte]))
    assert is_alive(socket)


def test_many_empty_parts_cost_nothing(server, socket):
    before = server.resident()
    socket.send(b"", fin=False)
    part = frame(b"", opcode=0, fin=False)
    for _ in range(200):
        socket.socket.sendall(part * 1000)
    assert is_alive(socket)
    assert server.resident() - before < 20_000


def test_byte_by_byte(socket):
    for byte in frame(b"slowly", opcode=9):
        socket.socket.sendall(bytes([byte]))
        time.sleep(0.005)
    assert socket.frame() == (10, b"slowly")


def test_text_is_passed_over(socket):
    for text in ("", "{}", "null", '{"type":"call"}', "x" * 16_000):
        socket.send(text)
    assert is_alive(socket)


def test_nothing_counts_after_a_close(socket):
    socket.socket.sendall(
        frame(struct.pack(">H", 1000), opcode=8) + frame(b"late", opcode=9) + frame(b"\xff")
    )
    assert socket.closed()[0] == 1000


def test_who_goes_without_a_word_is_gone(server, session):
    with server.socket(session) as first:
        first.json()
    before = server.descriptors()
    for number in range(100):
        socket = server.socket(session)
        if number % 2:
            # A reset instead of an end.
            socket.socket.setsockopt(sockets.SOL_SOCKET, sockets.SO_LINGER, struct.pack("ii", 1, 0))
        else:
            socket.socket.shutdown(sockets.SHUT_WR)
        socket.close()
    eventually(lambda: server.descriptors() <= before, "connections stay open")


def test_those_who_stall_make_nobody_wait(server, session):
    """Beside headers and frames that never end, one who listens is told everything in its turn;
    the headers are cut off, while that one stays."""
    headers, frames = [], []
    for _ in range(100):
        raw = sockets.create_connection((server.host, server.port), timeout=60)
        raw.sendall(b"GET /ws HTTP/1.1\r\nHost: x\r\nX-A: ")
        headers.append(raw)
        begun = server.socket(session)
        begun.socket.sendall(frame(b"x" * 1000)[:500])
        frames.append(begun)
    with server.socket(session) as listener:
        assert listener.json()["type"] == "hello"
        for number in range(20):
            server.save(session, "1", objet=f"in a crowd {number}")
            told = listener.json()["call"]["enrichissement"]["objet"]
            assert told == f"in a crowd {number}"
        for raw in headers:
            while raw.recv(4096):
                pass
        server.save(session, "1", objet="still here")
        assert listener.json()["call"]["enrichissement"]["objet"] == "still here"
    # The others have not been forgotten: they were told the same.
    for begun in frames:
        told = []
        while "still here" not in told:
            told.append(begun.json()["call"]["enrichissement"]["objet"] if told else begun.text())
        begun.close()


def test_who_does_not_answer_pings_is_gone(server, session):
    with server.socket(session) as polite, server.socket(session) as silent:
        polite.json(), silent.json()
        polite.socket.settimeout(1)
        end = time.monotonic() + 120
        pings = 0
        silent.socket.setblocking(False)
        over = False
        while not over and time.monotonic() < end:
            try:
                opcode, payload = polite.frame()
                assert opcode == 9
                pings += 1
                polite.send(payload, opcode=10)
            except TimeoutError:
                pass
            with contextlib.suppress(BlockingIOError):
                over = silent.socket.recv(4096) == b""
        assert over and pings >= 1
        polite.socket.settimeout(60)
        assert is_alive(polite)


def test_an_address_may_have_so_many_and_no_more(tmp_path: Path):
    server = Server(tmp_path / "data", "--behind-proxy")
    try:
        session = server.login("alice")
        headers = {"X-Forwarded-For": "203.0.113.7"}
        crowd = [server.socket(session, headers=headers) for _ in range(1000)]
        assert {socket.status for socket in crowd} == {101}
        assert server.socket(session, headers=headers).status == 503
        # Others are let in all the same, and their place is free when somebody goes.
        assert server.socket(session, headers={"X-Forwarded-For": "203.0.113.8"}).status == 101
        crowd.pop().close()
        eventually(
            lambda: server.socket(session, headers=headers).status == 101, "the place stays taken"
        )
        for socket in crowd:
            socket.close()
    finally:
        server.stop()


def test_what_is_tried_reaches_no_other(server, session):
    """Filters, ids and names in the address change nothing of what is told."""
    admin = server.login("admin")
    paths = [
        "/ws?id=3",
        "/ws?user=carol",
        "/ws?after=..%2F",
        "/ws?poste=30&role=admin",
        "/ws/",
        "//ws",
        "/ws?%61fter=x",
    ]
    opened = [
        socket
        for socket in (server.socket(session, path) for path in paths)
        if socket.status == 101
    ]
    assert opened
    server.save(admin, "3", objet="of carol")
    server.save(admin, "1", objet="of alice")
    for socket in opened:
        while (message := socket.json())["type"] != "call":
            assert message["type"] in ("hello", "reset")
        assert message["call"]["id"] == "1"
        assert "carol" not in json.dumps(message)
        socket.close()
