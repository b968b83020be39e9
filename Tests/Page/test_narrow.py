"""A window of 1280 by 1024 at 400 % (320 by 256), and a phone: everything can be seen and reached."""

import base64
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from selenium.webdriver.common.keys import Keys

from browser import LAPTOP, PHONE, Page
from server import Colleague

CHECKS = (Path(__file__).parent / "checks.js").read_text()
TINY = (320, 256)
# Whether the middle of an element can be pressed: it is in the window and nothing lies over it.
PRESSABLE = """
const { left, top, width, height } = arguments[0].getBoundingClientRect();
const [x, y] = [left + width / 2, top + height / 2];
return x > 0 && x < innerWidth && y > 0 && y < innerHeight && arguments[0].contains(document.elementFromPoint(x, y));
"""


def test_nothing_sticks_out(page: Page) -> None:
    page.look(TINY)
    page.login("admin", "/?view=all")
    page.js(CHECKS)
    page.shot("tiny-list")
    assert page.js("return checks.overflow()") == []
    assert page.js("return document.querySelector('.scroller').clientHeight") >= 100
    page.go("/?view=all&call=70")
    page.settle()
    page.wait_for(".pane")
    page.js(CHECKS)
    page.shot("tiny-form")
    assert page.js("return checks.overflow()") == []
    page.press(Keys.ESCAPE)
    page.find(".bar > button").click()
    page.shot("tiny-filters")
    assert page.js("return checks.overflow()") == []


def test_logout_is_reached(page: Page) -> None:
    page.look(TINY)
    page.login("alice")
    page.find(".account").click()
    menu = page.wait_for(".menu")
    assert page.js("return arguments[0].getBoundingClientRect().bottom <= innerHeight", menu)
    page.shot("tiny-menu")
    # By the keyboard, all the way to the last of it.
    leave = page.find(".menu [action='/logout'] button")
    for _ in range(12):
        if page.js("return document.activeElement === arguments[0]", leave):
            break
        page.press(Keys.TAB)
    assert page.js(PRESSABLE, leave)
    page.press(Keys.ENTER)
    page.wait_for("body.login")


@pytest.mark.parametrize("size", [TINY, (640, 360), (1280, 600), LAPTOP], ids=["tiny", "zoomed", "low", "laptop"])
def test_no_filter_is_covered_while_one_fills_it_in(page: Page, size: tuple[int, int]) -> None:
    page.look(size)
    page.login("alice", "/?view=all")
    page.js(CHECKS)
    page.find(".bar > button").click()
    page.wait_for(".filter-form")
    for _ in range(len(page.all(".filter-form input, .filter-form select, .filter-form button"))):
        assert page.js("return checks.focus()") == []
        bottom = page.js(
            "const one = document.activeElement; const bar = one.closest('form')?.querySelector('.buttons');"
            "return !bar || bar.contains(one) || one.getBoundingClientRect().bottom <= bar.getBoundingClientRect().top"
            " || getComputedStyle(bar).position === 'static'"
        )
        assert bottom, page.js("return document.activeElement.outerHTML")
        page.press(Keys.TAB)
    apply = page.find(".filter-form button.primary")
    page.js("arguments[0].scrollIntoView({ block: 'nearest' })", apply)
    assert page.js(PRESSABLE, apply)


def test_the_list_has_a_height_under_many_chips(page: Page) -> None:
    page.look(TINY)
    many = "&".join(f"number=06{n:08}*" for n in range(12))
    page.login("admin", f"/?view=all&{many}&number=0*&since=2026-01-01&sort=duration")
    page.js(CHECKS)
    page.press("j")
    assert page.js("return document.activeElement.matches('.row, .scroller')")
    page.wait(lambda: page.js("return checks.focus()") == [], "the row can be seen")
    page.shot("tiny-chips")
    assert page.js("return document.querySelector('.scroller').clientHeight") >= 100


def test_the_list_is_reached_under_the_open_panel(page: Page) -> None:
    page.look(TINY)
    page.login("admin", "/?view=all")
    page.js(CHECKS)
    page.find(".bar > button").click()
    page.js("document.activeElement.blur()")
    page.press("j")
    assert page.js("return document.activeElement.classList.contains('row')")
    page.wait(lambda: page.js("return checks.focus()") == [], "the row can be seen")


def test_notices_leave_the_buttons_of_the_form_free(page: Page, colleague: Callable[[str], Colleague]) -> None:
    page.look(PHONE)
    page.login("bob", "/?view=all")
    admin = colleague("admin")
    for call in ("84", "79", "75", "70"):
        admin.save(call, traiteParOuTransmisA="bob", reponduParAgent=False)
    page.wait(lambda: len(page.all(".notice")) == 4, "four notices that stay")
    page.go("/?view=all")
    page.settle()
    page.open_call(page.ids()[0])
    for call in ("84", "79", "75", "70"):
        admin.save(call, traiteParOuTransmisA="admin", reponduParAgent=False)
        admin.save(call, traiteParOuTransmisA="bob", reponduParAgent=False)
    page.wait(lambda: len(page.all(".notice")) == 4, "four notices that stay")
    page.shot("phone-notices")
    for button in (".pane button.primary", ".pane .pane-head > button", ".pane-foot .buttons button:last-child"):
        assert page.js(PRESSABLE, page.find(button)), button


def test_the_mark_of_a_draft_shows_at_every_width(page: Page) -> None:
    page.login("alice", "/?view=all&call=70")
    page.wait_for(".pane")
    page.fill("objet", "Ma saisie")
    page.press(Keys.ESCAPE)
    for width in (1440, 1100, 900, 801, 780, 740, 640, 600, 560, 520, 480, 390, 320):
        page.look((width, 900))
        mark = page.find(".row[data-id='70'] .mark")
        assert page.js(PRESSABLE, mark), width
        row = page.find(".row[data-id='70']")
        inside = "return arguments[0].getBoundingClientRect().{0} {2} arguments[1].getBoundingClientRect().{1}"
        assert page.js(inside.format("bottom", "bottom", "<="), mark, row), width
        page.shot(f"mark-{width}")


def test_the_strip_of_views_shows_that_there_is_more(page: Page) -> None:
    page.look(PHONE)
    page.login("admin", "/?view=todo")
    views = page.find(".views")
    assert page.js("return arguments[0].scrollWidth > arguments[0].clientWidth", views)

    first = edge(page, "right"), edge(page, "left")
    page.js("arguments[0].scrollLeft = 10000", views)
    last = edge(page, "right"), edge(page, "left")
    assert first[0] < last[0] and first[1] > last[1]


def edge(page: Page, side: str) -> int:
    """How bright the strip of views is at its end, just above its lower border, from 0 to 765."""
    script = "const { left, right, bottom } = arguments[0].getBoundingClientRect(); return [left, right, bottom]"
    left, right, bottom = page.js(script, page.find(".views"))
    x = left + 1 if side == "left" else right - 2
    clip = {"x": int(x), "y": int(bottom) - 4, "width": 1, "height": 1, "scale": 1}
    answer = page.driver.execute_cdp_cmd("Page.captureScreenshot", {"clip": clip})
    picture = base64.b64decode(answer["data"])
    # A single point: a byte of filter, and its red, green and blue.
    parts = picture.split(b"IDAT")[1:]
    return sum(zlib.decompressobj().decompress(b"".join(part[:-8] for part in parts))[1:4])
