"""Leaving the form, by keys and by signals: nothing is saved, and the terminal in order."""

import contextlib
import os
import re
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import BINARY
from forms import (
    ANSWERED,
    BACKSPACE,
    COMMENT,
    CTRL_C,
    CTRL_D,
    CTRL_U,
    CTRL_Z,
    DATE,
    LEFT,
    MODE,
    ORIENTATION,
    RESULT,
    SAVE,
    SUBJECT,
    SUBJECT_COMMENT,
    TARGET,
    TIME,
    Form,
)

# Leaving


@pytest.mark.parametrize("answer", ["n", CTRL_C, CTRL_D])
def test_no_at_the_end(open_form, enrichments: Path, language: str, answer: str):
    before = enrichments.read_bytes()
    form = open_form("69", language=language)
    form.skip(DATE, TIME, MODE)
    form.answer(SUBJECT, "!", "Facturation")
    form.skip(SUBJECT_COMMENT, RESULT, ORIENTATION, ANSWERED, TARGET, COMMENT)
    form.asked(SAVE)
    form.type(answer + ("\r" if answer == "n" else ""))
    form.sees(LEFT[language])
    assert form.end() == 130
    assert enrichments.read_bytes() == before


def test_return_alone_saves_nothing(open_form, enrichments: Path):
    before = enrichments.read_bytes()
    form = open_form("69")
    form.answer(DATE, BACKSPACE + "5", "16/11/2026")
    form.skip(TIME, MODE, SUBJECT, SUBJECT_COMMENT, RESULT, ORIENTATION, ANSWERED, TARGET, COMMENT)
    form.answer(SAVE, "")
    form.sees("Say yes or no")
    form.asked(SAVE)
    assert enrichments.read_bytes() == before


@pytest.fixture
def in_shell(spawn_form, form_data: Path, tmp_path: Path) -> Callable[..., Form]:
    """The form, started by a shell that notes how the terminal is before and afterwards."""
    script = tmp_path / "script"
    script.write_text(
        'trap : INT\nstty -a >"$0.before"\n"$@"\necho $? >"$0.status"\nstty -a >"$0.after"\n'
    )
    return lambda *args, **options: spawn_form(
        str(script), BINARY, *args, command="/bin/sh", **options
    )


def in_order(tmp_path: Path) -> int:
    """The status, where the terminal is afterwards as it was before."""
    assert (tmp_path / "script.after").read_text() == (tmp_path / "script.before").read_text()
    return int((tmp_path / "script.status").read_text())


@pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
@pytest.mark.parametrize("question", range(SAVE + 1))
def test_leaving_at_each_question(
    in_shell, enrichments: Path, tmp_path: Path, question: int, key: str
):
    before = enrichments.read_bytes()
    form = in_shell("enrich", "69")
    for index in range(question):
        if index == SUBJECT:
            form.answer(SUBJECT, "!", "Facturation")
        else:
            form.skip(index)
    form.wait(lambda form: form.line.startswith(form.questions[question]), "the question")
    if question < SAVE:
        form.wait(lambda form: len(form.line) > len(form.questions[question]), "what is there")
    form.type(key)
    form.sees(LEFT["en"])
    form.end()
    assert in_order(tmp_path) == 130
    assert enrichments.read_bytes() == before


def test_ctrl_d_deletes_where_there_is_something(open_form):
    form = open_form("69")
    form.asked(DATE, "16/11/2026")
    form.type("\x01" + CTRL_D)
    form.asked(DATE, "6/11/2026")
    form.type("\x05" + CTRL_D + "!")
    form.asked(DATE, "6/11/2026!")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_signals_that_end_it(in_shell, enrichments: Path, tmp_path: Path, number: signal.Signals):
    before = enrichments.read_bytes()
    form = in_shell("enrich", "69")
    form.answer(DATE, BACKSPACE + "5", "16/11/2026")
    form.wait(lambda form: form.line.startswith("Time:"), "the time")
    form.type("123")
    form.asked(TIME, "10:40:05123")
    shell = form.child.pid
    os.kill(int(Path(f"/proc/{shell}/task/{shell}/children").read_text()), number)
    form.end()
    assert in_order(tmp_path) == 128 + number
    assert enrichments.read_bytes() == before


def test_a_kill_saves_nothing(open_form, enrichments: Path):
    before = enrichments.read_bytes()
    form = open_form("69")
    form.answer(DATE, BACKSPACE + "5", "16/11/2026")
    form.wait(lambda form: form.line.startswith("Time:"), "the time")
    form.child.kill(signal.SIGKILL)
    assert form.end() == -signal.SIGKILL
    assert enrichments.read_bytes() == before


def test_a_terminal_that_is_gone(open_form, enrichments: Path):
    before = enrichments.read_bytes()
    form = open_form("69")
    form.answer(DATE, BACKSPACE + "5", "16/11/2026")
    form.wait(lambda form: form.line.startswith("Time:"), "the time")
    process = form.child.pid
    form.child.ptyproc.fileobj.close()
    for _ in range(1200):
        with contextlib.suppress(ChildProcessError):
            if Path(f"/proc/{process}/stat").read_text().rsplit(")")[1].split()[0] == "Z":
                break
        time.sleep(0.05)
    else:
        raise AssertionError("it goes on without a terminal")
    assert enrichments.read_bytes() == before


def test_stopping_and_going_on(spawn_form, form_data: Path, entry, environment: dict):
    form = spawn_form(
        "--norc", "--noprofile", "-i", command="/bin/bash", env={"PS1": "$ ", "HISTFILE": ""}
    )
    form.wait(lambda form: form.line.startswith("$"), "the shell")
    form.type(f"stty -a | md5sum; {BINARY} enrich 69\r")
    form.skip(DATE, TIME, MODE)
    form.asked(SUBJECT, "Facturation")
    form.type(", encore")
    form.asked(SUBJECT, "Facturation, encore")
    form.type(CTRL_Z)
    form.sees("Stopped")
    form.wait(lambda form: form.line == "$", "the shell")
    form.type("stty -a | md5sum\r")
    form.wait(lambda form: form.line == "$", "the shell")
    form.type("fg\r")
    form.asked(SUBJECT, "Facturation, encore")
    form.type("!\r")
    form.skip(SUBJECT_COMMENT, RESULT, ORIENTATION, ANSWERED, TARGET, COMMENT)
    form.answer(SAVE, "y")
    form.wait(lambda form: form.line == "$", "the shell")
    form.type("stty -a | md5sum\r")
    form.wait(
        lambda form: len(re.findall(r"^[0-9a-f]{32}  -$", "\n".join(form.lines), re.M)) == 3,
        "three",
    )
    assert len(set(re.findall(r"^[0-9a-f]{32}  -$", "\n".join(form.lines), re.M))) == 1
    assert entry("69")["objet"] == "Facturation, encore!"


def test_begun_in_the_background(spawn_form, form_data: Path):
    form = spawn_form(
        "--norc", "--noprofile", "-i", command="/bin/bash", env={"PS1": "$ ", "HISTFILE": ""}
    )
    form.wait(lambda form: form.line.startswith("$"), "the shell")
    form.type(f"{BINARY} enrich 69 &\r")
    form.sees("Ctrl-C: leave")
    time.sleep(0.3)
    form.type("\r")
    form.sees("Stopped")
    form.wait(lambda form: form.line == "$", "the shell")
    form.type("fg\r")
    form.asked(DATE, "16/11/2026")
    form.type(BACKSPACE + "5")
    form.asked(DATE, "16/11/2025")
    form.type(CTRL_C)
    form.wait(lambda form: form.line == "$", "the shell")


def test_a_terminal_left_without_echo(spawn_form, form_data: Path):
    form = spawn_form("-c", f"stty -echo; {BINARY} enrich 69; stty -a", command="/bin/sh")
    form.asked(DATE, "16/11/2026")
    form.type(BACKSPACE + "5")
    form.asked(DATE, "16/11/2025")
    form.type(CTRL_D + "\x0b" + CTRL_U + CTRL_D)
    form.sees(" -echo ")


def test_a_stop_that_cannot_be_heard(open_form):
    form = open_form("69")
    form.asked(DATE, "16/11/2026")
    form.child.kill(signal.SIGSTOP)
    # As a shell does, which then takes the terminal.
    terminal = str(Path(f"/proc/{form.child.pid}/fd/0").readlink())
    subprocess.run(["stty", "-F", terminal, "sane"], check=True)
    seen = len(form.raw)
    form.child.kill(signal.SIGCONT)
    form.wait(lambda form: "16/11/2026" in form.raw[seen:], "the line anew")
    form.type(BACKSPACE)
    form.asked(DATE, "16/11/202")
