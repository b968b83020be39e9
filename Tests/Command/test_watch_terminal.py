"""`wildix calls --watch` on a terminal: a table that stays in place."""

import contextlib
import json
import shutil
import signal
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

from conftest import BINARY
from french import FRENCH, typeset


class Window:
    """A terminal with the command in it, and what a person sees there."""

    def __init__(self, child: pexpect.spawn, rows: int, columns: int):
        self.child = child
        self.screen = pyte.HistoryScreen(columns, rows)
        self.stream = pyte.Stream(self.screen)

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.screen.display]

    def read(self) -> None:
        with contextlib.suppress(pexpect.TIMEOUT, pexpect.EOF):
            self.stream.feed(self.child.read_nonblocking(1 << 16, timeout=0.05))

    def wait(self, condition: Callable[[list[str]], bool]) -> list[str]:
        patience = time.monotonic() + 60
        while time.monotonic() < patience:
            self.read()
            if condition(self.lines):
                return self.lines
        raise AssertionError("\n".join(self.lines))

    def resize(self, rows: int, columns: int) -> None:
        self.screen.resize(rows, columns)
        self.child.setwinsize(rows, columns)

    def end(self) -> None:
        while self.child.isalive():
            self.read()
        self.read()
        self.child.close()


@pytest.fixture
def directory(data_dir: Path, sample_data) -> Path:
    shutil.copy(sample_data.directory / "users.db", data_dir)
    write(data_dir, 8)
    return data_dir


@pytest.fixture
def open_window(environment: dict, sample_data) -> Iterator[Callable[..., Window]]:
    children: list[pexpect.spawn] = []

    def spawn(*args: str, rows: int = 12, columns: int = 100) -> Window:
        child = pexpect.spawn(
            BINARY,
            ["calls", "--watch", *args],
            env={**environment, "WILDIX_TOKEN": sample_data.tokens["admin"]},
            encoding="utf-8",
            dimensions=(rows, columns),
        )
        children.append(child)
        return Window(child, rows, columns)

    yield spawn
    for child in children:
        child.close(force=True)


def write(directory: Path, count: int, name: str = "Zoé") -> None:
    records = [
        {
            "id": str(number),
            "start": f"2026-11-20 10:{number:02}:00",
            "from_number": f"06{number:08}",
            "to_number": "33",
            "from_name": name,
            "duration": number,
            "disposition": "ANSWERED",
        }
        for number in range(count)
    ]
    (directory / "new").write_text(json.dumps(records))
    (directory / "new").rename(directory / "call_history.json")


def ids(lines: list[str]) -> list[str]:
    """Those of the rows, which stand above the line of what there is."""
    rows = [line for line in lines if line.strip() and "calls;" not in line]
    return [row.split()[0] for row in rows if row.split()[0].isdigit()]


def has_ids(*wanted: int) -> Callable[[list[str]], bool]:
    return lambda lines: ids(lines) == [str(number) for number in wanted]


def test_table_stays_in_place(directory: Path, open_window):
    window = open_window()
    lines = window.wait(lambda lines: any("8 of 8 calls" in line for line in lines))
    assert lines[0].split()[:3] == ["ID", "WHEN", "FROM"]
    assert ids(lines[1:9]) == [str(number) for number in range(7, -1, -1)]
    # More than fit: the newest, and nothing scrolls away above.
    for count in range(9, 14):
        write(directory, count)
        window.wait(has_ids(*range(count - 1, max(-1, count - 11), -1)))
    assert "10 of 13 calls" in window.lines[-1]
    assert len(window.screen.history.top) == 0
    # Fewer: nothing is left behind.
    write(directory, 3)
    lines = window.wait(has_ids(2, 1, 0))
    assert lines[4].startswith("3 of 3 calls") and not any(lines[5:])


def test_in_french(directory: Path, open_window, environment: dict[str, str]):
    environment |= FRENCH
    window = open_window()
    lines = window.wait(lambda lines: any(lines[9:]))
    assert lines[0].split()[:3] == ["ID", "QUAND", "DE"]
    assert lines[9] == typeset("8 sur 8 appels ; Ctrl-C termine")
    (directory / "call_history.json").write_text("[")
    lines = window.wait(lambda lines: "call_history" in lines[9])
    assert lines[9].startswith(typeset("call_history.json : ligne 1, colonne 2 : le fichier s'arr"))


def test_changed_row(directory: Path, open_window):
    window = open_window()
    window.wait(lambda lines: "8 of 8" in "".join(lines))
    (directory / "enrichissements.json").write_text(json.dumps({"5": {"objet": "Panne"}}))
    lines = window.wait(lambda lines: "Panne" in "".join(lines))
    assert lines[3].split()[0] == "5" and lines[3].endswith("Panne")


def test_window_of_another_size(directory: Path, open_window):
    write(directory, 40, "A very long name that does not fit anywhere")
    window = open_window(rows=12, columns=100)
    window.wait(has_ids(*range(39, 29, -1)))
    for rows, columns in ((20, 60), (6, 200), (30, 40), (2, 30), (24, 80)):
        window.resize(rows, columns)
        lines = window.wait(has_ids(*range(39, 39 - (rows - 2 or 1), -1)) if rows > 2 else bool)
        assert all(len(line) <= columns for line in lines)
    window.wait(has_ids(*range(39, 17, -1)))
    assert window.lines[0].split()[0] == "ID"


def test_nothing_is_wrapped(directory: Path, open_window):
    write(directory, 5, "日本電信電話株式会社東京支店営業部第一課御中")
    for columns in (20, 40, 79, 80, 81):
        window = open_window(columns=columns)
        lines = window.wait(lambda lines: ids(lines[1:6]) == list("43210"))
        assert lines[6].startswith("5 of 5")


@pytest.mark.parametrize("how", ["ctrl-c", "term", "hup"])
def test_terminal_is_left_in_order(how: str, directory: Path, open_window):
    window = open_window()
    before = termios.tcgetattr(window.child.child_fd)
    window.wait(lambda lines: "8 of 8" in "".join(lines))
    time.sleep(0.1)
    during = termios.tcgetattr(window.child.child_fd)
    assert not during[3] & termios.ECHO
    if how == "ctrl-c":
        window.child.sendintr()
    else:
        window.child.kill(signal.SIGTERM if how == "term" else signal.SIGHUP)
    while window.child.isalive():
        window.read()
    assert termios.tcgetattr(window.child.child_fd)[3] & termios.ECHO == before[3] & termios.ECHO
    window.read()
    assert not window.screen.cursor.hidden
    # The next prompt comes below the table.
    assert window.screen.cursor.x == 0
    assert window.lines[window.screen.cursor.y] == ""
    assert "8 of 8" in "".join(window.lines)
    expected = {"ctrl-c": (130, None), "term": (None, signal.SIGTERM), "hup": (None, signal.SIGHUP)}
    window.child.close()
    assert (window.child.exitstatus, window.child.signalstatus) == expected[how]


def test_typing_does_not_disturb(directory: Path, open_window):
    window = open_window()
    window.wait(lambda lines: "8 of 8" in "".join(lines))
    time.sleep(0.1)
    window.child.send("abc\r\r\r")
    write(directory, 9)
    lines = window.wait(lambda lines: "9 of 9" in "".join(lines))
    assert lines[0].startswith(" ID") or lines[0].startswith("ID")
    assert "abc" not in "".join(lines)


def test_stopped_and_continued(directory: Path, open_window):
    window = open_window()
    window.wait(lambda lines: "8 of 8" in "".join(lines))
    time.sleep(0.1)
    window.child.kill(signal.SIGTSTP)
    time.sleep(0.3)
    state = Path(f"/proc/{window.child.pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    assert state == "T"
    assert termios.tcgetattr(window.child.child_fd)[3] & termios.ECHO
    write(directory, 9)
    window.child.kill(signal.SIGCONT)
    window.wait(lambda lines: "9 of 9" in "".join(lines))


def test_fault_is_told_below_the_table(directory: Path, open_window):
    window = open_window(columns=130)
    window.wait(lambda lines: "8 of 8" in "".join(lines))
    history = directory / "call_history.json"
    history.write_text("[{")
    lines = window.wait(lambda lines: "showing its last good state" in "".join(lines))
    assert ids(lines) == [str(number) for number in range(7, -1, -1)]
    history.unlink()
    window.wait(lambda lines: "there is no such file" in "".join(lines))
    write(directory, 9)
    lines = window.wait(lambda lines: "9 of 9" in "".join(lines))
    assert "state" not in "".join(lines)


def test_events_on_a_terminal(directory: Path, open_window):
    window = open_window("--format", "jsonl", "--fields", "id", "--limit", "1")
    window.wait(lambda lines: lines[0] == '{"id":"7","event":"added"}')
    window.child.send("\r")
    write(directory, 9)
    window.wait(lambda lines: '{"id":"8","event":"added"}' in lines)
    window.child.sendintr()
    window.end()
    assert window.child.exitstatus == 130
