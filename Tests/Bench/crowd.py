"""Many WebSockets at once, as cheap as Python can have them: the same crowd for every server."""

import base64
import contextlib
import json
import os
import resource
import socket
import struct
import time
from collections.abc import Iterable
from pathlib import Path

_TIMESTAMP = 35  # SO_TIMESTAMPNS


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

    def answer_pings(self, content: bytes) -> None:
        """Answers the pings of WebSocket and of Engine.IO in what came, if there are any.

        What a server sends by itself, and nothing else that it sends to a crowd, looks like them.
        """
        if b"\x89\x00" in content:
            self.socket.sendall(b"\x8a\x80" + bytes(4))
        if b"\x81\x012" in content:
            self.socket.sendall(masked(b"3"))

    def close(self) -> None:
        self.socket.close()


class Crowd:
    """Members that wait for the same event.

    Real ones are on other machines. So these do nothing while the server tells them: the kernel
    notes when something came to each, and that is read when all is over. Pings are answered then,
    too, and between the rounds.
    """

    def __init__(self, members: Iterable[Member], event: bytes) -> None:
        self.members = list(members)
        self.event = event
        for member in self.members:
            member.socket.setblocking(False)
            member.socket.setsockopt(socket.SOL_SOCKET, _TIMESTAMP, 1)

    def time(self, request: bytes, connection: socket.socket) -> tuple[float, float]:
        """Sends a request; answers the seconds until it was answered, and until the last heard."""
        for member in self.members:
            self._read(member)
        began = time.time()
        connection.sendall(request)
        answer = connection.recv(1 << 16)
        answered = time.time()
        if not answer.startswith(b"HTTP/1.1 200"):
            raise SystemExit(answer.decode())
        waiting, last = self.members, 0.0
        end = time.monotonic() + 60
        while waiting and time.monotonic() < end:
            time.sleep(0.1)
            heard = [self._read(member) for member in waiting]
            last = max([last, *filter(None, heard)])
            waiting = [m for m, at in zip(waiting, heard, strict=True) if at is None]
        if waiting:
            raise SystemExit(f"{len(waiting)} clients have not heard")
        return answered - began, last - began

    def _read(self, member: Member) -> float | None:
        """When the event came to a client, if it has. Pings and the like are not it."""
        heard = None
        with contextlib.suppress(BlockingIOError):
            while True:
                content, notes, _, _ = member.socket.recvmsg(1 << 16, 64)
                if not content:
                    raise SystemExit("a client was sent away")
                member.answer_pings(content)
                if self.event in content:
                    seconds, nanoseconds = struct.unpack("qq", notes[0][2])
                    heard = seconds + nanoseconds / 1e9
        return heard

    def keep(self) -> None:
        """Lets nobody be sent away while the others are measured."""
        for member in self.members:
            self._read(member)

    def close(self) -> None:
        for member in self.members:
            member.close()


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
