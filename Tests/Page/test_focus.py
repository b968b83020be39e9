"""One always stands somewhere: what is taken from under the focus leaves it on what took its place."""

from collections.abc import Callable

import pytest
from selenium.webdriver.common.keys import Keys

from browser import Page
from line import Line
from server import Colleague, Server, record, write_history
from test_session import log_in_again
from test_users import act, confirm

STOPS = """
return [...document.querySelectorAll(".rows > .row")].filter((row) => row.tabIndex === 0)
  .map((row) => [row.dataset.id, row.getAttribute("aria-selected"), row.classList.contains("selected")]);
"""


def stand_on(page: Page, call: str) -> None:
    page.js("document.querySelector(`.row[data-id='${arguments[0]}']`).focus()", call)


def load_anew(page: Page) -> None:
    """As after a session that ended."""
    page.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
    page.js("document.dispatchEvent(new Event('visibilitychange'))")
    log_in_again(page, page.text(".account-name"))
    page.wait(lambda: not page.all("dialog"), "the dialog closes")
    page.settle()


def test_after_each_save_one_row_is_the_one_that_tab_reaches(page: Page) -> None:
    page.login("alice", "/?view=todo")
    todo = page.ids()
    for n in range(3):
        page.open_call(todo[n])
        page.handling("answered")
        page.save()
        page.wait(lambda n=n: todo[n] not in page.ids() and not page.shown(".pane"), "it is done")
        assert page.js(STOPS) == [[todo[n + 1], "true", True]]
        assert page.focused() == todo[n + 1]


def test_another_view_stands_on_its_first_row(page: Page, server: Server) -> None:
    write_history(server.data, [record(1000 + n, f"2026-11-10 {n // 60:02}:{n % 60:02}:00") for n in range(90)])
    alice = Colleague(server, "alice")
    for n in range(30):
        alice.save(str(1089 - n), reponduParAgent=True)
    page.login("alice", "/?view=todo")
    assert page.ids()[0] == "1059"
    stand_on(page, "1058")
    page.press("5")
    page.wait(lambda: page.ids()[:1] == ["1089"], "all calls")
    assert page.focused() == "1089" and page.js(STOPS) == [["1089", "true", True]]
    assert page.js("return document.querySelector('.scroller').scrollTop") == 0
    page.press("4")
    page.wait(lambda: page.find(".grid").get_attribute("aria-rowcount") == "31", "what was answered")
    page.press("j")
    assert page.focused() == "1088"
    # A view in which there is nothing, and back.
    page.press("2")
    page.wait(lambda: page.ids() == [], "nothing was handed over")
    assert page.focused() == "DIV"
    page.press("5")
    page.wait(lambda: page.focused() == "1089", "one stands on the first row again")


def test_the_list_that_is_loaded_anew_keeps_the_row_and_what_one_looks_at(page: Page, server: Server) -> None:
    write_history(server.data, [record(1000 + n, f"2026-11-10 {n // 60:02}:{n % 60:02}:00") for n in range(90)])
    page.login("alice", "/?view=all&call=1080")
    page.wait_for(".pane")
    page.press(Keys.ESCAPE)
    page.wait(lambda: not page.shown(".pane"), "the form closes")
    stand_on(page, "1075")
    load_anew(page)
    assert page.focused() == "1075"
    # The call that is open is no reason to scroll back to it.
    page.open_call("1080")
    page.js("document.querySelector('.scroller').scrollTop = 1e6")
    page.wait_for(".row[data-id='1000']")
    top = page.js("return document.querySelector('.scroller').scrollTop")
    load_anew(page)
    assert page.js("return document.querySelector('.scroller').scrollTop") == top > 0


def test_a_number_that_has_the_focus_keeps_it_when_its_row_changes(
    page: Page, colleague: Callable[[str], Colleague]
) -> None:
    page.login("alice", "/?view=all")
    stand_on(page, "70")
    page.press(Keys.TAB)
    link = "const one = document.activeElement; return one.matches('a.phone') && one.closest('.row').dataset.id"
    assert page.js(link) == "70"
    colleague("alice").save("70", objet="Autre chose")
    page.wait_text(".row[data-id='70']", "Autre chose")
    assert page.js(link) == "70"


def test_the_button_under_the_list_leaves_the_focus_in_the_list(page: Page, line: Line) -> None:
    page.hurry()
    page.login("alice", "/?view=todo")
    line.cuts[b"GET /api/v1/calls?"] = 0
    page.find(".views a[href*='view=answered']").click()
    page.wait_text(".list-end", "Le serveur ne répond pas")
    line.cuts.clear()
    page.js("document.querySelector('.list-end button').focus()")
    page.press(Keys.ENTER)
    page.wait(lambda: page.ids() == ["70"], "what was answered")
    assert page.focused() == "70"


def test_what_was_handed_over_opens_with_the_focus_in_its_form(
    page: Page, colleague: Callable[[str], Colleague]
) -> None:
    page.login("bob", "/?view=todo")
    colleague("alice").save("70", reponduParAgent=False, traiteParOuTransmisA="bob")
    page.wait_for(".notice button.link").send_keys(Keys.ENTER)
    page.wait_for(".pane")
    page.wait(lambda: page.js("return document.activeElement.closest('.pane') !== null"), "one stands in the form")


@pytest.mark.parametrize("name", ["bob", "kernel"])
def test_a_user_who_was_removed_leaves_the_focus_to_the_next(
    page: Page, name: str, colleague: Callable[[str], Colleague]
) -> None:
    colleague("admin").ask(
        "POST", "/users", {"username": "zoe", "poste": "9", "role": "user", "password": "demo-zoe-z"}
    )
    page.login("admin", "/?view=users")
    page.wait_for("tr[data-name=zoe]")
    names = page.js("return [...document.querySelectorAll('tr[data-name]')].map((row) => row.dataset.name)")
    act(page, name, "remove")
    confirm(page)
    page.wait(lambda: not page.all(f"tr[data-name={name}]"), "they are gone")
    where = "const one = document.activeElement; return [one.closest('tr')?.dataset.name, one.dataset.action]"
    page.wait(lambda: page.js(where) == [names[names.index(name) + 1], "remove"], "one stands on the next")
    act(page, "zoe", "edit")
    confirm(page, poste="10")
    page.wait_text("tr[data-name=zoe]", "10")
    page.wait(lambda: page.js(where) == ["zoe", "edit"], "one stands where one was")
