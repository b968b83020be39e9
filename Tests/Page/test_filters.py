"""The field to search in, the panel of filters and the chips: what is half filled in, wrong, or taken away."""

import pytest
from selenium.webdriver.common.keys import Keys

from browser import PHONE, Page


def focus(page: Page) -> str:
    return page.js("return document.activeElement.getAttribute('aria-label') ?? document.activeElement.name ?? ''")


@pytest.mark.parametrize("begun", ["+", "-", "(", ".", "+ | -"])
def test_the_beginning_of_a_number_is_no_mistake(page: Page, begun: str) -> None:
    page.login("alice", "/?view=all")
    page.press("/")
    page.press(*begun)
    page.js("return new Promise((done) => setTimeout(done, 600))")
    assert page.focused() == "search"
    assert not page.shown(".filter-form")
    assert page.find("#search").get_attribute("value") == begun
    page.press("zoé")
    page.wait(lambda: page.parameters()[-1][0] == "search", "it is looked for")
    page.wait(lambda: page.ids() == ["88", "70"], "what was found")
    assert page.focused() == "search"


def test_a_search_without_a_word_is_told_where_one_types(page: Page) -> None:
    page.login("alice", "/?view=all")
    page.press("/", "+", Keys.ENTER)
    page.wait_text(".search .problem", "lettre")
    assert page.find("#search").get_attribute("aria-invalid") == "true"
    assert page.focused() == "search" and not page.shown(".filter-form")
    page.shot("search-nothing")
    page.press("3")
    page.wait(lambda: page.text(".search .problem") == "", "it is one now")
    assert page.find("#search").get_attribute("aria-invalid") == "false"


def test_an_address_with_a_search_without_a_word(page: Page) -> None:
    page.login("alice", "/?view=all")
    page.go("/?view=all&search=%2B")
    page.wait(lambda: page.text(".search .problem"), "it is told")
    assert page.find("#search").get_attribute("aria-invalid") == "true"
    assert not page.shown(".filter-form")


def test_a_panel_half_filled_in_stays_when_a_call_is_opened(page: Page) -> None:
    page.login("alice", "/?view=all")
    page.press("f")
    page.find(".filter-form [name=number]").send_keys("0612*")
    page.find(".row[data-id='84']").click()
    page.wait_for(".pane")
    assert page.find(".filter-form [name=number]").get_attribute("value") == "0612*"
    page.find(".filter-form .buttons button:nth-child(2)").click()
    assert page.find(".filter-form [name=number]").get_attribute("value") == ""


def test_on_a_phone_what_was_found_is_seen(page: Page) -> None:
    page.look(PHONE)
    page.login("alice", "/?view=all")
    page.find(".bar > button").click()
    page.find(".filter-form [name=from]").send_keys("06*")
    page.find(".filter-form button.primary").click()
    page.wait(lambda: not page.shown(".filter-form"), "the panel gives way")
    assert focus(page) == "Filtres"
    # What the server does not understand unfolds it again.
    page.find(".bar > button").click()
    page.find(".filter-form [name=since]").send_keys("jamais")
    page.find(".filter-form button.primary").click()
    page.wait(lambda: page.shown(".filter-form") and page.text(".filter-form .problem"), "it is told")
    assert page.focused() == "since"


def test_who_takes_chips_away_stands_on_the_next_one(page: Page) -> None:
    page.login("alice", "/?view=all&since=2026-11-01&disposition=answered&sort=duration")
    page.find(".active-filters li:nth-child(2) button").click()
    page.wait(lambda: len(page.all(".active-filters li")) == 2, "one is gone")
    assert focus(page).startswith("Retirer le filtre Trier par")
    page.press(Keys.ENTER)
    page.wait(lambda: len(page.all(".active-filters li")) == 1, "two are gone")
    assert focus(page).startswith("Retirer le filtre Depuis")
    page.press(Keys.ENTER)
    page.wait(lambda: not page.shown(".active-filters"), "all are gone")
    assert focus(page) == "Filtres"


@pytest.mark.parametrize("time", ["25:99", "2026-11-22 27:00", "2026-11-22 12:60", "12:30:60", "24:00"])
def test_a_time_that_there_is_not_is_told(page: Page, time: str) -> None:
    page.login("alice", "/?view=all")
    page.press("f")
    page.find(".filter-form [name=since]").send_keys(time)
    page.find(".filter-form button.primary").click()
    page.wait(lambda: page.text(".filter-form .problem"), "it is told")
    assert page.find(".filter-form [name=since]").get_attribute("aria-invalid") == "true"
