"""Saving: what is noted about a call, and what becomes of the file that it is noted in."""

import csv
import datetime
import fcntl
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

BINARY = os.environ.get("WILDIX_BIN", "")
SAMPLES = Path(__file__).parents[2] / "samples"
TEXTS = {
    "date": "24/11/2026",
    "heure": "23:59:59",
    "modeAccueil": "Téléphone",
    "objet": "-5 % « d'un coup »",
    "commentaireObjet": 'une "citation" \\ et\tun\nsaut',
    "resultat": "Réglé",
    "orientation": "Aucune",
    "commentaireResultat": "✉️",
}


def option(field: str) -> str:
    return "--" + "".join(f"-{c.lower()}" if c.isupper() else c for c in field)


@pytest.fixture
def desk(wildix, data_dir: Path) -> Callable:
    """The samples, with alice logged in."""
    shutil.copytree(SAMPLES, data_dir, dirs_exist_ok=True)
    log_in(wildix, "alice")
    return wildix


def log_in(wildix, name: str):
    done = wildix("login", name, "--password-stdin", stdin=f"demo-{name}\n")
    assert done.status == 0, done.stderr


@pytest.fixture
def enrichments(data_dir: Path) -> Path:
    return data_dir / "enrichissements.json"


def lines(*drafts: dict) -> str:
    return "".join(json.dumps(draft, ensure_ascii=False) + "\n" for draft in drafts)


def python_json(value: dict, **options) -> str:
    return json.dumps(value, **{"indent": 2, "ensure_ascii": False, **options})


# One call, by options


def test_every_field(desk, enrichments: Path):
    args = [word for field, text in TEXTS.items() for word in (option(field), text)]
    before = json.loads(enrichments.read_text())
    done = desk("enrich", "80", *args, "--answered", "--no-input")
    assert (done.status, done.stdout, done.stderr) == (0, "", "Saved 80.\n")
    entry = {
        **TEXTS,
        "reponduParAgent": True,
        "traiteParOuTransmisA": "",
        "saisiPar": "alice",
        "transferts": [],
    }
    assert json.loads(enrichments.read_text()) == {**before, "80": entry}


@pytest.mark.parametrize("field", TEXTS)
def test_one_field_changes_nothing_else(desk, enrichments: Path, field: str):
    expected = json.loads(enrichments.read_text())
    assert desk("enrich", "69", option(field), TEXTS[field]).status == 0
    expected["69"][field] = TEXTS[field]
    # As Python would have written it, so that a difference shows that line alone.
    assert enrichments.read_text() == python_json(expected)


def test_a_new_entry_is_of_now(desk, enrichments: Path):
    zone = {"TZ": "Asia/Kolkata"}
    done = desk("enrich", "80", "--objet", "x", "--transfer-to", "bob", env=zone)
    assert done.status == 0
    entry = json.loads(enrichments.read_text())["80"]
    zone = datetime.timezone(datetime.timedelta(hours=5, minutes=30))
    noted = datetime.datetime.strptime(
        f"{entry['date']} {entry['heure']}", "%d/%m/%Y %H:%M:%S"
    ).replace(tzinfo=zone)
    assert abs((datetime.datetime.now(zone) - noted).total_seconds()) < 30
    (transfer,) = entry["transferts"]
    assert datetime.datetime.fromisoformat(transfer.pop("le")) == noted
    assert transfer == {"de": "alice", "a": "bob"}
    assert list(entry) == list(json.loads((SAMPLES / "enrichissements.json").read_text())["70"])


def test_hand_overs_are_a_chain(desk, enrichments: Path):
    for user, target in [("alice", "kernel"), ("kernel", "kernel"), ("kernel", "bob")]:
        log_in(desk, user)
        assert desk("enrich", "69", "--transfer-to", target).status == 0
    assert desk("enrich", "69", "--answered").status == 0
    assert desk("enrich", "69", "--transfer-to", "bob").status == 0
    entry = json.loads(enrichments.read_text())["69"]
    chain = [(one["de"], one["a"]) for one in entry["transferts"]]
    assert chain == [
        ("alice", "bob"),
        ("alice", "kernel"),
        ("kernel", "bob"),
        ("kernel", "bob"),
    ]
    assert (entry["saisiPar"], entry["reponduParAgent"]) == ("kernel", False)


def test_json_shows_what_was_saved(desk, enrichments: Path):
    done = desk("enrich", "69", "--objet", "é", "--answered", "--json")
    shown = json.loads(done.stdout)
    assert (done.status, done.stderr) == (0, "")
    assert shown["enrichissement"] == json.loads(enrichments.read_text())["69"]
    assert (shown["id"], shown["statut"]) == ("69", "answered")
    row = json.loads(desk("calls", "--id", "69", "--format", "jsonl").stdout)
    assert row["enrichissement"] == shown["enrichissement"]


@pytest.mark.parametrize(
    ("args", "status", "told"),
    [
        (["69", "--answered", "--transfer-to", "bob"], 65, "both answered and handed to bob"),
        (["69", "--transfer-to", "44"], 65, "44 is bob's extension: write bob"),
        (["69", "--transfer-to", "eve"], 67, "there is no user eve"),
        (["69", "--transfer-to", ""], 65, "neither answered nor handed"),
        (["69", "--date", "2026-11-24"], 65, "dd/mm/yyyy"),
        (["69", "--date", "31/11/2026"], 65, "dd/mm/yyyy"),
        (["69", "--heure", "9:00"], 65, "HH:MM:SS"),
        (["4711", "--answered"], 66, "there is no call 4711"),
        (["69"], 64, "there is nothing to note"),
        (["69", "--no-input"], 64, "there is nothing to note"),
        (["69", "--if-revision", "0"], 64, "there is nothing to note"),
        (["69", "--objet", "x", "--if-revision", "x"], 64, "no revision"),
        (["69", "--if-revision", "0", "--objet", "x"], 75, "has changed since"),
        (["-", "--objet", "x"], 64, "in the lines"),
        ([], 64, "Missing expected argument"),
    ],
)
def test_refusals(desk, enrichments: Path, args: list[str], status: int, told: str):
    before = enrichments.read_bytes()
    done = desk("enrich", *args)
    assert (done.status, done.stdout) == (status, "")
    assert told in done.stderr
    assert enrichments.read_bytes() == before
    assert not (enrichments.parent / "journal.jsonl").exists()


@pytest.mark.parametrize("sign", ["x", "é", "𝄞"])
def test_texts_have_a_longest(desk, enrichments: Path, sign: str):
    """So many characters, by option as by line, in both languages; what is longer already stays."""
    assert desk("enrich", "88", "--objet", sign * 10_000, "--answered").status == 0
    before = enrichments.read_bytes()
    for args, stdin in [
        (["88", "--objet", sign * 10_001], ""),
        (["-"], lines({"id": "88", "resultat": "x"}, {"id": "88", "objet": sign * 10_001})),
    ]:
        done = desk("enrich", *args, stdin=stdin)
        assert (done.status, done.stdout) == (65, "")
        assert '"objet" is longer than 10,000 characters' in done.stderr
        assert ("line 2" in done.stderr) == (stdin != "")
        french = desk("enrich", *args, stdin=stdin, env={"LC_ALL": "fr_FR.UTF-8"})
        assert "dépasse 10" in french.stderr
    assert enrichments.read_bytes() == before
    entries = json.loads(before)
    entries["88"]["objet"] = sign * 20_000
    enrichments.write_text(python_json(entries))
    assert desk("enrich", "88", "--resultat", "Réglé").status == 0
    kept = json.loads(enrichments.read_text())["88"]
    assert (kept["objet"], kept["resultat"]) == (sign * 20_000, "Réglé")


def test_without_login(desk, enrichments: Path):
    assert desk("logout").status == 0
    assert desk("enrich", "69", "--answered").status == 77


def test_invisible_is_missing(desk, enrichments: Path):
    log_in(desk, "bob")
    before = enrichments.read_bytes()
    for command in (["enrich", "{}", "--objet", "x"], ["log", "{}"]):
        told = {
            (done.status, done.stdout, done.stderr.replace(id, "N"))
            for id in ("68", "4711")
            for done in [desk(*[word.format(id) for word in command])]
        }
        ((status, stdout, _),) = told
        assert (status, stdout) == (66, "")
    assert enrichments.read_bytes() == before


def test_what_breaks_the_rule_is_not_saved_again(desk, enrichments: Path):
    log_in(desk, "kernel")
    before = json.loads(enrichments.read_text())
    for id in ("82", "89"):
        assert desk("enrich", id, "--objet", "x").status == 65
    assert json.loads(enrichments.read_text()) == before
    assert desk("enrich", "82", "--answered").status == 0
    assert json.loads(enrichments.read_text())["82"]["traiteParOuTransmisA"] == ""


def test_stale(desk, enrichments: Path):
    first = json.loads(desk("enrich", "69", "--objet", "a", "--json").stdout)["revision"]
    done = desk("enrich", "69", "--objet", "b", "--if-revision", first, "--json")
    second = json.loads(done.stdout)["revision"]
    before = enrichments.read_bytes()
    for stdin in ("", lines({"id": "69", "objet": "c", "revision": first})):
        args = ["-"] if stdin else ["69", "--objet", "c", "--if-revision", first]
        done = desk("enrich", *args, "--no-input", stdin=stdin)
        assert done.status == 75
        assert "call 69 has changed since" in done.stderr
    assert enrichments.read_bytes() == before
    # Another program's change counts too.
    enrichments.write_text(before.decode().replace('"objet": "b"', '"objet": "B"'))
    assert desk("enrich", "69", "--objet", "c", "--if-revision", second).status == 75


def test_keys_of_others_stay(desk, enrichments: Path):
    log_in(desk, "kernel")
    before = json.loads(enrichments.read_text())
    assert desk("enrich", "pbx2-1764", "--objet", "y").status == 0
    before["pbx2-1764"]["objet"] = "y"
    assert enrichments.read_text() == python_json(before)


@pytest.mark.parametrize("options", [{}, {"ensure_ascii": True}, {"indent": 4}, {"indent": "\t"}])
def test_a_difference_shows_that_entry_alone(desk, enrichments: Path, options: dict):
    value = json.loads(enrichments.read_text())
    enrichments.write_text(python_json(value, **options))
    assert desk("enrich", "69", "--objet", "Où ?\x7f 😀").status == 0
    assert desk("enrich", "80", "--date", "01/01/2026", "--heure", "00:00:00").status == 0
    value["69"]["objet"] = "Où ?\x7f 😀"
    texts = dict.fromkeys(list(TEXTS)[:-1], "")
    new = {**texts, "date": "01/01/2026", "heure": "00:00:00", "traiteParOuTransmisA": ""}
    value["80"] = {**new, "commentaireResultat": "", "saisiPar": "alice", "transferts": []}
    assert enrichments.read_text() == python_json(value, **options)


@pytest.mark.parametrize("text", [None, "", " \n", "{}", "{}\n", "{ \n }"])
def test_a_file_with_nothing(desk, enrichments: Path, text: str | None):
    enrichments.unlink() if text is None else enrichments.write_text(text)
    assert desk("enrich", "80", "--answered").status == 0
    value = json.loads(enrichments.read_text())
    assert list(value) == ["80"]
    assert enrichments.read_text().strip() == python_json(value)


def test_a_saved_call_is_listed_at_once(desk):
    assert desk("enrich", "80", "--objet", "Xylophone", "--transfer-to", "bob").status == 0
    for user in ("alice", "bob"):
        log_in(desk, user)
        rows = desk("calls", "--search", "xylo", "--format", "jsonl").stdout.splitlines()
        assert [json.loads(row)["id"] for row in rows] == ["80"]


def test_signs_that_join_on_to_a_letter_are_quoted(desk):
    """A quotation mark with a mark behind or before it is one letter, but not to who reads CSV."""
    texts = ['a"\u0301,b', '\u0600",b', 'a,\u0301"b"', "a\r\nb\u0301", '\u0d4e,\u0d4e"']
    for text in texts:
        assert desk("enrich", "80", "--objet", text, "--answered").status == 0
        done = desk("calls", "--id", "80", "--fields", "objet,id", "--no-header", "--format", "csv")
        assert list(csv.reader(io.StringIO(done.stdout, newline=""))) == [[text, "80"]]


# Many at once


def test_batch(desk, enrichments: Path):
    expected = json.loads(enrichments.read_text())
    stdin = lines(
        {"id": 69, "objet": "a", "reponduParAgent": True},
        {"id": "71", "reponduParAgent": False, "traiteParOuTransmisA": "alice", "objet": "b"},
        {"id": "69", "objet": "c"},
    )
    done = desk("enrich", "-", "--json", stdin="\n" + stdin.rstrip("\n"))
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["69", "71"]
    expected["69"] |= {"objet": "c", "reponduParAgent": True, "traiteParOuTransmisA": ""}
    expected["71"] |= {"objet": "b", "saisiPar": "alice"}
    assert enrichments.read_text() == python_json(expected)
    assert desk("enrich", "-", stdin="").stderr == "Saved 0 calls.\n"
    assert desk("enrich", "-", stdin=stdin).stderr == "Saved 2 calls.\n"


@pytest.mark.parametrize(
    ("line", "status", "told"),
    [
        ('{"id":"70","objets":"x"}', 65, 'line 3: no field is called "objets"'),
        ('{"id":"70","saisiPar":"bob"}', 65, 'line 3: "saisiPar" cannot be given'),
        ('{"id":"70","transferts":[]}', 65, 'line 3: "transferts" cannot be given'),
        ('{"id":"70","objet":7}', 65, 'line 3: "objet" must be a string'),
        ('{"id":"70","reponduParAgent":"yes"}', 65, "must be true or false"),
        ('{"id":"70","reponduParAgent":false}', 65, "line 3: call 70 is neither"),
        (
            '{"id":"70","reponduParAgent":true,"traiteParOuTransmisA":"bob"}',
            65,
            "line 3: call 70 cannot be both",
        ),
        (
            '{"id":"70","traiteParOuTransmisA":"44"}',
            65,
            "line 3: 44 is bob's extension: write bob",
        ),
        ('{"id":"70","traiteParOuTransmisA":"eve"}', 67, "line 3: there is no user eve"),
        ('{"id":"4711","objet":"x"}', 66, "line 3: there is no call 4711"),
        ('{"id":"68","objet":"x"}', 66, "line 3: there is no call 68"),
        ('{"id":"70","date":"1/1/26"}', 65, 'line 3: "1/1/26" is no date'),
        ('{"id":"70"}', 65, "line 3: there is nothing to note"),
        ('{"objet":"x"}', 65, 'line 3: the call\'s "id" is missing'),
        ('{"id":"70","objet":"x"', 65, "line 3, column 23: the line ends too early"),
        ('["70"]', 65, "line 3, column 1: expected an object"),
        ('{"id":"70","objet":"x","revision":"0"}', 75, "line 3: call 70 has changed since"),
    ],
)
def test_batch_is_all_or_nothing(desk, enrichments: Path, line: str, status: int, told: str):
    before = enrichments.read_bytes()
    stdin = f'{{"id":"69","objet":"x"}}\n\n{line}\n{{"id":"71","objet":"x"}}\n'
    done = desk("enrich", "-", stdin=stdin)
    assert (done.status, done.stdout) == (status, "")
    assert told in done.stderr
    assert enrichments.read_bytes() == before


# The journal


def test_log(desk, data_dir: Path):
    assert desk("log", "69").stdout == ""
    assert desk("log", "69", "--format", "json").stdout == "[]\n"
    assert desk("enrich", "69", "--objet", "a", "--answered").status == 0
    log_in(desk, "bob")
    assert desk("enrich", "69", "--transfer-to", "kernel").status == 0
    # Nothing changes, and nothing is to be told.
    assert desk("enrich", "69", "--transfer-to", "kernel").status == 0
    one, two = json.loads(desk("log", "69", "--format", "json").stdout)
    assert (one["par"], two["par"], one["id"]) == ("alice", "bob", "69")
    assert one["avant"] == {
        "objet": "Facturation",
        "reponduParAgent": False,
        "traiteParOuTransmisA": "bob",
    }
    assert one["apres"] == {"objet": "a", "reponduParAgent": True, "traiteParOuTransmisA": ""}
    assert two["apres"]["saisiPar"] == "bob"
    rows = [json.loads(row) for row in desk("log", "69").stdout.splitlines()]
    assert rows == [one, two]
    table = desk("log", "69", "--format", "table").stdout.splitlines()
    assert table[0].split() == ["WHEN", "WHO", "FIELD", "BEFORE", "AFTER"]
    assert table[1].split()[1:] == ["alice", "objet", "Facturation", "a"]
    assert desk("log", "71").stdout == ""
    assert len((data_dir / "journal.jsonl").read_text().splitlines()) == 2


def test_a_torn_line_is_closed(desk, data_dir: Path):
    journal = data_dir / "journal.jsonl"
    assert desk("enrich", "69", "--objet", "a").status == 0
    whole = journal.read_text()
    journal.write_text(whole + whole[: len(whole) // 2])
    assert desk("log", "69").stdout == whole
    assert desk("enrich", "69", "--objet", "b").status == 0
    assert [json.loads(row)["apres"] for row in desk("log", "69").stdout.splitlines()] == [
        {"objet": "a"},
        {"objet": "b"},
    ]
    assert journal.read_text().startswith(whole + whole[: len(whole) // 2] + "\n{")


def test_nobody_needs_the_journal(desk, data_dir: Path, enrichments: Path):
    (data_dir / "journal.jsonl").mkdir()
    done = desk("enrich", "69", "--objet", "a")
    assert done.status == 0
    assert "warning: this is saved, but missing in the journal" in done.stderr
    assert json.loads(enrichments.read_text())["69"]["objet"] == "a"


def test_the_journal_is_as_private_as_the_file(desk, data_dir: Path, enrichments: Path):
    journal = data_dir / "journal.jsonl"
    enrichments.chmod(0o640)
    assert desk("enrich", "69", "--objet", "a").status == 0
    assert journal.stat().st_mode & 0o777 == 0o640
    enrichments.chmod(0o600)
    assert desk("enrich", "69", "--objet", "b").status == 0
    assert journal.stat().st_mode & 0o777 == 0o600


# Where it cannot be saved


def test_a_damaged_file_is_left_alone(desk, enrichments: Path):
    assert desk("calls", "--count").status == 0
    text = enrichments.read_text()
    for damaged, place in [
        (text[:-1], "the file ends too early"),
        (text.replace("\n", "\nx", 1), "line 2, column 1: expected a key"),
        ('{"1": 2}', "line 1, column 7: expected an enrichment"),
    ]:
        enrichments.write_text(damaged)
        done = desk("enrich", "69", "--objet", "x")
        assert done.status == 65
        assert str(enrichments) in done.stderr
        assert place in done.stderr
        assert enrichments.read_text() == damaged


def test_the_file_is_a_directory(desk, enrichments: Path):
    enrichments.unlink()
    enrichments.mkdir()
    done = desk("enrich", "69", "--objet", "x")
    assert (done.status, done.stdout) == (74, "")
    assert f"{enrichments}: Is a directory" in done.stderr


as_root = pytest.mark.skipif(os.geteuid() != 0, reason="must become somebody else")
NOBODY = 65534


@pytest.fixture
def as_nobody(desk, tmp_path: Path, data_dir: Path, home: Path) -> Iterator[Callable]:
    """Runs the command as nobody, to whom the data belongs."""
    assert desk("calls", "--count").status == 0
    for path in [home, data_dir, *home.rglob("*"), *data_dir.rglob("*")]:
        os.chown(path, NOBODY, NOBODY)
    above = [path for path in tmp_path.parents if len(path.parts) > 2] + [tmp_path]
    modes = {path: path.stat().st_mode for path in above}
    for path in above:
        path.chmod(path.stat().st_mode | 0o111)
    drop = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]

    def run(*args: str):
        variables = desk_environment(home, data_dir)
        command = [*drop, BINARY, *args]
        return subprocess.run(command, env=variables, capture_output=True, text=True, timeout=60)

    yield run
    for path, mode in modes.items():
        path.chmod(mode)


def desk_environment(home: Path, data_dir: Path) -> dict[str, str]:
    return {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "WILDIX_DATA": str(data_dir),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }


@as_root
def test_read_only_directory(as_nobody, data_dir: Path, enrichments: Path):
    before = enrichments.read_bytes()
    data_dir.chmod(0o555)
    done = as_nobody("enrich", "69", "--objet", "x")
    assert (done.returncode, done.stdout) == (74, "")
    assert "Permission denied" in done.stderr
    (data_dir / ".wildix").chmod(0o555)
    done = as_nobody("enrich", "69", "--objet", "x")
    assert done.returncode == 74
    for path in (data_dir / ".wildix").iterdir():
        path.unlink()
    done = as_nobody("enrich", "69", "--objet", "x")
    assert done.returncode == 74
    assert "cannot save: no lock can be had on" in done.stderr
    assert enrichments.read_bytes() == before
    data_dir.chmod(0o755)


@as_root
@pytest.mark.parametrize("mode", [0o000, 0o444])
def test_no_permission(as_nobody, enrichments: Path, mode: int):
    before = enrichments.read_bytes()
    enrichments.chmod(mode)
    done = as_nobody("enrich", "69", "--objet", "x")
    assert (done.returncode, done.stdout) == (74, "")
    assert f"{enrichments}: Permission denied" in done.stderr
    assert enrichments.read_bytes() == before


@as_root
def test_mode_owner_group_and_link_are_kept(desk, tmp_path: Path, enrichments: Path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    target = elsewhere / "notes.json"
    enrichments.rename(target)
    enrichments.symlink_to(target)
    target.chmod(0o660)
    os.chown(target, NOBODY, NOBODY)
    assert desk("enrich", "69", "--objet", "x").status == 0
    info = target.stat()
    assert (info.st_mode & 0o7777, info.st_uid, info.st_gid) == (0o660, NOBODY, NOBODY)
    assert enrichments.is_symlink()
    assert json.loads(target.read_text())["69"]["objet"] == "x"
    assert [path.name for path in elsewhere.iterdir()] == ["notes.json"]


@as_root
def test_disk_full(desk, tmp_path: Path, data_dir: Path, enrichments: Path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk]
    if subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("cannot mount")
    try:
        shutil.copytree(data_dir, disk, dirs_exist_ok=True)
        log_in_to(desk, disk)
        assert desk("enrich", "69", "--objet", "x", "--data", str(disk)).status == 0
        before = (disk / "enrichissements.json").read_bytes()
        time.sleep(0.1)
        assert desk("calls", "--count", "--data", str(disk)).status == 0
        with (disk / "filler").open("wb", buffering=0) as filler, pytest.raises(OSError):
            while True:
                filler.write(bytes(512))
        done = desk("enrich", "69", "--objet", "y", "--data", str(disk))
        assert (done.status, done.stdout) == (74, "")
        assert "No space left on device" in done.stderr or "full" in done.stderr
        assert (disk / "enrichissements.json").read_bytes() == before
        (disk / "filler").unlink()
        assert desk("enrich", "69", "--objet", "y", "--data", str(disk)).status == 0
    finally:
        subprocess.run(["umount", disk], check=True)


def log_in_to(wildix, data: Path):
    args = ["login", "alice", "--password-stdin", "--data", str(data)]
    assert wildix(*args, stdin="demo-alice\n").status == 0


# Several at once, and ends of all kinds


def history(data_dir: Path, count: int):
    start = "2026-11-01 10:00:00"
    records = [{"id": str(n), "to_number": "33", "start": start} for n in range(count)]
    (data_dir / "call_history.json").write_text(json.dumps(records))


class Reader:
    """Reads the file again and again, and remembers what was wrong with it."""

    def __init__(self, path: Path):
        self.path, self.faults, self.reads, self.ended = path, [], 0, threading.Event()
        self.thread = threading.Thread(target=self.run)

    def run(self):
        while not self.ended.is_set():
            try:
                json.loads(self.path.read_bytes())
            except (OSError, ValueError) as fault:
                self.faults.append(fault)
            self.reads += 1
            time.sleep(0.001)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join()


# Another program: knows no lock, and rewrites the whole file by rename, with keys of its own. It
# looks at the file once more before the rename, and where that can be had, nobody takes the
# processor from it then: what a program loses that takes longer, nobody can mend.
FOREIGNER = """
import json, os, random, sys, time
try:
    os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
except OSError:
    pass
path, new, writes = sys.argv[1], sys.argv[1] + ".foreign", 0
while not os.path.exists(path + ".end"):
    before = os.stat(path)
    with open(path, encoding="utf-8") as file:
        value = json.load(file)
    value["foreign"]["n"] += 1
    value.setdefault(f"foreign-{writes % 50}", {})["crm"] = {"ticket": writes}
    with open(new, "w", encoding="utf-8") as file:
        json.dump(value, file, indent=2, ensure_ascii=False)
    now = os.stat(path)
    if (now.st_ino, now.st_mtime_ns) == (before.st_ino, before.st_mtime_ns):
        os.rename(new, path)
        writes += 1
    time.sleep(random.uniform(0.005, 0.03))
print(writes)
"""


def test_eight_at_once_beside_a_ninth(desk, environment, data_dir: Path, enrichments: Path):
    history(data_dir, 1600)
    enrichments.write_text(python_json({"foreign": {"n": 0}}))
    assert desk("calls", "--count").status == 0
    failures: list[str] = []

    def save(start: int):
        for number in range(start, start + 200):
            done = subprocess.run(
                [BINARY, "enrich", str(number), "--objet", f"é {number}", "--answered"],
                env=environment,
                capture_output=True,
                text=True,
            )
            if done.returncode != 0:
                failures.append(done.stderr)

    threads = [threading.Thread(target=save, args=[200 * n]) for n in range(8)]
    foreigner = subprocess.Popen(
        [sys.executable, "-c", FOREIGNER, enrichments], stdout=subprocess.PIPE, text=True
    )
    with Reader(enrichments) as reader:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        enrichments.with_name("enrichissements.json.end").touch()
        writes = int(foreigner.communicate()[0])
    assert failures == []
    assert reader.faults == []
    assert reader.reads > 1000
    value = json.loads(enrichments.read_text())
    assert writes > 20
    lost = [number for number in range(1600) if str(number) not in value]
    assert lost == []
    assert all(value[str(number)]["objet"] == f"é {number}" for number in range(1600))
    assert value["foreign"]["n"] == writes
    assert len((data_dir / "journal.jsonl").read_text().splitlines()) == 1600
    assert int(desk("calls", "--status", "answered", "--count").stdout) == 1600


def test_lock_of_a_process_that_hangs(desk, data_dir: Path, enrichments: Path):
    assert desk("enrich", "80", "--objet", "before").status == 0
    before = enrichments.read_bytes()
    lock = data_dir / ".wildix" / "save.lock"
    with lock.open("r+") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        done = desk("enrich", "80", "--objet", "after")
    assert done.status == 75
    assert f"another process has had the lock {lock} for 10 seconds" in done.stderr
    assert "nothing was saved" in done.stderr
    assert enrichments.read_bytes() == before
    assert desk("enrich", "80", "--objet", "after").status == 0


def test_killed_at_any_moment(desk, environment, data_dir: Path, enrichments: Path):
    history(data_dir, 300)
    enrichments.write_text(python_json({f"x{n}": {"objet": "é" * 200} for n in range(500)}))
    assert desk("calls", "--count").status == 0
    began = time.monotonic()
    assert desk("enrich", "0", "--objet", "first", "--json").status == 0
    usual = time.monotonic() - began
    acknowledged, killed = {}, 0
    for number in range(300):
        process = subprocess.Popen(
            [BINARY, "enrich", str(number), "--objet", f"n {number}", "--json"],
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(random.uniform(0, usual * 1.2))
        process.send_signal(signal.SIGKILL)
        output, _ = process.communicate()
        killed += process.returncode == -signal.SIGKILL
        if output:
            acknowledged[str(number)] = f"n {number}"
        value = json.loads(enrichments.read_bytes())
        assert len(value) >= 500
        for id, objet in acknowledged.items():
            assert value[id]["objet"] == objet
    assert killed > 50
    # No lock is left, and no more than the file that the last one had begun.
    assert desk("enrich", "5", "--objet", "after").status == 0
    assert json.loads(enrichments.read_text())["5"]["objet"] == "after"
    left = {path.name for path in data_dir.iterdir()} - {path.name for path in SAMPLES.iterdir()}
    assert left <= {".wildix", "journal.jsonl"}
    assert desk("log", "5").status == 0
