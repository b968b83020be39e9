"""The process: how it begins, listens, ends, and lives with its files."""

import json
import re
import signal
import socket
import ssl
import subprocess
import threading
import time
from pathlib import Path

import pytest
import requests

from conftest import BINARY, PATIENCE, SAMPLES, Server, environ


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_ends_in_good_order(server: Server, how: signal.Signals):
    began = time.monotonic()
    assert server.stop(how) == 0
    assert time.monotonic() - began < 5


def test_a_second_signal_ends_at_once(serve):
    server = serve()
    token = server.browser("admin").cookies["wildix_session"]
    # Somebody who never sends the body that was promised keeps the end waiting.
    connection = server.connect()
    connection.sendall(
        b"POST /enrichissements HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n"
        + f"Cookie: wildix_session={token}\r\n\r\n".encode()
    )
    time.sleep(0.5)
    server.process.send_signal(signal.SIGTERM)
    time.sleep(1)
    assert server.process.poll() is None
    assert server.stop(signal.SIGTERM) == -signal.SIGTERM


def test_term_cuts_no_request(server: Server):
    """Clients ask all the time: whatever was asked is answered whole, and the end comes in 5 s."""
    token = server.browser("alice").cookies["wildix_session"]
    ending = threading.Event()
    answered, cut = [0] * 8, []

    def ask(worker: int) -> None:
        cookie = f"Cookie: wildix_session={token}\r\n".encode()
        request = b"GET /api/v1/calls HTTP/1.1\r\nHost: x\r\n" + cookie + b"\r\n"
        try:
            connection = server.connect()
        except OSError:
            return
        while True:
            try:
                connection.sendall(request)
            except OSError:
                return  # Closed before anything was sent on it: nothing was taken.
            answer = b""
            length = None
            while length is None or len(answer) < length:
                try:
                    part = connection.recv(65536)
                except ConnectionResetError:
                    part = b""
                if not part:
                    cut.append((worker, answer[:200]))
                    return
                answer += part
                if length is None and b"\r\n\r\n" in answer:
                    head = answer[: answer.index(b"\r\n\r\n") + 4]
                    assert head.startswith(b"HTTP/1.1 200 ")
                    length = len(head) + int(re.search(rb"(?i)content-length: (\d+)", head)[1])
            answered[worker] += 1
            if re.search(rb"(?i)connection: close", head):
                if ending.is_set():
                    return
                raise AssertionError("closed for no reason")

    workers = [threading.Thread(target=ask, args=(worker,)) for worker in range(8)]
    for worker in workers:
        worker.start()
    while sum(answered) < 500:
        assert server.process.poll() is None
    ending.set()
    began = time.monotonic()
    assert server.stop() == 0
    assert time.monotonic() - began < 5
    for worker in workers:
        worker.join(PATIENCE)
    assert not cut
    assert not server.log[1:]


def test_other_machines_need_tls(tmp_path: Path, data_dir: Path):
    for listen in ("0.0.0.0:0", "[::]:0", "192.0.2.1:0"):
        done = subprocess.run(
            [BINARY, "serve", "--listen", listen],
            env=environ(tmp_path, data_dir),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 64
        for way in ("--tls-certificate", "--behind-proxy", "--insecure"):
            assert way in done.stderr


@pytest.mark.parametrize(
    "listen", ["8080", "localhost", "::1:8080", "127.0.0.1:65536", "127.0.0.1:x", ":8080", "[x]:1"]
)
def test_addresses_that_are_none(tmp_path: Path, data_dir: Path, listen: str):
    done = subprocess.run(
        [BINARY, "serve", "--listen", listen],
        env=environ(tmp_path, data_dir),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 64
    assert "--listen" in done.stderr


def test_an_address_that_is_taken(server: Server, tmp_path: Path, data_dir: Path):
    host, port = server.address
    done = subprocess.run(
        [BINARY, "serve", "--listen", f"{host}:{port}"],
        env=environ(tmp_path, data_dir),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 74
    assert f"{host}:{port}" in done.stderr
    assert "hint" in done.stderr


def test_insecure_and_ipv6(serve):
    server = serve("--insecure", listen="0.0.0.0:0")
    assert (
        requests.get(f"http://127.0.0.1:{server.address[1]}/healthz", timeout=PATIENCE).status_code
        == 200
    )
    if socket.has_ipv6:
        server = serve(listen="[::1]:0")
        assert server.url.startswith("http://[::1]:")
        assert requests.get(server.url + "/healthz", timeout=PATIENCE).status_code == 200


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion")
def test_tls(serve, certificate: tuple[str, str]):
    server = serve("--tls-certificate", certificate[0], "--tls-key", certificate[1])
    assert server.url.startswith("https://")
    form = {"username": "alice", "password": "demo-alice"}
    with requests.Session() as browser:
        browser.verify, browser.trust_env = certificate[0], False
        answer = browser.post(
            server.url + "/login", data=form, allow_redirects=False, timeout=PATIENCE
        )
        assert "; Secure" in answer.headers["Set-Cookie"]
        assert answer.headers["Strict-Transport-Security"]
        headers = {"Origin": server.url}
        answer = browser.patch(
            server.url + "/api/v1/calls/88/enrichissement",
            json={"objet": "x"},
            headers=headers,
            timeout=PATIENCE,
        )
        assert answer.status_code == 200
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname, old.verify_mode = False, ssl.CERT_NONE
    old.maximum_version = ssl.TLSVersion.TLSv1_1
    with server.connect() as connection, pytest.raises(OSError):
        old.wrap_socket(connection)


@pytest.mark.parametrize("kind", ["missing", "no certificate", "half"])
def test_tls_files_that_do_not_work(
    tmp_path: Path, data_dir: Path, certificate: tuple[str, str], kind: str
):
    wrong = tmp_path / "wrong.pem"
    if kind != "missing":
        wrong.write_text("nothing")
    args = ["--tls-certificate", str(wrong)] + (
        [] if kind == "half" else ["--tls-key", certificate[1]]
    )
    done = subprocess.run(
        [BINARY, "serve", "--listen", "127.0.0.1:0", *args],
        env=environ(tmp_path, data_dir),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == {"missing": 66, "no certificate": 65, "half": 64}[kind], done.stderr
    assert (str(wrong) if kind != "half" else "--tls-key") in done.stderr


def test_behind_a_proxy(serve):
    server = serve("--behind-proxy", "--access-log")
    forwarded = {
        "X-Forwarded-For": "203.0.113.9, 198.51.100.7",
        "X-Forwarded-Proto": "https",
        "Host": "calls.example",
    }
    form = {"username": "alice", "password": "demo-alice"}
    with requests.Session() as browser:
        answer = browser.post(
            server.url + "/login",
            data=form,
            headers=forwarded,
            allow_redirects=False,
            timeout=PATIENCE,
        )
        assert "; Secure" in answer.headers["Set-Cookie"]
        token = re.match(r"wildix_session=([\w-]+)", answer.headers["Set-Cookie"])[1]
    for origin, status in (("https://calls.example", 200), ("http://calls.example", 403)):
        headers = {**forwarded, "Cookie": f"wildix_session={token}", "Origin": origin}
        path = server.url + "/api/v1/calls/88/enrichissement"
        assert (
            requests.patch(path, json={"objet": "x"}, headers=headers, timeout=PATIENCE).status_code
            == status
        )
    # A client of the proxy is not this machine.
    assert (
        requests.get(server.url + "/metrics", headers=forwarded, timeout=PATIENCE).status_code
        == 401
    )
    server.stop()
    assert any("client=198.51.100.7" in line for line in server.log)


def test_without_proxy_nobody_is_believed(serve):
    server = serve("--access-log")
    headers = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
    answer = requests.get(server.url + "/login", headers=headers, timeout=PATIENCE)
    assert "Strict-Transport-Security" not in answer.headers
    server.stop()
    assert not any("203.0.113.9" in line for line in server.log)


def test_metrics(serve, token):
    server = serve()
    requests.get(server.url + "/nothing", timeout=PATIENCE)
    text = requests.get(server.url + "/metrics", timeout=PATIENCE).text
    assert 'wildix_requests_total{status="404"} 1' in text
    for name, status in (("alice", 403), ("admin", 200)):
        headers = {"Authorization": f"Bearer {token(name)}", "X-Forwarded-For": "203.0.113.9"}
        assert (
            requests.get(server.url + "/metrics", headers=headers, timeout=PATIENCE).status_code
            == status
        )


def test_a_history_that_is_torn_or_gone_leaves_the_last_state(server: Server):
    browser = server.browser("admin")
    path = server.data / "call_history.json"
    whole = path.read_bytes()

    def count() -> int:
        answer = browser.get(server.url + "/api/v1/calls/count", timeout=PATIENCE)
        assert answer.status_code == 200, answer.text
        return answer.json()["count"]

    before = count()
    path.write_bytes(whole[: len(whole) // 2])
    assert count() == before
    path.unlink()
    assert count() == before
    assert browser.get(server.url + "/appels", timeout=PATIENCE).json()["result"]["total"] == before
    saved = browser.patch(
        server.url + "/api/v1/calls/88/enrichissement", json={"objet": "x"}, timeout=PATIENCE
    )
    assert saved.status_code == 200
    history = json.loads(whole)
    history["result"]["records"].append({"id": "new", "start": "2026-11-24 10:00:00"})
    path.write_text(json.dumps(history))
    assert count() == before + 1
    server.stop()
    log = "".join(server.log)
    assert re.search(r"call_history.json: line \d+", log), log
    assert "there is no such file" in log


def test_begins_before_there_is_a_history(serve, data_dir: Path):
    (data_dir / "call_history.json").unlink()
    server = serve()
    browser = server.browser("admin")
    answer = browser.get(server.url + "/api/v1/calls", timeout=PATIENCE)
    assert answer.status_code == 503
    assert requests.get(server.url + "/healthz", timeout=PATIENCE).status_code == 503
    (data_dir / "call_history.json").write_bytes((SAMPLES / "call_history.json").read_bytes())
    assert browser.get(server.url + "/api/v1/calls", timeout=PATIENCE).status_code == 200
    assert requests.get(server.url + "/healthz", timeout=PATIENCE).status_code == 200


def test_memory_does_not_grow_with_the_calls(serve, data_dir: Path):
    record = {
        "id": 0,
        "start": "2026-11-01 08:00:00",
        "from_number": "0611223344",
        "to_number": "33",
        "userfield": "x" * 900,
    }
    with (data_dir / "call_history.json").open("w") as file:
        file.write("[")
        for number in range(200_000):
            record["id"] = number
            file.write(("," if number else "") + json.dumps(record))
        file.write("]")
    server = serve()
    browser = server.browser("admin")
    assert browser.get(server.url + "/api/v1/calls/count", timeout=PATIENCE).json() == {
        "count": 200_000
    }

    def memory() -> int:
        status = Path(f"/proc/{server.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) << 10

    before = memory()
    total = 0
    with browser.get(server.url + "/appels", stream=True, timeout=PATIENCE) as answer:
        for part in answer.iter_content(1 << 20):
            total += len(part)
    assert total > 180_000_000
    assert memory() - before < 48 << 20
