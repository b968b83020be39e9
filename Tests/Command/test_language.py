"""French and English: what people are told follows the locale, what programs read does not."""

import json
import re
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from pathlib import Path

import pexpect
import pytest
from wcwidth import wcswidth

import histories
from conftest import BINARY
from french import ENGLISH, FRENCH, typeset

EVERYTHING = ["calls", "--all"]


@pytest.fixture
def french(samples) -> Callable:
    """`french("alice", "calls")` on the samples."""

    def run(who: str, *args: str, env: dict | None = None, **options):
        return samples(who, *args, env={**FRENCH, **(env or {})}, **options)

    return run


@pytest.mark.parametrize(
    ("variables", "is_french"),
    [
        ({"LANG": "fr_FR.UTF-8"}, True),
        ({"LANG": "fr_CA"}, True),
        ({"LANG": "fr_FR.ISO-8859-1"}, True),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_FR.UTF-8"}, True),
        ({"LANG": "fr_FR.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, False),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}, False),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": ""}, True),
        ({"LANG": "fr_FR.UTF-8", "LC_TIME": "en_GB.UTF-8"}, True),
        ({"LANG": "de_DE.UTF-8"}, False),
        ({}, False),
    ],
)
def test_the_locale_decides(wildix, variables: dict, is_french: bool):
    told = wildix("calls", env={"LC_ALL": None, **variables}).stderr
    assert told.startswith("wildix: impossible de lire" if is_french else "wildix: cannot read")


def test_sessions_in_french(french):
    nobody = {"WILDIX_TOKEN": None}
    done = french("alice", "calls", env=nobody)
    assert done.stderr == typeset("wildix: vous n'êtes pas connecté\nconseil : wildix login\n")
    done = french("alice", "calls", env={"WILDIX_TOKEN": "x"})
    assert done.stderr.startswith(typeset("wildix: le jeton de WILDIX_TOKEN n'est pas valide"))
    log_in = ["login", "alice", "--password-stdin"]
    assert french("alice", *log_in, stdin="demo-alice\n", env=nobody).stderr == (
        "Session ouverte pour alice.\n"
    )
    assert french("alice", "whoami", env=nobody).stdout == "alice (user, poste 33)\n"
    done = french("alice", "token", "create", "--expires", "never", env=nobody)
    told = r"Le jeton \d+ représente alice dans WILDIX_TOKEN, et n’expire pas de lui-même\.\n"
    assert re.fullmatch(told, done.stderr)
    assert french("alice", "logout", env=nobody).stderr == "Session fermée.\n"
    assert french("alice", "logout", env=nobody).stderr == "Aucune session n’était ouverte.\n"
    for _ in range(12):
        done = french("alice", *log_in, stdin="x\n", env=nobody)
    assert done.status == 75
    hint = r"conseil\u00a0: réessayez dans \d+ secondes?\n"
    assert re.search(hint, done.stderr)


def test_saves_in_french(french):
    assert french("admin", "enrich", "68", "--objet", "x").stderr == "Appel 68 enregistré.\n"
    one = json.dumps({"id": "68", "objet": "y"})
    assert french("admin", "enrich", "-", stdin=one).stderr == "1 appel enregistré.\n"
    assert french("admin", "enrich", "-", stdin="").stderr == "0 appel enregistré.\n"
    two = one + "\n" + json.dumps({"id": "67", "reponduParAgent": True})
    assert french("admin", "enrich", "-", stdin=two).stderr == "2 appels enregistrés.\n"


@pytest.mark.parametrize(
    "args",
    [
        *([*EVERYTHING, "--format", f] for f in ["tsv", "csv", "json", "jsonl"]),
        EVERYTHING,
        [*EVERYTHING, "--format", "tsv", "--fields", "id,statut,disposition,reponduParAgent"],
        ["calls", "--count"],
        ["calls", "--status", "todo", "--since", "2026-01-01"],
        ["log", "68"],
        ["log", "68", "--format", "json"],
        ["whoami", "--json"],
        *(["users", "list", "--format", f] for f in ["tsv", "csv", "json", "jsonl"]),
        *(["token", "list", "--format", f] for f in ["tsv", "csv", "json", "jsonl"]),
        ["enrich", "68", "--objet", "x", "--json"],
        ["--version"],
        ["calls", "--help"],
        ["--generate-completion-script", "bash"],
    ],
    ids=" ".join,
)
def test_what_programs_read_is_the_same(samples, args: list[str]):
    assert samples("admin", "enrich", "68", "--objet", "l'objet : « x »").status == 0
    english = samples("admin", *args, env=ENGLISH)
    french = samples("admin", *args, env=FRENCH)
    assert english.status == french.status == 0
    assert english.stdout
    assert french.stdout == english.stdout


def test_tables_keep_values_and_translate_headings(samples):
    english = samples("admin", "calls", "--format", "table", env=ENGLISH).stdout.splitlines()
    french = samples("admin", "calls", "--format", "table", env=FRENCH).stdout.splitlines()
    assert english[0].split() == "ID WHEN FROM NAME TO TIME DISPOSITION STATUS WITH SUBJECT".split()
    assert french[0].split() == "ID QUAND DE NOM VERS DURÉE ISSUE STATUT CHEZ OBJET".split()
    assert {"answered", "transferred", "todo"} <= {w for line in french for w in line.split()}


def test_other_tables_in_french(french):
    def heading(*args: str) -> list[str]:
        return french("admin", *args, "--format", "table").stdout.splitlines()[0].split()

    assert heading("users", "list") == ["UTILISATEUR", "POSTE", "RÔLE"]
    assert heading("token", "list") == "ID NOM UTILISATEUR CRÉÉ UTILISÉ EXPIRE".split()
    assert french("admin", "enrich", "68", "--objet", "Résiliation").status == 0
    assert heading("log", "68") == ["QUAND", "QUI", "CHAMP", "AVANT", "APRÈS"]
    # Fields asked for by name keep it.
    assert heading("calls", "--fields", "id,from_name,statut") == ["id", "from_name", "statut"]


@pytest.fixture
def on_terminal(environment: dict, sample_data, data_dir: Path) -> Callable[..., list[str]]:
    """What the command shows on a terminal, line by line."""

    def run(*args: str, env: dict) -> list[str]:
        variables = {**environment, "PAGER": "cat", "NO_COLOR": "1", **env}
        variables["WILDIX_TOKEN"] = sample_data.tokens["admin"]
        child = pexpect.spawn(
            BINARY, list(args), env=variables, encoding="utf-8", timeout=60, dimensions=(60, 160)
        )
        child.expect(pexpect.EOF)
        child.close()
        return child.before.replace("\r\n", "\n").splitlines()

    return run


@pytest.mark.parametrize(("env", "time"), [(ENGLISH, "TIME"), (FRENCH, "DURÉE")])
def test_columns_stand_below_headings(on_terminal, sample_data, data_dir, env: dict, time: str):
    shutil.copy(sample_data.directory / "users.db", data_dir)
    names = ["Zoé Lefèvre", "日本電信電話", "a", "Cœur de ville"]
    calls = [
        histories.record(n, from_name=name, duration=10 ** (n % 4), start="2026-01-01 10:00:00")
        for n, name in enumerate(names)
    ]
    histories.write(data_dir, calls)
    head, *rows = on_terminal("calls", env=env)
    assert len(rows) == len(names)
    end = wcswidth(head[: head.index(time) + len(time)])
    for row in rows:
        shown = next(row[:n] for n in range(len(row) + 1) if wcswidth(row[:n]) == end)
        assert re.search(r" \d+:\d\d(:\d\d)?$", shown), row
        assert row[len(shown) :][:1] in ("", " ")


def test_counts_in_french(on_terminal, sample_data, data_dir: Path):
    shutil.copy(sample_data.directory / "users.db", data_dir)
    histories.write(data_dir, (histories.record(n) for n in range(1234)))
    assert on_terminal("calls", env=ENGLISH)[-1] == "50 of 1,234 calls; --all shows every one"
    assert on_terminal("calls", env=FRENCH)[-1] == typeset(
        "50 sur 1\u202f234 appels ; --all les montre tous"
    )


@pytest.mark.parametrize("answer", ["o", "OUI", "y"])
def test_questions_in_french(wildix, admin, terminal, environment: dict, answer: str):
    environment |= FRENCH
    child = terminal("users", "add", "alice", "--poste", "33")
    child.expect_exact(typeset("Mot de passe pour alice : "))
    child.sendline("court")
    child.expect_exact(typeset("Encore une fois : "))
    child.sendline("court")
    child.expect_exact(typeset("wildix: attention : le mot de passe a moins de 8 caractères"))
    child.expect_exact("Utilisateur alice ajouté (user, poste 33).")
    child.expect(pexpect.EOF)
    child = terminal("users", "remove", "alice")
    child.expect_exact(typeset("Supprimer alice, avec ses sessions et jetons ? [o/N] "))
    child.sendline("n")
    child.expect_exact("alice reste.")
    child.expect(pexpect.EOF)
    child = terminal("users", "remove", "alice")
    child.expect_exact("[o/N] ")
    child.sendline(answer)
    child.expect_exact("Utilisateur alice supprimé.")
    child.expect(pexpect.EOF)


def test_a_french_yes_is_no_english_one(admin, terminal, environment: dict):
    add = "users add bob --poste 1 --password-stdin"
    assert admin(*add.split(), stdin="long enough\n").status == 0
    child = terminal("users", "remove", "bob")
    child.expect_exact("[y/N] ")
    child.sendline("o")
    child.expect_exact("bob stays.")
    child.expect(pexpect.EOF)


def test_a_fault_is_told_to_each_reader_in_their_language(samples, french, data_dir: Path):
    assert samples("admin", "calls", "--count").status == 0
    history = data_dir / "call_history.json"
    history.write_text('[{"id":1},\n {"id":]')
    for _ in range(2):
        told = french("admin", "calls", "--count").stderr
        assert told == typeset(
            f"wildix: attention : {history} : ligne 2, colonne 8 : attendu : une valeur ; "
            "voici son dernier état valable\n"
        )
        told = samples("admin", "calls", "--count").stderr
        assert told == (
            f"wildix: warning: {history}: line 2, column 8: expected a value; "
            "showing its last good state\n"
        )


def test_an_index_with_a_fault_in_words_is_made_anew(samples, data_dir: Path):
    assert samples("admin", "calls", "--count").status == 0
    index = next((data_dir / ".wildix").rglob("*.db"))
    with sqlite3.connect(index) as database:
        words = "line 1, column 2: expected a key"
        database.execute("UPDATE meta SET value = ? WHERE name = 'history_fault'", [words])
    done = samples("admin", "calls", "--count")
    assert (done.status, done.stderr) == (0, "")


def test_reasons_of_sqlite_in_french(french, data_dir: Path):
    assert french("admin", "whoami").status == 0
    (data_dir / "users.db").write_bytes(b"no database" * 100)
    told = french("admin", "whoami").stderr
    path = data_dir / "users.db"
    assert told.startswith(
        typeset(f"wildix: {path} est inutilisable : ce n'est pas un fichier de base de données\n")
    )


def test_a_full_disk_in_french():
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [BINARY, "--version"], stdout=full, stderr=subprocess.PIPE, env=FRENCH, text=True
        )
    assert done.returncode == 74
    assert done.stderr == typeset(
        "wildix: impossible d'écrire dans la sortie standard : plus de place sur le disque\n"
    )
