"""Attacks on the HTTP side, a test for each kind: none gets through or makes others wait."""

import contextlib
import gzip
import json
import os
import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser

import pytest
import requests

from conftest import PATIENCE, Server

# Bob's, and none's; alice has nothing to do with either.
FOREIGN, NONE = "87", "999999"


def get(session, server: Server, path: str, **options) -> requests.Response:
    return session.get(server.url + path, timeout=PATIENCE, allow_redirects=False, **options)


def is_served(server: Server) -> None:
    """Somebody else is answered, and quickly."""
    began = time.monotonic()
    assert requests.get(server.url + "/healthz", timeout=PATIENCE).status_code == 200
    assert time.monotonic() - began < 5


# Reading another's call


def test_another_users_call_by_every_route(server: Server):
    alice = server.browser("alice")
    record = get(server.browser("bob"), server, f"/api/v1/calls/{FOREIGN}").json()
    for method, path in [
        ("GET", "/api/v1/calls/{}"),
        ("GET", "/api/v1/calls/{}/log"),
        ("PATCH", "/api/v1/calls/{}/enrichissement"),
    ]:
        for body in ({"objet": "x"}, {"nothing": 1}):
            answers = []
            for call in (FOREIGN, NONE):
                answer = alice.request(
                    method, server.url + path.format(call), json=body, timeout=PATIENCE
                )
                answers.append((answer.status_code, answer.text.replace(call, "ID")))
            assert answers[0] == answers[1]
            assert answers[0][0] == 404
    for call in (FOREIGN, NONE):
        assert (
            alice.post(
                server.url + "/enrichissements", json={call: {"objet": "x"}}, timeout=PATIENCE
            ).status_code
            == 404
        )
    for path in (
        "/appels",
        "/enrichissements",
        "/api/v1/calls?limit=500",
        f"/api/v1/calls?id={FOREIGN}",
    ):
        answer = get(alice, server, path)
        assert answer.status_code == 200
        assert f'"{FOREIGN}"' not in answer.text, path
    assert record["id"] == FOREIGN


def test_another_users_call_by_every_filter(server: Server):
    """No filter, order, page mark, count or view tells of a call that is not for one to see."""
    alice, bob = server.browser("alice"), server.browser("bob")
    record = get(bob, server, f"/api/v1/calls/{FOREIGN}").json()
    many = [
        ("id", FOREIGN),
        ("from", record["from_number"]),
        ("from", record["from_number"] + "*"),
        ("to", record["to_number"]),
        ("number", record["from_number"]),
        ("poste", "44"),
        ("transferred-to", "bob"),
        ("transferred-by", "bob"),
        ("search", record["from_name"] or record["from_number"]),
    ]
    filters = [
        ("id", FOREIGN),
        ("from", record["from_number"]),
        ("to", record["to_number"]),
        ("number", record["from_number"]),
        ("poste", "44"),
        ("search", record["from_name"] or record["from_number"]),
        ("transferred-to", "bob"),
        ("transferred-by", "bob"),
        ("since", record["start"]),
        ("status", record["statut"]),
        ("disposition", record["disposition"].lower().replace(" ", "-")),
        ("min-duration", record["duration"]),
        ("max-duration", record["duration"]),
        # Many values go another way to the calls.
        *((name, [value, *map(str, range(900, 910))]) for name, value in many),
    ]
    seen = {row["id"] for row in get(alice, server, "/api/v1/calls?limit=500").json()["calls"]}
    assert FOREIGN not in seen
    for name, value in filters:
        for sort in ({}, {"sort": "duration"}, {"sort": "from_name"}):
            rows = get(
                alice, server, "/api/v1/calls", params={name: value, "limit": 500, **sort}
            ).json()["calls"]
            assert {row["id"] for row in rows} <= seen
        count = get(alice, server, "/api/v1/calls/count", params={name: value}).json()["count"]
        assert count == len(
            get(alice, server, "/api/v1/calls", params={name: value, "limit": 500}).json()["calls"]
        )
        views = get(alice, server, "/api/v1/views", params={name: value}).json()
        assert views["all"] == count
    mark = f"{2**63 - 1:x}-{FOREIGN.encode().hex()}"
    rows = get(alice, server, "/api/v1/calls", params={"after": mark, "limit": 500}).json()["calls"]
    assert {row["id"] for row in rows} <= seen


@pytest.mark.parametrize(
    "field",
    ["modeAccueil", "objet", "commentaireObjet", "resultat", "orientation", "commentaireResultat"],
)
def test_another_users_values(server: Server, field: str):
    """What is proposed comes from calls that one may see; so it does for each field."""
    alice, bob = server.browser("alice"), server.browser("bob")
    for browser, call, text in ((bob, FOREIGN, "zz of bob"), (alice, "88", "zz of alice")):
        path = f"{server.url}/api/v1/calls/{call}/enrichissement"
        assert browser.patch(path, json={field: text}, timeout=PATIENCE).status_code == 200
    for parameters in ({}, {"prefix": "zz"}, {"prefix": "zz of b"}):
        values = get(alice, server, f"/api/v1/values/{field}", params=parameters).json()["values"]
        assert "zz of bob" not in values
        assert ("zz of alice" in values) == (parameters.get("prefix") != "zz of b")
    assert "zz of bob" in get(bob, server, f"/api/v1/values/{field}").json()["values"]


def test_another_users_call_by_its_revision(server: Server):
    """If-Match on a call that is not for one to see is answered as on one that does not exist."""
    alice = server.browser("alice")
    revision = get(server.browser("bob"), server, f"/api/v1/calls/{FOREIGN}").json()["revision"]
    before = (server.data / "enrichissements.json").read_bytes()
    for tag in (f'"{revision}"', '"1"', '"nothing"', "*", ""):
        answers = []
        for call in (FOREIGN, NONE):
            answer = alice.patch(
                f"{server.url}/api/v1/calls/{call}/enrichissement",
                json={"objet": "x"},
                headers={"If-Match": tag},
                timeout=PATIENCE,
            )
            answers.append((answer.status_code, answer.text.replace(call, "ID")))
        assert answers[0] == answers[1]
        assert revision not in answers[0][1]
        assert answers[0][0] in (400, 404)
    assert (server.data / "enrichissements.json").read_bytes() == before


# Sessions


@pytest.mark.parametrize(
    "token", ["", "x", "A" * 43, "../../etc/passwd", "' OR 1=1 --", "A" * 5000, "é" * 43]
)
def test_forged_session(server: Server, token: str):
    for headers in (
        {"Cookie": f"wildix_session={token}".encode()},
        {"Authorization": f"Bearer {token}".encode()},
    ):
        assert (
            requests.get(
                server.url + "/api/v1/calls", headers=headers, timeout=PATIENCE
            ).status_code
            == 401
        )


@pytest.mark.parametrize("path", ["/login", "/api/v1/session"])
def test_fixed_session(server: Server, path: str):
    """A login gives another session than the one that an attacker planted, and ends that."""
    attacker = server.browser("kernel")
    planted = attacker.cookies["wildix_session"]
    victim = requests.Session()
    victim.cookies.set("wildix_session", planted)
    form = {"username": "alice", "password": "demo-alice"}
    how = {"data": form} if path == "/login" else {"json": form}
    answer = victim.post(server.url + path, **how, allow_redirects=False, timeout=PATIENCE)
    given = re.match(r"wildix_session=([\w-]+)", answer.headers["Set-Cookie"])[1]
    assert given != planted
    assert get(attacker, server, "/session-info").json() == {}


def test_replayed_session(server: Server):
    browser = server.browser("alice")
    token = browser.cookies["wildix_session"]
    get(browser, server, "/logout")
    headers = {"Cookie": f"wildix_session={token}"}
    assert (
        requests.get(server.url + "/api/v1/calls", headers=headers, timeout=PATIENCE).status_code
        == 401
    )


def test_session_of_a_user_who_was_removed(server: Server, run, token):
    browser = server.browser("kernel")
    assert get(browser, server, "/api/v1/calls").status_code == 200
    run("users", "remove", "kernel", "--yes", token=token("admin"))
    # The server believes what it was told for a second at most.
    deadline = time.monotonic() + PATIENCE
    while get(browser, server, "/api/v1/calls").status_code != 401:
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_cookie_is_for_no_script_and_no_other_site(server: Server):
    form = {"username": "alice", "password": "demo-alice"}
    cookie = requests.post(
        server.url + "/login", data=form, allow_redirects=False, timeout=PATIENCE
    ).headers["Set-Cookie"]
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert "Secure" not in cookie


# Cross-site


CROSS = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
]


@pytest.mark.parametrize("headers", CROSS)
def test_cross_site_post(server: Server, headers: dict):
    browser = server.browser("admin")
    before = (server.data / "enrichissements.json").read_bytes()
    for method, path in [
        ("POST", "/enrichissements"),
        ("PATCH", "/api/v1/calls/88/enrichissement"),
        ("POST", "/api/v1/users"),
        ("DELETE", "/api/v1/users/bob"),
        ("PATCH", "/api/v1/users/bob"),
        ("PUT", "/api/v1/users/bob/password"),
        ("PUT", "/api/v1/session/password"),
        ("DELETE", "/api/v1/session"),
        ("POST", "/login"),
        ("POST", "/api/v1/session"),
    ]:
        answer = browser.request(
            method,
            server.url + path,
            data='{"88":{"objet":"x"}}',
            headers=headers,
            timeout=PATIENCE,
            allow_redirects=False,
        )
        assert answer.status_code == 403, (method, path)
    assert (server.data / "enrichissements.json").read_bytes() == before
    get(browser, server, "/logout", headers=headers)
    answer = browser.post(
        server.url + "/logout", headers=headers, timeout=PATIENCE, allow_redirects=False
    )
    assert answer.status_code in (302, 403)
    assert "Set-Cookie" not in answer.headers
    assert get(browser, server, "/session-info").json()["username"] == "admin"


ORIGINS = [
    # Host, Origin, X-Forwarded-Proto, whether that is the same.
    ("calls.example", "http://calls.example", None, True),
    ("calls.example", "http://calls.example:81", None, False),
    ("calls.example:81", "http://calls.example:81", None, True),
    ("calls.example:81", "http://calls.example", None, False),
    ("calls.example:81", "http://calls.example:8", None, False),
    ("calls.example", "https://calls.example", None, False),
    ("calls.example", "https://calls.example", "https", True),
    ("calls.example", "http://calls.example", "https", False),
    ("CALLS.example", "http://calls.EXAMPLE", None, True),
    ("calls.example", "http://calls.example.evil.example", None, False),
    ("calls.example", "http://evil.example/calls.example", None, False),
    ("calls.example", "http://calls.example\u0301", None, False),
    ("[2001:db8::1]:8080", "http://[2001:db8::1]:8080", None, True),
    ("[2001:db8::1]:8080", "http://[2001:db8::1]", None, False),
    ("[2001:db8::1]:8080", "http://[2001:db8::2]:8080", None, False),
    ("[2001:db8::1]", "http://[2001:db8::1]", None, True),
]


@pytest.mark.parametrize("is_proxied", [False, True])
def test_origins_that_are_ours(serve, is_proxied: bool):
    """Name, port and scheme must all be those that the browser knows; of TLS only a proxy tells."""
    server = serve(*(["--behind-proxy"] if is_proxied else []))
    token = server.browser("alice").cookies["wildix_session"]
    for host, origin, scheme, is_ours in ORIGINS:
        if scheme and not is_proxied:
            is_ours = origin.startswith("http://")
        headers = {"Host": host, "Origin": origin.encode(), "Cookie": f"wildix_session={token}"}
        if scheme:
            headers["X-Forwarded-Proto"] = scheme
        answer = requests.patch(
            server.url + "/api/v1/calls/88/enrichissement",
            json={"objet": "x"},
            headers=headers,
            timeout=PATIENCE,
        )
        assert answer.status_code == (200 if is_ours else 403), (host, origin, scheme)


def test_our_own_page_may(server: Server):
    browser = server.browser("alice")
    headers = {"Origin": server.url, "Sec-Fetch-Site": "same-origin"}
    body = {"objet": "ici"}
    answer = browser.patch(
        server.url + "/api/v1/calls/88/enrichissement", json=body, headers=headers, timeout=PATIENCE
    )
    assert answer.status_code == 200


def test_no_answer_is_for_other_sites(server: Server):
    answer = get(
        server.browser("alice"), server, "/api/v1/calls", headers={"Origin": "https://evil.example"}
    )
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]
    preflight = requests.options(
        server.url + "/api/v1/calls", headers={"Origin": "https://evil.example"}, timeout=PATIENCE
    )
    assert preflight.status_code == 405


# What comes back


@pytest.mark.parametrize(
    "path", ["/login", "/session-info", "/api/v1/calls", "/nothing", "/healthz"]
)
def test_every_answer_has_the_headers(server: Server, path: str):
    headers = get(requests, server, path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_script_in_every_text_field(server: Server):
    """What is typed comes back as data: as JSON that no browser takes for a page."""
    script = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u2028"
    browser = server.browser("alice")
    fields = [
        "modeAccueil",
        "objet",
        "commentaireObjet",
        "resultat",
        "orientation",
        "commentaireResultat",
    ]
    body = dict.fromkeys(fields, script)
    path = server.url + "/api/v1/calls/88/enrichissement"
    answers = [
        browser.patch(path, json=body, timeout=PATIENCE),
        get(browser, server, "/enrichissements"),
        get(browser, server, "/api/v1/values/objet"),
    ]
    for answer in answers:
        assert answer.headers["Content-Type"] == "application/json"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert get(browser, server, "/api/v1/calls/88").json()["enrichissement"]["objet"] == script
    form = {"username": script, "password": "x"}
    page = requests.post(server.url + "/login", data=form, timeout=PATIENCE)
    assert "<script>" not in page.text
    assert "onerror" not in page.text
    location = get(requests, server, "/%0d%0aSet-Cookie:%20a=b").headers
    assert "Set-Cookie" not in location


class Reader(HTMLParser):
    """What a browser makes of a page: its elements, and their attributes' names."""

    def __init__(self, page: str):
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.values: list[str | None] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.values += [value for _, value in attrs]


# A sign with something that combines with it, behind or before: one letter to who counts letters.
BEHIND, BEFORE = "\u0301", "\u0600"
WRAPPED = [
    *(sign + BEHIND for sign in "&<>\"'"),
    *(BEFORE + sign for sign in "&<>\"'"),
    *(BEFORE + sign + BEHIND for sign in "&<>\"'"),
]


@pytest.mark.parametrize(
    "next_",
    [
        '"\u0301>\u0301\u0600<meta http-equiv=refresh content="0;url=//evil.example">\u0301',
        'a"><script>',
        "a'onfocus='b",
        *WRAPPED,
        "view=all\r\n",
        "view=all\x00",
    ],
)
def test_html_in_the_address_of_the_login_page(server: Server, next_: str):
    plain = Reader(requests.get(server.url + "/login?next=view%3Dall", timeout=PATIENCE).text)
    without = Reader(requests.get(server.url + "/login", timeout=PATIENCE).text)
    for answer in (
        requests.get(server.url + "/login", params={"next": next_}, timeout=PATIENCE),
        requests.post(
            server.url + "/login",
            data={"username": next_, "password": "x", "next": next_},
            timeout=PATIENCE,
        ),
    ):
        page = Reader(answer.text)
        problem = [("p", ("class", "role"))]
        elements = [element for element in page.elements if element not in problem]
        assert elements in (plain.elements, without.elements)
        # What no query can be is not handed on at all.
        is_query = all("!" <= sign <= "~" for sign in next_)
        assert (next_ in page.values) == is_query


def test_html_in_what_the_front_page_says_of_its_reader(server: Server, run):
    poste = "4\u0301" + "".join(WRAPPED)
    run("login", "admin", "--password-stdin", stdin="demo-admin\n")
    run("users", "add", "zoé", "--poste", poste, "--password-stdin", stdin="une longue phrase\n")
    browser = requests.Session()
    form = {"username": "zoé", "password": "une longue phrase"}
    answer = browser.post(server.url + "/login", data=form, timeout=PATIENCE)
    page = Reader(answer.text)
    assert poste in page.values
    assert [tag for tag, _ in page.elements].count("body") == 1
    facts = next(names for tag, names in page.elements if tag == "body")
    assert set(facts) == {"data-username", "data-role", "data-poste", "data-zone"}


@pytest.mark.parametrize(
    "path",
    ["/../users.db", "/%2e%2e/users.db", "/..%2fusers.db", "//etc/passwd", "/users.db",
     "/enrichissements.json", "/call_history.json", "/assets/../../users.db",
     "/assets/%2e%2e%2f%2e%2e%2fusers.db", "/.wildix/index.db",
     "/api/v1/calls/..%2f..%2fusers.db", "/\\..\\users.db", "/%00", "/users.db%00.html"],
)  # fmt: skip
def test_path_traversal(server: Server, path: str):
    with server.connect() as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        answer = read_all(connection)
    assert re.match(rb"HTTP/1.1 (400|401|404|405) ", answer), answer[:100]
    assert b"SQLite" not in answer


# Bombs


def read_all(connection: socket.socket) -> bytes:
    parts = []
    with contextlib.suppress(ConnectionResetError, BrokenPipeError):
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


def exchange(server: Server, *parts: bytes) -> bytes:
    """Sends parts as long as the server takes them, and answers what came back."""
    with server.connect() as connection:
        with contextlib.suppress(ConnectionResetError, BrokenPipeError):
            for part in parts:
                connection.sendall(part)
        return read_all(connection)


@pytest.mark.parametrize(
    "headers",
    [
        b"X: " + b"a" * 1_000_000 + b"\r\n",
        b"".join(b"X-%d: a\r\n" % i for i in range(100_000)),
        b"Cookie: " + b"a=b; " * 100_000 + b"\r\n",
    ],
)
def test_header_bombs(server: Server, headers: bytes):
    answer = exchange(server, b"GET /login HTTP/1.1\r\nHost: x\r\n", headers, b"\r\n")
    assert answer == b"" or re.match(rb"HTTP/1.1 4\d\d ", answer), answer[:100]
    is_served(server)


def test_url_bomb(server: Server):
    answer = exchange(server, b"GET /login?" + b"a" * 1_000_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n")
    assert answer == b"" or re.match(rb"HTTP/1.1 4\d\d ", answer), answer[:100]
    is_served(server)


def memory(server: Server) -> int:
    with open(f"/proc/{server.process.pid}/status") as status:  # noqa: PTH123
        return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1]) << 10


@pytest.mark.parametrize("path", ["/login", "/api/v1/session", "/enrichissements", "/healthz"])
def test_body_bombs(server: Server, path: str):
    token = server.browser("alice").cookies["wildix_session"]
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nCookie: wildix_session={token}\r\n".encode()
    before = memory(server)
    told = exchange(server, head + b"Content-Length: 100000000000\r\n\r\n", b"x" * 1000)
    assert re.match(rb"HTTP/1.1 (413|405) ", told), told[:100]
    chunk = b"100000\r\n" + b"x" * 0x100000 + b"\r\n"
    chunked = exchange(server, head + b"Transfer-Encoding: chunked\r\n\r\n", *[chunk] * 64)
    assert chunked == b"" or re.match(rb"HTTP/1.1 (413|405) ", chunked), chunked[:100]
    assert memory(server) - before < 100 << 20
    is_served(server)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        # Many small entries, a long key, a long text, deep and wide values.
        (b"{" + b",".join(b'"%d":{"objet":"x"}' % n for n in range(150_000)) + b"}", 413),
        (b"{" + b",".join([b'"88":{}'] * 450_000) + b"}", 413),
        (b'{"88":{"objet":"' + b"x" * 4_000_000 + b'"}}', 422),
        (b'{"88":{"' + b"x" * 4_000_000 + b'":"x"}}', 422),
        (b'{"' + b"8" * 4_000_000 + b'":{"objet":"x"}}', 404),
        (b'{"88":{"objet":' + b"[" * 400 + b"]" * 400 + b"}}", 422),
        (b'{"88":{' + b",".join([b'"objet":"x"'] * 300_000) + b"}}", 200),
    ],
    ids=["entries", "repeated", "text", "field", "id", "nested", "members"],
)
def test_bodies_that_cost_much(server: Server, body: bytes, status: int):
    """Whatever is made of four megabytes, it is answered; what is refused changes nothing."""
    browser = server.browser("alice")
    path, before = server.data / "enrichissements.json", memory(server)
    entries = path.read_bytes()
    answer = browser.post(server.url + "/enrichissements", data=body, timeout=PATIENCE)
    assert answer.status_code == status
    assert (path.read_bytes() == entries) == (status != 200)
    assert path.stat().st_size < len(entries) + 20_000
    assert memory(server) - before < 200 << 20
    is_served(server)


def test_compression_bomb(server: Server):
    browser = server.browser("alice")
    bomb = gzip.compress(b"x" * 100_000_000)
    headers = {"Content-Encoding": "gzip", "Content-Type": "application/json"}
    answer = browser.post(
        server.url + "/enrichissements", data=bomb, headers=headers, timeout=PATIENCE
    )
    assert answer.status_code == 415


@pytest.mark.parametrize(
    "body", [b"[" * 1_000_000, b'{"88":' * 100_000, b'{"88":{"objet":"' + b"\\u0000" * 200_000]
)
def test_json_bombs(server: Server, body: bytes):
    browser = server.browser("alice")
    answer = browser.post(server.url + "/enrichissements", data=body, timeout=PATIENCE)
    assert answer.status_code == 400
    is_served(server)


def test_smuggled_request(server: Server):
    """A length given in two ways, or twice, is refused, and what follows is no request."""
    for lengths in (
        b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n",
        b"Content-Length: 4\r\nContent-Length: 40\r\n",
        b"Transfer-Encoding: xchunked\r\n",
    ):
        answer = exchange(
            server,
            b"POST /login HTTP/1.1\r\nHost: x\r\n"
            + lengths
            + b"\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n",
        )
        assert answer.count(b"HTTP/1.1 200") == 0, answer


def test_requests_hidden_behind_chunks(server: Server):
    """Trailers and extensions of chunks neither become headers nor requests."""
    token = server.browser("alice").cookies["wildix_session"].encode()
    start = b"POST /enrichissements HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
    own = b"Cookie: wildix_session=" + token + b"\r\n"
    hidden = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"
    body = b'{"88":{"objet":"smuggled"}}'
    size = b"%x" % len(body)
    # A trailer is no header: no session, no length, no other host.
    trailers = own + b"Content-Length: 1000\r\nOrigin: http://evil.example\r\n"
    answer = exchange(
        server, start + b"\r\n" + size + b"\r\n" + body + b"\r\n0\r\n" + trailers + b"\r\n"
    )
    assert answer.startswith(b"HTTP/1.1 401 "), answer[:100]
    for chunk in (
        size + b";x=" + b"y" * 1000 + b"\r\n" + body + b"\r\n0\r\n\r\n",
        size + b';x="\r\n' + body + b"\r\n0\r\n\r\n",
        size + b";\x01\r\n" + body + b"\r\n0\r\n\r\n",
        size + b"\n" + body + b"\n0\n\n",
        size + b" \r\n" + body + b"\r\n0\r\n\r\n",
        b"0x" + size + b"\r\n" + body + b"\r\n0\r\n\r\n",
        b"-1\r\n" + body + b"\r\n0\r\n\r\n",
        b"fffffffffffffffff\r\n" + body + b"\r\n0\r\n\r\n",
        size + b"\r\n" + body + b"0\r\n\r\n",
    ):
        answer = exchange(server, start + own + b"Connection: close\r\n\r\n" + chunk + hidden)
        # Taken as the body that it is, or refused; never is there a second answer.
        assert re.match(rb"HTTP/1.1 (200|400) ", answer) or answer == b"", (chunk, answer[:100])
        assert answer.count(b"HTTP/1.1 ") <= 1, (chunk, answer)
    # What follows a whole body on a connection that stays is a request of its own, and just one.
    chunk = size + b"\r\n" + body + b"\r\n0\r\nX-Trailer: " + hidden.split(b"\r\n")[0] + b"\r\n\r\n"
    last = hidden.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
    answer = exchange(server, start + own + b"\r\n" + chunk + last)
    assert answer.count(b"HTTP/1.1 200 ") == 2, answer
    is_served(server)


@pytest.mark.parametrize(
    "garbage", [b"\x16\x03\x01\x02\x00", b"\0" * 1000, b"GET\r\n\r\n", os.urandom(4096)]
)
def test_what_is_no_http(server: Server, garbage: bytes):
    with server.connect() as connection:
        connection.sendall(garbage)
        connection.shutdown(socket.SHUT_WR)
        answer = read_all(connection)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 400"), answer[:100]
    is_served(server)


# Slowness


def test_slow_loris(server: Server):
    """Whoever sends a byte now and then is cut off, in header as in body; nobody waits for them."""
    token = server.browser("alice").cookies["wildix_session"]
    heads = [
        b"GET /login HTTP/1.1\r\nHost: x\r\n",
        b"POST /enrichissements HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n"
        + f"Cookie: wildix_session={token}\r\n\r\n".encode(),
    ]
    connections = [server.connect() for _ in range(200)]
    for index, connection in enumerate(connections):
        connection.sendall(heads[index % 2])
    alive, began = connections, time.monotonic()
    while alive:
        assert time.monotonic() - began < PATIENCE
        is_served(server)
        time.sleep(1)
        rest = []
        for connection in alive:
            try:
                connection.sendall(b"X")
                connection.setblocking(False)
                if connection.recv(1000) == b"":
                    continue
            except BlockingIOError:
                pass
            except OSError:
                continue
            connection.setblocking(True)
            rest.append(connection)
        alive = rest
    assert time.monotonic() - began > 5
    for connection in connections:
        connection.close()


def test_login_guessing(server: Server):
    """Guesses are answered late, then not looked at; meanwhile those with a session do not wait."""
    bob = server.browser("bob")

    def guess(number: int, name: str = "") -> int:
        form = {"username": name or f"user{number}", "password": f"guess{number}"}
        path = server.url + "/login"
        return requests.post(path, data=form, allow_redirects=False, timeout=PATIENCE).status_code

    with ThreadPoolExecutor(16) as pool:
        answers = pool.map(guess, range(120))
        longest = 0.0
        for _ in range(20):
            began = time.monotonic()
            assert get(bob, server, "/api/v1/calls").status_code == 200
            longest = max(longest, time.monotonic() - began)
        statuses = list(answers)
    assert set(statuses) <= {401, 429}
    assert 429 in statuses
    assert longest < 2


def test_a_proxys_comma_that_joins_what_the_client_said(serve):
    """Else whoever says another nonsense each time would be another address each time."""
    server = serve("--behind-proxy", "--access-log")
    for said in ("x", "x\u0d4e", "x,\u0301", "x \u0301,\u0301"):
        headers = {"X-Forwarded-For": f"{said}, 203.0.113.7".encode()}
        assert requests.get(server.url + "/healthz", headers=headers, timeout=PATIENCE).ok
        headers = {"X-Forwarded-For": f"{said},203.0.113.7".encode()}
        assert requests.get(server.url + "/healthz", headers=headers, timeout=PATIENCE).ok
    server.stop()
    clients = [match[1] for line in server.log if (match := re.search(r"client=(\S*)", line))]
    assert clients == ["203.0.113.7"] * 8


@pytest.mark.parametrize(
    "text",
    [
        *(
            'a"',
            'a\u0d4e"',
            'a\u0d4e" OR \u0d4e"',
            '\u0600"a',
            'a"\u0301',
            "3+3",
            "+3+3",
            "a\u200cb",
            "a\u200db",
        ),
        *(
            "\u0939\u093f\u0928\u094d\u0926\u0940",
            "a\u20ddb",
            "1\ufe0f\u20e3a",
            "e\u0338x",
            "e\u0305x",
            "\u19b1a",
        ),
        *(
            "a\u19b1b",
            "\u00b2",
            "\u0664\u0665",
            "1\u0301",
            "a\U0001f923b",
            "\U0001f468\u200d\U0001f469a",
        ),
        *(
            "a*",
            "a:b",
            "a^b",
            "{a}",
            "a NOT b",
            "NEAR(a b)",
            "a\x01b",
            "\ue000a",
            "\u24d0",
            "a \u0301",
        ),
    ],
)
def test_whatever_is_searched_for(server: Server, text: str):
    """Nothing typed is an expression of the index, and no letter of any script an error."""
    alice = server.browser("alice")
    answer = get(alice, server, "/api/v1/calls", params={"search": text})
    assert answer.status_code == 200, answer.text
    words = {"search": [text, "zo\u00e9"]}
    assert get(alice, server, "/api/v1/calls", params=words).json()["calls"] != []


def test_a_letter_that_the_index_knows_not_is_nowhere(server: Server):
    answer = get(server.browser("alice"), server, "/api/v1/calls", params={"search": "\u24d0"})
    assert answer.json()["calls"] == []


def test_unknown_names_are_answered_like_wrong_passwords(server: Server):
    answers = []
    for name in ("alice", "nobody"):
        began = time.monotonic()
        answer = requests.post(
            server.url + "/login", data={"username": name, "password": "x"}, timeout=PATIENCE
        )
        answers.append((answer.status_code, answer.text))
        assert time.monotonic() - began >= 1
    assert answers[0] == answers[1]


def test_secrets_do_not_reach_the_log(serve):
    server = serve("--access-log", "--log-format", "json")
    browser = server.browser("alice")
    token = browser.cookies["wildix_session"]
    get(browser, server, "/api/v1/calls?search=lefevre")
    requests.post(
        server.url + "/login",
        data={"username": "alice", "password": "secret-guess"},
        timeout=PATIENCE,
    )
    server.stop()
    log = "".join(server.log)
    assert [json.loads(line) for line in server.log]
    assert "/api/v1/calls" in log
    for secret in (token, "demo-alice", "secret-guess", "lefevre"):
        assert secret not in log


@pytest.mark.parametrize("log_format", ["text", "json"])
def test_log_lines_cannot_be_forged(serve, log_format: str):
    """A client's words stand in the log by path and by address: none ends a line or adds to it."""
    server = serve("--access-log", "--behind-proxy", "--log-format", log_format)
    start = b"GET /seen HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-Forwarded-For: 1.2.3.4, "
    addresses = [
        f"198.51.100.7{sign}2026-01-01T00:00:00Z info forged".encode()
        for sign in ("", " ", "\u0085", "\u2028", "\u202e", "\u009b31m", "\t", '"')
    ]
    for address in addresses:
        assert exchange(server, start + address + b"\r\n\r\n").startswith(b"HTTP/1.1 404 ")
    for sign in (b"\x1b[31m", b"\x7f", b"\r", b"\0"):
        exchange(server, start + sign + b"\r\n\r\n")
    paths = ["/a%0a2026-01-01T00:00:00Z%20info%20path", "/%1b[31m", "/%e2%80%a8path", "/a%22,%22b"]
    for path in paths:
        assert exchange(server, start.replace(b"/seen", path.encode()) + b"198.51.100.9\r\n\r\n")
    server.stop()
    log = "".join(server.log)
    lines = log.splitlines()
    assert len(lines) == log.count("\n")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", log)
    if log_format == "json":
        entries = [json.loads(line) for line in lines]
        assert all({"time", "level", "message"} <= set(entry) for entry in entries)
        seen = [(entry["message"], entry["client"]) for entry in entries if "client" in entry]
    else:
        shape = re.compile(r"20\d\d-\d\d-\d\dT[\d:]+Z \w+ (GET \S+) client=(\S+) status=\d+")
        seen = [match.groups() for line in lines[1:] if (match := shape.fullmatch(line))]
        assert len(seen) == len(lines) - 1, lines
    # All of them reached the log, as what they are.
    assert len([one for one in seen if one == ("GET /seen", "127.0.0.1")]) >= len(addresses)
    for path in paths:
        assert (f"GET {path}", "198.51.100.9") in seen, seen
    assert "forged" not in log
