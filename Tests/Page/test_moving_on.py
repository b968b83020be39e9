"""Saves that end after one has gone on: neither the next call's form nor what was typed pays for them."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from selenium.webdriver.common.keys import Keys

from browser import Page
from server import Colleague, Server


@contextmanager
def held_up(server: Server) -> Iterator[None]:
    """The server answers nothing until the end of the block."""
    server.process.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        server.process.send_signal(signal.SIGCONT)


def test_a_save_that_succeeds_late_closes_no_other_form(
    page: Page, server: Server, colleague: Callable[[str], Colleague]
) -> None:
    page.login("alice", "/?view=all")
    page.open_call("84")
    page.fill("objet", "Renseignement")
    with held_up(server):
        page.save()
        page.wait_text(".pane .primary", "…")
        page.find(".row[data-id='70']").click()
        page.wait(lambda: ("call", "70") in page.parameters(), "another call")
        # This one is not being saved.
        assert page.text(".pane .primary") == "Enregistrer"
        page.fill("commentaireObjet", "Je tape")
    page.wait_text(".notices", "enregistré")
    page.press("j", "k")
    assert ("call", "70") in page.parameters()
    assert page.value("commentaireObjet") == "Je tapejk"
    assert "Brouillon" not in page.text(".row[data-id='84']")
    assert colleague("alice").call("84")["enrichissement"]["objet"] == "Renseignement"


def test_save_and_next_that_ends_late_does_not_go_on_from_elsewhere(page: Page, server: Server) -> None:
    page.login("alice", "/?view=all")
    page.open_call("84")
    page.fill("objet", "Renseignement")
    with held_up(server):
        page.find(".pane-foot .buttons button:last-child").click()
        page.press(Keys.ESCAPE)
        page.wait(lambda: not page.shown(".pane"), "it is closed")
    page.wait_text(".notices", "enregistré")
    assert not page.shown(".pane") and page.parameters() == [("view", "all")]


def test_a_save_that_is_refused_late_is_told_with_the_way_back(page: Page, server: Server) -> None:
    page.login("alice", "/?view=all")
    page.open_call("84")
    page.fill("traiteParOuTransmisA", "nobody")
    with held_up(server):
        page.save()
        page.press(Keys.ESCAPE)
        page.wait(lambda: not page.shown(".pane"), "it is closed")
    page.wait_text(".notices", "n’est pas enregistré")
    assert "nobody" in page.text(".notices")
    page.shot("refused-late")
    page.find(".notices .link").click()
    page.wait_for(".pane")
    assert ("call", "84") in page.parameters()
    assert page.value("traiteParOuTransmisA") == "nobody"


def test_a_colleague_who_was_quicker_is_told_after_going_on(page: Page, server: Server) -> None:
    server.wildix("login", "admin", "--password-stdin")
    page.login("alice", "/?view=all")
    page.open_call("84")
    page.fill("objet", "Ma saisie")
    with held_up(server):
        # By the command line, of which the page does not hear yet.
        server.wildix("enrich", "84", "--objet", "Facturation")
        page.save()
        page.find(".row[data-id='70']").click()
        page.wait(lambda: ("call", "70") in page.parameters(), "another call")
    page.wait_text(".notices", "n’est pas enregistré")
    page.find(".notices .notice-bad .link").click()
    page.wait_for(".clash")
    assert page.value("objet") == "Ma saisie" and "Facturation" in page.text(".clash")


def test_a_save_that_gets_no_answer_after_going_on_is_told(page: Page, server: Server) -> None:
    page.login("alice", "/?view=all")
    page.open_call("84")
    page.fill("objet", "Ma saisie")
    server.process.send_signal(signal.SIGSTOP)
    page.save()
    page.find(".row[data-id='70']").click()
    page.wait(lambda: ("call", "70") in page.parameters(), "another call")
    server.process.kill()
    page.wait_text(".notices", "n’est pas enregistré")
    page.find(".notices .notice-bad .link").click()
    page.wait(lambda: ("call", "84") in page.parameters(), "the way back")
    assert page.value("objet") == "Ma saisie"


def test_what_is_typed_while_saving_stays(page: Page, server: Server, colleague: Callable[[str], Colleague]) -> None:
    page.login("alice", "/?view=all")
    page.open_call("84")
    page.fill("objet", "Renseignement")
    with held_up(server):
        page.save()
        page.fill("commentaireObjet", "Ajouté ensuite")
    page.wait_text(".notices", "enregistré")
    assert page.shown(".pane") and page.focused() == "commentaireObjet"
    assert page.value("objet") == "Renseignement" and page.value("commentaireObjet") == "Ajouté ensuite"
    assert "Brouillon" in page.text(".row[data-id='84']")
    page.save()
    page.wait(lambda: not page.shown(".pane"), "it is saved")
    notes = colleague("alice").call("84")["enrichissement"]
    assert (notes["objet"], notes["commentaireObjet"]) == ("Renseignement", "Ajouté ensuite")


def test_what_is_typed_after_coming_back_to_a_call_that_is_being_saved_stays(page: Page, server: Server) -> None:
    page.login("alice", "/?view=all")
    page.open_call("84")
    page.fill("objet", "Renseignement")
    with held_up(server):
        page.save()
        page.find(".row[data-id='70']").click()
        page.find(".row[data-id='84']").click()
        page.fill("resultat", "Réglé")
        page.find(".row[data-id='70']").click()
    page.wait_text(".notices", "enregistré")
    page.open_call("84")
    assert page.value("objet") == "Renseignement" and page.value("resultat") == "Réglé"
    assert page.shown(".draft-line button") and not page.all(".clash")


def test_what_is_seen_no_more_and_then_again(page: Page, server: Server) -> None:
    page.login("alice", "/?view=all&call=84")
    page.wait_for(".pane")
    history = server.data / "call_history.json"
    before = history.read_text()
    page.js("document.querySelector('.pane [name=objet]').focus()")
    history.with_suffix(".new").write_text(before.replace('"84"', '"8484"'))
    history.with_suffix(".new").rename(history)
    page.wait_text(".pane-foot .problem", "n’est plus visible")
    history.with_suffix(".new").write_text(before)
    history.with_suffix(".new").rename(history)
    page.wait(lambda: page.text(".pane-foot .problem") == "", "it is there again")
