"""One user asks for too much: others are served all the same, and in their turn."""

import contextlib
import fcntl
import json
import socket
import struct
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from conftest import PATIENCE, Server

# Saves of one user that wait, beside the one that is being saved.
PLACES = 16


class Raw:
    """A request on a connection of its own, whose answer is read later, or never."""

    def __init__(
        self, server: Server, request: bytes, session: str, body: bytes = b"", buffer: int = 0
    ):
        self.socket = socket.socket()
        if buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.settimeout(PATIENCE)
        self.socket.connect(server.address)
        head = request + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
        head += f"Cookie: wildix_session={session}\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        self.socket.sendall(head + body)

    def status(self) -> int:
        """Waits for the answer's first line."""
        line = b""
        while not line.endswith(b"\r\n"):
            part = self.socket.recv(1)
            assert part, line
            line += part
        return int(line.split()[1])

    def rest(self) -> bytes:
        parts = []
        with contextlib.suppress(ConnectionResetError):
            while part := self.socket.recv(1 << 20):
                parts.append(part)
        return b"".join(parts)

    def reset(self) -> None:
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()


def session(server: Server, name: str) -> str:
    return server.browser(name).cookies["wildix_session"]


def patch(server: Server, session: str, call: str, text: str) -> Raw:
    body = json.dumps({"commentaireObjet": text}).encode()
    return Raw(server, f"PATCH /api/v1/calls/{call}/enrichissement".encode(), session, body)


def settled(requests: list[Raw], count: int) -> list[Raw]:
    """Waits until so many of the requests are answered, and says which."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        done = [one for one in requests if is_answered(one)]
        if len(done) >= count:
            return done
        time.sleep(0.02)
    raise AssertionError(f"only {len(done)} of {len(requests)} were answered")


def is_answered(request: Raw) -> bool:
    request.socket.setblocking(False)
    try:
        return request.socket.recv(1, socket.MSG_PEEK) != b""
    except BlockingIOError:
        return False
    finally:
        request.socket.settimeout(PATIENCE)


def test_who_saves_much_makes_nobody_else_wait(server: Server):
    """One user's saves pile up to a limit, and those of others come before the rest of them."""
    alice, bob = session(server, "alice"), session(server, "bob")
    assert patch(server, bob, "87", "first").status() == 200
    journal = server.data / "journal.jsonl"
    before = len(journal.read_text().splitlines())
    with (server.data / ".wildix" / "save.lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        crowd = [patch(server, alice, "88", f"alice {number}") for number in range(100)]
        refused = settled(crowd, 100 - PLACES - 1)
        assert [one.status() for one in refused] == [503] * (100 - PLACES - 1)
        assert b"Retry-After" in refused[0].rest()
        others = [patch(server, bob, "87", f"bob {number}") for number in range(3)]
        time.sleep(0.5)
        assert not any(is_answered(one) for one in others)
        fcntl.flock(lock, fcntl.LOCK_UN)
    assert [one.status() for one in others] == [200] * 3
    assert [one.status() for one in crowd if one not in refused] == [200] * (PLACES + 1)
    order = [json.loads(line)["par"] for line in journal.read_text().splitlines()[before:]]
    # The one that was being saved, then one of each by turns.
    assert order[:7] == ["alice", "alice", "bob", "alice", "bob", "alice", "bob"], order


def test_entries_without_number(server: Server):
    """One key again and again: too often is refused, and of the others the last one counts."""
    browser = server.browser("alice")
    body = b"{" + b",".join([b'"88":{}'] * 400_000) + b"}"
    answer = browser.post(server.url + "/enrichissements", data=body, timeout=PATIENCE)
    assert answer.status_code == 413
    entries = [f'"88":{{"objet":"no {number}"}}' for number in range(10_001)]
    for count, status in ((10_001, 413), (10_000, 200)):
        body = "{" + ",".join(entries[:count]) + "}"
        answer = browser.post(server.url + "/enrichissements", data=body, timeout=PATIENCE)
        assert answer.status_code == status
    assert answer.json()["data"] == {"88": answer.json()["data"]["88"]}
    assert answer.json()["data"]["88"]["objet"] == "no 9999"
    log = browser.get(server.url + "/api/v1/calls/88/log", timeout=PATIENCE).json()["changes"]
    assert len(log) == 1


def test_many_entries_make_nobody_else_wait(server: Server):
    """Who asks behind eight posts of 8,000 entries is answered before the last of them."""
    write_history(server, ({"to_number": "33"} for _ in range(8000)))
    alice, other = session(server, "alice"), server.browser("kernel")
    body = json.dumps({str(number): {"objet": "x"} for number in range(10_000, 18_000)}).encode()
    other.get(server.url + "/api/v1/calls", timeout=PATIENCE)
    posts = [Raw(server, b"POST /enrichissements", alice, body) for _ in range(8)]
    assert other.get(server.url + "/api/v1/calls", timeout=PATIENCE).status_code == 200
    assert not all(is_answered(post) for post in posts)
    assert [post.status() for post in posts] == [200] * 8


def write_history(server: Server, fields) -> None:
    """A history of calls with these fields, ids from 10,000."""
    path = server.data / "call_history.json"
    new = path.with_suffix(".new")
    with new.open("w") as file:
        file.write("[")
        for number, more in enumerate(fields, 10_000):
            record = {"id": number, "start": "2026-11-10 10:00:00", "from_number": "0611223344"}
            file.write(("," if number > 10_000 else "") + json.dumps(record | more))
        file.write("]")
    new.rename(path)


@pytest.fixture
def wordy(serve, data_dir: Path) -> Server:
    """A server with calls through which a search takes far longer than anybody waits."""
    server = serve()
    words = " ".join(f"n{number}" for number in range(120))
    write_history(server, ({"from_name": words} for _ in range(120_000)))
    browser = server.browser("admin")
    # The words are indexed once.
    while browser.get(
        server.url + "/api/v1/calls/count?search=n", timeout=10 * PATIENCE
    ).json() != {"count": 120_000}:
        pass
    return server


LONG = b"GET /api/v1/views?search=" + b"+".join([b"n"] * 50)


def test_long_questions_end_and_make_nobody_else_wait(wordy: Server):
    admin = session(wordy, "admin")
    long = [Raw(wordy, LONG, admin) for _ in range(6)]
    alice = wordy.browser("alice")
    for _ in range(20):
        answer = alice.get(wordy.url + "/api/v1/calls", timeout=PATIENCE)
        assert answer.status_code == 200
        assert not any(is_answered(one) for one in long)
    assert long[0].status() == 503
    assert b"Retry-After" in long[0].rest()
    for one in long:
        one.reset()


def test_questions_pile_up_to_a_limit(wordy: Server):
    """Of one user 256 wait beside the two that are answered; more are refused, others let in."""
    admin, alice = session(wordy, "admin"), wordy.browser("alice")
    long = [Raw(wordy, LONG, admin) for _ in range(300)]
    refused = settled(long, 300 - 256 - 2)
    assert [one.status() for one in refused] == [503] * (300 - 256 - 2)
    assert alice.get(wordy.url + "/api/v1/calls", timeout=PATIENCE).status_code == 200
    assert sum(is_answered(one) for one in long if one not in refused) == 0
    for one in long:
        one.reset()
    # Nobody waits for those that have gone.
    browser = wordy.browser("admin")
    assert browser.get(wordy.url + "/api/v1/calls/count", timeout=PATIENCE).status_code == 200


def test_two_users_with_long_questions_leave_a_place_for_others(wordy: Server, run, token):
    run("users", "set", "bob", "--role", "admin", token=token("admin"))
    crowd = [Raw(wordy, LONG, session(wordy, name)) for name in ("admin", "bob") for _ in range(4)]
    alice = wordy.browser("alice")
    for _ in range(20):
        assert alice.get(wordy.url + "/api/v1/calls", timeout=PATIENCE).status_code == 200
    assert not any(is_answered(one) for one in crowd)
    for one in crowd:
        one.reset()


def test_many_users_with_long_questions_make_nobody_else_wait(wordy: Server, run, token):
    """As many users as there are places: what takes long gives its place away."""
    by = token("admin")
    run("users", "add", "zoe", "--poste", "55", "--password-stdin", stdin="demo-zoe\n", token=by)
    for name in ("bob", "kernel", "zoe"):
        run("users", "set", name, "--role", "admin", token=by)
    alice = wordy.browser("alice")
    names = ("admin", "bob", "kernel", "zoe")
    crowd = [Raw(wordy, LONG, who) for who in [session(wordy, name) for name in names] * 2]
    for _ in range(5):
        assert alice.get(wordy.url + "/api/v1/calls", timeout=PATIENCE).status_code == 200
    assert not any(is_answered(one) for one in crowd)
    for one in crowd:
        one.reset()


def test_nobody_reads_for_who_has_gone(wordy: Server):
    """The place of a long question is free when its client is gone, before an earlier one ends."""
    admin = session(wordy, "admin")
    first = Raw(wordy, LONG, admin)
    time.sleep(2)
    second = Raw(wordy, LONG, admin)
    time.sleep(0.5)
    third = Raw(wordy, b"GET /api/v1/calls/count", admin)
    time.sleep(0.5)
    assert not is_answered(third)
    second.reset()
    assert third.status() == 200
    assert not is_answered(first)
    first.reset()


@pytest.mark.parametrize(
    "name", ["from", "to", "number", "poste", "id", "search", "transferred-to"]
)
def test_values_of_a_filter_have_a_limit(server: Server, name: str):
    browser = server.browser("alice")
    for count, status in ((50, 200), (51, 400), (500, 400)):
        parameters = {
            name: [
                f"{number}*" if name in ("from", "to", "number") else str(number)
                for number in range(count)
            ]
        }
        answer = browser.get(server.url + "/api/v1/calls", params=parameters, timeout=PATIENCE)
        assert answer.status_code == status
        if status == 400:
            assert answer.json()["parameter"] == name
    if name == "search":
        for words, status in ((50, 200), (51, 400)):
            answer = browser.get(
                server.url + "/api/v1/calls", params={name: "a " * words}, timeout=PATIENCE
            )
            assert answer.status_code == status


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("Anonymous*", 1),
        ("anonymous*", 0),
        ("Anonymous Caller*", 1),
        ("é*", 2),
        ("\ud7ff*", 1),
        ("\U0010ffff*", 1),
    ],
)
def test_beginnings_of_numbers_that_are_no_digits(server: Server, pattern: str, found: int):
    """They are found by a range of texts, which ends where it should."""
    numbers = [
        "AnonymousCaller",
        "é1",
        "é",
        "ê1",
        "f",
        "\ud7ff1",
        "\ue000",
        "\U0010ffff2",
        "Anonymou",
    ]
    write_history(server, ({"from_number": number} for number in numbers))
    answer = server.browser("admin").get(
        server.url + "/api/v1/calls/count", params={"from": pattern}, timeout=PATIENCE
    )
    assert answer.json() == {"count": found}


def login_from(server: Server, address: str, name: str = "alice", password: str = "") -> int:
    form = {"username": name, "password": password or f"demo-{name}"}
    headers = {"X-Forwarded-For": address}
    return requests.post(
        server.url + "/login", data=form, headers=headers, allow_redirects=False, timeout=PATIENCE
    ).status_code


@pytest.mark.parametrize(
    "addresses",
    [
        [f"2001:db8:1:{net:x}::{host:x}" for net in range(9) for host in range(1, 9)],
        [f"2001:db8:{net:x}::{host:x}" for net in range(9) for host in range(1, 9)],
    ],
    ids=["of one site", "of many sites"],
)
def test_those_who_log_in_all_the_time_leave_places_for_others(serve, addresses: list[str]):
    """72 clients of one network log in again and again: who comes from elsewhere always gets in."""
    server = serve("--behind-proxy")
    over, answers = threading.Event(), []

    def again(address: str) -> None:
        while not over.is_set():
            answers.append(login_from(server, address))

    with ThreadPoolExecutor(len(addresses)) as pool:
        crowd = [pool.submit(again, address) for address in addresses]
        try:
            while 429 not in answers:
                assert not crowd[0].done()
                time.sleep(0.01)
            others = [login_from(server, f"198.51.100.{number}", "bob") for number in range(6)]
        finally:
            over.set()
    assert others == [302] * 6
    assert {302, 429} == set(answers)


def test_own_password_is_changed_or_not(serve):
    """Among others at the same address: whoever is refused has the old password still."""
    server = serve("--behind-proxy")
    over = threading.Event()

    def again() -> None:
        while not over.is_set():
            login_from(server, "203.0.113.5")

    bob = server.browser("bob")
    present, answers = "demo-bob", []
    with ThreadPoolExecutor(10) as pool:
        for _ in range(10):
            pool.submit(again)
        try:
            while answers.count(204) < 4 or answers.count(429) < 4:
                new = f"new-{len(answers)}"
                answer = bob.put(
                    server.url + "/api/v1/session/password",
                    json={"current": present, "password": new},
                    headers={"X-Forwarded-For": "203.0.113.5"},
                    timeout=PATIENCE,
                )
                answers.append(answer.status_code)
                if answer.status_code == 204:
                    present = new
                assert answer.status_code in (204, 429)
                info = bob.get(server.url + "/session-info", timeout=PATIENCE).json()
                assert info.get("username") == "bob"
                assert login_from(server, "198.51.100.1", "bob", present) == 302
        finally:
            over.set()
