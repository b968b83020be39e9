"""The routes of the web application that this one replaces, as its front end uses them."""

import json

import pytest
import requests

from conftest import PATIENCE, Server


def get(server: Server, path: str, **options) -> requests.Response:
    return requests.get(server.url + path, allow_redirects=False, timeout=PATIENCE, **options)


def test_the_page_sends_to_login(server: Server):
    answer = get(server, "/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/login")


@pytest.mark.parametrize("path", ["/login", "/healthz", "/appels"])
def test_head_is_get_without_a_body(server: Server, path: str):
    browser = server.browser("alice")
    browser.cookies.clear() if path == "/login" else None
    head = browser.head(server.url + path, timeout=PATIENCE)
    assert (head.status_code, head.content) == (200, b"")
    assert browser.get(server.url + path, timeout=PATIENCE).content


def test_login_and_logout(server: Server):
    browser = server.browser("alice")
    assert browser.get(server.url + "/", allow_redirects=False, timeout=PATIENCE).status_code == 200
    info = browser.get(server.url + "/session-info", timeout=PATIENCE).json()
    assert info == {"username": "alice", "role": "user", "poste": "33"}
    answer = browser.get(server.url + "/logout", allow_redirects=False, timeout=PATIENCE)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/login")
    assert get(server, "/session-info").json() == {}
    assert browser.get(server.url + "/session-info", timeout=PATIENCE).json() == {}


def test_wrong_password(server: Server):
    form = {"username": "alice", "password": "wrong"}
    answer = requests.post(server.url + "/login", data=form, timeout=PATIENCE)
    assert answer.status_code == 401
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", ["/appels", "/enrichissements", "/api/v1/calls", "/api/v1/users"])
def test_nothing_without_session(server: Server, path: str):
    assert get(server, path).status_code == 401


@pytest.mark.parametrize("name", ["admin", "alice", "bob", "kernel"])
def test_appels_are_those_of_the_command(server: Server, run, token, name: str):
    expected = json.loads(run("calls", "--format", "json", token=token(name)).stdout)
    for record in expected:
        del record["enrichissement"], record["statut"]
    answer = server.browser(name).get(server.url + "/appels", timeout=PATIENCE).json()
    assert answer == {"type": "result", "result": {"total": len(expected), "records": expected}}


@pytest.mark.parametrize("name", ["admin", "alice"])
def test_enrichments_are_those_of_the_file(server: Server, run, token, name: str):
    rows = json.loads(run("calls", "--format", "json", token=token(name)).stdout)
    expected = {str(r["id"]): r["enrichissement"] for r in rows if r["enrichissement"] is not None}
    assert (
        server.browser(name).get(server.url + "/enrichissements", timeout=PATIENCE).json()
        == expected
    )


def post(browser: requests.Session, server: Server, entries: object) -> requests.Response:
    return browser.post(server.url + "/enrichissements", json=entries, timeout=PATIENCE)


def test_entries_are_merged_in(server: Server):
    browser = server.browser("alice")
    before = json.loads((server.data / "enrichissements.json").read_text())
    answer = post(
        browser,
        server,
        {"88": {"objet": "Rappel", "reponduParAgent": True, "traiteParOuTransmisA": ""}},
    )
    assert answer.status_code == 200
    assert answer.json()["status"] == "success"
    assert answer.json()["data"]["88"]["objet"] == "Rappel"
    after = json.loads((server.data / "enrichissements.json").read_text())
    assert after["88"]["objet"] == "Rappel"
    assert after["88"]["saisiPar"] == "alice"
    assert {k: v for k, v in after.items() if k != "88"} == {
        k: v for k, v in before.items() if k != "88"
    }


def test_what_is_sent_back_unchanged_is_nobodys_save(server: Server):
    browser = server.browser("admin")
    before = (server.data / "enrichissements.json").read_bytes()
    entries = browser.get(server.url + "/enrichissements", timeout=PATIENCE).json()
    del entries["pbx2-1764"]  # has keys of another program, which cannot be sent
    assert post(browser, server, entries).status_code == 200
    assert (server.data / "enrichissements.json").read_bytes() == before


@pytest.mark.parametrize(
    ("entries", "status"),
    [
        ({"88": {"reponduParAgent": True, "traiteParOuTransmisA": "bob"}}, 422),
        ({"88": {"reponduParAgent": False, "traiteParOuTransmisA": "44"}}, 422),
        ({"88": {"reponduParAgent": False, "traiteParOuTransmisA": ""}}, 422),
        ({"88": {"date": "2026-11-22"}}, 422),
        ({"88": {"objet": 5}}, 422),
        ({"88": {"objet": "neu"}, "68": {"objet": "neu"}}, 404),
        ({"88": {"objet": "neu"}, "no such call": {"objet": "neu"}}, 404),
        ({"88": "text"}, 400),
        ([], 400),
    ],
)
def test_all_or_nothing(server: Server, entries: object, status: int):
    before = (server.data / "enrichissements.json").read_bytes()
    assert post(server.browser("alice"), server, entries).status_code == status
    assert (server.data / "enrichissements.json").read_bytes() == before
