"""The form of `wildix enrich` on a terminal: questions, answers, help, and the rule."""

import json
import re
import time
from pathlib import Path

import pytest

from forms import (
    ALT_UP,
    ANSWERED,
    COMMENT,
    CTRL_U,
    DATE,
    DOWN,
    F1,
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
    UP,
    YES,
    to_answered,
)

# Filling in


def test_a_present_enrichment_is_edited(open_form, entry, enrichments: Path, language: str):
    before = entry("69")
    form = open_form("69", language=language)
    form.sees("69 · 16/11/2026 09:40:05 · 62000 (Mairie) → 44 · ")
    for question, field in [
        (DATE, "date"),
        (TIME, "heure"),
        (MODE, "modeAccueil"),
        (SUBJECT, "objet"),
        (SUBJECT_COMMENT, "commentaireObjet"),
        (RESULT, "resultat"),
        (ORIENTATION, "orientation"),
    ]:
        form.asked(question, before[field])
        form.skip(question)
    form.asked(ANSWERED, NO[language])
    form.skip(ANSWERED)
    form.asked(TARGET, "bob")
    form.skip(TARGET)
    form.answer(COMMENT, ", demain", "À rappeler avant 17 h")
    form.asked(SAVE)
    form.sees("À rappeler avant 17 h, demain  (")
    form.type(YES[language] + "\r")
    assert form.end() == 0
    assert entry("69") == {**before, "commentaireResultat": "À rappeler avant 17 h, demain"}
    assert "\\u" not in enrichments.read_text()


def test_a_new_enrichment(open_form, entry, language: str):
    assert entry("80") is None
    form = open_form("80", language=language)
    form.wait(lambda form: re.fullmatch(r"Date\s?: \d\d/\d\d/\d{4}", form.line), "a date")
    form.type("\r")
    form.wait(lambda form: re.search(r": \d\d:\d\d:\d\d$", form.line), "a time")
    shown = form.line[-8:]
    form.type("\r")
    for question, text in [
        (MODE, "Guichet"),
        (SUBJECT, "Élève"),
        (SUBJECT_COMMENT, ""),
        (RESULT, "Réglé"),
        (ORIENTATION, "Aucune"),
        (ANSWERED, YES[language][0]),
    ]:
        form.answer(question, text)
    # Answered: nobody is asked for whom it is handed to.
    form.answer(COMMENT, "merci")
    form.asked(SAVE)
    time.sleep(1.1)
    form.type(YES[language][0] + "\r")
    assert form.end() == 0
    saved = entry("80")
    assert saved["heure"] == shown
    assert {**saved, "date": "", "heure": ""} == {
        "date": "",
        "heure": "",
        "modeAccueil": "Guichet",
        "objet": "Élève",
        "commentaireObjet": "",
        "resultat": "Réglé",
        "orientation": "Aucune",
        "reponduParAgent": True,
        "traiteParOuTransmisA": "",
        "commentaireResultat": "merci",
        "saisiPar": "alice",
        "transferts": [],
    }


def test_nothing_edited_nothing_saved(open_form, enrichments: Path, language: str):
    before = enrichments.read_bytes()
    form = open_form("69", language=language)
    form.skip(*range(DATE, SAVE))
    form.sees({"en": "There is nothing to note", "fr": "Il n’y a rien à noter"}[language])
    assert form.end() == 0
    assert enrichments.read_bytes() == before


def test_a_new_one_with_nothing_but_the_date_is_nothing(open_form, enrichments: Path):
    before = enrichments.read_bytes()
    form = open_form("80")
    form.skip(DATE, TIME, MODE, SUBJECT, SUBJECT_COMMENT, RESULT, ORIENTATION, ANSWERED, COMMENT)
    form.sees("There is nothing to note")
    assert form.end() == 0
    assert enrichments.read_bytes() == before


def test_still_to_be_dealt_with(open_form, entry):
    form = open_form("80")
    form.skip(DATE, TIME, MODE)
    form.answer(SUBJECT, "Plus tard")
    form.skip(SUBJECT_COMMENT, RESULT, ORIENTATION, ANSWERED, COMMENT)
    form.answer(SAVE, "y")
    assert form.end() == 0
    assert "reponduParAgent" not in entry("80")


def test_spaces_around_an_answer_are_not_noted(open_form, entry):
    form = open_form("69")
    form.skip(DATE, TIME, MODE)
    form.answer(SUBJECT, CTRL_U + "  Devis  ", "Facturation")
    form.skip(SUBJECT_COMMENT, RESULT, ORIENTATION, ANSWERED, TARGET, COMMENT)
    form.answer(SAVE, "y")
    assert form.end() == 0
    assert entry("69")["objet"] == "Devis"


# Completion, history, help, going back


def test_values_by_tab(open_form, entry):
    form = open_form("80")
    form.skip(DATE, TIME)
    form.asked(MODE)
    form.type("t\t")
    form.asked(MODE, "Téléphone")
    form.type("\r")
    form.asked(SUBJECT)
    form.type("\t")
    form.sees("Facturation")
    form.asked(SUBJECT)
    form.type("FAC\t")
    form.asked(SUBJECT, "Facturation")
    # One with spaces and an apostrophe is completed as a whole.
    form.type(CTRL_U + "résultats d'\t")
    form.asked(SUBJECT, "Résultats d'analyse")
    form.type("\tx\t")
    form.asked(SUBJECT, "Résultats d'analysex")


def test_values_of_calls_that_the_viewer_may_not_see_are_not_offered(open_form, form_data: Path):
    path = form_data / "enrichissements.json"
    known = json.loads(path.read_text())
    known["67"] = {"objet": "Secret de kernel", "saisiPar": "kernel"}
    path.write_text(json.dumps(known))
    for who, text in [("kernel", "Secret de kernel"), ("alice", "Sec")]:
        call = "68" if who == "kernel" else "80"
        form = open_form(call, who=who)
        form.skip(DATE, TIME, MODE)
        form.wait(lambda form: form.line.startswith("Subject:"), "the subject")
        form.type(CTRL_U + "Sec\t")
        form.asked(SUBJECT, text)
        form.type("!")
        form.asked(SUBJECT, text + "!")
        if who == "alice":
            form.type(CTRL_U)
            for _ in range(60):
                form.type(UP)
            form.type("\x01")
            form.read()
            assert "Secret" not in "\n".join(form.lines)


def test_users_by_tab(open_form, language: str):
    form = open_form("80", language=language)
    form.skip(DATE, TIME, MODE, SUBJECT, SUBJECT_COMMENT, RESULT, ORIENTATION)
    form.answer(ANSWERED, "n")
    form.asked(TARGET)
    form.type("\t")
    form.sees("admin   alice   bob     kernel")
    form.type("b\t")
    form.asked(TARGET, "bob")


def test_yes_and_no_by_tab(open_form, language: str):
    form = open_form("80", language=language)
    form.skip(DATE, TIME, MODE, SUBJECT, SUBJECT_COMMENT, RESULT, ORIENTATION)
    form.asked(ANSWERED)
    form.type("n\t")
    form.asked(ANSWERED, NO[language])


def test_history_of_each_field(open_form):
    form = open_form("80")
    form.skip(DATE, TIME, MODE)
    form.asked(SUBJECT)
    form.type("Neu")
    form.asked(SUBJECT, "Neu")
    seen = []
    for _ in range(3):
        former = form.line
        form.type(UP)
        form.wait(lambda form, former=former: form.line != former, "an older one")
        seen.append(form.line)
    assert len(set(seen)) == 3 and not any("Téléphone" in line for line in seen)
    form.type(DOWN * 3)
    form.asked(SUBJECT, "Neu")
    form.type(CTRL_U + "\r")
    form.skip(SUBJECT_COMMENT)
    form.asked(RESULT)
    form.type(UP)
    form.wait(lambda form: form.line[len("Result: ") :] in ("Réglé", "Transmis"), "a result")


def test_help(open_form, language: str):
    form = open_form("80", language=language)
    form.skip(DATE, TIME)
    form.answer(MODE, "?")
    form.sees("Ctrl-U")
    form.sees({"en": "at the desk", "fr": "accueil…"}[language])
    form.asked(MODE)
    # F1 keeps what was typed.
    form.type("abc")
    form.asked(MODE, "abc")
    form.type(F1)
    form.sees("readline")
    form.asked(MODE, "abc")
    form.type("\r")
    form.skip(SUBJECT, SUBJECT_COMMENT, RESULT, ORIENTATION)
    form.answer(ANSWERED, "n")
    form.answer(TARGET, "?")
    form.sees("alice (33), bob (44)")
    form.answer(TARGET, "bob")
    form.skip(COMMENT)
    form.answer(SAVE, "?")
    form.sees({"en": "y saves what is above", "fr": "o enregistre ce qui précède"}[language])
    form.asked(SAVE)


@pytest.mark.parametrize("back", [SHIFT_TAB, ALT_UP, CTRL_U + "<\r"])
def test_going_back(open_form, entry, back: str):
    form = open_form("69")
    form.asked(DATE, "16/11/2026")
    form.type(back)
    form.sees("This is the first question.")
    form.skip(DATE, TIME, MODE)
    form.answer(SUBJECT, CTRL_U + "Devis", "Facturation")
    form.wait(lambda form: form.line.startswith("Comment on the subject"), "the comment")
    form.type(back)
    # What was typed is there.
    form.answer(SUBJECT, "!", "Devis")
    form.skip(SUBJECT_COMMENT, RESULT, ORIENTATION)
    form.answer(ANSWERED, CTRL_U + "y", "no")
    form.wait(lambda form: form.line.startswith("Comment on the result"), "the comment")
    form.type(back)
    # The target is not asked for any more.
    form.asked(ANSWERED, "y")
    form.type("\r")
    form.skip(COMMENT)
    form.asked(SAVE)
    form.type(back)
    form.skip(COMMENT)
    form.answer(SAVE, "y")
    assert form.end() == 0
    saved = entry("69")
    assert (saved["objet"], saved["reponduParAgent"], saved["traiteParOuTransmisA"]) == (
        "Devis!",
        True,
        "",
    )


def test_going_back_keeps_what_was_begun(open_form):
    form = open_form("80")
    form.skip(DATE, TIME, MODE)
    form.asked(SUBJECT)
    form.type("Begun")
    form.asked(SUBJECT, "Begun")
    form.type(SHIFT_TAB)
    form.skip(MODE)
    form.asked(SUBJECT, "Begun")


# The rule


def test_an_extension_gets_the_hint_whose_it_is(open_form, entry, language: str):
    form = open_form("80", language=language)
    to_answered(form)
    form.answer(ANSWERED, "n")
    form.answer(TARGET, "44")
    form.sees(
        {
            "en": "44 is bob's extension: write bob",
            "fr": f"44 est le poste de bob{NBSP}: écrivez bob",
        }[language]
    )
    form.answer(TARGET, CTRL_U + "33", "44")
    form.sees({"en": "33 is alice's", "fr": "33 est le poste d’alice"}[language])
    form.answer(TARGET, CTRL_U + "nobody", "33")
    form.sees({"en": "there is no user nobody", "fr": "pas d’utilisateur nobody"}[language])
    form.answer(TARGET, CTRL_U, "nobody")
    form.sees(
        {"en": "is neither answered nor handed", "fr": "n’est ni répondu ni transmis"}[language]
    )
    form.answer(TARGET, "bob")
    form.skip(COMMENT)
    form.answer(SAVE, "y" if language == "en" else "o")
    assert form.end() == 0
    saved = entry("80")
    assert (saved["reponduParAgent"], saved["traiteParOuTransmisA"]) == (False, "bob")
    assert [(t["de"], t["a"]) for t in saved["transferts"]] == [("alice", "bob")]


def test_neither_yes_nor_no(open_form, language: str):
    form = open_form("69", language=language)
    to_answered(form)
    for wrong, before in [("maybe", NO[language]), ("", "maybe")]:
        form.answer(ANSWERED, CTRL_U + wrong, before)
        form.sees({"en": "Say yes or no", "fr": "Répondez par oui ou par non"}[language])


def test_an_entry_that_breaks_the_rule_asks_for_a_decision(open_form, entry):
    # Answered, and handed on.
    assert entry("82")["reponduParAgent"] is True and entry("82")["traiteParOuTransmisA"]
    form = open_form("82", who="admin")
    to_answered(form)
    form.asked(ANSWERED, "yes")
    form.skip(ANSWERED, COMMENT)
    form.answer(SAVE, "y")
    assert form.end() == 0
    assert (entry("82")["reponduParAgent"], entry("82")["traiteParOuTransmisA"]) == (True, "")


@pytest.mark.parametrize(
    ("question", "wrong"),
    [(DATE, "31/02/2026"), (DATE, "2026-11-22"), (DATE, ""), (TIME, "25:00:00"), (TIME, "9:05")],
)
def test_a_wrong_date_or_time_is_refused_at_once(
    open_form, question: int, wrong: str, language: str
):
    form = open_form("69", language=language)
    present = ["16/11/2026", "10:40:05"]
    form.skip(*range(question))
    form.answer(question, CTRL_U + wrong, present[question])
    form.sees({"en": f'"{wrong}" is no', "fr": f"«{NBSP}{wrong}{NBSP}» n’est pas une"}[language])
    # It can be put right where it stands.
    form.answer(question, CTRL_U + present[question], wrong)
    form.wait(lambda form: form.line.startswith(form.questions[question + 1]), "the next")
