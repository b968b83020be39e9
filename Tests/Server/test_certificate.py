"""A certificate that is renewed while the server runs."""

import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from live import PATIENCE, Server, eventually


def make(directory: Path, kind: str = "rsa:2048") -> tuple[str, str]:
    """Another certificate, and its key, as they stand in their files."""
    directory.mkdir()
    files = directory / "certificate.pem", directory / "key.pem"
    what = f"req -x509 -newkey {kind} -nodes -days 2 -subj /CN=localhost"
    name = ["-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(
        ["openssl", *what.split(), *name, "-out", files[0], "-keyout", files[1]],
        check=True,
        capture_output=True,
    )
    return files[0].read_text(), files[1].read_text()


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    files = tmp_path / "certificate.pem", tmp_path / "key.pem"
    for file, text in zip(files, make(tmp_path / "first"), strict=True):
        file.write_text(text)
    return files


@pytest.fixture
def server(tmp_path: Path, files: tuple[Path, Path]) -> Iterator[Server]:
    server = Server(tmp_path / "data", certificate=(str(files[0]), str(files[1])))
    yield server
    assert server.stop() == 0


@pytest.fixture
def shown(server: Server) -> Callable[[], str]:
    """The certificate that who comes now is shown."""
    return lambda: ssl.get_server_certificate((server.host, server.port), timeout=PATIENCE)


def first(chain: str) -> str:
    return ssl.DER_cert_to_PEM_cert(ssl.PEM_cert_to_DER_cert(chain))


def log(server: Server) -> str:
    return (server.data / "log").read_text()


def test_a_new_one_is_shown_to_who_comes_later(tmp_path, server, files, shown):
    assert shown() == first(files[0].read_text())
    session = server.login("alice")
    with server.socket(session) as socket:
        assert socket.json()["type"] == "hello"
        new = make(tmp_path / "second", "ec -pkeyopt ec_paramgen_curve:P-256")
        files[1].write_text(new[1])
        files[0].write_text(new[0])
        eventually(lambda: shown() == first(new[0]), "the new one is shown")
        # Who was there stays, and hears what happens.
        server.context = ssl.create_default_context(cafile=str(files[0]))
        server.save(session, "1", objet="after the renewal")
        assert socket.json()["call"]["enrichissement"]["objet"] == "after the renewal"
    eventually(lambda: f"the certificate that is in {files[0]} now" in log(server), "it is told")


@pytest.mark.parametrize("which", ["certificate", "key", "key of another", "nothing"])
def test_one_that_is_of_no_use_leaves_that_from_before(tmp_path, server, files, shown, which):
    before = shown()
    if which == "nothing":
        files[0].unlink()
    else:
        files[which != "certificate"].write_text(
            make(tmp_path / "second")[1] if which == "key of another" else "rubbish"
        )
    reason = {
        "certificate": f"there is no certificate in {files[0]}",
        "key": f"there is no key in {files[1]}",
        "key of another": f"the key in {files[1]} is not that of the first certificate",
        "nothing": f"cannot read {files[0]}",
    }[which]
    told = f"the certificate from before stays in use: {reason}"
    eventually(lambda: told in log(server), "it is told")
    assert shown() == before
    time.sleep(6)
    assert log(server).count("stays in use") == 1
    new = make(tmp_path / "third")
    files[0].write_text(new[0])
    files[1].write_text(new[1])
    eventually(lambda: shown() == first(new[0]), "the new one is shown")
