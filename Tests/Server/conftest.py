"""What the tests of `wildix serve` share. WILDIX_BIN says which binary."""

import os
import re
import shutil
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests

BINARY = os.environ.get("WILDIX_BIN", "")
SAMPLES = Path(__file__).parents[2] / "samples"
# Nothing takes so long; it only keeps a test that hangs from hanging for ever.
PATIENCE = 60


@dataclass
class Server:
    """A running `wildix serve`."""

    process: subprocess.Popen
    url: str
    data: Path
    log: list[str] = field(default_factory=list)

    @property
    def address(self) -> tuple[str, int]:
        host, port = re.fullmatch(r"https?://(.*):(\d+)", self.url).groups()
        return host.strip("[]"), int(port)

    def browser(self, name: str) -> requests.Session:
        """A session by cookie, logged in by the form."""
        browser = requests.Session()
        form = {"username": name, "password": f"demo-{name}"}
        answer = browser.post(
            self.url + "/login", data=form, allow_redirects=False, timeout=PATIENCE
        )
        assert answer.status_code == 302, answer.text
        return browser

    def connect(self) -> socket.socket:
        return socket.create_connection(self.address, timeout=PATIENCE)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    path = tmp_path / "data"
    shutil.copytree(SAMPLES, path, ignore=shutil.ignore_patterns("pictures", "README.md"))
    return path


@pytest.fixture
def run(tmp_path: Path, data_dir: Path) -> Callable[..., subprocess.CompletedProcess]:
    """Runs another command on the same data, as whom the token stands for."""
    assert BINARY, "set WILDIX_BIN to the binary under test"

    def run(*args: str, stdin: str = "", token: str | None = None, check: bool = True):
        environment = environ(tmp_path, data_dir) | ({"WILDIX_TOKEN": token} if token else {})
        return subprocess.run(
            [BINARY, *args],
            input=stdin,
            env=environment,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=check,
        )

    return run


@pytest.fixture
def token(run: Callable[..., subprocess.CompletedProcess]) -> Callable[[str], str]:
    """A long-lived token of a user."""

    def token(name: str) -> str:
        run("login", name, "--password-stdin", stdin=f"demo-{name}\n")
        return run("token", "create").stdout.strip()

    return token


def environ(home: Path, data: Path) -> dict[str, str]:
    return {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "TZ": "Europe/Paris",
        "LC_ALL": "C.UTF-8",
        "WILDIX_DATA": str(data),
    }


@pytest.fixture
def serve(tmp_path: Path, data_dir: Path) -> Iterator[Callable[..., Server]]:
    """Starts servers: `serve("--access-log")`, perhaps `under` another command."""
    assert BINARY, "set WILDIX_BIN to the binary under test"
    servers: list[Server] = []

    def start(*args: str, listen: str = "127.0.0.1:0", under: tuple[str, ...] = ()) -> Server:
        process = subprocess.Popen(
            [*under, BINARY, "serve", "--listen", listen, *args],
            env=environ(tmp_path, data_dir),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        server = Server(process, "", data_dir)
        servers.append(server)
        threading.Thread(target=lambda: server.log.extend(process.stderr), daemon=True).start()
        first = process.stdout.readline()
        match = re.fullmatch(r"Listening on (https?://\S+)\n", first)
        assert match, f"{first!r}, {server.log}"
        server.url = match[1]
        return server

    yield start
    for server in servers:
        if server.process.poll() is None:
            server.process.kill()
            server.process.wait(PATIENCE)


@pytest.fixture
def server(serve: Callable[..., Server]) -> Server:
    return serve()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    directory = tmp_path_factory.mktemp("tls")
    files = str(directory / "certificate.pem"), str(directory / "key.pem")
    what = (
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=localhost"
    )
    name = ["-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(
        ["openssl", *what.split(), *name, "-out", files[0], "-keyout", files[1]],
        check=True,
        capture_output=True,
    )
    return files
