"""`wildix calls --watch` in a pipe: every line as it happens, whatever happens to the files."""

import csv
import json
import queue
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import BINARY

RECORDS = [
    {"id": "1", "start": "2026-11-20 10:00:00", "to_number": "33"},
    {"id": "2", "start": "2026-11-20 11:00:00", "to_number": "44"},
]
LISTING = ["added 2", "added 1"]


class Follower:
    """A running command and the lines that came from it."""

    def __init__(self, process: subprocess.Popen):
        self.process = process
        self.lines: queue.Queue[str] = queue.Queue()
        self.errors: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()
        threading.Thread(target=self._read_errors, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self.lines.put(line.decode())

    def _read_errors(self) -> None:
        for line in self.process.stderr:
            self.errors.append(line.decode())

    def line(self) -> str:
        return self.lines.get(timeout=60)

    def take(self, count: int) -> list[str]:
        """The next events, as `added 1`."""
        events = [json.loads(self.line()) for _ in range(count)]
        return [f"{event['event']} {event['id']}" for event in events]

    def is_quiet(self, seconds: float = 0.3) -> bool:
        time.sleep(seconds)
        return self.lines.empty() and self.process.poll() is None

    def end(self, number: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=60)


@pytest.fixture
def directory(data_dir: Path, sample_data) -> Path:
    shutil.copy(sample_data.directory / "users.db", data_dir)
    write(data_dir / "call_history.json", RECORDS)
    return data_dir


@pytest.fixture
def follow(environment: dict, sample_data) -> Iterator[Callable[..., Follower]]:
    followers: list[Follower] = []

    def start(
        *args: str, user: str = "admin", command: tuple[str, ...] = (), env: dict | None = None
    ) -> Follower:
        variables = {**environment, "WILDIX_TOKEN": sample_data.tokens[user], **(env or {})}
        process = subprocess.Popen(
            [*command, BINARY, "calls", "--watch", *(args or ("--format", "jsonl"))],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={k: v for k, v in variables.items() if v},
            start_new_session=True,
        )
        followers.append(Follower(process))
        return followers[-1]

    yield start
    for follower in followers:
        follower.process.kill()
        follower.process.wait()


def write(path: Path, content: object) -> None:
    """In place."""
    path.write_text(json.dumps(content))


def replace(path: Path, content: object) -> None:
    write(path.with_suffix(".new"), content)
    path.with_suffix(".new").rename(path)


def test_listing_and_then_each_line_as_it_comes(directory: Path, follow):
    follower = follow()
    assert follower.take(2) == LISTING
    assert follower.is_quiet()
    records = RECORDS.copy()
    for number in range(10, 20):
        records.append({"id": str(number), "start": "2026-11-21 10:00:00"})
        replace(directory / "call_history.json", records)
        added = {"enrichissement": None, "statut": "todo", "event": "added"}
        assert json.loads(follower.line()) == {**records[-1], **added}
    assert follower.errors == []
    assert follower.end() == 130


@pytest.mark.parametrize("how", ["in place", "renamed over", "deleted and created", "moved away"])
def test_whatever_happens_to_a_file(how: str, directory: Path, follow):
    follower = follow()
    follower.take(2)
    for round in range(3):
        history = directory / "call_history.json"
        changed = [{**RECORDS[0], "round": round}, RECORDS[1]]
        match how:
            case "in place":
                write(history, changed)
            case "renamed over":
                replace(history, changed)
            case "deleted and created":
                history.unlink()
                assert follower.is_quiet(0.2)
                write(history, changed)
            case "moved away":
                history.rename(history.with_suffix(".away"))
                assert follower.is_quiet(0.2)
                write(history.with_suffix(".away"), changed)
                history.with_suffix(".away").rename(history)
        assert follower.take(1) == ["changed 1"]
    assert follower.is_quiet()
    missing = [error for error in follower.errors if "there is no such file" in error]
    assert len(missing) == (3 if how in ("deleted and created", "moved away") else 0)


def test_directory_moved_away_and_back(directory: Path, follow):
    follower = follow()
    follower.take(2)
    for round in range(2):
        away = directory.with_name("away")
        directory.rename(away)
        assert follower.is_quiet()
        replace(away / "call_history.json", [RECORDS[0], {**RECORDS[1], "round": round}])
        assert follower.is_quiet()
        away.rename(directory)
        assert follower.take(1) == ["changed 2"]


def test_directory_deleted_and_made_again(directory: Path, follow, sample_data):
    follower = follow()
    follower.take(2)
    shutil.rmtree(directory)
    assert follower.is_quiet()
    directory.mkdir()
    assert follower.is_quiet()
    write(directory / "call_history.json", RECORDS[1:])
    # Nothing is shown while nobody can tell who may see it.
    assert follower.is_quiet()
    shutil.copy(sample_data.directory / "users.db", directory)
    assert follower.take(1) == ["removed 1"]


def test_linked_history(directory: Path, follow, tmp_path: Path):
    elsewhere = tmp_path / "export"
    elsewhere.mkdir()
    (directory / "call_history.json").rename(elsewhere / "history.json")
    (directory / "call_history.json").symlink_to("../export/history.json")
    follower = follow()
    follower.take(2)
    replace(elsewhere / "history.json", RECORDS[:1])
    assert follower.take(1) == ["removed 2"]
    write(elsewhere / "history.json", RECORDS)
    assert follower.take(1) == ["added 2"]


def test_torn_file_gives_nothing_until_it_is_whole(directory: Path, follow):
    follower = follow()
    follower.take(2)
    whole = json.dumps([*RECORDS, {"id": "3"}])
    with (directory / "call_history.json").open("w") as file:
        for place in range(0, len(whole), 20):
            file.write(whole[place : place + 20])
            file.flush()
            time.sleep(0.03)
        file.flush()
        assert follower.take(1) == ["added 3"]
    assert follower.is_quiet()
    for cut in (50, 60, 70):
        (directory / "call_history.json").write_text(whole[:cut])
        assert follower.is_quiet()
    warnings = [e for e in follower.errors if "call_history.json: line 1, column" in e]
    # At most one for each time that it was seen torn.
    assert 1 <= len(warnings) <= 2
    write(directory / "call_history.json", RECORDS)
    assert follower.take(1) == ["removed 3"]


def test_hand_over(directory: Path, follow):
    followers = {user: follow(user=user) for user in ("alice", "bob", "admin")}
    listings = {"alice": ["added 1"], "bob": ["added 2"], "admin": LISTING}
    for user, follower in followers.items():
        assert follower.take(len(listings[user])) == listings[user]
    enrichments = directory / "enrichissements.json"
    steps = [
        ({"1": {"traiteParOuTransmisA": "bob"}}, "changed 1", "added 1"),
        ({"1": {"traiteParOuTransmisA": "kernel"}}, "changed 1", "removed 1"),
        (
            {
                "1": {
                    "traiteParOuTransmisA": "kernel",
                    "transferts": [{"de": "alice", "a": "bob"}, {"de": "bob", "a": "kernel"}],
                }
            },
            "changed 1",
            "added 1",
        ),
        ({}, "changed 1", "removed 1"),
    ]
    for content, alice, bob in steps:
        replace(enrichments, content)
        assert followers["alice"].take(1) == [alice]
        assert followers["bob"].take(1) == [bob]
        assert followers["admin"].take(1) == ["changed 1"]
    assert all(follower.is_quiet(0.1) for follower in followers.values())


def test_filters(directory: Path, follow):
    follower = follow("--format", "jsonl", "--status", "todo", "--limit", "0")
    assert follower.is_quiet()
    replace(directory / "enrichissements.json", {"2": {"reponduParAgent": True}})
    assert follower.take(1) == ["removed 2"]
    replace(directory / "enrichissements.json", {"2": {"reponduParAgent": True, "objet": "x"}})
    assert follower.is_quiet()
    replace(directory / "enrichissements.json", {"2": {"reponduParAgent": False}})
    assert follower.take(1) == ["added 2"]


def test_csv_and_tsv_have_a_column_for_the_event(directory: Path, follow):
    for name, separator in (("csv", ","), ("tsv", "\t")):
        write(directory / "call_history.json", RECORDS)
        follower = follow("--format", name, "--fields", "id,to_number")
        lines = [follower.line() for _ in range(3)]
        replace(directory / "call_history.json", [{**RECORDS[0], "to_number": "=1+1"}])
        lines += [follower.line() for _ in range(2)]
        rows = list(csv.reader(lines, delimiter=separator))
        assert rows[:4] == [
            ["event", "id", "to_number"],
            ["added", "2", "44"],
            ["added", "1", "33"],
            ["removed", "2", ""],
        ]
        assert rows[4] == ["changed", "1", "'=1+1" if name == "csv" else "=1+1"]
        follower.end()


def test_json_is_one_object_a_line(directory: Path, follow):
    follower = follow("--format", "json", "--fields", "statut,start")
    assert json.loads(follower.line()) == {
        "statut": "todo",
        "start": "2026-11-20 11:00:00",
        "event": "added",
    }
    follower.line()
    write(directory / "call_history.json", RECORDS[:1])
    assert json.loads(follower.line()) == {"id": "2", "event": "removed"}


@pytest.mark.parametrize(
    "args",
    [
        ["--checkpoint", "x"],
        ["--count"],
        ["--output", "x"],
        ["--format", "table"],
    ],
    ids=" ".join,
)
def test_what_does_not_go_together(args: list[str], directory: Path, wildix, sample_data):
    result = wildix(
        "calls", "--watch", *args, env={"WILDIX_TOKEN": sample_data.tokens["admin"]}, cwd=directory
    )
    assert result.status == 64
    assert "--watch" in result.stderr
    assert result.stdout == ""
    assert not (directory / "x").exists()


def test_missing_history_at_the_beginning(directory: Path, follow):
    (directory / "call_history.json").unlink()
    follower = follow()
    assert follower.process.wait(timeout=60) == 66
    write(directory / "call_history.json", RECORDS)
    follower = follow()
    follower.take(2)
    follower.end()
    # There is a last good state now.
    (directory / "call_history.json").unlink()
    follower = follow()
    assert follower.take(2) == LISTING
    write(directory / "call_history.json", [*RECORDS, {"id": "3"}])
    assert follower.take(1) == ["added 3"]
    assert sum("there is no such file" in error for error in follower.errors) == 1


def login(wildix, name: str) -> None:
    assert wildix("login", name, "--password-stdin", stdin=f"demo-{name}\n").status == 0


def test_session_that_ends(directory: Path, follow, wildix, users_db):
    def ends(change: Callable[[], object]) -> None:
        login(wildix, "bob")
        follower = follow(env={"WILDIX_TOKEN": ""})
        assert follower.take(1) == ["added 2"]
        change()
        assert follower.process.wait(timeout=60) == 77
        assert follower.errors[-2:] == ["wildix: your session has ended\n", "hint: wildix login\n"]

    ends(lambda: wildix("logout"))
    ends(lambda: users_db("UPDATE users SET password_hash = 'x' WHERE username = 'bob'"))


def test_user_who_is_removed(directory: Path, follow, users_db):
    follower = follow(user="bob")
    assert follower.take(1) == ["added 2"]
    users_db("DELETE FROM users WHERE username = 'bob'")
    assert follower.process.wait(timeout=60) == 77
    assert "token" in follower.errors[0]


def test_rights_that_change(directory: Path, follow, users_db):
    follower = follow(user="bob")
    assert follower.take(1) == ["added 2"]
    users_db("UPDATE users SET poste = '33' WHERE username = 'bob'")
    assert follower.take(2) == ["removed 2", "added 1"]
    users_db("UPDATE users SET role = 'admin' WHERE username = 'bob'")
    assert follower.take(1) == ["added 2"]


def test_closed_pipe_ends_at_once(directory: Path, environment: dict, sample_data):
    process = subprocess.Popen(
        [BINARY, "calls", "--watch"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**environment, "WILDIX_TOKEN": sample_data.tokens["admin"]},
    )
    assert process.stdout.readline().startswith(b"event\tid\t")
    process.stdout.close()
    # Nothing has to happen for it to be noticed.
    assert process.wait(timeout=60) == 0
    assert process.stderr.read() == b""


def test_output_into_a_file(directory: Path, environment: dict, sample_data, tmp_path: Path):
    with (tmp_path / "out").open("wb") as out:
        process = subprocess.Popen(
            [BINARY, "calls", "--watch", "--format", "jsonl"],
            stdout=out,
            env={**environment, "WILDIX_TOKEN": sample_data.tokens["admin"]},
        )
    wait_for(lambda: (tmp_path / "out").read_text().count("\n") == 2)
    replace(directory / "call_history.json", [*RECORDS, {"id": "3"}])
    wait_for(lambda: (tmp_path / "out").read_text().count("\n") == 3)
    process.terminate()
    assert process.wait(timeout=60) == -signal.SIGTERM


def wait_for(condition: Callable[[], bool]) -> None:
    for _ in range(500):
        if condition():
            return
        time.sleep(0.02)
    raise AssertionError("it did not happen")


def test_polling_where_there_are_no_watches(directory: Path, follow):
    limits = "echo 0 > /proc/sys/user/max_inotify_watches"
    namespace = ("unshare", "-Ur", "sh", "-c", f'{limits} && exec "$0" "$@"')
    if subprocess.run([*namespace, "true"], capture_output=True, check=False).returncode != 0:
        pytest.skip("no user namespace can be made here, and the limit is the whole machine's")
    follower = follow(command=namespace)
    assert follower.take(2) == LISTING
    assert "no inotify watches left" in follower.errors[0]
    for number in range(2):
        replace(directory / "call_history.json", [*RECORDS, {"id": f"n{number}"}])
        assert follower.take(number + 1)[-1] == f"added n{number}"
    assert len(follower.errors) == 1


def test_nine_hours_of_an_export_a_minute(directory: Path, follow):
    """540 longer histories, one after the other: each call is told once, and nothing piles up."""
    records = [{"id": str(number), "start": "2026-11-20 10:00:00"} for number in range(1, 1001)]
    replace(directory / "call_history.json", records)
    follower = follow()
    follower.take(1000)
    memory, descriptors = [], []
    for minute in range(540):
        record = {"id": str(5000 + minute), "start": f"2026-11-21 {minute // 60:02}:00:00"}
        records.insert(0 if minute % 2 else len(records), record)
        replace(directory / "call_history.json", records)
        assert follower.take(1) == [f"added {5000 + minute}"]
        memory.append(resident(follower.process.pid))
        descriptors.append(len(list(Path(f"/proc/{follower.process.pid}/fd").iterdir())))
    assert follower.is_quiet()
    assert follower.errors == []
    assert len(set(descriptors)) == 1
    # The calls that it knows are half as many more; a leak of a history each time would be 30 MB.
    assert max(memory[270:]) - max(memory[:270]) < 2_000


def resident(process: int) -> int:
    """KB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))
