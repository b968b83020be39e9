"""What headers say is read byte by byte, and no more is believed of it than must be."""

import re

import pytest
import requests

from conftest import PATIENCE, Server

# What Swift takes together with the sign before or behind it for one.
PREPENDED, COMBINING = "\u0600".encode(), "\u0301".encode()


def ask(server: Server, path: str, *headers: bytes, method: str = "GET") -> bytes:
    """A request whose headers are bytes, and all that is answered."""
    with server.connect() as connection:
        head = f"{method} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n".encode()
        connection.sendall(head + b"".join(header + b"\r\n" for header in headers) + b"\r\n")
        answer = b""
        while part := connection.recv(65536):
            answer += part
    return answer


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1])


def clients(server: Server) -> list[str]:
    """The addresses in the log of a server that has ended."""
    server.stop()
    lines = [line for line in server.log if "GET /healthz" in line]
    return [re.search(r"client=(\S*)", line)[1] for line in lines]


@pytest.mark.parametrize(
    ("forwarded", "address"),
    [
        (b"198.51.100.7", "198.51.100.7"),
        (b"1.2.3.4, 198.51.100.7", "198.51.100.7"),
        (b"1.2.3.4" + PREPENDED + b", 198.51.100.7", "198.51.100.7"),
        (b"1.2.3.4," + COMBINING + b", 198.51.100.7", "198.51.100.7"),
        (b"1.2.3.4\t,\t198.51.100.7\t", "198.51.100.7"),
        (b"198.51.100.7:4711", "198.51.100.7"),
        (b"2001:DB8:0:0::7", "2001:db8::7"),
        (b"[2001:db8::7]", "2001:db8::7"),
        (b"[2001:db8::7]:4711", "2001:db8::7"),
        (b"", "127.0.0.1"),
        (b" , ", "127.0.0.1"),
        (b"198.51.100.7, ", "127.0.0.1"),
        (b"unknown", "127.0.0.1"),
        (b"1.2.3.4, evil", "127.0.0.1"),
        (b"198.51.100.7" + COMBINING, "127.0.0.1"),
        (b"198.51.100.7 x=y", "127.0.0.1"),
        (b"1.2.3", "127.0.0.1"),
        (b"_hidden, [::1", "127.0.0.1"),
    ],
)
def test_only_the_last_address_is_believed(serve, forwarded: bytes, address: str):
    """What is none is the proxy's own; and whoever is told of is not this machine."""
    server = serve("--behind-proxy", "--access-log")
    header = b"X-Forwarded-For: " + forwarded
    assert status(ask(server, "/healthz", header)) == 200
    assert status(ask(server, "/metrics", header)) == 401
    assert clients(server) == [address]


def test_the_last_of_several_headers_is_believed(serve):
    server = serve("--behind-proxy", "--access-log")
    headers = [b"X-Forwarded-For: 1.2.3.4", b"X-Forwarded-For: 5.6.7.8, 198.51.100.7"]
    ask(server, "/healthz", *headers)
    assert clients(server) == ["198.51.100.7"]


def test_who_speaks_for_themselves_is_this_machine(serve):
    """The other side of it: without the header, /metrics is open."""
    server = serve("--behind-proxy")
    assert status(ask(server, "/metrics")) == 200


def cookie(server: Server, name: str = "alice") -> bytes:
    return server.browser(name).cookies["wildix_session"].encode()


def test_cookies_among_others(server: Server):
    token = cookie(server)
    for text, found in [
        (b"wildix_session=" + token, True),
        (b"a=b; wildix_session=" + token + b"; c=d", True),
        (b"a=b;wildix_session=" + token, True),
        (b"a=" + PREPENDED + b";wildix_session=" + token, True),
        (b"a=b;" + COMBINING + b"=c;wildix_session=" + token, True),
        (b"wildix_session" + COMBINING + b"=" + token, False),
        (b"xwildix_session=" + token, False),
        (b"wildix_session=" + token + b"=", False),
    ]:
        answer = ask(server, "/api/v1/session", b"Cookie: " + text)
        assert status(answer) == (200 if found else 401), text


@pytest.mark.parametrize("scheme", [b"Basic YTpi", b"Digest x", b"Basic", b"", b"Negotiate abc="])
def test_authorization_for_a_proxy_does_not_hide_the_session(server: Server, scheme: bytes):
    headers = [b"Authorization: " + scheme, b"Cookie: wildix_session=" + cookie(server)]
    assert status(ask(server, "/", *headers)) == 200
    assert b"Location: /" in ask(server, "/login", *headers)
    assert status(ask(server, "/api/v1/calls", *headers)) == 200
    assert status(ask(server, "/api/v1/calls", headers[0])) == 401


@pytest.mark.parametrize("bearer", [b"Bearer", b"bearer x", b"BEARER  "])
def test_a_bearer_goes_before_the_session(server: Server, bearer: bytes):
    headers = [b"Authorization: " + bearer, b"Cookie: wildix_session=" + cookie(server)]
    assert status(ask(server, "/api/v1/calls", *headers)) == 401


@pytest.mark.parametrize(
    ("header", "english"),
    [
        (b"en", True),
        (b"en-GB,fr;q=0.9", True),
        (b"fr;q=0.5,en;q=0.6", True),
        (b"x" + PREPENDED + b";q=1,en", True),
        (b"en ; q=0.1 , fr ; q=0.2", False),
        (b"", False),
        (b",;,=;q", False),
    ],
)
def test_languages_in_a_row(server: Server, header: bytes, english: bool):
    answer = ask(server, "/nothing", b"Accept-Language: " + header)
    assert (b"there is nothing here" in answer) == english


def test_compression_among_others(server: Server):
    path = re.search(rb'href="(/assets/[^"]+\.css)"', ask(server, "/login"))[1].decode()
    for header, compressed in [
        (b"gzip", True),
        (b"br" + PREPENDED + b", gzip", True),
        (b"deflate, GZIP;q=1.0, *;q=0.5", True),
        (b"gzip;q=0", False),
        (b"gzip; q=0.0", False),
        (b"br", False),
        (b"xgzip", False),
        (b"", False),
    ]:
        answer = ask(server, path, b"Accept-Encoding: " + header)
        assert (b"\r\nContent-Encoding: gzip" in answer) == compressed, header


@pytest.mark.parametrize(
    "tag", [b"", b"abc", b'"', b'""', b'"xyz"', b'W/"1"', b'"1"' + COMBINING, b'"1", "2"', b'"1']
)
def test_what_is_no_revision_changes_nothing(server: Server, tag: bytes):
    before = (server.data / "enrichissements.json").read_bytes()
    answer = requests.patch(
        server.url + "/api/v1/calls/88/enrichissement",
        json={"objet": "x"},
        headers={b"If-Match": tag, b"Cookie": b"wildix_session=" + cookie(server)},
        timeout=PATIENCE,
    )
    assert answer.status_code == 400
    assert (server.data / "enrichissements.json").read_bytes() == before
