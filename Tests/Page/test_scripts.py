"""What people and the PBX write is text on the page, never script; and the browser is told to run nothing else."""

import json
import urllib.parse
from collections.abc import Callable

import pytest
from selenium.webdriver.common.keys import Keys

from browser import Page
from server import Colleague, Server, record, write_history

ATTACKS = [
    "<img src=x onerror=window.ran=1>",
    '"><script>window.ran=1</script>',
    "javascript:window.ran=1",
    "'-(window.ran=1)-'",
    "<svg/onload=window.ran=1>",
    "{{constructor.constructor('window.ran=1')()}}",
]
TEXTS = ["modeAccueil", "objet", "commentaireObjet", "resultat", "orientation", "commentaireResultat"]


def ran(page: Page) -> list[str]:
    found = page.js(
        "return [window.ran === undefined ? '' : 'script ran',"
        " ...[...document.querySelectorAll('img, script:not([src]), iframe, object, embed')]"
        ".map((one) => one.outerHTML),"
        " ...[...document.querySelectorAll('[href]')].filter((one) => /^javascript:/i.test(one.getAttribute('href')))"
        ".map((one) => one.outerHTML),"
        " ...[...document.querySelectorAll('*')].flatMap((one) => one.getAttributeNames())"
        ".filter((name) => name.startsWith('on'))].filter(Boolean)"
    )
    return found


@pytest.mark.parametrize("attack", ATTACKS)
def test_script_in_every_text(page: Page, server: Server, colleague: Callable[[str], Colleague], attack: str) -> None:
    fields = dict.fromkeys(("from_name", "to_name", "from_number", "userfield", "lastdata", "organization"), attack)
    attachments = {"vm": {"url": attack}, "recordings": [{"url": attack}], "faxes": {"url": attack}}
    write_history(
        server.data,
        [record(1, "2026-11-20 10:00:00", **fields, attachments=attachments, disposition=attack, type=attack)],
    )
    file = server.data / "enrichissements.json"
    file.write_text(json.dumps({"1": {"traiteParOuTransmisA": attack, "saisiPar": attack, "transferts": [
        {"de": attack, "a": attack, "le": attack}], "objet": attack, "reponduParAgent": False}}))  # fmt: skip
    page.login("alice", "/?view=all")
    page.wait_for(".row[data-id='1']")
    assert attack in page.text(".row[data-id='1'] .caller")
    page.open_call("1")
    assert attack in page.text(".pane h2")
    for summary in page.all(".background details:not([open]) summary"):
        summary.click()
    assert ran(page) == []

    colleague("alice").save("1", **dict.fromkeys(TEXTS, attack), traiteParOuTransmisA="bob")
    page.driver.refresh()
    page.settle()
    page.wait_for(".pane")
    for name in TEXTS:
        page.wait(lambda name=name: page.value(name) == attack, f"{name} has the text")
    for summary in page.all(".background details:not([open]) summary"):
        summary.click()
    page.wait_text(".log", attack)
    page.fill("objet", attack[:3])
    page.wait_for(".choices li")
    page.press(Keys.ESCAPE)
    colleague("bob").save("1", objet=f"{attack} {attack}")
    page.wait_text(".clash", attack)
    assert ran(page) == []

    # A hand-over is announced with the caller's name.
    colleague("bob").save("1", traiteParOuTransmisA="alice")
    page.wait_text(".notice", attack)
    assert ran(page) == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_script_in_the_address(page: Page, attack: str) -> None:
    quoted = urllib.parse.quote(attack)
    names = [
        "search",
        "number",
        "from",
        "to",
        "poste",
        "transferred-to",
        "transferred-by",
        "id",
        "since",
        "status",
        "disposition",
    ]
    page.login("alice", "/?view=all")
    for name in names:
        page.go(f"/?view=all&{name}={quoted}&sort={quoted}")
        page.wait_for(".bar")
        page.wait(lambda: page.find(".grid").get_attribute("aria-busy") == "false", "the answer is there")
        assert ran(page) == []
    page.go(f"/?view={quoted}&call={quoted}")
    page.wait_text(".notice", "n’existe pas")
    assert ran(page) == []


def test_script_in_a_user_s_name(page: Page, colleague: Callable[[str], Colleague]) -> None:
    admin = colleague("admin")
    name = "<img src=x onerror=window.ran=1>"
    try:
        admin.ask("POST", "/users", {"username": name, "poste": "77", "role": "user", "password": "demo-x"})
    except OSError:
        pytest.skip("such a name is refused")
    page.login("admin", "/?view=users")
    page.wait_text(".users", name)
    assert ran(page) == []
    page.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
    page.login(name, "/?view=all", "demo-x")
    assert name in page.text(".menu") and ran(page) == []


def test_the_browser_is_told_to_refuse_script_from_text(page: Page) -> None:
    page.login("alice")
    refused = page.js(
        "try { document.body.insertAdjacentHTML('beforeend', '<b>x</b>'); return ''; }"
        " catch (error) { return error.name; }"
    )
    assert refused == "TypeError"
    assert page.js("return document.querySelectorAll('script:not([src]), style, [style*=expression]').length") == 0


def test_names_that_turn_the_direction_turn_nothing_else(
    page: Page, server: Server, colleague: Callable[[str], Colleague]
) -> None:
    names = {"1": "\u202egnihtemos", "2": "שלום", "3": "\u2067x", "4": "Zoé"}
    write_history(
        server.data,
        [record(int(number), f"2026-11-20 10:0{number}:00", from_name=name) for number, name in names.items()],
    )
    page.login("bob", "/?view=all")
    shown = {"1": "gnihtemos", "2": "\u2068שלום\u2069", "3": "x", "4": "Zoé"}
    admin = colleague("admin")
    for call, name in shown.items():
        admin.save(call, traiteParOuTransmisA="bob")
        page.wait(
            lambda name=name: any(
                one.text.startswith(f"admin vous a transmis l’appel de {name}") for one in page.all(".notice")
            ),
            f"the notice has {name!r}",
        )
        assert page.text(f".row[data-id='{call}'] .caller .main") == name
