"""A server under test, people who log in, and a WebSocket that can also break the rules."""

import base64
import http.client
import json
import os
import secrets
import select
import signal
import socket
import ssl
import struct
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

# Against hanging alone: nothing is measured by it.
PATIENCE = 60

HISTORY = [
    # id, from, to, channel, dstchannel
    ("1", "0611111111", "10", "SIP/trunk-00000001", "SIP/10-00000002"),
    ("2", "0622222222", "20", "SIP/trunk-00000003", "SIP/20-00000004"),
    ("3", "0633333333", "30", "SIP/trunk-00000005", "SIP/30-00000006"),
    ("4", "10", "20", "SIP/10-00000007", "SIP/20-00000008"),
]
PEOPLE = {
    "admin": ("0000", "admin"),
    "alice": ("10", "user"),
    "bob": ("20", "user"),
    "carol": ("30", "user"),
}


def record(
    id: str, source: str, target: str, channel: str = "", dstchannel: str = "", **more
) -> dict:
    return {
        "id": id,
        "start": f"2026-11-2{int(id) % 8} 10:00:{int(id) % 60:02}",
        "timezone": "+0100",
        "from_number": source,
        "to_number": target,
        "channel": channel,
        "dstchannel": dstchannel,
        "disposition": "ANSWERED",
        "duration": "60",
        **more,
    }


def replace(path: Path, text: str) -> None:
    """Puts a file in its place whole, as the export does."""
    fresh = path.with_suffix(".fresh")
    fresh.write_text(text)
    fresh.replace(path)


class Server:
    def __init__(
        self,
        data: Path,
        *options: str,
        records: list | None = None,
        people: dict = PEOPLE,
        environment: dict | None = None,
        certificate: tuple[str, str] | None = None,
    ):
        self.data = data
        data.mkdir(exist_ok=True)
        self.records = [record(*row) for row in HISTORY] if records is None else records
        self.write_history()
        self.environment = {
            "HOME": str(data),
            "PATH": os.environ["PATH"],
            "TZ": "UTC",
            "LC_ALL": "C.UTF-8",
            "WILDIX_DATA": str(data),
            "XDG_STATE_HOME": str(data / "state"),
        }
        for name, (poste, role) in people.items():
            self.add_user(name, poste, role)
        self.context = certificate and ssl.create_default_context(cafile=certificate[0])
        self.tls = []
        if certificate:
            self.tls = ["--tls-certificate", certificate[0], "--tls-key", certificate[1]]
        scheme = "https" if certificate else "http"
        self.log = (data / "log").open("wb")
        self.process = subprocess.Popen(
            [os.environ["WILDIX_BIN"], "serve", "--listen", "127.0.0.1:0", *self.tls, *options],
            stdout=subprocess.PIPE,
            stderr=self.log,
            env={**self.environment, **(environment or {})},
        )
        line = self.process.stdout.readline().decode()
        assert line.startswith(f"Listening on {scheme}://"), (line, (data / "log").read_text())
        self.host, port = line.split("//")[1].strip().rsplit(":", 1)
        self.port = int(port)
        self.authority = f"{self.host}:{self.port}"
        self.url = f"{scheme}://{self.authority}"

    def add_user(self, name: str, poste: str, role: str = "user") -> None:
        self.run(
            "users",
            "add",
            name,
            "--poste",
            poste,
            "--role",
            role,
            "--password-stdin",
            stdin=f"secret-{name}\n",
        )
        if role == "admin":
            self.run("login", name, "--password-stdin", stdin=f"secret-{name}\n")

    def run(self, *args: str, stdin: str = "") -> str:
        """Another process on the same data: the command line, as the admin once there is one."""
        done = subprocess.run(
            [os.environ["WILDIX_BIN"], *args],
            input=stdin,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def write_history(self) -> None:
        whole = {"type": "result", "result": {"total": len(self.records), "records": self.records}}
        replace(self.data / "call_history.json", json.dumps(whole))

    def connect(self, timeout: float = PATIENCE) -> socket.socket:
        plain = socket.create_connection((self.host, self.port), timeout=timeout)
        if not self.context:
            return plain
        return self.context.wrap_socket(plain, server_hostname=self.host)

    def open_http(self) -> http.client.HTTPConnection:
        """A connection that goes on."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE)
        connection.sock = self.connect()
        return connection

    def request(
        self,
        method: str,
        path: str,
        body: object = None,
        session: str | None = None,
        headers: dict | None = None,
    ) -> tuple[int, http.client.HTTPMessage, bytes]:
        connection = self.open_http()
        headers = dict(headers or {})
        if session:
            headers["Cookie"] = f"wildix_session={session}"
        if body is not None and not isinstance(body, (bytes, str)):
            body = json.dumps(body)
            headers["Content-Type"] = "application/json"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, answer.headers, content

    def login(self, name: str, password: str | None = None) -> str:
        status, headers, body = self.request(
            "POST", "/api/v1/session", {"username": name, "password": password or f"secret-{name}"}
        )
        assert status == 200, body
        return headers["Set-Cookie"].split("=", 1)[1].split(";")[0]

    def save(self, session: str, id: str, **fields) -> None:
        status, _, body = self.request(
            "PATCH", f"/api/v1/calls/{id}/enrichissement", fields, session
        )
        assert status == 200, body

    def socket(self, session: str | None = None, path: str = "/ws", **options) -> "WebSocket":
        return WebSocket(self, path, session, **options)

    def descriptors(self) -> int:
        return sum(1 for _ in Path(f"/proc/{self.process.pid}/fd").iterdir())

    def resident(self) -> int:
        """Kilobytes."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(
            next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]
        )

    def stop(self, sig: int = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(sig)
        try:
            return self.process.wait(PATIENCE)
        finally:
            self.process.stdout.close()
            self.log.close()


class Clock:
    """A time of day that can be set, for one server."""

    def __init__(self, directory: Path):
        library, self.path = directory / "clock.so", directory / "clock"
        source = Path(__file__).parent / "clock.c"
        subprocess.run(["cc", "-shared", "-fPIC", "-o", library, source], check=True)
        self.set(0)
        self.environment = {"LD_PRELOAD": str(library), "WILDIX_TEST_CLOCK": str(self.path)}

    def set(self, seconds: int) -> None:
        replace(self.path, str(seconds))


class WebSocket:
    """A client by hand. It masks and answers pings as it should, unless told otherwise."""

    def __init__(
        self,
        server: Server,
        path: str = "/ws",
        session: str | None = None,
        headers: dict | None = None,
        timeout: float = PATIENCE,
    ):
        self.socket = server.connect(timeout)
        self.buffer = b""
        key = base64.b64encode(secrets.token_bytes(16)).decode()
        lines = {
            "Host": server.authority,
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": key,
            "Sec-WebSocket-Version": "13",
        }
        if session:
            lines["Cookie"] = f"wildix_session={session}"
        lines.update(headers or {})
        text = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value is not None)
        self.socket.sendall(f"GET {path} HTTP/1.1\r\n{text}\r\n".encode())
        while b"\r\n\r\n" not in self.buffer:
            part = self.socket.recv(4096)
            if not part:
                break
            self.buffer += part
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        self.head = head.decode()
        self.status = int(self.head.split()[1]) if self.head else 0
        self.pongs: list[bytes] = []

    def send(
        self,
        payload: bytes | str = b"",
        opcode: int = 1,
        fin: bool = True,
        rsv: int = 0,
        mask: bool = True,
        length: int | None = None,
    ) -> None:
        payload = payload.encode() if isinstance(payload, str) else payload
        self.socket.sendall(frame(payload, opcode, fin, rsv, mask, length))

    def read(self, count: int) -> bytes:
        while len(self.buffer) < count:
            part = self.socket.recv(1 << 16)
            if not part:
                raise EOFError(self.buffer)
            self.buffer += part
        taken, self.buffer = self.buffer[:count], self.buffer[count:]
        return taken

    def frame(self) -> tuple[int, bytes]:
        first, second = self.read(2)
        assert first & 0x70 == 0 and first & 0x80, (
            "the server sends whole frames without extensions"
        )
        assert second & 0x80 == 0, "a server does not mask"
        length = second & 0x7F
        if length == 126:
            (length,) = struct.unpack(">H", self.read(2))
        elif length == 127:
            (length,) = struct.unpack(">Q", self.read(8))
        return first & 0xF, self.read(length)

    def text(self) -> str:
        """The next message of text. Pings are answered on the way."""
        while True:
            opcode, payload = self.frame()
            match opcode:
                case 1:
                    return payload.decode()
                case 9:
                    self.send(payload, opcode=10)
                case 10:
                    self.pongs.append(payload)
                case 8:
                    raise Closed(payload)

    def json(self) -> dict:
        return json.loads(self.text())

    def closed(self) -> tuple[int | None, str]:
        """Reads to the end: code and reason that the server gave. None: it gave none."""
        answer: tuple[int | None, str] = (None, "")
        try:
            while True:
                opcode, payload = self.frame()
                if opcode == 8:
                    answer = code_and_reason(payload)
                    # As a client should that has heard why.
                    self.socket.shutdown(socket.SHUT_WR)
                    break
            while self.socket.recv(1 << 16):
                pass
        except (EOFError, ConnectionError):
            pass
        finally:
            self.socket.close()
        return answer

    def is_quiet(self, seconds: float = 0.5) -> bool:
        """Whether nothing comes for a while."""
        return not self.buffer and not select.select([self.socket], [], [], seconds)[0]

    def close(self) -> None:
        self.socket.close()

    def __enter__(self) -> "WebSocket":
        return self

    def __exit__(self, *_) -> None:
        self.close()


class Closed(Exception):
    def __init__(self, payload: bytes):
        self.code, self.reason = code_and_reason(payload)
        super().__init__(f"{self.code} {self.reason}")


def code_and_reason(payload: bytes) -> tuple[int | None, str]:
    return (struct.unpack(">H", payload[:2])[0], payload[2:].decode()) if payload else (None, "")


def frame(
    payload: bytes,
    opcode: int = 1,
    fin: bool = True,
    rsv: int = 0,
    mask: bool = True,
    length: int | None = None,
) -> bytes:
    length = len(payload) if length is None else length
    head = bytes([(0x80 if fin else 0) | rsv << 4 | opcode])
    bit = 0x80 if mask else 0
    if length < 126:
        head += bytes([bit | length])
    elif length < 65_536:
        head += bytes([bit | 126]) + struct.pack(">H", length)
    else:
        head += bytes([bit | 127]) + struct.pack(">Q", length)
    if not mask:
        return head + payload
    key = secrets.token_bytes(4)
    return head + key + bytes(byte ^ key[i % 4] for i, byte in enumerate(payload))


def eventually(check: Callable[[], bool], what: str) -> None:
    """Waits until something holds, however long that takes within reason."""
    end = time.monotonic() + PATIENCE
    while not check():
        assert time.monotonic() < end, what
        time.sleep(0.01)


def hello(socket: WebSocket) -> str:
    """What a connection to /ws hears first: answers the number that it begins with."""
    message = socket.json()
    assert message["type"] == "hello", message
    return message["seq"]
