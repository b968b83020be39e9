"""Admins look after users."""

from collections.abc import Callable

from selenium.webdriver.support.ui import Select

from browser import Page
from server import Colleague, Server


def act(page: Page, name: str, action: str) -> None:
    page.wait_for(f"tr[data-name='{name}']")

    def pressed() -> bool:
        page.find(f"tr[data-name='{name}'] [data-action={action}]").click()
        return True

    page.wait(pressed, f"{action} is pressed")
    page.wait_for("dialog")


def confirm(page: Page, **values: str) -> None:
    for name, value in values.items():
        field = page.find(f"dialog [name={name}]")
        if field.tag_name == "select":
            Select(field).select_by_value(value)
        else:
            field.clear()
            field.send_keys(value)
    page.find("dialog form .buttons button:first-child").click()


def test_add_change_and_remove(page: Page, server: Server) -> None:
    page.login("admin", "/?view=users")
    assert page.find(".users h1").is_displayed()
    page.find(".users header button").click()
    page.wait_for("dialog")
    confirm(page, username="carole", poste="55", role="user", password="demo-carole")
    page.wait_for("tr[data-name=carole]")
    assert "55" in page.find("tr[data-name=carole]").text
    Colleague(server, "carole")

    act(page, "carole", "edit")
    confirm(page, poste="56", role="admin")
    page.wait_text("tr[data-name=carole]", "56")
    assert "Administrateur" in page.text("tr[data-name=carole]")

    act(page, "carole", "password")
    confirm(page, password="another-one")
    page.wait(lambda: not page.all("dialog"), "the dialog closes")
    page.shot("users")

    act(page, "carole", "remove")
    assert "carole" in page.find("dialog").text
    # What cannot be undone is not what Enter does.
    assert page.js("return document.activeElement.textContent") == "Annuler"
    confirm(page)
    page.wait(lambda: not page.all("tr[data-name=carole]"), "she is gone")
    assert page.complaints() == []


def test_what_is_refused_is_told(page: Page) -> None:
    page.login("admin", "/?view=users")
    page.find(".users header button").click()
    page.wait_for("dialog")
    confirm(page, username="bob", poste="1", role="user", password="x-demo-x")
    page.wait(lambda: any("bob" in one.text for one in page.all("dialog .problem")), "the name is taken")
    page.find("dialog .buttons button:last-child").click()
    act(page, "admin", "remove")
    confirm(page)
    page.wait(lambda: any(one.text for one in page.all("dialog .problem")), "the last admin stays")


def test_others_changes_show(page: Page, colleague: Callable[[str], Colleague]) -> None:
    page.login("admin", "/?view=users")
    colleague("admin").ask(
        "POST", "/users", {"username": "dora", "poste": "66", "role": "user", "password": "demo-dora"}
    )
    page.wait_for("tr[data-name=dora]")


def test_only_admins_have_the_page(page: Page) -> None:
    page.login("alice", "/?view=users&call=")
    assert not page.all(".users") and "Utilisateurs" not in page.text(".views")
    # Who may not see it sees what they may.
    assert page.text(".views [aria-current] .label") == "À traiter"
    assert len(page.ids()) > 0 and not page.all(".notice")


def test_one_s_own_password(page: Page, server: Server) -> None:
    page.login("alice")
    page.find(".account").click()
    page.wait_for(".menu")
    page.all(".menu button.item")[1].click()
    page.wait_for("dialog")
    confirm(page, current="wrong", password="new-demo")
    page.wait(lambda: any(one.text for one in page.all("dialog .problem")), "the wrong one is refused")
    confirm(page, current="demo-alice", password="new-demo")
    page.wait_text(".notices", "Mot de passe changé")
    page.driver.refresh()
    page.settle()
    assert page.text(".account-name") == "alice"
