"""The page's files: compiled in, compressed, and kept by browsers for as long as they do not change."""

import gzip
import re
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from browser import Page
from server import Colleague, Server

TARGET = Path(__file__).parents[2] / "Sources" / "CPageAssets"
SOURCES = sorted(path for path in (TARGET / "page").rglob("*") if path.is_file() and path.suffix != ".gz")


def get(server: Server, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(server.url + path, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


@pytest.fixture
def root(server: Server) -> str:
    html = get(server, "/login")[2].decode()
    return re.search(r"/assets/[0-9a-f]{16}/", html).group()


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_compressed_forms_are_those_of_the_sources(path: Path) -> None:
    assert gzip.decompress(path.with_name(path.name + ".gz").read_bytes()) == path.read_bytes(), "run make assets"


def test_the_table_names_every_file(tmp_path: Path) -> None:
    made = tmp_path / "CPageAssets"
    subprocess.run(["cp", "-r", str(TARGET), str(made)], check=True)
    subprocess.run([str(made / "make-assets.sh")], check=True)
    assert (made / "CPageAssets.c").read_text() == (TARGET / "CPageAssets.c").read_text(), "run make assets"
    left = {path.relative_to(made) for path in made.rglob("*.gz")}
    assert left == {path.relative_to(TARGET) for path in TARGET.rglob("*.gz")}, "run make assets"


def test_every_file_is_served_in_both_forms_and_may_be_kept(server: Server, root: str) -> None:
    for path in SOURCES:
        address = root + str(path.relative_to(TARGET / "page"))
        status, headers, body = get(server, address)
        assert (status, body) == (200, path.read_bytes()), address
        assert "immutable" in headers["Cache-Control"] and "max-age=31536000" in headers["Cache-Control"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        packed = get(server, address, **{"Accept-Encoding": "br, gzip"})
        assert packed[1]["Content-Encoding"] == "gzip" and gzip.decompress(packed[2]) == body
        assert get(server, address, **{"Accept-Encoding": "gzip;q=0"})[2] == body
        assert get(server, address, **{"If-None-Match": headers["ETag"]})[0] == 304
        assert "Set-Cookie" not in headers


def test_no_other_path_leads_to_a_file(server: Server, root: str) -> None:
    for path in ("app.js.gz", "../app.js", "%2e%2e/app.js", "", "nothing.js", "calls/../app.js"):
        assert get(server, root + path)[0] == 404, path
    assert get(server, "/assets/0000000000000000/app.js")[0] == 404


def test_the_page_takes_nothing_from_elsewhere_and_has_nothing_inline(page: Page, server: Server, root: str) -> None:
    page.login("alice", "/?view=all&call=70")
    page.wait_for(".pane")
    addresses = page.js("return performance.getEntriesByType('resource').map((entry) => entry.name)")
    assert len(addresses) > 30
    assert all(address.startswith(server.url) for address in addresses)
    html = page.js("return fetch('/').then((answer) => answer.text())")
    assert "<style" not in html and " style=" not in html
    assert re.findall(r"<script(?![^>]* src=)", html) == [] and re.findall(r"\son\w+=", html) == []
    assert page.complaints() == []


def test_the_front_page_is_kept_by_nobody(server: Server) -> None:
    alice = Colleague(server, "alice")
    with alice.opener.open(server.url + "/", timeout=30) as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        assert 'data-username="alice"' in answer.read().decode()
