"""What changes while a list is on its way, or before the live connection is there, is not lost."""

from collections.abc import Callable

from browser import Page
from line import Line
from server import Colleague, Server, record, write_history


def test_what_is_told_while_a_list_is_fetched(page: Page, line: Line, colleague: Callable[[str], Colleague]) -> None:
    page.login("alice", "/?view=todo")
    held = line.hold(b"GET /api/v1/calls?status=answered")
    page.find(".views a[href*='view=answered']").click()
    # The server has answered, and what it answered is under way.
    held.wait()
    alice = colleague("alice")
    alice.save("84", objet="Fait entre-temps", reponduParAgent=True)
    alice.save("70", objet="Changé entre-temps")
    page.wait(lambda: page.counts()["answered"] == 2, "that was told")
    held.release()
    page.wait(lambda: sorted(page.ids()) == ["70", "84"], "both are there")
    page.wait_text(".row[data-id='70']", "Changé entre-temps")


def test_what_is_told_while_more_is_fetched(
    page: Page, server: Server, line: Line, colleague: Callable[[str], Colleague]
) -> None:
    write_history(server.data, [record(1000 + n, f"2026-11-10 {n // 60:02}:{n % 60:02}:00") for n in range(300)])
    held = line.hold(b"after=")
    page.login("alice", "/?view=todo")
    page.js("document.querySelector('.scroller').scrollTop = 1e6")
    held.wait()
    alice = colleague("alice")
    alice.save("1100", objet="Fait", reponduParAgent=True)
    alice.save("1101", objet="Faite", traiteParOuTransmisA="bob")
    page.wait(lambda: page.counts()["todo"] == 298, "that was told")
    held.release()
    page.wait(lambda: page.find(".grid").get_attribute("aria-rowcount") == "299", "all but these are there")

    def sees(call: str) -> bool:
        page.js("document.querySelector('.scroller').scrollTop = arguments[0]", (1299 - int(call) - 10) * 44)
        return call in page.ids()

    page.wait(lambda: sees("1102"), "what came before")
    assert "1100" not in page.ids() and "1101" not in page.ids()


def test_what_changes_before_the_live_connection_is_there(
    page: Page, line: Line, colleague: Callable[[str], Colleague]
) -> None:
    line.refused.add(b"GET /ws")
    page.go("/?view=all&call=69")
    page.find("[name=username]").send_keys("alice")
    page.find("[name=password]").send_keys("demo-alice")
    page.find("form button").click()
    # The list is there, though not live.
    page.wait(lambda: len(page.ids()) > 5 and page.shown(".pane"), "the list and the call")
    assert page.state() != "on"
    colleague("alice").save("69", objet="Avant le direct")
    line.refused.clear()
    page.wait(lambda: page.state() == "on", "it is live")
    page.wait_text(".row[data-id='69']", "Avant le direct")
    page.wait(lambda: page.value("objet") == "Avant le direct", "the form follows as well")


def test_the_first_list_is_asked_for_when_the_live_connection_is_there(page: Page, line: Line) -> None:
    page.login("alice", "/?view=all")
    # A machine that is too busy to connect within half a second loads first, and again then.
    loads = [asked_for_at_a_load(page, line) for _ in range(5)]
    assert [b"/ws", b"/api/v1/calls"] in loads


def asked_for_at_a_load(page: Page, line: Line) -> list[bytes]:
    page.driver.refresh()
    page.settle()
    line.asked.clear()
    page.driver.refresh()
    page.settle()
    paths = [one.split()[1].partition(b"?")[0] for one in line.asked]
    return [path for path in paths if path in (b"/ws", b"/api/v1/calls")]
