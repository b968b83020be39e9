"""What a save answers, what it lets others hear, and what they read afterwards are the same."""

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from live import Server


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "data")
    yield server
    assert server.stop() == 0


LAYOUTS = {
    "one line": lambda entries: json.dumps(entries),
    "indented": lambda entries: json.dumps(entries, indent=4),
    "unescaped": lambda entries: json.dumps(entries, indent=2, ensure_ascii=False),
}
ENTRY = {"objet": "déjà", "note d'un autre": [1, {"a": "é\n"}], "reponduParAgent": False}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("has_entry", [True, False])
def test_what_is_answered_told_and_read_is_the_same(tmp_path: Path, layout: str, has_entry: bool):
    """Nobody reads the file again to tell it: so all is compared with what is read there."""
    data = tmp_path / "data"
    data.mkdir()
    entries = {"zz": {"objet": "of no call"}, **({"4": ENTRY} if has_entry else {})}
    (data / "enrichissements.json").write_text(LAYOUTS[layout](entries))
    server = Server(data)
    path = "/api/v1/calls/4"
    alice, bob = server.login("alice"), server.login("bob")
    with server.socket(bob) as socket:
        assert socket.json()["type"] == "hello"
        for fields in (
            {"objet": "naïve « œuf » \u0001 🥚", "reponduParAgent": True},
            {"reponduParAgent": False, "traiteParOuTransmisA": "bob"},
            {"traiteParOuTransmisA": "", "reponduParAgent": True},
        ):
            status, headers, answered = server.request(
                "PATCH", f"{path}/enrichissement", fields, alice
            )
            assert status == 200, answered
            told = socket.json()
            _, read_headers, read = server.request("GET", path, session=alice)
            assert (answered, headers["ETag"]) == (read, read_headers["ETag"])
            assert told["event"] == "changed"
            assert told["call"] == json.loads(server.request("GET", path, session=bob)[2])
        # What changes nothing is answered in the same way, and told to nobody.
        status, headers, answered = server.request(
            "PATCH", f"{path}/enrichissement", {"reponduParAgent": True}, alice
        )
        assert (status, answered, headers["ETag"]) == (200, read, read_headers["ETag"])
        server.save(alice, "4", objet="the next that is told")
        assert socket.json()["call"]["enrichissement"]["objet"] == "the next that is told"
    assert server.stop() == 0


def test_told_in_the_order_of_the_saves(server: Server):
    """Processes and browsers save into the same call: nobody is told an older state last."""
    people = {name: server.login(name) for name in ("alice", "bob", "admin")}
    failures: list[BaseException] = []

    def browse(name: str) -> None:
        try:
            for number in range(60):
                server.save(people[name], "4", objet=f"{name} {number}")
        except BaseException as failure:
            failures.append(failure)

    def command(name: str) -> None:
        try:
            for number in range(25):
                server.run("enrich", "4", "--objet", f"{name} {number}")
        except BaseException as failure:
            failures.append(failure)

    with server.socket(people["bob"]) as socket:
        assert socket.json()["type"] == "hello"
        threads = [threading.Thread(target=browse, args=[name]) for name in people]
        threads += [threading.Thread(target=command, args=[f"process {n}"]) for n in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not failures
        server.save(people["alice"], "4", objet="the end")
        told = []
        while not told or told[-1] != "the end":
            told.append(socket.json()["call"]["enrichissement"]["objet"])
    lines = (server.data / "journal.jsonl").read_text().splitlines()
    saved = [json.loads(line)["apres"]["objet"] for line in lines]
    assert len(saved) == 3 * 60 + 2 * 25 + 1
    places = {text: place for place, text in enumerate(saved)}
    order = [places[text] for text in told]
    assert order == sorted(set(order))
