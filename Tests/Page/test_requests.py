"""Requests end: with an answer, with half of one, or with none."""

from browser import Page
from line import Line

CALLS = b"GET /api/v1/calls?"


def test_half_an_answer_is_none(page: Page, line: Line) -> None:
    page.login("alice", "/?view=todo")
    line.cuts[CALLS] = 900
    page.find(".views a[href*='view=all']").click()
    page.wait_text(".list-end", "n’est pas arrivée entière")
    assert page.ids() == []
    line.cuts.clear()
    page.wait(lambda: len(page.ids()) > 5, "all calls, by themselves")


def test_who_never_answers_is_given_up(page: Page, line: Line) -> None:
    page.hurry()
    page.login("alice", "/?view=todo")
    hold = line.hold(CALLS)
    page.find(".views a[href*='view=answered']").click()
    hold.wait()
    page.wait_text("[role=status].unseen", "Le serveur ne répond pas")
    page.wait(lambda: page.ids() == ["70"], "what was answered, asked for once more")


def test_an_answer_that_is_wanted_no_more_leaves_the_counts_alone(page: Page, line: Line) -> None:
    page.login("admin", "/?view=all")
    held = line.hold(b"GET /api/v1/views", of_body=True)
    page.press("/", "lef")
    held.wait()
    later = line.hold(b"GET /api/v1/views")
    page.press("e")
    later.wait()
    assert page.text(".views .count") != "", "the one before was given up in the middle, and says nothing"
    later.release()
    page.wait(lambda: page.counts()["all"] == len(page.ids()) < 26, "the counts of the last search")
