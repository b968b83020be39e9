"""With the colours that the reader's system forces upon pages: what was told by a background is told by an edge."""

from typing import Any

import pytest
from selenium.webdriver.common.keys import Keys

from browser import PHONE, Page
from server import Colleague


@pytest.fixture
def forced(page: Page) -> Page:
    features = [
        {"name": "forced-colors", "value": "active"},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
    page.login("alice", "/?view=all")
    assert page.js("return matchMedia('(forced-colors: active)').matches")
    return page


def look(page: Page, selector: str) -> dict[str, Any]:
    """Edges of an element as they are drawn."""
    return page.js(
        "const style = getComputedStyle(document.querySelector(arguments[0]));"
        "const names = ['outlineStyle', 'outlineWidth', 'borderTopStyle', 'borderTopWidth', 'borderTopColor'];"
        "return Object.fromEntries(names.map((name) => [name, style[name]]))",
        selector,
    )


def test_the_present_view_and_row(forced: Page) -> None:
    forced.open_call("84")
    assert look(forced, ".views a[aria-current]") != look(forced, ".views a:not([aria-current])")
    assert look(forced, ".row.selected")["borderTopWidth"] == "2px"
    assert look(forced, ".rows > .row:not(.selected)")["borderTopWidth"] == "0px"
    forced.shot("forced-list")


def test_the_option_that_enter_takes(forced: Page) -> None:
    forced.open_call("84")
    forced.find(".pane [name=traiteParOuTransmisA]").send_keys("b")
    forced.wait_for(".pane .choices li")
    option = ".pane .choices li"
    before = look(forced, option)
    forced.press(Keys.ARROW_DOWN)
    assert look(forced, option) != before
    assert look(forced, option)["outlineStyle"] == "solid"
    forced.shot("forced-options")


def test_a_choice_with_the_focus_shows_whether_it_is_made(forced: Page) -> None:
    forced.open_call("84")
    answered, transferred = (f".pane input[value={value}] + label" for value in ("answered", "transferred"))
    bare = look(forced, answered)
    forced.find(".pane [name=orientation]").click()
    forced.press(Keys.TAB)
    forced.wait(lambda: look(forced, answered)["outlineStyle"] == "dashed", "it has the focus")
    only_focus = look(forced, answered)
    forced.press(Keys.SPACE)
    both = look(forced, answered)
    forced.find(".pane [name=objet]").click()
    only_choice = look(forced, answered)
    looks = [bare, only_focus, both, only_choice]
    assert all(one != other for index, one in enumerate(looks) for other in looks[:index])
    assert both["outlineStyle"] == "dashed" and both["borderTopWidth"] == only_choice["borderTopWidth"] == "3px"
    assert look(forced, transferred)["borderTopWidth"] != "3px"
    forced.shot("forced-choice")


def test_the_lamp_and_the_dot(forced: Page) -> None:
    lit = look(forced, ".lamp")
    assert forced.server
    Colleague(forced.server, "admin").save("84", traiteParOuTransmisA="alice", reponduParAgent=False)
    forced.wait(lambda: forced.shown(".views .dot"), "something is new")
    dot = look(forced, ".views .dot")
    assert dot["borderTopStyle"] == "solid" and dot["borderTopWidth"] == "4px"
    forced.server.process.kill()
    forced.wait(lambda: forced.js("return document.querySelector('.connection').dataset.state") != "on", "it is lost")
    assert look(forced, ".lamp") != lit


def test_the_focus_shows_everywhere(forced: Page) -> None:
    for _ in range(20):
        forced.press(Keys.TAB)
        outline = forced.js("return getComputedStyle(document.activeElement).outlineStyle")
        # Behind the last one is the browser's own frame.
        assert outline == "dashed" or forced.focused() == "BODY", forced.js("return document.activeElement.outerHTML")


def test_the_strip_of_views_has_a_scroll_bar(forced: Page) -> None:
    forced.driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride",
        {"width": PHONE[0], "height": PHONE[1], "deviceScaleFactor": 1, "mobile": False},
    )
    assert forced.js("return getComputedStyle(document.querySelector('.views')).scrollbarWidth") == "thin"
    forced.shot("forced-phone")
