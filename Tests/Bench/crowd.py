"""Many WebSockets at once, as cheap as Python can have them: the same crowd for every server."""

import base64
import json
import os
import resource
import select
import socket
import struct
import time
from collections.abc import Iterable
from pathlib import Path


def raise_file_limit() -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def masked(text: bytes) -> bytes:
    """A frame of less than 126 bytes. A mask of zeros is one, too."""
    return bytes([0x81, 0x80 | len(text), 0, 0, 0, 0]) + text


class Member:
    """A connection that was let in."""

    def __init__(self, address: tuple[str, int], path: str, headers: dict[str, str]) -> None:
        self.socket = socket.create_connection(address, timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        key = base64.b64encode(os.urandom(16)).decode()
        lines = {
            "Host": f"{address[0]}:{address[1]}",
            "Upgrade": "websocket",
            "Connection": "Upgrade",
            "Sec-WebSocket-Key": key,
            "Sec-WebSocket-Version": "13",
            **headers,
        }
        text = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self.socket.sendall(f"GET {path} HTTP/1.1\r\n{text}\r\n".encode())
        self.buffer = b""
        while b"\r\n\r\n" not in self.buffer:
            self.more()
        head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
        if b" 101 " not in head.split(b"\r\n")[0]:
            raise SystemExit(head.decode())

    def more(self) -> None:
        part = self.socket.recv(1 << 16)
        if not part:
            raise EOFError
        self.buffer += part

    def frame(self) -> bytes | None:
        """A frame's content, if all of it is there."""
        if len(self.buffer) < 2:
            return None
        length, start = self.buffer[1] & 0x7F, 2
        if length == 126:
            if len(self.buffer) < 4:
                return None
            (length,), start = struct.unpack(">H", self.buffer[2:4]), 4
        if len(self.buffer) < start + length:
            return None
        content, self.buffer = self.buffer[start : start + length], self.buffer[start + length :]
        return content

    def wait(self, beginning: bytes) -> bytes:
        while not (content := self.frame() or b"").startswith(beginning):
            if not content:
                self.more()
        return content

    def send(self, text: str) -> None:
        self.socket.sendall(masked(text.encode()))

    def close(self) -> None:
        self.socket.close()


class Crowd:
    """Members that wait for the same event."""

    def __init__(self, members: Iterable[Member], event: bytes) -> None:
        self.members = {member.socket.fileno(): member for member in members}
        self.event = event
        self.poll = select.epoll()
        for number in self.members:
            self.poll.register(number, select.EPOLLIN)

    def time(self, request: bytes, connection: socket.socket) -> tuple[float, float]:
        """Sends a request; answers the seconds until it was answered, and until the last heard."""
        waiting = set(self.members)
        answered = last = None
        number = connection.fileno()
        self.poll.register(number, select.EPOLLIN)
        began = time.perf_counter()
        connection.sendall(request)
        while waiting or answered is None:
            for ready, _ in self.poll.poll(60):
                if ready == number:
                    answer = connection.recv(1 << 16)
                    answered = answered or time.perf_counter()
                    if not answer.startswith(b"HTTP/1.1 200"):
                        raise SystemExit(answer.decode())
                    continue
                # Nothing is taken apart: what the clients cost is to weigh as little as can be.
                if self.event in self.members[ready].socket.recv(1 << 16):
                    waiting.discard(ready)
            last = time.perf_counter()
        self.poll.unregister(number)
        return answered - began, last - began

    def close(self) -> None:
        for member in self.members.values():
            member.close()
        self.poll.close()


def request(method: str, path: str, address: tuple[str, int], body: object, cookie: str) -> bytes:
    text = json.dumps(body).encode()
    return (
        f"{method} {path} HTTP/1.1\r\nHost: {address[0]}:{address[1]}\r\nCookie: {cookie}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(text)}\r\n\r\n"
    ).encode() + text


def memory(process: int) -> float:
    """Resident megabytes."""
    status = Path(f"/proc/{process}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def descriptors(process: int) -> int:
    return sum(1 for _ in Path(f"/proc/{process}/fd").iterdir())
