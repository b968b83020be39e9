"""The API under /api/v1, held against the command line."""

import json

import pytest
import requests

from conftest import PATIENCE, Server


@pytest.fixture
def ask(server: Server, token):
    """Asks as somebody: `ask("alice", "calls", {"status": "todo"})`."""
    tokens: dict[str, str] = {}

    def ask(name: str, path: str, parameters: object = None, method: str = "GET", **options):
        if name not in tokens:
            tokens[name] = token(name)
        headers = {
            "Authorization": f"Bearer {tokens[name]}",
            "Accept-Language": "en",
            **options.pop("headers", {}),
        }
        return requests.request(
            method,
            f"{server.url}/api/v1/{path}",
            params=parameters,
            headers=headers,
            timeout=PATIENCE,
            **options,
        )

    ask.tokens = tokens
    return ask


FILTERS = [
    {},
    {"since": "2026-11-20"},
    {"until": "2026-11-20 12:00"},
    {"from": "0612*"},
    {"to": ["33", "44"]},
    {"number": "06 12 34 56 78"},
    {"poste": "33"},
    {"disposition": ["answered", "busy"]},
    {"status": "todo"},
    {"transferred-to": "bob"},
    {"transferred-by": "alice"},
    {"min-duration": "1m", "max-duration": "10m"},
    {"search": "lefevre"},
    {"sort": "duration"},
    {"sort": "from_name", "reverse": "true"},
    {"reverse": "true"},
    {"id": ["88", "68"]},
]


def flags(parameters: dict) -> list[str]:
    result = []
    for name, values in parameters.items():
        for value in values if isinstance(values, list) else [values]:
            result += ["--reverse"] if name == "reverse" else [f"--{name}", value]
    return result


@pytest.mark.parametrize("name", ["admin", "alice", "bob"])
def test_filters_are_those_of_the_command(ask, run, name: str):
    for parameters in FILTERS:
        answer = ask(name, "calls", {**parameters, "limit": "500"})
        assert answer.status_code == 200, (parameters, answer.text)
        expected = json.loads(
            run("calls", "--format", "json", *flags(parameters), token=ask.tokens[name]).stdout
        )
        rows = answer.json()["calls"]
        for row in rows:
            del row["revision"]
        assert rows == expected, parameters
        assert answer.json()["next"] is None
        order = ("sort", "reverse")
        filters = {k: v for k, v in parameters.items() if k not in order}
        assert ask(name, "calls/count", filters).json() == {"count": len(expected)}


@pytest.mark.parametrize(
    "order", [{}, {"reverse": "true"}, {"sort": "duration"}, {"sort": "from_name"}]
)
def test_pages_join_to_the_whole(ask, order: dict):
    whole = ask("admin", "calls", {**order, "limit": "500"}).json()["calls"]
    assert len(whole) > 20
    for size in (1, 7, len(whole)):
        rows, after = [], None
        while True:
            page = ask(
                "admin",
                "calls",
                {**order, "limit": str(size), **({"after": after} if after else {})},
            ).json()
            rows += page["calls"]
            after = page["next"]
            if after is None:
                break
        assert rows == whole


def test_views_count_what_filters_show(ask):
    for name in ("admin", "alice", "bob"):
        views = ask(name, "views").json()
        count = lambda **filters: ask(name, "calls/count", filters).json()["count"]  # noqa: B023, E731
        assert views == {
            "todo": count(status="todo"),
            "received": count(status="received"),
            "transferred_by_me": count(**{"transferred-by": name}),
            "answered": count(status="answered"),
            "all": count(),
        }


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        ({"since": "soon"}, "since"),
        ({"from": "*"}, "from"),
        ({"min-duration": "long"}, "min-duration"),
        ({"status": "done"}, "status"),
        ({"disposition": "other"}, "disposition"),
        ({"search": "!!"}, "search"),
        ({"sort": "nothing"}, "sort"),
        ({"reverse": "yes"}, "reverse"),
        ({"limit": "0"}, "limit"),
        ({"limit": "501"}, "limit"),
        ({"after": "zz"}, "after"),
        ({"after": "r10", "sort": "start"}, "after"),
        ({"since": ["now", "today"]}, "since"),
        ({"colour": "red"}, "colour"),
    ],
)
def test_wrong_parameters_are_named(ask, parameters: dict, name: str):
    answer = ask("alice", "calls", parameters)
    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == 400
    assert problem["parameter"] == name
    assert name in problem["detail"]


def test_one_call_and_its_log(ask, run):
    row = ask("alice", "calls/88").json()
    assert row["id"] == "88"
    saved = ask("alice", "calls/88/enrichissement", method="PATCH", json={"objet": "Neuf"})
    assert saved.status_code == 200
    assert saved.json()["enrichissement"]["objet"] == "Neuf"
    assert saved.headers["ETag"] == f'"{saved.json()["revision"]}"'
    assert saved.json() == ask("alice", "calls/88").json()
    log = json.loads(run("log", "88", "--format", "json", token=ask.tokens["alice"]).stdout)
    assert ask("alice", "calls/88/log").json() == {"changes": log}


def test_what_changed_meanwhile_is_not_overwritten(ask):
    old = ask("alice", "calls/88").json()["revision"]
    first = ask(
        "alice",
        "calls/88/enrichissement",
        method="PATCH",
        json={"objet": "A"},
        headers={"If-Match": f'"{old}"'},
    )
    assert first.status_code == 200
    second = ask(
        "bob",
        "calls/88/enrichissement",
        method="PATCH",
        json={"objet": "B"},
        headers={"If-Match": f'"{old}"'},
    )
    assert second.status_code == 412
    assert second.json()["current"]["enrichissement"]["objet"] == "A"
    assert ask("alice", "calls/88").json()["enrichissement"]["objet"] == "A"


@pytest.mark.parametrize(
    ("body", "status", "field"),
    [
        ({"reponduParAgent": True, "traiteParOuTransmisA": "bob"}, 422, "traiteParOuTransmisA"),
        ({"traiteParOuTransmisA": "44"}, 422, "traiteParOuTransmisA"),
        ({"heure": "25:00:00"}, 422, "heure"),
        ({"date": "31/02/2026"}, 422, "date"),
        ({"objets": "x"}, 422, "objets"),
        ({"saisiPar": "bob"}, 422, "saisiPar"),
        ({"objet": 1}, 422, "objet"),
        ({}, 422, None),
    ],
)
def test_broken_rules_are_named(ask, body: dict, status: int, field: str | None):
    answer = ask("alice", "calls/88/enrichissement", method="PATCH", json=body)
    assert answer.status_code == status
    assert answer.json().get("field") == field


def test_extension_where_a_name_belongs(ask):
    answer = ask(
        "alice", "calls/88/enrichissement", method="PATCH", json={"traiteParOuTransmisA": "44"}
    )
    assert "bob" in answer.json()["detail"]


def test_users(ask, server: Server):
    new = {"username": "dora", "poste": "55", "role": "user", "password": "demo-dora"}
    assert ask("alice", "users", method="POST", json=new).status_code == 403
    made = ask("admin", "users", method="POST", json=new)
    assert (made.status_code, made.headers["Location"]) == (201, "/api/v1/users/dora")
    assert ask("admin", "users", method="POST", json=new).status_code == 409
    browser = server.browser("dora")
    assert {"username": "dora", "role": "user", "poste": "55"} in ask("alice", "users").json()[
        "users"
    ]
    changed = ask("admin", "users/dora", method="PATCH", json={"role": "admin"})
    assert changed.json() == {"username": "dora", "role": "admin", "poste": "55"}
    # Rights count at once, in the session that is open.
    assert browser.get(server.url + "/session-info", timeout=PATIENCE).json()["role"] == "admin"
    assert (
        ask(
            "admin", "users/dora/password", method="PUT", json={"password": "demo-other"}
        ).status_code
        == 204
    )
    assert browser.get(server.url + "/session-info", timeout=PATIENCE).json() == {}
    assert ask("admin", "users/dora", method="DELETE").status_code == 204
    assert ask("admin", "users/dora", method="DELETE").status_code == 404
    assert ask("admin", "users/admin", method="DELETE").status_code == 409


def test_own_password(server: Server):
    browser = server.browser("bob")
    other = server.browser("bob")
    change = lambda current: browser.put(  # noqa: E731
        server.url + "/api/v1/session/password",
        json={"current": current, "password": "new-bob"},
        timeout=PATIENCE,
    )
    assert change("wrong").status_code == 401
    assert change("demo-bob").status_code == 204
    assert browser.get(server.url + "/session-info", timeout=PATIENCE).json()["username"] == "bob"
    assert other.get(server.url + "/session-info", timeout=PATIENCE).json() == {}


def test_values(ask):
    values = ask("alice", "values/objet").json()["values"]
    assert values
    start = values[0][:3].upper()
    assert all(
        v.upper().startswith(start)
        for v in ask("alice", "values/objet", {"prefix": start}).json()["values"]
    )
    assert ask("alice", "values/saisiPar").status_code == 404


def test_session_by_json(server: Server):
    with requests.Session() as browser:
        credentials = {"username": "alice", "password": "demo-alice"}
        answer = browser.post(server.url + "/api/v1/session", json=credentials, timeout=PATIENCE)
        assert answer.json() == {"username": "alice", "role": "user", "poste": "33"}
        assert (
            browser.get(server.url + "/api/v1/session", timeout=PATIENCE).json()["username"]
            == "alice"
        )
        assert browser.delete(server.url + "/api/v1/session", timeout=PATIENCE).status_code == 204
        assert browser.get(server.url + "/api/v1/session", timeout=PATIENCE).status_code == 401


def test_languages(ask):
    assert "no such time" in ask("alice", "calls", {"since": "x"}).json()["detail"]
    for header in ("", "fr", "de", "fr-CH, en;q=0.5"):
        detail = ask("alice", "calls", {"since": "x"}, headers={"Accept-Language": header}).json()[
            "detail"
        ]
        assert "moment inconnu" in detail
