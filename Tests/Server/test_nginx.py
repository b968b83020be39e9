"""share/nginx.conf as it is installed, but for ports and paths, in front of the server."""

import json
import os
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests
import socketio

from conftest import PATIENCE, Server
from live import frame

EXAMPLE = Path(__file__).parents[2] / "share" / "nginx.conf"


@dataclass
class Proxy:
    url: str
    port: int
    plain: int
    server: Server
    certificate: str

    def browser(self, name: str = "") -> requests.Session:
        browser = requests.Session()
        browser.verify, browser.trust_env = self.certificate, False
        if name:
            form = {"username": name, "password": f"demo-{name}"}
            answer = browser.post(
                self.url + "/login",
                data=form,
                headers={"Origin": self.url},
                allow_redirects=False,
                timeout=PATIENCE,
            )
            assert answer.status_code == 302, answer.text
            assert answer.headers["Location"] == "/"
            assert "; Secure" in answer.headers["Set-Cookie"]
        return browser


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def adapted(server: Server, ports: tuple[int, int], files: tuple[str, str]) -> str:
    """The example with other ports and paths. What is not found in it any more fails the test."""
    text = EXAMPLE.read_text()
    for pattern, replacement, count in [
        (r"server 127\.0\.0\.1:8080;", f"server 127.0.0.1:{server.address[1]};", 1),
        (r"listen 80;", f"listen 127.0.0.1:{ports[0]};", 1),
        (r"listen 443 ", f"listen 127.0.0.1:{ports[1]} ", 1),
        (r"\n *listen \[::\]:[^;]*;", "", 2),
        (r"ssl_certificate +\S+;", f"ssl_certificate {files[0]};", 1),
        (r"ssl_certificate_key +\S+;", f"ssl_certificate_key {files[1]};", 1),
        (r"server_name calls\.example\.net;", "server_name 127.0.0.1;", 2),
    ]:
        text, found = re.subn(pattern, replacement, text)
        assert found == count, pattern
    return text


@pytest.fixture
def proxy(serve, tmp_path: Path, certificate: tuple[str, str]) -> Iterator[Proxy]:
    nginx = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin:/sbin")
    assert nginx, "nginx is missing: apt-get install nginx-light"
    server = serve("--behind-proxy", "--access-log", "--log-format", "json")
    ports = free_port(), free_port()
    place = tmp_path / "nginx"
    (place / "temp").mkdir(parents=True)
    temp = "".join(
        f"{kind}_temp_path {place}/temp/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    config = place / "nginx.conf"
    config.write_text(
        # As root it would work as somebody else, who may not come to the test's files.
        ("user root;\n" if os.geteuid() == 0 else "")
        + f"daemon off; pid {place}/pid; error_log {place}/error.log info; worker_processes 1;\n"
        + "events { worker_connections 512; }\n"
        + f"http {{\naccess_log off;\n{temp}{adapted(server, ports, certificate)}}}\n"
    )
    command = [nginx, "-p", str(place), "-e", f"{place}/error.log", "-c", str(config)]
    tried = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stderr
    process = subprocess.Popen(command)
    proxy = Proxy(f"https://127.0.0.1:{ports[1]}", ports[1], ports[0], server, certificate[0])
    end = time.monotonic() + PATIENCE
    while True:
        assert process.poll() is None and time.monotonic() < end, (place / "error.log").read_text()
        try:
            proxy.browser().get(proxy.url + "/healthz", timeout=PATIENCE)
            break
        except requests.ConnectionError:
            time.sleep(0.05)
    yield proxy
    process.terminate()
    process.wait(PATIENCE)
    assert not re.search(r"\[(emerg|alert|crit)\]", (place / "error.log").read_text())


def test_login_page_and_save(proxy: Proxy):
    browser = proxy.browser("alice")
    page = browser.get(proxy.url + "/", timeout=PATIENCE)
    assert page.status_code == 200
    assert 'data-username="alice"' in page.text
    assert page.headers["Strict-Transport-Security"]
    for path in re.findall(r'(?:href|src)="(/assets/[^"]+)"', page.text):
        assert browser.get(proxy.url + path, timeout=PATIENCE).status_code == 200
    for origin, status in (
        (proxy.url, 200),
        ("https://evil.example", 403),
        ("http://127.0.0.1", 403),
    ):
        answer = browser.patch(
            proxy.url + "/api/v1/calls/88/enrichissement",
            json={"objet": "by way of nginx"},
            headers={"Origin": origin},
            timeout=PATIENCE,
        )
        assert answer.status_code == status, origin
    assert browser.get(proxy.url + "/appels", timeout=PATIENCE).json()["type"] == "result"
    body = json.dumps({"88": {"commentaireObjet": "x" * 3_900_000}})
    answer = browser.post(proxy.url + "/enrichissements", data=body, timeout=PATIENCE)
    # The server's own answer, not the proxy's.
    assert (answer.status_code, "nginx" in answer.text) == (422, False)


def test_addresses_behind_it(proxy: Proxy):
    """A client's own word on where it comes from does not count, and it is never this machine."""
    browser = proxy.browser()
    for forwarded in ("198.51.100.7", "", "127.0.0.1", "198.51.100.7, "):
        headers = {"X-Forwarded-For": forwarded, "X-Forwarded-Proto": "http"}
        answer = browser.get(proxy.url + "/metrics", headers=headers, timeout=PATIENCE)
        assert answer.status_code == 401
        assert answer.headers["Strict-Transport-Security"]
    proxy.server.stop()
    entries = [json.loads(line) for line in proxy.server.log]
    assert {entry["client"] for entry in entries if "client" in entry} == {"127.0.0.1"}


def test_plain_http_is_sent_on(proxy: Proxy):
    answer = requests.get(
        f"http://127.0.0.1:{proxy.plain}/?view=all", allow_redirects=False, timeout=PATIENCE
    )
    assert (answer.status_code, answer.headers["Location"]) == (301, "https://127.0.0.1/?view=all")


def test_web_socket(proxy: Proxy):
    """What somebody saves arrives, and a page of another site opens none."""
    token = proxy.browser("alice").cookies["wildix_session"]
    trust = ssl.create_default_context(cafile=proxy.certificate)

    def upgrade(origin: str) -> tuple[ssl.SSLSocket, bytes]:
        connection = trust.wrap_socket(
            socket.create_connection(("127.0.0.1", proxy.port), timeout=PATIENCE),
            server_hostname="127.0.0.1",
        )
        connection.sendall(
            f"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{proxy.port}\r\nOrigin: {origin}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            f"Cookie: wildix_session={token}\r\n\r\n".encode()
        )
        received = b""
        while b"\r\n\r\n" not in received:
            part = connection.recv(1)
            assert part, received
            received += part
        return connection, received

    refused, head = upgrade("https://evil.example")
    refused.close()
    assert head.startswith(b"HTTP/1.1 403 ")
    connection, head = upgrade(proxy.url)
    assert head.startswith(b"HTTP/1.1 101 "), head
    received = b""
    while b'"hello"' not in received:
        received += connection.recv(4096)
    browser = proxy.browser("admin")
    path = proxy.url + "/api/v1/calls/88/enrichissement"
    assert browser.patch(path, json={"objet": "live"}, timeout=PATIENCE).status_code == 200
    while b'"objet":"live"' not in received.replace(b'": "', b'":"'):
        part = connection.recv(4096)
        assert part, received
        received += part
    connection.sendall(frame(b"alive?", opcode=9))
    while b"\x8a\x06alive?" not in received:
        received += connection.recv(4096)
    connection.close()


@pytest.mark.parametrize("transports", [["polling"], ["websocket"], ["polling", "websocket"]])
def test_socket_io(proxy: Proxy, transports: list[str]):
    """Long polling, a WebSocket, and the change from one to the other."""
    session = proxy.browser("alice")
    client = socketio.Client(http_session=session, reconnection=False)
    told = threading.Event()
    client.on("enrichissement_updated", lambda *_: told.set())
    client.connect(
        proxy.url,
        transports=transports,
        wait_timeout=PATIENCE,
    )
    try:
        assert client.transport() == transports[-1]
        told.clear()
        path = proxy.url + "/api/v1/calls/88/enrichissement"
        body = {"objet": " ".join(transports)}
        assert proxy.browser("admin").patch(path, json=body, timeout=PATIENCE).status_code == 200
        assert told.wait(PATIENCE)
    finally:
        client.disconnect()
