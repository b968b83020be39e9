"""The line between browser and server, which can fail as lines do: refuse, go dead, hold an answer back, cut it off."""

import contextlib
import socket
import threading
from dataclasses import dataclass, field

from server import Server


@dataclass
class Hold:
    """An answer that is held back once the server has given it; with `of_body` its head has come."""

    words: bytes
    of_body: bool = False
    reached: threading.Event = field(default_factory=threading.Event)
    gate: threading.Event = field(default_factory=threading.Event)

    def wait(self) -> None:
        assert self.reached.wait(30), f"nothing asked for {self.words!r}"

    def release(self) -> None:
        self.gate.set()


class Line:
    """Passes on what comes, byte by byte. `words` are those of a request's first line."""

    def __init__(self, server: Server) -> None:
        self.target = server.port
        self.data = server.data
        self.is_dead = False
        self.refused: set[bytes] = set()
        self.cuts: dict[bytes, int] = {}
        self.asked: list[bytes] = []
        self._holds: list[Hold] = []
        self._sockets: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self._listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._accept, daemon=True).start()

    def hold(self, words: bytes, *, of_body: bool = False) -> Hold:
        """Holds back the answer to the next request whose first line has `words`, or only its body."""
        hold = Hold(words, of_body)
        self._holds.append(hold)
        return hold

    def break_down(self) -> None:
        """Ends every connection there is."""
        for one in list(self._sockets):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        for hold in self._holds:
            hold.release()
        self._listener.close()
        self.break_down()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._connect, args=(client,), daemon=True).start()

    def _connect(self, client: socket.socket) -> None:
        try:
            server = socket.create_connection(("127.0.0.1", self.target))
        except OSError:
            client.close()
            return
        self._sockets |= {client, server}
        state = _Connection(self, client, server)
        threading.Thread(target=state.answers, daemon=True).start()
        state.questions()
        self._sockets -= {client, server}

    def take_hold(self, request: bytes) -> Hold | None:
        for hold in self._holds:
            if hold.words in request:
                self._holds.remove(hold)
                return hold
        return None


class _Connection:
    def __init__(self, line: Line, client: socket.socket, server: socket.socket) -> None:
        self.line, self.client, self.server = line, client, server
        self.held: Hold | None = None
        self.left: int | None = None

    def questions(self) -> None:
        with contextlib.suppress(OSError):
            while data := self.client.recv(65536):
                if self.line.is_dead:
                    continue
                first = data.split(b"\r\n", 1)[0]
                if b" HTTP/1.1" in first:
                    self.line.asked.append(first)
                    if any(words in first for words in self.line.refused):
                        break
                    self.held = self.line.take_hold(first)
                    self.left = next((size for words, size in self.line.cuts.items() if words in first), None)
                self.server.sendall(data)
        self._end()

    def answers(self) -> None:
        with contextlib.suppress(OSError):
            while data := self.server.recv(65536):
                if self.line.is_dead:
                    continue
                if self.held:
                    if self.held.of_body:
                        head, end, data = data.partition(b"\r\n\r\n")
                        self.client.sendall(head + end)
                    self.held.reached.set()
                    self.held.gate.wait(60)
                    self.held = None
                if self.left is not None:
                    self.client.sendall(data[: self.left])
                    break
                self.client.sendall(data)
        self._end()

    def _end(self) -> None:
        for one in (self.client, self.server):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
