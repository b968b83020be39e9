"""WCAG 2.2 AA as far as a program can tell: in light and dark, on a desktop, a laptop and a phone."""

import itertools
import json
import time
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from browser import DESKTOP, LAPTOP, PHONE, Page
from server import Colleague

CHECKS = (Path(__file__).parent / "checks.js").read_text()
# What browsers give as names of what people act on.
NAMED = (
    "a[href], button, input, select, textarea, summary, dialog, aside, nav, [role=grid], [role=listbox], [role=region]"
)


def wrong(page: Page) -> dict[str, list[str]]:
    page.js(CHECKS)
    results = page.js(
        "return Object.fromEntries(['contrast', 'edges', 'targets', 'structure', 'overflow']"
        ".map((name) => [name, checks[name]()]))"
    )
    nameless = [
        one.get_attribute("outerHTML")[:160]
        for one in page.all(NAMED)
        if not one.accessible_name
        and page.js(
            "return arguments[0].checkVisibility() && !arguments[0].closest('[inert]')"
            " && (!document.querySelector('dialog[open]') || arguments[0].closest('dialog'))",
            one,
        )
    ]
    return {name: found for name, found in {**results, "names": nameless}.items() if found}


def show_form(page: Page) -> None:
    page.go("/?view=all&call=70")
    page.settle()
    page.wait_for(".pane")
    page.find(".background details:last-child summary").click()


def show_clash(page: Page) -> None:
    page.go("/?view=all&call=70")
    page.settle()
    page.wait_for(".pane")
    page.fill("objet", "Ma saisie")
    assert page.server
    # Another value each time, or the second time nothing would clash.
    Colleague(page.server, "alice").save("70", objet=f"Facturation {time.monotonic_ns()}", resultat="À rappeler")
    page.wait_for(".clash")


def show_refusal(page: Page) -> None:
    page.go("/?view=all&call=84")
    page.settle()
    page.wait_for(".pane")
    page.fill("traiteParOuTransmisA", "nobody")
    page.save()
    page.wait_text("[data-field=traiteParOuTransmisA] .problem", "nobody")


def show_list(page: Page) -> None:
    page.go("/?view=all")
    page.settle()


def show_filters(page: Page) -> None:
    page.go("/?view=all&since=2026-11-17&disposition=answered&sort=duration")
    page.settle()
    page.find(".bar > button").click()
    page.wait_for(".filter-form")


def show_menu(page: Page) -> None:
    show_list(page)
    page.find(".account").click()
    page.wait_for(".menu")


def show_keys(page: Page) -> None:
    show_list(page)
    page.press("?")
    page.wait_for("dialog")


def show_users(page: Page) -> None:
    page.go("/?view=users")
    page.wait_for(".users tbody tr")


def show_user_dialog(page: Page) -> None:
    show_users(page)
    page.find(".users header button").click()
    page.wait_for("dialog")
    page.find("dialog button.primary").click()
    page.wait(lambda: any(one.text for one in page.all("dialog .problem")), "it is refused")


def show_nothing(page: Page) -> None:
    page.go("/?view=all&search=xyzxyz")
    page.wait_text(".list-end", "Aucun appel")


STATES = [
    show_list, show_form, show_clash, show_refusal, show_filters, show_menu, show_keys, show_users, show_user_dialog,
    show_nothing,
]  # fmt: skip


@pytest.mark.parametrize("size", [DESKTOP, LAPTOP, PHONE], ids=["desktop", "laptop", "phone"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_state_of_the_page(page: Page, size: tuple[int, int], dark: bool) -> None:
    page.look(size, dark=dark)
    page.login("admin", "/?view=all")
    found = {}
    for show in STATES:
        show(page)
        name = show.__name__.removeprefix("show_")
        page.shot(f"{name}-{size[0]}-{'dark' if dark else 'light'}")
        if problems := wrong(page):
            found[name] = problems
    assert found == {}, json.dumps(found, indent=1, ensure_ascii=False)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_page_to_log_in_on(page: Page, dark: bool) -> None:
    page.look(PHONE, dark=dark)
    page.go("/")
    page.find("[name=username]").send_keys("x")
    page.find("[name=password]").send_keys("y")
    page.find("form button").click()
    page.wait_for("[role=alert]")
    page.js(CHECKS)
    assert page.js("return [...checks.contrast(), ...checks.edges(), ...checks.targets(), ...checks.overflow()]") == []
    assert all(one.accessible_name for one in page.all("input:not([type=hidden]), button"))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", ["/?view=all&call=69", "/?view=users", "/?view=all&since=2026-11-16"])
def test_focus_always_shows(page: Page, path: str, dark: bool) -> None:
    page.look(LAPTOP, dark=dark)
    page.login("admin", path)
    page.js(CHECKS)
    if "since" in path:
        page.press("f")
    stops = set()
    problems = []
    for _ in range(60):
        page.press(Keys.TAB)
        problems += page.js("return checks.focus()")
        stops.add(page.js("return document.activeElement.outerHTML"))
    assert problems == []
    assert len(stops) > 12


def test_at_twice_the_size_all_can_be_read_and_reached(page: Page) -> None:
    # What a window of 1280 by 720 is at 200 %.
    page.look((640, 360))
    page.login("admin", "/?view=all&search=zo%C3%A9")
    page.js(CHECKS)
    page.shot("zoomed-list")
    assert page.js("return checks.overflow()") == []
    assert page.ids() == ["88", "83", "70"]
    page.open_call("70")
    assert page.js("return checks.overflow()") == []
    page.fill("commentaireResultat", "Lu et écrit")
    page.shot("zoomed-form")
    page.js("document.querySelector('.pane button.primary').scrollIntoView()")
    page.save()
    page.wait_text(".notices", "enregistré")


def test_twice_the_letters_fit(page: Page) -> None:
    page.login("admin", "/?view=all&call=70")
    page.wait_for(".pane")
    page.js("document.documentElement.style.fontSize = '200%'")
    page.js(CHECKS)
    page.shot("large-letters")
    assert page.js("return checks.overflow()") == []
    heights = page.js(
        "return [...document.querySelectorAll('.rows > .row')].map((row) => [row.getBoundingClientRect().top,"
        " row.getBoundingClientRect().height])"
    )
    # Rows do not lie over each other.
    assert all(b[0] >= a[0] + a[1] - 1 for a, b in itertools.pairwise(heights))


def test_who_wants_no_motion_gets_none(page: Page) -> None:
    page.login("alice", "/?view=all")
    page.look(DESKTOP, motion=True)
    page.open_call("70")
    assert page.js("return getComputedStyle(document.querySelector('.pane')).animationName") == "slide"
    page.look(DESKTOP)
    assert page.js("return getComputedStyle(document.querySelector('.pane')).animationName") == "none"


def test_the_appearance_can_be_chosen_and_stays(page: Page) -> None:
    page.login("alice")
    light = page.js("return getComputedStyle(document.body).backgroundColor")
    page.find(".account").click()
    page.find(f".themes label[for={page.find('.themes input[value=dark]').get_attribute('id')}]").click()
    dark = page.js("return getComputedStyle(document.body).backgroundColor")
    assert dark != light
    page.driver.refresh()
    page.settle()
    assert page.js("return getComputedStyle(document.body).backgroundColor") == dark


def test_what_happens_is_read_out(page: Page) -> None:
    page.login("alice", "/?view=all")
    assert page.find(".unseen[role=status]").get_attribute("aria-live") == "polite"
    page.open_call("84")
    page.fill("objet", "Renseignement")
    page.save()
    page.wait_text(".unseen[role=status]", "enregistré")
    grid = page.find("[role=grid]")
    assert grid.accessible_name == "Appels"
    row = page.find(".row[data-id='84']")
    assert row.aria_role == "row" and row.get_attribute("aria-rowindex")
    assert page.find(".row.selected").get_attribute("aria-selected") == "true"
