"""A list that cannot be loaded: nothing foreign stands under its name, and it comes when it can."""

from browser import Page
from line import Line
from server import Colleague, Server, record, write_history

CALLS = b"GET /api/v1/calls?"


def again(page: Page) -> None:
    page.wait(
        lambda: page.js("const one = document.querySelector('.list-end button'); one?.click(); return !!one"), "retried"
    )


def test_no_list_stands_under_the_name_of_another(page: Page, line: Line) -> None:
    page.login("alice", "/?view=todo")
    assert len(page.ids()) > 1
    line.cuts[CALLS] = 0
    page.find(".views a[href*='view=answered']").click()
    page.wait_text(".list-end", "Le serveur ne répond pas")
    assert page.ids() == []
    page.wait_text("[role=status].unseen", "Le serveur ne répond pas")
    # Tried again by the button, while it still fails and when it does no more.
    again(page)
    page.wait_text(".list-end", "Le serveur ne répond pas")
    assert page.ids() == []
    line.cuts.clear()
    again(page)
    page.wait(lambda: page.ids() == ["70"], "what was answered")


def test_what_follows_a_long_list_is_of_the_same_list(page: Page, server: Server, line: Line) -> None:
    write_history(server.data, [record(1000 + n, f"2026-11-10 {n // 60:02}:{n % 60:02}:00") for n in range(400)])
    Colleague(server, "alice").save("1399", objet="Fait", reponduParAgent=True)
    page.login("alice", "/?view=todo")
    line.cuts[CALLS] = 0
    page.js("document.querySelector('.scroller').scrollTop = 1e6")
    page.wait_text(".list-end", "Le serveur ne répond pas")
    # There are more of these; the next list has one.
    page.find(".views a[href*='view=answered']").click()
    page.wait(lambda: page.ids() == [] and page.shown(".list-end button"), "the next list fails too")
    line.cuts.clear()
    again(page)
    page.wait(lambda: page.ids() == ["1399"], "what was answered")
    page.wait_text(".list-end", "Fin de la liste")
    page.find(".views a[href*='view=todo']").click()
    page.wait(lambda: page.ids()[:1] == ["1398"], "what is to do")
    line.cuts[CALLS] = 0
    page.js("document.querySelector('.scroller').scrollTop = 1e6")
    page.wait_text(".list-end", "Le serveur ne répond pas")
    line.cuts.clear()
    again(page)

    def is_at_the_end() -> bool:
        page.js("document.querySelector('.scroller').scrollTop = 1e6")
        return page.ids()[-1] == "1000"

    page.wait(is_at_the_end, "the rest comes")
    assert page.find(".grid").get_attribute("aria-rowcount") == "400"


def test_after_a_failure_it_is_tried_again_by_itself(page: Page, server: Server, line: Line, data) -> None:
    page.login("alice", "/?view=all")
    ids = page.ids()
    line.cuts[CALLS] = 0
    server.stop()
    again = Server(data)
    try:
        line.target = again.port
        Colleague(again, "admin").save("69", objet="Changé pendant la panne")
        # It is live again, but the list cannot be loaded: that shows where one looks.
        page.wait_text(".banner", "n’est plus à jour")
        assert page.ids() == ids and page.state() == "on"
        page.shot("out-of-date")
        line.cuts.clear()
        page.wait_text(".row[data-id='69']", "Changé pendant la panne")
        page.wait(lambda: not page.shown(".banner"), "the list is current")
    finally:
        again.stop()


def test_a_list_that_failed_while_the_line_was_down_comes_with_the_line(page: Page, line: Line) -> None:
    page.login("alice", "/?view=todo")
    line.refused.add(b"/")
    line.break_down()
    page.wait(lambda: page.state() == "waiting", "it is lost")
    page.find(".views a[href*='view=answered']").click()
    page.wait_text(".list-end", "Le serveur ne répond pas")
    assert page.counts()["answered"] == 1, "counts of the same filters stay"
    line.refused.clear()
    page.wait(lambda: page.ids() == ["70"], "what was answered")
