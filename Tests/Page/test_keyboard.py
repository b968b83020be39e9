"""A whole round without a mouse."""

from collections.abc import Callable

from selenium.webdriver.common.keys import Keys

from browser import Page
from server import Colleague


def test_from_login_to_save_by_keyboard_alone(page: Page, colleague: Callable[[str], Colleague]) -> None:
    page.go("/")
    page.press("alice", Keys.TAB, "demo-alice", Keys.ENTER)
    page.wait_for(".bar")
    page.settle()
    # From the top: skip to the list, and down in it.
    page.press(Keys.TAB)
    assert page.focused() == "A" and "Aller à la liste" in page.js("return document.activeElement.textContent")
    page.press(Keys.ENTER)
    todo = page.ids()
    assert page.focused() == todo[0]
    page.press("j", "j", "k", Keys.ARROW_DOWN)
    assert page.focused() == todo[2]
    page.press("k")
    page.press(Keys.ENTER)
    page.wait(lambda: page.focused() == "modeAccueil", "the form has the focus")
    page.press("Télé")
    page.wait_for(".pane .choices li")
    page.press(Keys.ARROW_DOWN, Keys.ENTER, Keys.TAB, "Devis", Keys.TAB, "Deux postes", Keys.TAB, Keys.TAB, Keys.TAB)
    assert page.js("return document.activeElement.type") == "radio"
    page.press(Keys.SPACE, Keys.ARROW_RIGHT, Keys.TAB)
    assert page.focused() == "traiteParOuTransmisA"
    page.press("bo")
    page.wait_for(".pane .choices li")
    page.press(Keys.ARROW_DOWN, Keys.ENTER)
    page.chord(Keys.CONTROL, Keys.ENTER)
    page.wait(lambda: not page.shown(".pane"), "it is saved and the form closes")
    notes = colleague("admin").call(todo[1])["enrichissement"]
    assert (notes["modeAccueil"], notes["objet"], notes["commentaireObjet"]) == ("Téléphone", "Devis", "Deux postes")
    assert notes["traiteParOuTransmisA"] == "bob"
    # The call left this view; one stands on the one that took its place.
    page.wait(lambda: page.focused() == todo[2], "one stands on the next call")
    # Views by number, search, and back.
    page.press("5")
    page.wait(lambda: ("view", "all") in page.parameters(), "all calls")
    page.press("/", "devis")
    page.wait(lambda: page.ids() == [todo[1]], "what was just saved")
    page.press(Keys.ESCAPE)
    assert page.focused() == todo[1]
    page.press(Keys.ENTER)
    page.wait_for(".pane")
    page.press(Keys.ESCAPE)
    page.wait(lambda: not page.shown(".pane"), "Esc closes")
    assert page.focused() == todo[1]
    page.press("?")
    page.wait_for("dialog.keys")
    page.shot("keys")
    page.press(Keys.ESCAPE)
    page.wait(lambda: not page.all("dialog"), "Esc closes the help")
    assert page.complaints() == []


def test_keys_of_one_character_can_be_turned_off(page: Page) -> None:
    page.login("alice", "/?view=all")
    first = page.ids()[0]
    page.js("document.querySelector('.row.selected').focus()")
    page.press("?")
    page.wait_for("dialog.keys").find_element("css selector", "input[type=checkbox]").click()
    page.press(Keys.ESCAPE)
    page.wait(lambda: not page.all("dialog"), "the help closes")
    page.js("document.querySelector('.row.selected').focus()")
    page.press("j")
    assert page.focused() == first
    page.press(Keys.ARROW_DOWN)
    assert page.focused() == page.ids()[1]


def test_keys_typed_into_a_field_are_text(page: Page) -> None:
    page.login("alice", "/?view=all")
    page.open_call("70")
    page.fill("objet", "j/k?5f")
    assert page.value("objet") == "j/k?5f"
    assert not page.all("dialog") and page.parameters() == [("view", "all"), ("call", "70")]


def test_moving_on_while_the_form_is_open_shows_the_next_call(page: Page) -> None:
    page.login("alice", "/?view=all")
    ids = page.ids()
    page.open_call(ids[0])
    page.press("j")
    page.wait(lambda: ("call", ids[1]) in page.parameters(), "the next call")
    assert page.focused() == ids[1]
    page.press(Keys.ENTER)
    page.wait(lambda: page.js("return document.activeElement.closest('.pane') !== null"), "the form has the focus")


def test_every_control_is_reached_by_tab(page: Page) -> None:
    page.login("admin", "/?view=all&call=70")
    page.wait_for(".pane")
    page.js("document.activeElement.blur(); window.reached = new Set()")
    for _ in range(80):
        page.press(Keys.TAB)
        page.js("window.reached.add(document.activeElement)")
    missed = page.js(
        """
        const tabbable = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")].filter(
          (one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled && one.tabIndex >= 0
            && !(one.type === "radio" && !one.checked));
        return tabbable.filter((one) => !window.reached.has(one)).map((one) => one.outerHTML.slice(0, 120));
        """
    )
    assert missed == []


def test_on_a_french_keyboard_digits_need_no_shift(page: Page) -> None:
    page.login("alice", "/?view=todo")
    # AZERTY: the key of 5 writes an opening parenthesis.
    for kind in ("rawKeyDown", "char", "keyUp"):
        key = {"type": kind, "key": "(", "code": "Digit5", "windowsVirtualKeyCode": 53, "text": "("}
        page.driver.execute_cdp_cmd("Input.dispatchKeyEvent", key)
    page.wait(lambda: ("view", "all") in page.parameters(), "all calls")
    for kind in ("rawKeyDown", "char", "keyUp"):
        key = {"type": kind, "key": "1", "code": "Digit1", "windowsVirtualKeyCode": 49, "text": "1", "modifiers": 8}
        page.driver.execute_cdp_cmd("Input.dispatchKeyEvent", key)
    page.wait(lambda: ("view", "todo") in page.parameters(), "with Shift as well")
