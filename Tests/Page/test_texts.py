"""Texts of every kind in the fields: long ones, those of other scripts, and those that turn the line around."""

from collections.abc import Callable

import pytest

from browser import DESKTOP, PHONE, Page
from server import Colleague

SET = (
    "const field = document.querySelector(`.pane [name=${arguments[0]}]`); field.value = arguments[1];"
    "field.dispatchEvent(new Event('input', { bubbles: true }));"
)
INSIDE = """
const window_ = document.documentElement;
return [...document.querySelectorAll('.rows .cell, .pane, .pane input, .pane textarea, .pane p, .notices')]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.outerHTML.slice(0, 120));
"""
OVERRIDE = "\u202eETNAVIUS\u202c"
TEXTS = {
    "right-to-left": "מאת יעל: להתקשר מחר بعد الظهر",
    "emoji": "👩‍👩‍👧‍👦🇫🇷 ✅ 1️⃣ e\u0301 \U0001f9d1\U0001f3fd\u200d\U0001f4bb",
    "override": f"avant \u202e{'erid'} après",
    "isolate": "a\u2066b\u2069c\u200fd\ufeffe",
    "long-word": "Donaudampfschiff" * 40,
}
# What turns a text's direction is shown where it is typed, and in the list shut in or left out.
TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_what_is_typed_is_what_is_saved_and_shown(page: Page, colleague: Callable[[str], Colleague], text: str) -> None:
    page.login("alice", "/?view=all")
    page.open_call("84")
    for field in ("objet", "commentaireObjet", "resultat"):
        page.js(SET, field, text)
    page.driver.refresh()
    page.settle()
    page.wait_for(".pane")
    assert page.value("objet") == text, "the draft"
    page.save()
    page.wait_text(".notices", "enregistré")
    notes = colleague("alice").call("84")["enrichissement"]
    assert notes["objet"] == notes["commentaireObjet"] == notes["resultat"] == text
    assert page.text(".row[data-id='84'] .subject .main").translate(TURNING) == text.translate(TURNING)
    for size in (DESKTOP, PHONE):
        page.look(size)
        page.go("/?view=all&call=84")
        page.settle()
        page.wait_for(".pane")
        assert page.js(INSIDE) == []
        page.shot(f"text-{size[0]}")
    assert page.complaints() == []


def test_each_text_runs_in_its_own_direction(page: Page, colleague: Callable[[str], Colleague]) -> None:
    colleague("alice").save("84", objet=TEXTS["right-to-left"], commentaireObjet=f"avant \u202e{'erid'}")
    page.login("alice", "/?view=all&call=84")
    page.wait_for(".pane")
    direction = "return getComputedStyle(document.querySelector(`.pane [name=${arguments[0]}]`)).direction"
    assert page.js(direction, "objet") == "rtl"
    assert page.js(direction, "commentaireObjet") == "ltr"
    # What turns the letters of one cell around turns none of the next.
    assert page.js(
        "return [...document.querySelectorAll('.row[data-id=\"84\"] .cell > *')]"
        ".every((one) => getComputedStyle(one).unicodeBidi === 'plaintext')"
    )


def test_a_text_as_long_as_it_may_be(page: Page, colleague: Callable[[str], Colleague]) -> None:
    text = ("Une longue histoire, é. " * 417)[:10_000]
    page.login("alice", "/?view=all")
    page.open_call("84")
    page.js(SET, "commentaireObjet", text)
    page.driver.refresh()
    page.settle()
    page.wait_for(".pane")
    assert page.value("commentaireObjet") == text
    page.save()
    page.wait_text(".notices", "enregistré")
    assert colleague("alice").call("84")["enrichissement"]["commentaireObjet"] == text
    page.open_call("84")
    assert page.value("commentaireObjet") == text
    assert page.js("return document.querySelector('.pane [name=commentaireObjet]').clientHeight") < 300


def test_more_than_the_server_takes_is_told_and_stays(page: Page) -> None:
    page.login("alice", "/?view=all")
    page.open_call("84")
    page.js(SET, "commentaireObjet", "x" * 1_100_000)
    page.save()
    page.wait(lambda: page.text(".pane-foot .problem"), "it is told")
    page.shot("too-large")
    assert "1048576" in page.text(".pane-foot .problem")
    assert len(page.value("commentaireObjet")) == 1_100_000
    assert "Brouillon" in page.text(".row[data-id='84']")
    page.js(SET, "commentaireObjet", "Court")
    page.save()
    page.wait_text(".notices", "enregistré")
    assert page.complaints("413") == []
