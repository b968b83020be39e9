"""Drafts: in two tabs, of other users, at logout, and where the browser's storage is full or forbidden."""

import json
import time
from collections.abc import Callable, Iterator

import pytest
from selenium.webdriver.common.keys import Keys

from browser import Page
from server import Colleague

KEYS = "return Object.keys(localStorage).filter((key) => key.startsWith('wildix.draft')).sort()"
DAY = int(time.time() // 86_400)


class Tabs:
    """Two tabs of one browser, of which one is looked at."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.first = page.driver.current_window_handle
        page.driver.switch_to.new_window("tab")
        self.second = page.driver.current_window_handle
        page.zone("Europe/Paris")
        page.look()

    def to(self, handle: str) -> None:
        self.page.driver.switch_to.window(handle)


@pytest.fixture
def tabs(page: Page) -> Iterator[Callable[[], Tabs]]:
    first = page.driver.current_window_handle
    yield lambda: Tabs(page)
    for handle in page.driver.window_handles:
        if handle != first:
            page.driver.switch_to.window(handle)
            page.driver.close()
    page.driver.switch_to.window(first)


def draft(day: int = DAY, **values: str) -> str:
    return json.dumps({"values": values, "saved": {}, "revision": "x", "day": day})


def keep(page: Page, user: str, call: str, text: str) -> None:
    page.js("localStorage.setItem(arguments[0], arguments[1])", f"wildix.draft/{user}/{call}", text)


def log_out(page: Page) -> None:
    page.find(".account").click()
    page.wait_for(".menu [action='/logout'] button").click()


def typed_in_the_second(page: Page, tabs: Callable[[], Tabs]) -> Tabs:
    """Two tabs with the same call, in the second of which alice has typed something."""
    page.login("alice", "/?view=all&call=84")
    page.wait_for(".pane")
    both = tabs()
    page.go("/?view=all&call=84")
    page.settle()
    page.wait_for(".pane")
    page.fill("objet", "Ma saisie")
    return both


def test_another_tab_with_the_call_open_costs_no_draft(
    page: Page, tabs: Callable[[], Tabs], colleague: Callable[[str], Colleague]
) -> None:
    both = typed_in_the_second(page, tabs)
    colleague("admin").save("84", objet="Facturation")
    page.wait_for(".clash")
    both.to(both.first)
    page.wait_text(".pane", "Facturation")
    both.to(both.second)
    page.driver.refresh()
    page.settle()
    page.wait_for(".clash")
    assert page.value("objet") == "Ma saisie"


def test_a_draft_shows_and_goes_in_the_other_tab(page: Page, tabs: Callable[[], Tabs]) -> None:
    both = typed_in_the_second(page, tabs)
    both.to(both.first)
    page.wait_text(".row[data-id='84']", "Brouillon")
    page.wait(lambda: page.value("objet") == "Ma saisie", "what was typed in the other tab")
    assert page.shown(".draft-line button")
    both.to(both.second)
    page.fill("objet", "Ma saisie plus longue")
    both.to(both.first)
    page.wait(lambda: page.value("objet") == "Ma saisie plus longue", "what was typed in the other tab")
    both.to(both.second)
    page.find(".draft-line button").click()
    both.to(both.first)
    page.wait(lambda: page.value("objet") == "", "it is discarded here too")
    assert "Brouillon" not in page.text(".row[data-id='84']")
    assert not page.shown(".draft-line button")


def test_logout_asks_and_takes_the_drafts_of_all_tabs_and_of_nobody_else(page: Page, tabs: Callable[[], Tabs]) -> None:
    page.login("alice", "/?view=all")
    keep(page, "alice.martin", "84", draft(objet="De Martin"))
    both = tabs()
    page.go("/?view=all&call=84")
    page.settle()
    page.wait_for(".pane")
    page.fill("objet", "Dans l'autre onglet")
    both.to(both.first)
    page.wait_text(".row[data-id='84']", "Brouillon")
    log_out(page)
    assert "1 brouillon" in page.wait_for("dialog").text
    page.shot("logout-drafts")
    # Enter keeps what was typed.
    page.press(Keys.ENTER)
    page.wait(lambda: not page.all("dialog"), "the dialog closes")
    assert len(page.js(KEYS)) == 2
    log_out(page)
    page.wait_for("dialog button.danger").click()
    page.wait_for("body.login")
    assert page.js(KEYS) == ["wildix.draft/alice.martin/84"]


def test_a_logout_that_fails_costs_no_draft(page: Page) -> None:
    page.login("alice", "/?view=all&call=84")
    page.wait_for(".pane")
    page.fill("objet", "Ma saisie")
    conditions = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    page.driver.execute_cdp_cmd("Network.enable", {})
    page.driver.execute_cdp_cmd("Network.emulateNetworkConditions", {"offline": True, **conditions})
    log_out(page)
    page.wait_for("dialog button.danger").click()
    page.wait(lambda: "ne répond pas" in page.text("dialog .problem"), "it is told")
    assert page.js(KEYS) == ["wildix.draft/alice/84"]
    page.press(Keys.ESCAPE)
    page.driver.execute_cdp_cmd("Network.emulateNetworkConditions", {"offline": False, **conditions})
    assert page.value("objet") == "Ma saisie"


def test_without_drafts_nothing_is_asked_at_logout(page: Page) -> None:
    page.login("alice")
    log_out(page)
    page.wait_for("body.login")
    page.go("/?view=all")
    assert "/login" in page.driver.current_url


def test_drafts_end_after_a_month(page: Page) -> None:
    page.login("alice", "/?view=all")
    keep(page, "alice", "84", draft(DAY - 29, objet="Récent"))
    keep(page, "alice", "70", draft(DAY - 31, objet="Ancien"))
    keep(page, "bob", "70", draft(DAY - 31, objet="Ancien"))
    page.driver.refresh()
    page.settle()
    assert page.js(KEYS) == ["wildix.draft/alice/84"]
    assert "Brouillon" in page.text(".row[data-id='84']")


def test_a_draft_that_lacks_fields_has_them_empty(page: Page) -> None:
    page.login("alice", "/?view=all")
    keep(page, "alice", "84", draft(objet="Le seul"))
    page.go("/?view=all&call=84")
    page.settle()
    page.wait_for(".pane")
    assert (page.value("objet"), page.value("resultat"), page.value("date")) == ("Le seul", "", "")


def test_drafts_are_kept_by_the_page_where_storage_is_full(page: Page) -> None:
    page.login("alice", "/?view=all")
    page.open_call("84")
    page.fill("objet", "Court")
    page.js(
        "for (let size = 1 << 20; size >= 1; size >>= 1)"
        " try { for (let n = 0; ; n += 1) localStorage.setItem(`full${size}.${n}`, 'x'.repeat(size)); } catch {}"
    )
    # The old value is there and must not come back.
    page.fill("objet", "Beaucoup plus long que ce qui tenait " * 4)
    page.open_call("70")
    page.open_call("84")
    assert page.value("objet") == "Beaucoup plus long que ce qui tenait " * 4
    page.save()
    page.wait_text(".notices", "enregistré")
    page.js("localStorage.clear()")
    assert page.complaints() == []


def test_drafts_are_kept_by_the_page_where_storage_is_forbidden(page: Page) -> None:
    # What a browser does that blocks the data of sites.
    throws = "get() { throw new DOMException('denied', 'SecurityError'); }"
    script = f"Object.defineProperty(window, 'localStorage', {{ {throws} }})"
    added = page.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": script})
    try:
        page.login("alice", "/?view=all")
        page.open_call("84")
        page.fill("objet", "Ma saisie")
        page.open_call("70")
        assert "Brouillon" in page.text(".row[data-id='84']")
        page.open_call("84")
        assert page.value("objet") == "Ma saisie"
        log_out(page)
        assert "1 brouillon" in page.wait_for("dialog").text
        page.find("dialog button.danger").click()
        page.wait_for("body.login")
        assert page.complaints() == []
    finally:
        page.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)
