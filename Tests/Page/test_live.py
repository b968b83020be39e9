"""What others do shows by itself: no reload, no lost place, no lost word."""

import time
from collections.abc import Callable

from browser import Page
from server import Colleague, Server, read_history, record, write_history

# In the watching page: notes when a row says something, in milliseconds since 1970.
WATCH_ROW = """
const [id, words] = arguments;
window.seenAt = 0;
new MutationObserver(() => {
  const row = document.querySelector(`.row[data-id="${id}"]`);
  if (!window.seenAt && row?.textContent.includes(words)) window.seenAt = performance.timeOrigin + performance.now();
}).observe(document.querySelector(".rows"), { subtree: true, childList: true, characterData: true });
"""
# In the saving page: when the answer to the save was complete, on the same clock.
ANSWERED_AT = """
const saves = performance.getEntriesByType("resource").filter((entry) => entry.name.endsWith("/enrichissement"));
return saves.length > 0 && saves.at(-1).responseEnd > 0 ? performance.timeOrigin + saves.at(-1).responseEnd : 0;
"""


def test_a_save_shows_in_another_browser_and_leaves_its_form_alone(
    open_browser: Callable[[], Page], server: Server
) -> None:
    alice, admin = open_browser(), open_browser()
    alice.login("alice", "/?view=all")
    admin.login("admin", "/?view=all")
    admin.js("window.sameDocument = true")
    admin.open_call("71")
    admin.fill("commentaireObjet", "À moitié écr")
    delays = []
    for words in ("Premier essai", "Deuxième essai", "Troisième essai", "Quatrième essai", "Cinquième essai"):
        alice.open_call("70")
        alice.fill("objet", words)
        admin.js(WATCH_ROW, "70", words)
        alice.js("performance.clearResourceTimings()")
        alice.save()
        answered = alice.wait(lambda: alice.js(ANSWERED_AT), "the save is answered")
        seen = admin.wait(lambda: admin.js("return window.seenAt"), "the other list shows it")
        delays.append(seen - answered)
        alice.wait(lambda: not alice.shown(".pane"), "the form closes")
    assert admin.js("return window.sameDocument") is True
    assert admin.value("commentaireObjet") == "À moitié écr"
    assert admin.focused() == "commentaireObjet"
    assert admin.parameters() == [("view", "all"), ("call", "71")]
    assert admin.complaints() == []
    delays.sort()
    print(f"\na save in one browser shows in the other's list: median {delays[2]:.0f} ms, worst {delays[-1]:.0f} ms")


def test_a_call_moves_between_views(open_browser: Callable[[], Page]) -> None:
    alice, bob = open_browser(), open_browser()
    alice.login("alice", "/?view=todo")
    bob.login("bob", "/?view=received")
    before = bob.ids()
    alice.open_call("84")
    alice.fill("traiteParOuTransmisA", "bob")
    alice.save()
    alice.wait(lambda: "84" not in alice.ids(), "it is no longer alice's to do")
    bob.wait(lambda: "84" in bob.ids(), "it is bob's now")
    bob.wait(lambda: bob.counts()["received"] == len(before) + 1, "bob's count follows")
    alice.wait(lambda: alice.counts()["handed"] == 4, "alice's count follows")


def test_what_is_handed_over_is_announced(page: Page, colleague: Callable[[str], Colleague]) -> None:
    page.login("bob", "/?view=todo")
    assert page.driver.title == "À traiter · wildix"
    alice = colleague("alice")
    alice.save("70", reponduParAgent=False, traiteParOuTransmisA="bob")
    notice = page.wait_for(".notice")
    assert "alice vous a transmis l’appel de Zoé Lefèvre" in notice.text
    page.wait_text("[role=status].unseen", "alice vous a transmis")
    assert page.driver.title == "(1) À traiter · wildix"
    page.shot("handed")
    # Further edits of the same hand-over are no news.
    alice.save("70", commentaireResultat="Rappeler avant midi")
    time.sleep(0.5)
    assert len(page.all(".notice")) == 1
    page.find(".notice button.link").click()
    page.wait_for(".pane")
    assert ("call", "70") in page.parameters()
    page.wait(lambda: page.driver.title == "Transmis à moi · wildix", "it was looked at")


def test_a_history_replaced_on_disk_shows(page: Page, server: Server) -> None:
    page.login("admin", "/?view=all")
    page.js("window.sameDocument = true")
    records = read_history(server.data)
    write_history(server.data, [record(500, "2026-11-24 11:00:00", from_name="Tout Nouveau"), *records])
    page.wait(lambda: page.ids()[0] == "500", "the new call is the first")
    assert "Tout Nouveau" in page.find(".row[data-id='500']").text
    page.wait(lambda: page.counts()["all"] == 27, "the count follows")
    for one in records:
        if one["id"] == "70":
            one["from_name"] = "Zoé Martin"
    write_history(server.data, [one for one in records if one["id"] != "71"])
    page.wait(lambda: "Zoé Martin" in page.text(".row[data-id='70']"), "the changed call")
    page.wait(lambda: "71" not in page.ids() and "500" not in page.ids(), "the calls that went")
    assert page.js("return window.sameDocument") is True


def test_new_calls_do_not_move_what_one_looks_at(page: Page, server: Server) -> None:
    records = [record(1000 + n, f"2026-11-10 {n // 60:02}:{n % 60:02}:00") for n in range(300)]
    write_history(server.data, records)
    page.login("admin", "/?view=all")
    page.js("document.querySelector('.scroller').scrollTop = 2000")
    top = (
        "const list = document.querySelector('.scroller').getBoundingClientRect();"
        "return document.elementFromPoint(list.left + 300, list.top + 120).closest('.row')?.dataset.id"
    )
    # 2000 pixels are more than forty rows.
    page.wait(lambda: int(page.js(top) or 1299) < 1260, "the list is scrolled")
    looked_at = page.js(top)
    write_history(server.data, [*records, *(record(2000 + n, f"2026-11-11 09:0{n}:00") for n in range(5))])
    page.wait(lambda: page.counts()["all"] == 305, "the new calls are counted")
    assert page.js(top) == looked_at


def test_a_list_that_is_filtered_takes_in_only_what_fits(
    page: Page, server: Server, colleague: Callable[[str], Colleague]
) -> None:
    page.login("admin", "/?view=all&search=urgence")
    before = page.ids()
    assert "84" not in before
    admin = colleague("admin")
    admin.save("84", objet="Urgence absolue")
    page.wait(lambda: "84" in page.ids(), "it fits now")
    admin.save("84", objet="Rien de grave")
    page.wait(lambda: page.ids() == before, "it fits no more")


def test_a_lost_connection_comes_back_with_what_was_missed(page: Page, server: Server, data, colleague) -> None:
    page.login("alice", "/?view=all")
    page.open_call("70")
    page.fill("objet", "Pendant la panne")
    server.stop()
    page.wait(lambda: page.find(".connection").get_attribute("data-state") == "waiting", "it is seen to be lost")
    assert "Reconnexion" in page.text(".connection")
    page.fill("resultat", "Toujours là")
    page.save()
    page.wait_text(".pane-foot", "Le serveur ne répond pas")
    page.shot("disconnected")
    again = Server(data, port=server.port)
    try:
        Colleague(again, "admin").save("69", objet="Changé pendant la panne")
        page.wait(lambda: page.find(".connection").get_attribute("data-state") == "on", "it is back")
        page.wait_text(".row[data-id='69']", "Changé pendant la panne")
        assert page.value("objet") == "Pendant la panne" and page.value("resultat") == "Toujours là"
        page.save()
        page.wait_text(".notices", "enregistré")
    finally:
        again.stop()


def test_who_may_no_longer_see_a_call_loses_it(page: Page, server: Server) -> None:
    page.login("bob", "/?view=all")
    page.open_call("71")
    records = [one for one in read_history(server.data) if one["id"] != "71"]
    write_history(server.data, records)
    page.wait(lambda: "71" not in page.ids(), "it is gone")
    page.wait_text(".pane-foot", "n’est plus visible")
