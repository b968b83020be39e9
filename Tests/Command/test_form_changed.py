"""Somebody else changes the call while the form is open."""

import json
import re
from pathlib import Path

import pytest

from forms import (
    ANSWERED,
    COMMENT,
    CTRL_U,
    DATE,
    LEFT,
    MODE,
    NBSP,
    NO,
    ORIENTATION,
    RESULT,
    SAVE,
    SHIFT_TAB,
    SUBJECT,
    SUBJECT_COMMENT,
    TARGET,
    TIME,
    YES,
    Form,
    to_answered,
)

# Others at the same time


CHANGED = {
    "en": "has been changed since you opened",
    "fr": "a été modifié depuis que vous avez ouvert",
}
ANYWAY = {
    "en": "Save your changes on top of these? (y/n)",
    "fr": f"par-dessus celles-ci{NBSP}? (o/n)",
}


def to_save(form: Form, subject: str) -> None:
    form.skip(DATE, TIME, MODE)
    form.answer(SUBJECT, CTRL_U + subject, "Facturation")
    form.skip(SUBJECT_COMMENT, RESULT, ORIENTATION, ANSWERED, TARGET, COMMENT)
    form.asked(SAVE)


@pytest.mark.parametrize("answer", ["yes", "no", "back"])
def test_changed_meanwhile(open_form, wildix, sample_data, entry, language: str, answer: str):
    form = open_form("69", language=language)
    to_save(form, "Devis")
    bob = {"WILDIX_TOKEN": sample_data.tokens["bob"]}
    assert wildix("enrich", "69", "--objet", "Avoir", "--resultat", "Réglé", env=bob).status == 0
    theirs = entry("69")
    form.type(YES[language][0] + "\r")
    form.sees(CHANGED[language])
    form.sees(ANYWAY[language])
    shown = "\n".join(form.lines)
    yours = {"en": "(yours: Devis)", "fr": f"(chez vous{NBSP}: Devis)"}[language]
    assert re.search(rf"Facturation → Avoir  {re.escape(yours)}$", shown, re.M)
    assert re.search(r"Transmis → Réglé$", shown, re.M)
    assert re.search(r"alice → bob$", shown, re.M)
    assert entry("69") == theirs
    if answer == "no":
        form.type(NO[language] + "\r")
        form.sees(LEFT[language])
        assert form.end() == 130
        assert entry("69") == theirs
        return
    if answer == "back":
        form.type("<\r")
        form.wait(lambda form: form.line.startswith(form.questions[COMMENT]), "the comment")
        form.type(SHIFT_TAB * 4)
        form.asked(RESULT, "Réglé")
        form.type(SHIFT_TAB * 2)
        form.asked(SUBJECT, "Devis")
        form.type("\r")
        form.skip(SUBJECT_COMMENT, RESULT, ORIENTATION, ANSWERED, TARGET, COMMENT)
        form.asked(SAVE)
    form.type(YES[language] + "\r")
    assert form.end() == 0
    assert entry("69") == {**theirs, "objet": "Devis", "saisiPar": "alice"}


def test_changed_again_and_again(open_form, wildix, sample_data, entry):
    form = open_form("69")
    to_save(form, "Devis")
    bob = {"WILDIX_TOKEN": sample_data.tokens["bob"]}
    for count in range(3):
        assert wildix("enrich", "69", "--resultat", f"R{count}", env=bob).status == 0
        form.type("y\r")
        form.sees(f"→ R{count}")
        form.wait(lambda form: form.line == ANYWAY["en"], "the question")
    form.type("y\r")
    assert form.end() == 0
    assert (entry("69")["objet"], entry("69")["resultat"]) == ("Devis", "R2")


def test_the_same_change_meanwhile(open_form, wildix, sample_data, entry):
    form = open_form("69")
    to_save(form, "Devis")
    bob = {"WILDIX_TOKEN": sample_data.tokens["bob"]}
    assert wildix("enrich", "69", "--objet", "Devis", env=bob).status == 0
    form.type("y\r")
    form.wait(lambda form: form.line == ANYWAY["en"], "the question")
    form.type("y\r")
    form.sees("There is nothing to note")
    assert form.end() == 0
    assert entry("69")["saisiPar"] == "bob"


def test_what_concerns_nobody_is_not_asked(open_form, enrichments: Path, entry):
    form = open_form("69")
    to_save(form, "Devis")
    known = json.loads(enrichments.read_text())
    known["69"]["autre"] = 1
    enrichments.write_text(json.dumps(known))
    form.type("y\r")
    assert form.end() == 0
    assert (entry("69")["objet"], entry("69")["autre"]) == ("Devis", 1)


def test_gone_meanwhile(open_form, form_data: Path):
    form = open_form("69")
    to_save(form, "Devis")
    (form_data / "call_history.json").write_text("[]")
    form.type("y\r")
    form.sees("there is no call 69")
    assert form.end() == 66


def test_the_target_is_removed_meanwhile(open_form, users_db, entry):
    form = open_form("80")
    to_answered(form)
    form.answer(ANSWERED, "n")
    form.answer(TARGET, "bob")
    form.skip(COMMENT)
    form.asked(SAVE)
    users_db("DELETE FROM users WHERE username = 'bob'")
    form.type("y\r")
    form.sees("there is no user bob")
    form.answer(TARGET, CTRL_U + "kernel", "bob")
    form.skip(COMMENT)
    form.answer(SAVE, "y")
    assert form.end() == 0
    assert entry("80")["traiteParOuTransmisA"] == "kernel"


def test_who_may_not_come_in_any_more_does_not_save(open_form, users_db, enrichments: Path):
    form = open_form("69")
    to_save(form, "Devis")
    before = enrichments.read_bytes()
    users_db("DELETE FROM users WHERE username = 'alice'")
    form.type("y\r")
    form.sees("WILDIX_TOKEN")
    assert form.end() == 77
    assert enrichments.read_bytes() == before


def test_a_save_that_fails_can_be_tried_again(open_form, form_data: Path, entry):
    form = open_form("69")
    to_save(form, "Devis")
    good = form_data / "enrichissements.json"
    good.rename(form_data / "away")
    good.mkdir()
    form.type("y\r")
    form.sees("enrichissements.json")
    form.wait(lambda form: form.line == "Try to save again? (y/n)", "the question")
    good.rmdir()
    (form_data / "away").rename(good)
    form.type("y\r")
    assert form.end() == 0
    assert entry("69")["objet"] == "Devis"
