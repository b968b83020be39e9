"""Coming in and going out."""

import urllib.error
import urllib.request

import pytest

from browser import Page
from server import Server


def test_who_is_not_logged_in_is_led_to_the_login_page(page: Page) -> None:
    page.go("/")
    assert page.driver.current_url.endswith("/login")
    assert page.driver.title == "Se connecter · wildix"
    page.shot("login")


def test_wrong_password_is_told(page: Page) -> None:
    page.go("/")
    page.find("[name=username]").send_keys("alice")
    page.find("[name=password]").send_keys("wrong")
    page.find("form button").click()
    alert = page.wait_for("[role=alert]").text
    assert "mot de passe" in alert.lower()
    assert page.focused() == "username"


def test_login_comes_back_to_the_view_that_was_asked_for(page: Page) -> None:
    page.login("alice", "/?view=all&search=lef%C3%A8vre+zo%C3%A9&call=70")
    assert page.parameters() == [("view", "all"), ("search", "lefèvre zoé"), ("call", "70")]
    assert page.wait_for(".pane h2").text == "Zoé Lefèvre"
    assert page.find("#search").get_attribute("value") == "lefèvre zoé"
    assert page.complaints() == []


@pytest.mark.parametrize("next_", ["//example.net", "https://example.net/", "\\\\example.net", "x\r\nSet-Cookie:a=b"])
def test_login_leads_to_no_other_site(server: Server, next_: str) -> None:
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *args: object) -> None:
            return None

    form = urllib.parse.urlencode({"username": "bob", "password": "demo-bob", "next": next_})
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.build_opener(Stay).open(f"{server.url}/login", form.encode())
    assert answer.value.code == 302
    assert answer.value.headers["Location"].startswith(("/?", "/")) and not answer.value.headers["Location"].startswith(
        ("//", "/\\")
    )


def test_logout_ends_the_session_and_forgets_drafts(page: Page) -> None:
    page.login("alice", "/?view=all")
    page.open_call("70")
    page.fill("objet", "Rien que moi")
    page.wait(
        lambda: page.js("return Object.keys(localStorage).some((key) => key.startsWith('wildix.draft'))"), "a draft"
    )
    page.find(".account").click()
    page.wait_for(".menu [action='/logout'] button").click()
    page.wait_for("dialog button.danger").click()
    page.wait_for("body.login")
    assert page.js("return Object.keys(localStorage).filter((key) => key.startsWith('wildix.draft'))") == []
    page.go("/?view=all")
    assert "/login" in page.driver.current_url


def test_session_that_ends_meanwhile_costs_neither_draft_nor_place(page: Page) -> None:
    page.login("alice", "/?view=all")
    page.open_call("70")
    page.fill("objet", "Ce que je tapais")
    page.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
    page.save_anyhow()
    dialog = page.wait_for("dialog[open]")
    assert "Votre session est terminée" in dialog.text
    assert page.find("dialog [name=username]").get_attribute("value") == "alice"
    page.shot("session-ended")
    page.find("dialog [name=password]").send_keys("demo-alice")
    page.find("dialog button.primary").click()
    page.wait(lambda: not page.all("dialog"), "the dialog closes")
    assert page.value("objet") == "Ce que je tapais"
    page.save()
    page.wait_text(".notices", "enregistré")


def test_english_for_browsers_that_ask_for_it(open_browser) -> None:
    page = open_browser("en")
    page.go("/")
    assert page.driver.title == "Log in · wildix"
    page.login("alice")
    assert page.find("html").get_attribute("lang") == "en"
    assert "To do" in page.text(".views")
    page.shot("english")
