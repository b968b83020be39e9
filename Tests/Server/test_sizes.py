"""How large things may be: texts, pages, answers that nobody reads, connections."""

import contextlib
import json
import re
import resource
import socket
import time

import pytest
import requests

from conftest import PATIENCE, Server
from test_attacks import memory
from test_fairness import Raw, session, settled, write_history

LONGEST = 10_000
# Characters in JSON's sense: one, two and four bytes of UTF-8 each.
SIGNS = ["x", "é", "𝄞", "\\", "\u0301"]
FIELDS = [
    "modeAccueil",
    "objet",
    "commentaireObjet",
    "resultat",
    "orientation",
    "commentaireResultat",
]


def save(server: Server, browser: requests.Session, way: str, entry: dict) -> requests.Response:
    if way == "PATCH":
        path = server.url + "/api/v1/calls/88/enrichissement"
        return browser.patch(path, json=entry, timeout=PATIENCE)
    return browser.post(server.url + "/enrichissements", json={"88": entry}, timeout=PATIENCE)


@pytest.mark.parametrize("way", ["PATCH", "POST"])
def test_texts_have_a_longest(server: Server, way: str):
    browser = server.browser("alice")
    browser.headers["Accept-Language"] = "en"
    for sign in SIGNS:
        entry = dict.fromkeys(FIELDS, sign * LONGEST)
        assert save(server, browser, way, entry).status_code == 200
        before = (server.data / "enrichissements.json").read_bytes()
        for field in FIELDS:
            answer = save(server, browser, way, {field: sign * (LONGEST + 1)})
            assert answer.status_code == 422
            if way == "PATCH":
                assert answer.json()["field"] == field
            assert f'"{field}" is longer than 10,000 characters' in answer.text.replace("\\", "")
        assert (server.data / "enrichissements.json").read_bytes() == before
    for field in ("date", "heure", "traiteParOuTransmisA"):
        answer = save(server, browser, way, {field: "1" * 50_000})
        assert (answer.status_code, len(answer.text) < 1000) == (422, True)
    browser.headers["Accept-Language"] = "fr"
    answer = save(server, browser, way, {"objet": "x" * (LONGEST + 1)})
    assert "dépasse 10\u202f000 caractères" in answer.text.replace("\u00a0", "\u202f")


def test_the_document_tells_of_it(server: Server):
    document = requests.get(server.url + "/api/v1/openapi.json", timeout=PATIENCE).json()
    schemas = document["components"]["schemas"]
    for field in FIELDS:
        schema = schemas["Enrichment"]["properties"][field]
        assert schemas[schema["$ref"].split("/")[-1]]["maxLength"] == LONGEST


def test_what_is_longer_already_stays(server: Server):
    """Another program wrote it: it can be read, sent back, and stands while other fields change."""
    long = "y" * 300_000
    path = server.data / "enrichissements.json"
    entries = json.loads(path.read_text())
    entries["88"] = entries.get("88", {}) | {
        "objet": long,
        "reponduParAgent": True,
        "traiteParOuTransmisA": "",
    }
    path.write_text(json.dumps(entries))
    browser = server.browser("alice")
    row = browser.get(server.url + "/api/v1/calls/88", timeout=PATIENCE).json()
    assert row["enrichissement"]["objet"] == long
    for entry in ({"resultat": "neu"}, {"objet": long, "resultat": "neuer"}):
        for way in ("PATCH", "POST"):
            assert save(server, browser, way, entry).status_code == 200
        kept = json.loads(path.read_text())["88"]
        assert (kept["objet"], kept["resultat"]) == (long, entry["resultat"])
    assert save(server, browser, "PATCH", {"objet": long + "y"}).status_code == 422
    assert save(server, browser, "PATCH", {"objet": "short"}).status_code == 200


@pytest.mark.parametrize("order", [{}, {"sort": "duration"}, {"reverse": "true"}])
def test_pages_end_by_their_bytes_too(server: Server, order: dict):
    """A page of long records has a million bytes and a little; pages join to the whole."""
    write_history(server, ({"userfield": "z" * 50_000, "duration": n % 7} for n in range(100)))
    browser = server.browser("admin")
    ids, after, pages = [], None, 0
    while True:
        parameters = {"limit": 500, **order, **({"after": after} if after else {})}
        answer = browser.get(server.url + "/api/v1/calls", params=parameters, timeout=PATIENCE)
        assert len(answer.content) < 1_200_000
        ids += [row["id"] for row in answer.json()["calls"]]
        pages += 1
        after = answer.json()["next"]
        if after is None:
            break
    assert pages == 5
    assert sorted(ids) == list(range(10_000, 10_100))
    whole = browser.get(server.url + "/appels", timeout=PATIENCE).json()["result"]
    assert whole["total"] == len(whole["records"]) == 100


def large_history(server: Server) -> int:
    """More than the system keeps for a connection by itself. Answers how many calls."""
    write_history(server, ({"to_number": "33", "userfield": "z" * 2000} for _ in range(20_000)))
    return 20_000


def ask(server: Server, session: str, path: bytes) -> Raw:
    return Raw(server, b"GET " + path, session, buffer=4096)


@pytest.mark.parametrize("path", [b"/appels", b"/enrichissements"])
@pytest.mark.parametrize("what", ["nothing", "logout", "password", "poste", "removed"])
def test_a_listing_breaks_off_when_its_session_ends(server: Server, run, token, path, what: str):
    """Who reads slowly gets no more calls once they are logged out, or may see others."""
    count = large_history(server)
    if path == b"/enrichissements":
        entry = {"commentaireObjet": "z" * 2000}
        entries = {str(number): entry for number in range(10_000, 10_000 + count)}
        (server.data / "enrichissements.json").write_text(json.dumps(entries))
    admin = token("admin")
    browser = server.browser("alice")
    slow = ask(server, browser.cookies["wildix_session"], path)
    assert slow.status() == 200
    start = slow.socket.recv(10_000)
    match what:
        case "logout":
            browser.get(server.url + "/logout", timeout=PATIENCE)
        case "password":
            run("users", "passwd", "alice", "--password-stdin", stdin="other\n", token=admin)
        case "poste":
            run("users", "set", "alice", "--poste", "99", token=admin)
        case "removed":
            run("users", "remove", "alice", "--yes", token=admin)
    # A session is believed for a second.
    time.sleep(1.5)
    slow.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
    answer = start + slow.rest()
    is_whole = answer.endswith(b"0\r\n\r\n")
    assert is_whole == (what == "nothing")
    # Some were on their way.
    signs = answer.count(b"z")
    assert signs == 2000 * count if is_whole else signs < 1000 * count


def test_readers_that_do_not_read(server: Server):
    """Sixteen large answers wait for a user until they are cut off; others do not wait for them."""
    large_history(server)
    admin, alice = session(server, "admin"), server.browser("kernel")
    browser = server.browser("admin")
    before = memory(server)
    began = time.monotonic()
    crowd = [ask(server, admin, b"/appels") for _ in range(100)]
    answered = settled(crowd, 100)
    statuses = [one.status() for one in answered]
    assert statuses.count(200) == 16
    assert statuses.count(503) == 84
    assert memory(server) - before < 100 << 20
    # Small answers are not refused, nor others' large ones.
    assert browser.get(server.url + "/api/v1/calls/count", timeout=PATIENCE).status_code == 200
    assert browser.get(server.url + "/appels", timeout=PATIENCE).status_code == 503
    for _ in range(20):
        assert alice.get(server.url + "/appels", timeout=PATIENCE).status_code == 200
    while browser.get(server.url + "/appels", timeout=PATIENCE).status_code != 200:
        assert time.monotonic() - began < 2 * PATIENCE
        time.sleep(0.5)
    # Half a minute is what a reader has; none of them got all.
    assert time.monotonic() - began > 25
    for one, status in zip(answered, statuses, strict=True):
        if status == 200:
            assert not one.rest().endswith(b"0\r\n\r\n")


def test_pages_that_nobody_reads(server: Server):
    """Answers of a known length count as well, and are free again when they were read."""
    large_history(server)
    admin, browser = session(server, "admin"), server.browser("admin")
    path = b"/api/v1/calls?limit=500"
    head = b"GET " + path + b" HTTP/1.1\r\nHost: x\r\nCookie: wildix_session="
    crowd = []
    for _ in range(17):
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(PATIENCE)
        connection.connect(server.address)
        connection.setblocking(False)
        crowd.append(connection)
    ask_again = lambda: browser.get(server.url + path.decode(), timeout=PATIENCE)  # noqa: E731
    end = time.monotonic() + 25
    while True:
        # The system takes some for each connection, and what is refused keeps no place: all ask
        # again and again.
        for connection in crowd:
            with contextlib.suppress(BlockingIOError):
                connection.send((head + admin.encode() + b"\r\n\r\n") * 20)
        time.sleep(0.5)
        if ask_again().status_code == 503:
            break
        assert time.monotonic() < end
    for connection in crowd:
        connection.close()
    end = time.monotonic() + PATIENCE
    while ask_again().status_code != 200:
        assert time.monotonic() < end


def own_address() -> str:
    """An address of this machine that is not the loopback's."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        return probe.getsockname()[0]


def connects(address: str, port: int) -> socket.socket | None:
    """A connection on which a request is answered; none if it is closed instead."""
    connection = socket.create_connection((address, port), timeout=PATIENCE)
    with contextlib.suppress(ConnectionResetError, BrokenPipeError):
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        if connection.recv(1 << 16):
            return connection
    connection.close()
    return None


@pytest.fixture
def many_files():
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def refused(server: Server) -> int:
    text = requests.get(server.url + "/metrics", timeout=PATIENCE).text
    return int(re.search(r"^wildix_connections_refused_total (\d+)$", text, re.MULTILINE)[1])


def test_connections_of_an_address(serve, many_files):
    """The thousand and first of another machine is closed; this machine may have more."""
    server = serve("--insecure", listen="0.0.0.0:0")
    port = server.address[1]
    server.url = f"http://127.0.0.1:{port}"
    address = own_address()
    assert not address.startswith("127.")
    crowd = [connects(address, port) for _ in range(1000)]
    assert None not in crowd
    assert connects(address, port) is None
    assert refused(server) == 1
    local = [connects("127.0.0.1", port) for _ in range(1100)]
    assert None not in local
    crowd.pop().close()
    end = time.monotonic() + PATIENCE
    while (again := connects(address, port)) is None:
        assert time.monotonic() < end
    for connection in [*crowd, *local, again]:
        connection.close()


def test_connections_in_all(serve, many_files):
    """As many as the limit of open files leaves: the next is closed, and what is open goes on."""
    server = serve(under=("prlimit", "--nofile=300:300"))
    first = server.browser("alice")
    assert first.get(server.url + "/api/v1/calls", timeout=PATIENCE).status_code == 200
    crowd = [connects(*server.address) for _ in range(99)]
    assert None not in crowd
    assert connects(*server.address) is None
    assert first.get(server.url + "/api/v1/calls", timeout=PATIENCE).status_code == 200
    crowd.pop().close()
    end = time.monotonic() + PATIENCE
    while (again := connects(*server.address)) is None:
        assert time.monotonic() < end
    for connection in [*crowd, again]:
        connection.close()
