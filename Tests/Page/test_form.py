"""The form: the rule, what it proposes, what the server refuses, and drafts."""

from collections.abc import Callable

from selenium.webdriver.common.keys import Keys

from browser import Page
from server import Colleague


def test_answered_greys_out_the_target(page: Page, colleague: Callable[[str], Colleague]) -> None:
    page.login("alice", "/?view=all")
    page.open_call("84")
    page.fill("objet", "Renseignement")
    page.fill("traiteParOuTransmisA", "bob")
    page.handling("answered")
    target = page.find(".pane [name=traiteParOuTransmisA]")
    assert not target.is_enabled() and page.value("traiteParOuTransmisA") == ""
    page.shot("answered")
    page.save()
    page.wait_text(".notices", "enregistré")
    notes = colleague("admin").call("84")["enrichissement"]
    assert notes["reponduParAgent"] is True and notes["traiteParOuTransmisA"] == ""
    assert notes["objet"] == "Renseignement" and notes["saisiPar"] == "alice"
    assert "Répondu" in page.find(".row[data-id='84']").text


def test_handed_on_by_extension_is_completed_to_the_name(page: Page, colleague: Callable[[str], Colleague]) -> None:
    page.login("alice", "/?view=all")
    page.open_call("84")
    page.find(".pane [name=traiteParOuTransmisA]").send_keys("44")
    choice = page.wait_for(".pane .choices li")
    assert choice.text.split() == ["bob", "poste", "44"]
    page.shot("people")
    page.press(Keys.ARROW_DOWN, Keys.ENTER)
    assert page.value("traiteParOuTransmisA") == "bob"
    page.save()
    page.wait_text(".notices", "enregistré")
    notes = colleague("admin").call("84")["enrichissement"]
    assert notes["reponduParAgent"] is False and notes["traiteParOuTransmisA"] == "bob"
    assert [(step["de"], step["a"]) for step in notes["transferts"]] == [("alice", "bob")]


def test_a_text_that_is_too_long_is_told_at_the_field(page: Page, colleague: Callable[[str], Colleague]) -> None:
    page.login("alice", "/?view=all")
    page.open_call("84")
    page.fill("objet", "Renseignement")
    page.handling("answered")
    area = page.find(".pane [name=commentaireObjet]")
    page.driver.execute_script(
        "arguments[0].value = 'x'.repeat(10001); arguments[0].dispatchEvent(new Event('input', {bubbles: true}))", area
    )
    page.save()
    page.wait_text("[data-field=commentaireObjet] .problem", "dépasse")
    # Nothing of what was typed is lost: one letter less, and it is saved.
    area.send_keys(Keys.END, Keys.BACKSPACE)
    page.save()
    page.wait_text(".notices", "enregistré")
    assert colleague("admin").call("84")["enrichissement"]["commentaireObjet"] == "x" * 10_000


def test_what_the_server_refuses_is_told_at_the_field(page: Page) -> None:
    page.login("alice", "/?view=all")
    page.open_call("84")
    page.fill("traiteParOuTransmisA", "nobody")
    page.save()
    page.wait_text("[data-field=traiteParOuTransmisA] .problem", "nobody")
    field = page.find(".pane [name=traiteParOuTransmisA]")
    assert field.get_attribute("aria-invalid") == "true"
    assert page.focused() == "traiteParOuTransmisA"
    assert field.get_attribute("aria-describedby") == page.find(
        "[data-field=traiteParOuTransmisA] .problem"
    ).get_attribute("id")
    page.shot("refused")
    page.fill("traiteParOuTransmisA", "bob")
    page.fill("date", "31/02/2026")
    page.save()
    page.wait(lambda: page.text("[data-field=date] .problem"), "the date is refused")
    assert page.text("[data-field=traiteParOuTransmisA] .problem") == ""
    assert page.complaints("422") == []


def test_handed_on_to_nobody_is_refused(page: Page) -> None:
    page.login("alice", "/?view=all")
    page.open_call("84")
    page.handling("transferred")
    page.save()
    page.wait(lambda: page.text("[data-field=traiteParOuTransmisA] .problem"), "the target is asked for")


def test_values_used_before_are_proposed(page: Page) -> None:
    page.login("alice", "/?view=all")
    page.open_call("84")
    page.fill("objet", "fact")
    choice = page.wait_for(".pane .choices li")
    assert choice.text == "Facturation"
    assert page.find(".pane [name=objet]").get_attribute("aria-expanded") == "true"
    choice.click()
    assert page.value("objet") == "Facturation"
    assert not page.shown(".pane .choices")


def test_a_draft_survives_a_reload_and_another_call(page: Page) -> None:
    page.login("alice", "/?view=all")
    page.open_call("84")
    page.fill("commentaireObjet", "Il rappellera\nlundi")
    page.handling("transferred")
    page.driver.refresh()
    page.settle()
    page.wait_for(".pane")
    assert page.value("commentaireObjet") == "Il rappellera\nlundi"
    assert page.js("return document.querySelector('.pane input[value=transferred]').checked")
    assert "Brouillon" in page.find(".row[data-id='84']").text
    page.open_call("70")
    assert page.value("objet") == "Résultats d'analyse"
    page.open_call("84")
    assert page.value("commentaireObjet") == "Il rappellera\nlundi"
    page.find(".draft-line button").click()
    assert page.value("commentaireObjet") == ""
    assert "Brouillon" not in page.find(".row[data-id='84']").text


def test_drafts_belong_to_their_user(page: Page) -> None:
    page.login("alice", "/?view=all&call=70")
    page.fill("objet", "D'alice")
    page.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
    page.login("admin", "/?view=all&call=70")
    assert page.wait_for(".pane") and page.value("objet") == "Résultats d'analyse"


def test_a_colleague_s_save_stands_beside_what_one_types(page: Page, colleague: Callable[[str], Colleague]) -> None:
    page.login("alice", "/?view=all&call=84")
    page.wait_for(".pane")
    page.fill("objet", "Ma saisie")
    admin = colleague("admin")
    admin.save("84", objet="Facturation", resultat="À rappeler")
    clash = page.wait_for(".clash")
    assert page.value("objet") == "Ma saisie" and page.value("resultat") == ""
    assert page.focused() == "objet"
    for text in ("admin a enregistré entre-temps", "Facturation", "Ma saisie", "À rappeler"):
        assert text in clash.text
    page.shot("clash")
    # As long as nothing is decided, nothing is saved.
    page.save()
    page.wait_text(".pane-foot", "Choisissez")
    assert admin.call("84")["enrichissement"]["objet"] == "Facturation"
    page.find(".clash .buttons button:first-child").click()
    page.wait(lambda: not page.all(".clash"), "it is decided")
    assert page.value("objet") == "Ma saisie" and page.value("resultat") == "À rappeler"
    page.save()
    page.wait_text(".notices", "enregistré")
    notes = admin.call("84")["enrichissement"]
    assert (notes["objet"], notes["resultat"]) == ("Ma saisie", "À rappeler")


def test_a_colleague_s_value_can_be_taken(page: Page, colleague: Callable[[str], Colleague]) -> None:
    page.login("alice", "/?view=all&call=84")
    page.wait_for(".pane")
    page.fill("objet", "Ma saisie")
    page.fill("resultat", "Réglé")
    admin = colleague("admin")
    admin.save("84", objet="Facturation", resultat="À rappeler")
    page.wait_for(".clash")
    page.find(".clash li:first-child button").click()
    page.wait(lambda: len(page.all(".clash li")) == 1, "one is decided")
    assert page.value("objet") == "Facturation" and page.value("resultat") == "Réglé"
    # What is half decided survives a reload.
    page.driver.refresh()
    page.settle()
    page.wait_for(".clash")
    assert page.value("objet") == "Facturation" and page.value("resultat") == "Réglé"
    page.find(".clash .buttons button:first-child").click()
    page.save()
    page.wait_text(".notices", "enregistré")
    assert admin.call("84")["enrichissement"]["resultat"] == "Réglé"


def test_all_of_a_colleague_s_can_be_taken(page: Page, colleague: Callable[[str], Colleague]) -> None:
    page.login("alice", "/?view=all&call=84")
    page.wait_for(".pane")
    page.fill("objet", "Ma saisie")
    colleague("admin").save("84", reponduParAgent=False, traiteParOuTransmisA="bob", objet="Urgence")
    page.wait_for(".clash")
    page.find(".clash .buttons button:last-child").click()
    page.wait(lambda: page.value("objet") == "Urgence", "the colleague's")
    assert page.value("traiteParOuTransmisA") == "bob"
    assert not page.shown(".draft-line button")


def test_who_types_nothing_sees_the_colleague_s_save_in_the_form(
    page: Page, colleague: Callable[[str], Colleague]
) -> None:
    page.login("alice", "/?view=all&call=84")
    page.wait_for(".pane")
    colleague("admin").save("84", objet="Urgence", reponduParAgent=True)
    page.wait(lambda: page.value("objet") == "Urgence", "the colleague's")
    assert not page.all(".clash")
    page.wait_text(".draft-state", "admin")


def test_save_and_next(page: Page, colleague: Callable[[str], Colleague]) -> None:
    page.login("alice", "/?view=todo")
    todo = page.ids()
    page.open_call(todo[1])
    page.fill("objet", "Renseignement")
    page.handling("answered")
    page.find(".pane-foot .buttons button:last-child").click()
    page.wait(lambda: page.ids() == [one for one in todo if one != todo[1]], "the call left the view")
    assert ("call", todo[2]) in page.parameters()
    page.wait(lambda: page.focused() == "modeAccueil", "one can go on typing")
    page.wait(lambda: page.counts()["todo"] == len(todo) - 1, "the count follows")


def test_history_and_record_unfold(page: Page, colleague: Callable[[str], Colleague]) -> None:
    colleague("alice").save("84", objet="Renseignement", traiteParOuTransmisA="bob")
    page.login("alice", "/?view=all&call=84")
    page.wait_for(".pane")
    assert "alice → bob" in page.text(".chain")
    history, record = page.all(".background details:not([open]) summary")
    history.click()
    page.wait_text(".log", "Renseignement")
    record.click()
    assert "PJSIP" in page.find(".record").text or "SIP/" in page.find(".record").text
    page.shot("unfolded")


def test_a_colleague_s_save_takes_the_focus_from_nothing_in_the_form(
    page: Page, colleague: Callable[[str], Colleague]
) -> None:
    admin = colleague("admin")
    admin.save("84", reponduParAgent=False, traiteParOuTransmisA="bob")
    page.login("admin", "/?view=all&call=84")
    page.wait_for(".pane")
    stands = "return document.activeElement.textContent"
    # What was folded stays so, too.
    page.find(".background details:first-child summary").click()
    for number, selector in enumerate((".background details:nth-child(2) summary", ".pane-head .phone")):
        page.js("document.querySelector(arguments[0]).focus()", selector)
        before = page.js(stands)
        admin.save("84", objet=f"Essai {number}")
        page.wait(lambda number=number: page.value("objet") == f"Essai {number}", "the colleague's")
        assert page.js(stands) == before != ""
        assert page.js("return document.activeElement.matches(arguments[0])", selector)
    assert not page.js("return document.querySelector('.background details:first-child').open")
