"""A working day's ways through the page in another browser."""

from collections.abc import Callable, Iterator

import pytest
from selenium.webdriver.common.keys import Keys

from browser import DESKTOP, PHONE
from firefox import Firefox
from server import Colleague, Server

ENTER, ESCAPE, TAB, BACKSPACE = Keys.ENTER, Keys.ESCAPE, Keys.TAB, Keys.BACKSPACE
LISTED = "document.querySelector('.connection')?.dataset.state === 'on' && document.querySelectorAll('.row').length > 0"
TARGET = "document.querySelector('.pane [name=traiteParOuTransmisA]')"


@pytest.fixture(scope="module")
def running() -> Iterator[Firefox]:
    firefox = Firefox()
    yield firefox
    firefox.close()


@pytest.fixture
def firefox(running: Firefox, server: Server) -> Iterator[Firefox]:
    """At the list of all calls, as alice."""
    running.complaints.clear()
    running.look(DESKTOP)
    running.go(f"{server.url}/?view=all")
    assert running.js("document.activeElement.name") == "username"
    running.press("alice" + TAB + "demo-alice" + ENTER)
    running.wait(LISTED)
    yield running
    # Before the server ends.
    running.go("about:blank")


def value(field: str) -> str:
    return f"document.querySelector('.pane [name={field}]')?.value"


def test_a_call_is_found_noted_and_saved(firefox: Firefox, colleague: Callable[[str], Colleague]) -> None:
    assert firefox.js("document.documentElement.lang") == "fr"
    firefox.press("/lefevre" + ENTER)
    firefox.wait("location.search.includes('search=lefevre') && document.querySelectorAll('.row').length === 3")
    firefox.press(ESCAPE + "j" + ENTER)
    firefox.wait("document.activeElement.closest('.pane')")
    firefox.click(".pane [name=objet]")
    firefox.press(BACKSPACE * 100 + "Depuis un autre navigateur, à l’œuvre")
    firefox.click(".pane label:has(+ input[value=answered]), .pane input[value=answered] + label")
    firefox.wait(f"{TARGET}.disabled || {TARGET}.readOnly")
    firefox.shot("firefox-form")
    firefox.click(".pane button.primary")
    call = firefox.js("new URLSearchParams(location.search).get('call')")
    firefox.wait(f"document.querySelector(`.row[data-id='{call}']`).textContent.includes('Répondu')")
    notes = colleague("alice").call(call)["enrichissement"]
    assert notes["objet"] == "Depuis un autre navigateur, à l’œuvre"
    assert notes["reponduParAgent"] is True
    assert firefox.complaints == []


def test_what_a_colleague_saves_shows_and_a_draft_stays(
    firefox: Firefox, colleague: Callable[[str], Colleague]
) -> None:
    firefox.click(".row[data-id='70']")
    firefox.wait("document.querySelector('.pane [name=objet]')")
    firefox.click(".pane [name=commentaireObjet]")
    firefox.press(" à moitié")
    colleague("admin").save("70", objet="D’une collègue", reponduParAgent=False, traiteParOuTransmisA="alice")
    firefox.wait("document.querySelector(`.row[data-id='70']`).textContent.includes('D’une collègue')")
    assert firefox.js(value("commentaireObjet")) == "Demande de copie à moitié"
    colleague("admin").save("69", reponduParAgent=False, traiteParOuTransmisA="alice")
    firefox.wait("document.title.startsWith('(')")
    firefox.shot("firefox-handed-over")
    firefox.go(firefox.js("location.href"))
    firefox.wait(LISTED)
    firefox.wait(f"{value('commentaireObjet')} === 'Demande de copie à moitié'")
    assert firefox.complaints == []


def test_a_telephones_width_is_enough(firefox: Firefox) -> None:
    firefox.look(PHONE)
    firefox.wait("document.querySelectorAll('.row').length > 0")
    assert firefox.js("document.documentElement.scrollWidth") == PHONE[0]
    firefox.click(".row[data-id='70']")
    firefox.wait("document.querySelector('.pane h2')?.checkVisibility()")
    assert firefox.js("document.documentElement.scrollWidth") == PHONE[0]
    firefox.shot("firefox-phone")
    assert firefox.complaints == []
