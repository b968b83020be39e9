"""/ws: who hears what, when it is told again, and when nothing more is told."""

import contextlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from live import Server, eventually, hello, record, replace


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "data")
    yield server
    server.stop()


@pytest.fixture
def sessions(server: Server) -> dict[str, str]:
    return {name: server.login(name) for name in ("admin", "alice", "bob", "carol")}


def place(seq: str) -> int:
    return int(seq.split(".")[1])


def test_each_hears_of_their_own_calls_alone(server, sessions):
    sockets = {name: server.socket(sessions[name]) for name in sessions}
    for socket in sockets.values():
        hello(socket)
    server.save(sessions["carol"], "3", objet="secret of carol")
    server.save(sessions["admin"], "1", objet="for alice")
    server.save(sessions["admin"], "2", objet="for bob")
    # What was not to arrive would have come before.
    heard = {name: sockets[name].json() for name in ("alice", "bob", "carol")}
    assert {name: message["call"]["id"] for name, message in heard.items()} == {
        "alice": "1",
        "bob": "2",
        "carol": "3",
    }
    assert [sockets["admin"].json()["call"]["id"] for _ in range(3)] == ["3", "1", "2"]
    # Nor do numbers tell how many there were of others.
    assert {place(message["seq"]) for message in heard.values()} == {1}
    for socket in sockets.values():
        assert socket.is_quiet()


def test_a_row_is_the_one_that_the_api_gives(server, sessions):
    with server.socket(sessions["alice"]) as socket:
        hello(socket)
        server.save(sessions["admin"], "1", objet='été ☎ \u0000 "x"', traiteParOuTransmisA="alice")
        told = socket.json()
        assert (told["type"], told["event"]) == ("call", "changed")
        _, _, body = server.request("GET", "/api/v1/calls/1", session=sessions["alice"])
        assert told["call"] == json.loads(body)
        assert told["call"]["statut"] == "received"


def test_one_save_is_told_once(server, sessions):
    with server.socket(sessions["alice"]) as alice, server.socket(sessions["admin"]) as admin:
        hello(alice), hello(admin)
        for number in range(20):
            server.save(sessions["alice"], "1", objet=f"text {number}")
        for socket in (alice, admin):
            texts = [socket.json()["call"]["enrichissement"]["objet"] for _ in range(20)]
            assert texts == [f"text {number}" for number in range(20)]
            assert socket.is_quiet(1)


def test_a_hand_over_adds_the_call_for_one(server, sessions):
    with server.socket(sessions["bob"]) as bob, server.socket(sessions["carol"]) as carol:
        hello(bob), hello(carol)
        server.save(sessions["alice"], "1", traiteParOuTransmisA="bob")
        told = bob.json()
        assert (told["event"], told["call"]["id"], told["call"]["statut"]) == (
            "added",
            "1",
            "received",
        )
        # Who was ever handed it goes on seeing it.
        server.save(sessions["bob"], "1", traiteParOuTransmisA="carol")
        assert (bob.json()["event"], carol.json()["event"]) == ("changed", "added")
        server.save(
            sessions["carol"], "1", objet="done", reponduParAgent=True, traiteParOuTransmisA=""
        )
        assert bob.json()["call"]["statut"] == "answered"
        assert carol.json()["event"] == "changed"
        assert bob.is_quiet() and carol.is_quiet()


def test_a_call_that_went_to_somebody_else_is_removed(server, sessions):
    with server.socket(sessions["alice"]) as alice, server.socket(sessions["carol"]) as carol:
        hello(alice), hello(carol)
        server.records[0] = record("1", "0611111111", "30", objet_interne="not for alice")
        server.write_history()
        told = alice.json()
        assert {**told, "seq": ""} == {"type": "call", "event": "removed", "seq": "", "id": "1"}
        assert carol.json()["event"] == "added"
        del server.records[0]
        server.write_history()
        assert carol.json()["event"] == "removed"
        assert alice.is_quiet()


def test_other_programs_and_hands_are_heard_of(server, sessions):
    with server.socket(sessions["alice"]) as alice:
        hello(alice)
        server.run("enrich", "1", "--objet", "by the command line")
        assert alice.json()["call"]["enrichissement"]["objet"] == "by the command line"
        # Written in place.
        (server.data / "enrichissements.json").write_text(json.dumps({"4": {"objet": "by hand"}}))
        told = [alice.json() for _ in range(2)]
        assert {m["call"]["id"]: m["call"]["enrichissement"] for m in told} == {
            "1": None,
            "4": {"objet": "by hand"},
        }
        server.records.insert(0, record("9", "10", "0655555555"))
        server.write_history()
        told = alice.json()
        assert (told["event"], told["call"]["id"]) == ("added", "9")


class TestComingBack:
    def test_what_was_missed_is_told(self, server, sessions):
        with server.socket(sessions["alice"]) as socket:
            hello(socket)
            server.save(sessions["admin"], "1", objet="heard")
            seq = socket.json()["seq"]
        server.save(sessions["admin"], "1", objet="missed")
        server.save(sessions["admin"], "3", objet="of others")
        server.save(sessions["admin"], "4", objet="missed too")
        server.records[0] = record("1", "0611111111", "30")
        server.write_history()
        with server.socket(sessions["admin"], "/ws") as admin:
            hello(admin)
        with server.socket(sessions["alice"], f"/ws?after={seq}") as socket:
            # As if nothing had been missed, also for who loses the connection once more.
            assert hello(socket) == seq
            told = [socket.json() for _ in range(3)]
            assert [(m["event"], m.get("id") or m["call"]["id"]) for m in told] == [
                ("changed", "1"),
                ("changed", "4"),
                ("removed", "1"),
            ]
            assert [place(m["seq"]) for m in told] == [2, 3, 4]
            assert socket.is_quiet()
            server.save(sessions["admin"], "4", objet="and on")
            assert place(socket.json()["seq"]) == 5

    def test_nothing_missed_is_nothing_told(self, server, sessions):
        with server.socket(sessions["alice"]) as socket:
            seq = hello(socket)
        with server.socket(sessions["alice"], f"/ws?after={seq}") as socket:
            assert hello(socket) == seq
            assert socket.is_quiet()

    @pytest.mark.parametrize(
        "after",
        ["x", "", "abc.1", "{epoch}.7", "{epoch}.-1", "{epoch}.99999999999999999999", "%00"],
    )
    def test_a_number_that_is_none_means_to_load_anew(self, server, sessions, after):
        with server.socket(sessions["alice"]) as socket:
            epoch = hello(socket).split(".")[0]
        with server.socket(sessions["alice"], f"/ws?after={after.format(epoch=epoch)}") as socket:
            seq = hello(socket)
            assert socket.json() == {"type": "reset", "seq": seq}

    def test_another_user_s_number_is_none(self, server, sessions):
        with server.socket(sessions["admin"]) as socket:
            seq = hello(socket)
        server.save(sessions["admin"], "3", objet="not for alice")
        with server.socket(sessions["alice"], f"/ws?after={seq}") as socket:
            hello(socket)
            assert socket.json()["type"] == "reset"
            assert socket.is_quiet()

    def test_too_much_missed_means_to_load_anew(self, server, sessions):
        with server.socket(sessions["alice"]) as socket:
            seq = hello(socket)
        with server.socket(sessions["alice"]) as witness:
            hello(witness)
            for number in range(600):
                server.save(sessions["alice"], "1", objet=f"text {number}")
                witness.json()
        with server.socket(sessions["alice"], f"/ws?after={seq}") as socket:
            hello(socket)
            assert socket.json()["type"] == "reset"
            assert socket.is_quiet()


def test_much_at_once_is_a_reset_for_whom_it_concerns(server, sessions):
    opened = [server.socket(sessions[name]) for name in ("alice", "bob", "admin")]
    with opened[0] as alice, opened[1] as bob, opened[2] as admin:
        hello(alice), hello(bob), hello(admin)
        server.records += [record(str(1000 + n), "10", "0612345678") for n in range(2000)]
        server.write_history()
        assert alice.json()["type"] == "reset"
        assert admin.json()["type"] == "reset"
        # What came with the flood is known: it is changed now, not added.
        server.save(sessions["alice"], "1500", objet="one of them")
        told = alice.json()
        assert (told["event"], told["call"]["id"]) == ("changed", "1500")
        assert bob.is_quiet()


class TestRights:
    def test_another_extension_is_another_view(self, server, sessions):
        with server.socket(sessions["alice"]) as socket:
            hello(socket)
            server.run("users", "set", "alice", "--poste", "30")
            assert [socket.json()["type"] for _ in range(2)] == ["reset", "users"]
            server.save(sessions["admin"], "1", objet="not hers any more")
            server.save(sessions["admin"], "3", objet="hers now")
            assert socket.json()["call"]["id"] == "3"
            assert socket.is_quiet()

    def test_an_admin_no_more_sees_no_more(self, server, sessions):
        server.run("users", "set", "bob", "--role", "admin")
        session = server.login("bob")
        with server.socket(session) as socket:
            hello(socket)
            server.save(sessions["admin"], "3", objet="as an admin")
            assert socket.json()["call"]["id"] == "3"
            server.run("users", "set", "bob", "--role", "user")
            assert socket.json()["type"] == "reset"
            assert socket.json()["type"] == "users"
            server.save(sessions["admin"], "3", objet="not for bob")
            server.save(sessions["admin"], "2", objet="for bob")
            assert socket.json()["call"]["id"] == "2"

    @pytest.mark.parametrize("how", ["logout", "API", "password", "removal", "revocation"])
    def test_who_is_logged_out_is_closed(self, server, sessions, how):
        session = sessions["alice"]
        if how == "revocation":
            environment = {**server.environment, "XDG_STATE_HOME": str(server.data / "other")}
            server.environment, former = environment, server.environment
            server.run("login", "alice", "--password-stdin", stdin="secret-alice\n")
            session = server.run("token", "create", "--name", "job").strip().splitlines()[-1]
        with server.socket(
            session if how != "revocation" else None,
            headers={"Authorization": f"Bearer {session}"} if how == "revocation" else None,
        ) as socket:
            hello(socket)
            match how:
                case "logout":
                    server.request("POST", "/logout", "", session)
                case "API":
                    server.request("DELETE", "/api/v1/session", session=session)
                case "password":
                    server.run(
                        "users", "passwd", "alice", "--password-stdin", stdin="another one\n"
                    )
                case "removal":
                    server.run("users", "remove", "alice")
                case "revocation":
                    server.run("token", "revoke", "job")
                    server.environment = former
            code, reason = socket.closed()
            assert (code, reason) == (1008, "session ended")

    def test_everybody_hears_of_users(self, server, sessions):
        with server.socket(sessions["alice"]) as socket:
            hello(socket)
            server.add_user("dora", "40")
            assert socket.json()["type"] == "users"
            # A login writes into the same file, and concerns nobody.
            server.login("dora")
            assert socket.is_quiet()


class TestSource:
    def test_a_file_that_cannot_be_read_is_told_once(self, server, sessions):
        with server.socket(sessions["alice"], headers={"Accept-Language": "en"}) as socket:
            hello(socket)
            whole = (server.data / "call_history.json").read_text()
            replace(server.data / "call_history.json", whole[:200])
            told = socket.json()
            assert (told["type"], told["ok"]) == ("source", False)
            assert told["message"].startswith("call_history.json: ")
            assert str(server.data) not in told["message"]
            # Who comes now is told as well.
            with server.socket(sessions["bob"], headers={"Accept-Language": "fr"}) as other:
                hello(other)
                assert "dernier état" in other.json()["message"]
            replace(server.data / "call_history.json", whole)
            assert socket.json() == {"type": "source", "ok": True}
            assert socket.is_quiet()

    def test_a_history_that_goes_and_comes_back(self, server, sessions):
        path = server.data / "call_history.json"
        with server.socket(sessions["alice"]) as socket:
            hello(socket)
            aside = shutil.move(path, path.with_suffix(".aside"))
            assert socket.json()["ok"] is False
            shutil.move(aside, path)
            assert socket.json() == {"type": "source", "ok": True}
            server.save(sessions["admin"], "1", objet="alive")
            assert socket.json()["call"]["id"] == "1"

    def test_users_that_go_silence_all_until_they_are_back(self, server, sessions):
        path = server.data / "users.db"
        with server.socket(sessions["alice"]) as socket:
            hello(socket)
            aside = shutil.move(path, path.with_suffix(".aside"))
            server.records[0] = record("1", "0611111111", "10", cost="5")
            server.write_history()
            told = socket.json()
            assert (told["type"], told["ok"]) == ("source", False)
            assert socket.is_quiet(1.5)
            shutil.move(aside, path)
            told = sorted((socket.json() for _ in range(2)), key=lambda message: message["type"])
            assert (told[0]["call"]["cost"], told[1]) == ("5", {"type": "source", "ok": True})


def test_who_does_not_read_is_dropped_and_catches_up(server, sessions):
    with server.socket(sessions["admin"]) as witness, server.socket(sessions["admin"]) as lazy:
        hello(witness)
        seq = hello(lazy)
        # The longest that texts may be: more than the system keeps for a reader.
        text = "é" * 10_000
        for number in range(250):
            server.save(
                sessions["alice"], "1", commentaireObjet=text, resultat=text, objet=str(number)
            )
            assert witness.json()["call"]["enrichissement"]["objet"] == str(number)
        last = seq
        # Who begins to read within two seconds hears why; after that the connection is cut.
        with contextlib.suppress(EOFError, ConnectionResetError):
            opcode = None
            while opcode != 8:
                opcode, payload = lazy.frame()
                if opcode == 1:
                    last = json.loads(payload)["seq"]
            assert int.from_bytes(payload[:2]) == 1013
        assert place(last) < 250
    with server.socket(sessions["admin"], f"/ws?after={last}") as back:
        assert hello(back) == last
        told = [back.json() for _ in range(250 - place(last))]
        assert [place(m["seq"]) for m in told] == list(range(place(last) + 1, 251))


def test_the_end_of_the_server_is_told(server, sessions):
    sockets = [server.socket(sessions[name]) for name in ("alice", "bob", "admin")]
    for socket in sockets:
        hello(socket)
    server.process.terminate()
    assert [socket.closed() for socket in sockets] == [(1001, "server ends")] * 3
    assert server.process.wait(60) == 0


def test_connections_that_come_and_go_leave_nothing(server, sessions):
    with server.socket(sessions["alice"]) as socket:
        hello(socket)
    before = server.descriptors()
    for number in range(300):
        socket = server.socket(sessions["alice"])
        if number % 3:
            hello(socket)
        if number % 2:
            socket.send(b"\x03\xe8", opcode=8)
            socket.closed()
        socket.close()
    eventually(lambda: server.descriptors() <= before, "descriptors stay open")
