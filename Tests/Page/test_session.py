"""A page belongs to one user: it notices when the session is another's, or ends, and when the line is dead."""

from collections.abc import Callable, Iterator

import pytest
from selenium.webdriver.common.keys import Keys

from browser import Page
from line import Line
from server import Colleague, Server

END = "return fetch('/api/v1/session', { method: 'DELETE' }).then((answer) => answer.status)"


@pytest.fixture
def tabs(page: Page) -> Iterator[list[str]]:
    """The tab of the page, and one more."""
    driver = page.driver
    first = driver.current_window_handle
    driver.switch_to.new_window("tab")
    second = driver.current_window_handle
    driver.switch_to.window(first)
    yield [first, second]
    driver.switch_to.window(second)
    driver.close()
    driver.switch_to.window(first)


def log_in_again(page: Page, user: str, password: str = "") -> None:
    dialog = page.wait_for("dialog[open]")
    name = dialog.find_element("css selector", "[name=username]")
    name.clear()
    name.send_keys(user)
    dialog.find_element("css selector", "[name=password]").send_keys(password or f"demo-{user}")
    dialog.find_element("css selector", "button.primary").click()


def test_another_user_in_another_tab_begins_the_page_anew(page: Page, tabs: list[str]) -> None:
    page.login("alice", "/?view=all")
    alices = set(page.ids())
    page.open_call("70")
    page.fill("objet", "Ce qu’alice tapait")
    page.js("window.sameDocument = true")
    page.driver.switch_to.window(tabs[1])
    page.go("/")
    assert page.js(END) == 204
    page.login("bob", "/?view=all")
    bobs = set(page.ids())
    assert bobs - alices
    page.driver.switch_to.window(tabs[0])
    page.wait(lambda: page.text(".account-name") == "bob", "the page is bob's")
    page.settle()
    assert page.js("return window.sameDocument") is None
    assert set(page.ids()) == bobs
    # What alice typed waits for her.
    assert page.js("return Object.keys(localStorage).some((key) => key.startsWith('wildix.draft/alice/'))")
    assert not page.js("return Object.keys(localStorage).some((key) => key.startsWith('wildix.draft.bob.'))")


@pytest.mark.parametrize("change", [{"poste": "44"}, {"role": "admin"}])
def test_other_rights_begin_the_page_anew(
    page: Page, colleague: Callable[[str], Colleague], change: dict[str, str]
) -> None:
    page.login("alice", "/?view=all")
    page.js("window.sameDocument = true")
    colleague("admin").ask("PATCH", "/users/alice", change)
    page.wait(lambda: page.js("return window.sameDocument") is None, "the page begins anew")
    page.settle()
    [(name, value)] = change.items()
    assert page.js(f"return document.body.dataset.{name}") == value


def test_the_end_of_the_session_covers_the_page_and_cannot_be_dismissed(page: Page) -> None:
    page.login("alice", "/?view=all")
    page.open_call("70")
    page.fill("objet", "Ce que je tapais")
    page.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
    page.save_anyhow()
    page.wait_for("dialog[open]")
    page.shot("session-ended")
    assert not any(page.shown(one) for one in (".rows .row", ".pane", ".views", ".bar", "[name=objet]"))
    for _ in range(4):
        page.press(Keys.ESCAPE)
        page.wait_for("dialog[open] [name=password]")
    log_in_again(page, "alice")
    page.wait(lambda: not page.all("dialog"), "the dialog closes")
    assert page.shown(".rows .row") and page.value("objet") == "Ce que je tapais"
    assert page.js("return document.activeElement.closest('.pane') !== null")
    page.save()
    page.wait_text(".notices", "enregistré")


def test_what_was_asked_before_the_new_login_is_done_after_it(page: Page, server: Server) -> None:
    page.login("admin", "/?view=todo")
    page.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
    # A call that is not in this list.
    page.js("history.pushState(null, '', '/?view=todo&call=70'); dispatchEvent(new PopStateEvent('popstate'))")
    log_in_again(page, "admin")
    page.wait(lambda: page.shown(".pane"), "it opens")
    assert "Zoé Lefèvre" in page.text(".pane h2")
    page.settle()


def test_users_that_cannot_be_loaded_are_asked_for_again(page: Page, line: Line) -> None:
    page.hurry()
    line.cuts[b"GET /api/v1/users"] = 0
    page.login("admin", "/?view=users")
    page.wait_text(".users .problem", "Le serveur ne répond pas")
    line.cuts.clear()
    page.find(".users .problem button").click()
    page.wait_for("tr[data-name=alice]")
    assert not page.shown(".users .problem")


def test_a_dead_line_is_noticed(page: Page, line: Line, colleague: Callable[[str], Colleague]) -> None:
    page.hurry()
    page.login("alice", "/?view=all")
    line.is_dead = True
    page.wait(lambda: page.state() != "on", "it is seen to be dead")
    colleague("alice").save("69", objet="Pendant ce temps")
    line.is_dead = False
    line.break_down()
    page.wait_text(".row[data-id='69']", "Pendant ce temps")
    assert page.state() == "on"


def test_a_line_on_which_nothing_happens_is_not_taken_for_dead(page: Page, line: Line) -> None:
    page.hurry()
    page.login("alice", "/?view=all")
    line.asked.clear()
    page.wait(lambda: sum(b"/api/v1/session" in one for one in line.asked) >= 2, "it is asked twice")
    assert page.state() == "on" and not any(b"/ws" in one for one in line.asked)


def test_a_browser_that_wrongly_says_it_is_offline_tries_all_the_same(page: Page, line: Line) -> None:
    page.hurry()
    page.login("alice", "/?view=all")
    page.js("Object.defineProperty(navigator, 'onLine', { get: () => false }); dispatchEvent(new Event('offline'))")
    page.wait(lambda: page.state() == "on", "it is live all the same")
