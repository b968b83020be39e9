"""What is told: hand-overs, browser notifications, counts, faults, new calls in an order of one's own, a new day."""

import time
from collections.abc import Callable, Iterator

import pytest

from browser import Page
from line import Line
from server import Colleague, Server, read_history, record, write_history

# Keeps what was read out.
KEEP = """
window.said = [];
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) for (const node of addedNodes) window.said.push(node.textContent);
}).observe(document.querySelector(".unseen[role=status]"), { childList: true });
"""
# A notification is made as ever, and noted.
NOTE_NOTIFICATIONS = """
window.made = [];
window.Notification = class extends Notification {
  constructor(title, options) {
    super(title, options);
    window.made.push([title, options.body]);
  }
};
"""
REFUSE_NOTIFICATIONS = """
window.tried = 0;
window.Notification = class {
  static permission = "granted";
  static requestPermission = async () => "granted";
  constructor() {
    window.tried += 1;
    throw new TypeError("Illegal constructor");
  }
};
"""


@pytest.fixture
def away(page: Page) -> Iterator[Callable[[bool], None]]:
    """Puts the window away, as somebody does who works elsewhere, and with False brings it back."""
    driver = page.driver

    def turn(is_away: bool) -> None:
        window = driver.execute_cdp_cmd("Browser.getWindowForTarget", {})["windowId"]
        bounds = {"windowState": "minimized" if is_away else "normal"}
        driver.execute_cdp_cmd("Browser.setWindowBounds", {"windowId": window, "bounds": bounds})
        state = "hidden" if is_away else "visible"
        page.wait(lambda: page.js("return document.visibilityState") == state, f"the page is {state}")

    yield turn
    turn(False)


def turn_notifications_on(page: Page) -> None:
    page.find(".account").click()
    page.wait_for(".menu input[type=checkbox]").click()
    page.wait(lambda: page.js("return localStorage.getItem('wildix.notify')") == "on", "they are on")
    page.find(".account").click()


def test_the_browser_notifies_of_what_is_handed_over_while_one_is_elsewhere(
    page: Page, server: Server, away: Callable[[bool], None], colleague: Callable[[str], Colleague]
) -> None:
    page.driver.execute_cdp_cmd("Browser.grantPermissions", {"origin": server.url, "permissions": ["notifications"]})
    page.before(NOTE_NOTIFICATIONS)
    page.login("bob", "/?view=todo")
    turn_notifications_on(page)
    alice = colleague("alice")
    # On the page itself the notice is enough.
    alice.save("70", reponduParAgent=False, traiteParOuTransmisA="bob")
    page.wait_for(".notice")
    assert page.js("return window.made") == []
    away(True)
    alice.save("84", traiteParOuTransmisA="bob")
    page.wait(lambda: len(page.js("return window.made")) == 1, "a notification is made")
    [[title, body]] = page.js("return window.made")
    assert title == "wildix" and body.startswith("alice vous a transmis l’appel de ")
    assert page.complaints() == []


def test_who_did_not_ask_for_notifications_gets_none(
    page: Page, server: Server, away: Callable[[bool], None], colleague: Callable[[str], Colleague]
) -> None:
    page.driver.execute_cdp_cmd("Browser.grantPermissions", {"origin": server.url, "permissions": ["notifications"]})
    page.before(NOTE_NOTIFICATIONS)
    page.login("bob", "/?view=todo")
    away(True)
    colleague("alice").save("84", traiteParOuTransmisA="bob")
    page.wait_text(".notices", "alice vous a transmis")
    assert page.js("return window.made") == []


def test_a_browser_that_cannot_notify_costs_nothing_else(
    page: Page, away: Callable[[bool], None], colleague: Callable[[str], Colleague]
) -> None:
    page.before(REFUSE_NOTIFICATIONS)
    page.login("bob", "/?view=received")
    turn_notifications_on(page)
    away(True)
    colleague("alice").save("84", traiteParOuTransmisA="bob")
    page.wait(lambda: "84" in page.ids(), "the call is in the list")
    page.wait_text(".notices", "alice vous a transmis")
    assert page.js("return window.tried") == 1
    page.wait(lambda: page.counts()["received"] == len(page.ids()), "it is counted")


def test_the_title_counts_until_one_looks(
    page: Page, away: Callable[[bool], None], colleague: Callable[[str], Colleague]
) -> None:
    page.login("bob", "/?view=received")
    alice = colleague("alice")
    alice.save("84", traiteParOuTransmisA="bob")
    page.wait(lambda: "84" in page.ids(), "it comes before one's eyes")
    page.wait_for(".notice")
    assert page.driver.title == "Transmis à moi · wildix"
    away(True)
    alice.save("70", reponduParAgent=False, traiteParOuTransmisA="bob")
    page.wait(lambda: page.driver.title == "(1) Transmis à moi · wildix", "it is counted")
    away(False)
    page.wait(lambda: page.driver.title == "Transmis à moi · wildix", "it was looked at")


def test_what_was_handed_over_during_an_outage_is_announced(page: Page, server: Server, line: Line, data) -> None:
    page.login("bob", "/?view=todo")
    line.refused.add(b"/")
    server.stop()
    again = Server(data)
    try:
        Colleague(again, "alice").save("84", traiteParOuTransmisA="bob")
        line.target = again.port
        line.refused.clear()
        page.wait_text(".notices", "alice vous a transmis")
        assert page.driver.title == "(1) À traiter · wildix"
    finally:
        again.stop()


def test_another_view_says_how_many_calls_it_has(page: Page, server: Server) -> None:
    write_history(server.data, [record(1000 + n, f"2026-11-10 {n // 60:02}:{n % 60:02}:00") for n in range(250)])
    page.login("alice", "/?view=answered")
    page.js(KEEP)
    page.press("5")
    page.wait(lambda: page.js("return window.said") == ["250 appels"], "all are counted")
    page.press("4")
    page.wait(lambda: page.js("return window.said.at(-1)") == "0 appel", "none")


def test_what_is_told_at_the_same_time_is_all_told(page: Page, colleague: Callable[[str], Colleague]) -> None:
    page.login("bob", "/?view=todo")
    page.js(KEEP)
    alice = colleague("alice")
    for call in ("84", "70", "86"):
        alice.save(call, reponduParAgent=False, traiteParOuTransmisA="bob")
    page.wait(lambda: len(page.js("return window.said")) == 3, "three hand-overs")
    assert page.js("return document.querySelectorAll('.unseen[role=status] p').length") == 3
    page.wait(lambda: page.text(".unseen[role=status]") == "", "it is no more there once it was read out")


def test_a_fault_shows_as_long_as_it_lasts(page: Page, server: Server) -> None:
    page.hurry()
    page.login("admin", "/?view=all")
    history = server.data / "call_history.json"
    good = history.read_bytes()
    history.write_bytes(good[:2000])
    page.wait_text(".notices", "Un fichier ne peut pas être lu")
    # Longer than other notices stay.
    time.sleep(9)
    assert "Un fichier ne peut pas être lu" in page.text(".notices")
    history.write_bytes(good)
    page.wait(lambda: "fichier" not in page.text(".notices"), "it can be read")


def test_in_another_order_only_new_calls_are_new(
    page: Page, server: Server, colleague: Callable[[str], Colleague]
) -> None:
    records = [record(1000 + n, f"2026-11-10 {n // 60:02}:{n % 60:02}:00", duration=str(n)) for n in range(300)]
    write_history(server.data, records)
    page.login("alice", "/?view=all&sort=duration")
    loaded = page.ids()
    alice = colleague("alice")
    unloaded = "1299" if "1000" in loaded else "1000"
    for objet in ("Un", "Deux", "Trois"):
        alice.save(unloaded, objet=objet)
    alice.save(loaded[0], objet="Ce qui est chargé suit")
    page.wait_text(f".row[data-id='{loaded[0]}']", "Ce qui est chargé suit")
    assert not page.shown(".banner")
    records.append(record(2000, "2026-11-11 09:00:00", duration="150"))
    write_history(server.data, records)
    page.wait_text(".banner", "1 nouvel appel")
    alice.save("2000", objet="Le même")
    alice.save(loaded[0], objet="Et encore")
    page.wait_text(f".row[data-id='{loaded[0]}']", "Et encore")
    assert "1 nouvel appel" in page.text(".banner")
    page.find(".banner button").click()
    page.wait(lambda: not page.shown(".banner"), "it is in its place")


def test_a_list_in_another_order_says_where_it_stops(page: Page, server: Server) -> None:
    total = 10_450
    records = [
        record(n, f"2026-11-{1 + n // 1440:02} {n // 60 % 24:02}:{n % 60:02}:00", duration=str(n)) for n in range(total)
    ]
    write_history(server.data, records)
    page.login("admin", "/?view=all&sort=duration")

    def is_at_the_end() -> bool:
        page.js("document.querySelector('.scroller').scrollTop = 1e9")
        return "affinez la recherche ou triez par date" in page.text(".list-end")

    page.wait(is_at_the_end, "it says that there is more")
    shown = int(page.text(".list-end").split(" appels")[0].replace("\u202f", "").replace("\u00a0", ""))
    assert 10_000 <= shown < total


def test_at_midnight_today_becomes_yesterday(page: Page, server: Server) -> None:
    write_history(
        server.data,
        [record(1, "2026-11-20 10:00:00"), record(2, "2026-11-21 00:00:00"), record(3, "2026-11-19 10:00:00")],
    )
    # Ten seconds before midnight in Paris.
    page.before(
        "const shift = Date.parse('2026-11-20T23:59:50+01:00') - Date.now(); const Real = Date;"
        "window.Date = class extends Real {"
        "  constructor(...parts) { if (parts.length > 0) super(...parts); else super(Real.now() + shift); }"
        "  static now() { return Real.now() + shift; }"
        "};"
    )
    page.login("admin", "/?view=all&since=today")
    assert page.ids() == ["2", "1"]
    assert "aujourd’hui" in page.text(".row[data-id='1']")
    page.wait(lambda: page.ids() == ["2"], "the list is that of the new day")
    assert "aujourd’hui" in page.text(".row[data-id='2']")
    page.wait(lambda: page.counts()["all"] == 1, "so are the counts")


def test_a_history_that_grows_while_the_page_is_open_stays_in_order(page: Page, server: Server) -> None:
    page.login("admin", "/?view=all")
    records = read_history(server.data)
    for n in range(5):
        records.insert(0, record(900 + n, f"2026-11-24 11:0{n}:00"))
        write_history(server.data, records)
        page.wait(lambda n=n: page.ids()[0] == str(900 + n), "it comes first")
    starts = page.js("return [...document.querySelectorAll('.rows time')].map((time) => time.dateTime)")
    assert starts == sorted(starts, reverse=True)
