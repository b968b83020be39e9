"""The form on terminals of all kinds, and where none opens."""

import json
import re
import time
from pathlib import Path

import pytest

from conftest import BINARY
from forms import (
    ANSWERED,
    BACKSPACE,
    COMMENT,
    CTRL_C,
    CTRL_U,
    DATE,
    LEFT,
    MODE,
    ORIENTATION,
    RESULT,
    SAVE,
    SHIFT_TAB,
    SUBJECT,
    SUBJECT_COMMENT,
    TARGET,
    TIME,
)

# The window


def test_the_window_changes_while_one_types(open_form, entry):
    form = open_form("69", columns=80, rows=30)
    form.skip(DATE, TIME, MODE)
    text = "mot " * 20 + "fin"
    form.asked(SUBJECT, "Facturation")
    form.type(CTRL_U + text)
    form.wait(lambda form: form.line.endswith("fin"), "the end of the line")
    for columns in (40, 120, 80):
        form.resize(30, columns)
        form.wait(lambda form: form.line.endswith("fin"), "the end of the line")
    form.resize(30, 120)
    form.wait(lambda form: form.line == f"Subject: {text}", "the line in one row")
    form.type(" et suite\r")
    form.skip(SUBJECT_COMMENT, RESULT, ORIENTATION, ANSWERED, TARGET, COMMENT)
    form.answer(SAVE, "y")
    assert form.end() == 0
    assert entry("69")["objet"] == text + " et suite"


def test_a_very_long_value(open_form, entry):
    form = open_form("69")
    form.skip(DATE, TIME, MODE)
    text = "é" * 5000 + " fin"
    form.asked(SUBJECT, "Facturation")
    form.type(CTRL_U)
    for start in range(0, len(text), 500):
        form.type(text[start : start + 500])
        form.read()
    form.wait(lambda form: form.line.endswith("é fin"), "the end")
    form.type("\r")
    form.skip(SUBJECT_COMMENT, RESULT, ORIENTATION, ANSWERED, TARGET, COMMENT)
    form.answer(SAVE, "y")
    assert form.end() == 0
    assert entry("69")["objet"] == text


@pytest.mark.parametrize("columns", [1, 2, 7])
def test_a_window_too_narrow_for_readline(open_form, entry, home: Path, columns: int):
    (home / ".inputrc").write_text("set horizontal-scroll-mode on\n")
    form = open_form("69")
    form.skip(DATE, TIME, MODE)
    form.asked(SUBJECT, "Facturation")
    form.resize(30, columns)
    form.type("!\t\t")
    form.resize(30, 100)
    form.wait(lambda form: form.line.endswith("Facturation!"), "the line")
    form.type("\r")
    form.skip(SUBJECT_COMMENT, RESULT, ORIENTATION, ANSWERED, TARGET, COMMENT)
    form.answer(SAVE, "y")
    assert form.end() == 0
    assert entry("69")["objet"] == "Facturation!"


def test_a_search_for_thousands_of_letters(open_form):
    form = open_form("69", columns=10, rows=30)
    form.wait(lambda form: form.line.endswith("2026"), "the date")
    form.type("\x12")
    for _ in range(40):
        form.type("z" * 100)
        form.read()
    form.type("\x07")
    form.resize(30, 100)
    form.wait(lambda form: form.line.endswith("16/11/2026"), "the date")
    form.type(CTRL_C)
    assert form.end() == 130


# Characters


def test_accents_and_wide_characters(open_form, entry):
    form = open_form("69")
    form.skip(DATE, TIME, MODE)
    form.asked(SUBJECT, "Facturation")
    form.type(CTRL_U + "Noël à l’œuvre 電話 ")
    form.asked(SUBJECT, "Noël à l’œuvre 電話")
    form.type(BACKSPACE * 3 + "ééé" + BACKSPACE * 2 + "\x01" + "Ç")
    form.wait(lambda form: form.line == "Subject: ÇNoël à l’œuvre é", "one é")
    form.type("\r")
    form.skip(SUBJECT_COMMENT, RESULT, ORIENTATION, ANSWERED, TARGET, COMMENT)
    form.answer(SAVE, "y")
    assert form.end() == 0
    assert entry("69")["objet"] == "ÇNoël à l’œuvre é"


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1", "xx_XX"])
def test_a_locale_without_utf8(open_form, entry, locale: str):
    form = open_form("69", env={"LC_ALL": locale})
    form.skip(DATE, TIME, MODE)
    form.answer(SUBJECT, CTRL_U + "Éléphant" + BACKSPACE * 3 + "é", "Facturation")
    form.skip(SUBJECT_COMMENT, RESULT, ORIENTATION, ANSWERED, TARGET)
    form.asked(COMMENT, "À rappeler avant 17 h")
    form.type("\r")
    form.answer(SAVE, "y")
    assert form.end() == 0
    assert entry("69")["objet"] == "Éléphé"


def test_bytes_that_are_no_text(open_form):
    form = open_form("69")
    form.asked(DATE, "16/11/2026")
    form.child.ptyproc.write(b"\xff\xe9\r")
    form.sees("That is not UTF-8 text")
    form.asked(DATE, "16/11/2026")


STEERING = "a\x1b[31mb\x07\nc\u009b2Jd\u202ee\x7f"


def test_what_would_steer_the_terminal_is_shown_and_kept(open_form, entry, enrichments: Path):
    known = json.loads(enrichments.read_text())
    known["69"].update(objet=STEERING, commentaireObjet=STEERING)
    enrichments.write_text(json.dumps(known))
    form = open_form("69")
    form.skip(DATE, TIME, MODE)
    form.asked(SUBJECT, "a␛[31mb␇␊c◆2Jd◇e␡")
    # Not edited, it stays as it is; edited, only what was edited is different.
    form.type("\r")
    form.type("!\r")
    form.skip(RESULT, ORIENTATION, ANSWERED, TARGET, COMMENT)
    form.asked(SAVE)
    assert not re.search("\x1b\\[31m|\u009b|\u202e", form.raw)
    form.type("y\r")
    assert form.end() == 0
    assert (entry("69")["objet"], entry("69")["commentaireObjet"]) == (STEERING, STEERING + "!")


def test_what_would_steer_the_terminal_cannot_be_typed(open_form, entry):
    form = open_form("69")
    form.skip(DATE, TIME, MODE)
    form.asked(SUBJECT, "Facturation")
    form.type("\x16\x1b[31m\x16\ta\u009bb\u202ec")
    form.wait(lambda form: form.line.endswith("c"), "the end")
    assert form.line == "Subject: Facturation [31m a  b   c"
    assert not re.search("\x1b\\[31m|\u009b|\u202e", form.raw)


# Pasting


def paste(text: str) -> str:
    return f"\x1b[200~{text}\x1b[201~"


def test_lines_pasted_are_one_answer(open_form, entry):
    form = open_form("69")
    form.skip(DATE, TIME, MODE)
    form.asked(SUBJECT, "Facturation")
    form.type(CTRL_U + paste("un\rdeux\r\n\ttrois\x1b[31m\r"))
    form.asked(SUBJECT, "un deux trois [31m")
    form.type("\r")
    form.skip(SUBJECT_COMMENT, RESULT, ORIENTATION, ANSWERED, TARGET, COMMENT)
    form.answer(SAVE, "y")
    assert form.end() == 0
    assert entry("69")["objet"] == "un deux trois [31m"


def test_a_paste_without_its_end_can_be_left(open_form):
    form = open_form("69")
    form.asked(DATE, "16/11/2026")
    form.type("\x1b[200~abc")
    time.sleep(0.3)
    form.type(CTRL_C)
    form.sees(LEFT["en"])
    assert form.end() == 130


@pytest.mark.parametrize("mode", ["emacs", "vi"])
def test_what_is_typed_ahead_answers_questions_but_does_not_save(
    open_form, home: Path, enrichments: Path, mode: str
):
    (home / ".inputrc").write_text(f"set editing-mode {mode}\nset enable-bracketed-paste off\n")
    before = enrichments.read_bytes()
    form = open_form("69")
    form.asked(DATE, "16/11/2026")
    form.type(BACKSPACE + "5\r" + "\r" * 9 + "y\ry\r")
    form.asked(SAVE)
    form.type("n\r")
    form.sees(LEFT["en"])
    assert form.end() == 130
    assert enrichments.read_bytes() == before


# Terminals


def test_the_users_inputrc_holds(open_form, home: Path):
    (home / ".inputrc").write_text('$if wildix\n"\\C-t": "macro"\n$endif\n')
    form = open_form("80")
    form.skip(DATE, TIME, MODE)
    form.asked(SUBJECT)
    form.type("\x14")
    form.asked(SUBJECT, "macro")


def test_a_macro_of_several_lines_answers_one_question(open_form, home: Path):
    (home / ".inputrc").write_text('"\\C-t": "un\\rdeux\\r"\n')
    form = open_form("80")
    form.skip(DATE, TIME)
    form.asked(MODE)
    form.type("\x14")
    form.asked(SUBJECT)
    form.type("!")
    form.asked(SUBJECT, "!")


def test_vi_mode(open_form, home: Path, entry):
    (home / ".inputrc").write_text("set editing-mode vi\n")
    form = open_form("69")
    form.skip(DATE, TIME, MODE)
    form.asked(SUBJECT, "Facturation")
    form.type("\x1b")
    time.sleep(0.7)
    form.type("0cwDevis")
    form.asked(SUBJECT, "Devis")
    form.type(SHIFT_TAB)
    form.asked(MODE, "Téléphone")


@pytest.mark.parametrize("term", ["dumb", "", None, "unknown-terminal"])
def test_a_dumb_terminal(open_form, entry, term: str | None):
    form = open_form("69", env={"TERM": term})
    form.skip(DATE, TIME, MODE)
    form.asked(SUBJECT, "Facturation")
    form.type(BACKSPACE + "s\r")
    form.skip(SUBJECT_COMMENT, RESULT, ORIENTATION, ANSWERED, TARGET, COMMENT)
    form.answer(SAVE, "y")
    assert form.end() == 0
    assert entry("69")["objet"] == "Facturatios"
    if term in ("dumb", None):
        assert "\x1b" not in form.raw


@pytest.mark.parametrize(
    ("args", "env", "coloured"),
    [
        ((), {}, True),
        ((), {"NO_COLOR": "1"}, False),
        (("--color", "never"), {}, False),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
    ],
)
def test_colour(open_form, args, env, coloured: bool):
    form = open_form("69", *args, env=env)
    form.asked(DATE, "16/11/2026")
    assert ("\x1b[1m" in form.raw) == coloured


def test_the_result_goes_to_standard_output(spawn_form, form_data: Path, tmp_path: Path, entry):
    form = spawn_form(
        "-c",
        f"{BINARY} enrich 69 --json </dev/null 2>/dev/null | cat >{tmp_path}/out",
        command="/bin/sh",
    )
    form.answer(DATE, BACKSPACE + "5", "16/11/2026")
    form.skip(TIME, MODE, SUBJECT, SUBJECT_COMMENT, RESULT, ORIENTATION, ANSWERED, TARGET, COMMENT)
    form.answer(SAVE, "y")
    assert form.end() == 0
    printed = json.loads((tmp_path / "out").read_text())
    assert (printed["id"], printed["enrichissement"]) == ("69", entry("69"))


# Where no form opens


def test_without_a_terminal(samples):
    done = samples("alice", "enrich", "69")
    assert (done.status, done.stdout) == (64, "")
    assert "there is nothing to note" in done.stderr


@pytest.mark.parametrize(
    ("args", "who", "status", "says"),
    [
        (("69", "--no-input"), "alice", 64, "there is nothing to note"),
        (("999",), "alice", 66, "there is no call 999"),
        (("67",), "bob", 66, "there is no call 67"),
        (("69", "--if-revision", "1"), "alice", 75, "has changed since"),
        (("69", "--if-revision", "x"), "alice", 64, "no revision"),
    ],
)
def test_no_form(open_form, args, who: str, status: int, says: str):
    form = open_form(*args, who=who)
    form.sees(says)
    assert form.end() == status
    assert "Date:" not in form.raw


def test_not_logged_in(open_form):
    form = open_form("69", env={"WILDIX_TOKEN": None})
    form.sees("you are not logged in")
    assert form.end() == 77


def test_options_alone_act(open_form, entry):
    form = open_form("69", "--objet", "Devis")
    form.sees("Saved 69.")
    assert form.end() == 0
    assert "Date:" not in form.raw and entry("69")["objet"] == "Devis"
