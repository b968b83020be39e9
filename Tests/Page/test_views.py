"""The views, their counts, search and filters, and the address that says it all."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from selenium.webdriver.common.keys import Keys

from browser import Page
from server import Colleague, Server, record, write_history

VIEWS = {
    "todo": ["--status", "todo"],
    "received": ["--status", "received"],
    "handed": ["--transferred-by", "admin"],
    "answered": ["--status", "answered"],
    "all": [],
}


def test_each_view_shows_what_the_command_line_does(
    page: Page, server: Server, colleague: Callable[[str], Colleague]
) -> None:
    colleague("admin").save("84", objet="Rappel", traiteParOuTransmisA="kernel")
    colleague("kernel").save("84", objet="Rappel", traiteParOuTransmisA="admin")
    server.wildix("login", "admin", "--password-stdin")
    page.login("admin")
    counts = page.counts()
    for name, flags in VIEWS.items():
        expected = server.wildix("calls", "--format", "tsv", "--fields", "id", "--no-header", *flags).split()
        assert counts[name] == len(expected), name
        page.find(f".views a[href*='view={name}']").click()
        page.wait(lambda expected=expected: page.ids() == expected, f"{name} shows {expected}")
        assert page.parameters()[0] == ("view", name)
        assert page.find(f".views a[href*='view={name}']").get_attribute("aria-current") == "page"
    assert counts["received"] == 1 and counts["handed"] == 1
    page.shot("all")
    assert page.complaints() == []


def test_views_are_links_and_the_way_back_works(page: Page) -> None:
    page.login("alice", "/?view=answered")
    page.wait(lambda: page.ids() == ["70"], "what was answered")
    page.find(".views a[href*='view=received']").click()
    page.wait(lambda: page.ids() == ["71"], "what was handed to alice")
    page.open_call("71")
    page.driver.back()
    page.wait(lambda: not page.shown(".pane"), "the form closes")
    page.driver.back()
    page.wait(lambda: page.ids() == ["70"], "what was answered again")
    page.driver.forward()
    page.wait(lambda: page.ids() == ["71"], "what was handed to alice again")


def test_search_finds_while_one_types(page: Page) -> None:
    page.login("admin", "/?view=all")
    page.press("/")
    assert page.focused() == "search"
    page.press("lefe")
    page.wait(lambda: 0 < len(page.ids()) < 26, "fewer calls")
    assert ("search", "lefe") in page.parameters()
    assert page.ids() == ["85", "70"] or all("Lef" in one.text for one in page.all(".rows > .row"))
    assert page.counts()["all"] == len(page.ids())
    page.press("xyz")
    page.wait_text(".list-end", "Aucun appel ne correspond")
    page.find(".list-end button").click()
    page.wait(lambda: len(page.ids()) == 26, "all calls")
    assert page.find("#search").get_attribute("value") == ""


def test_every_filter_is_in_the_address_and_as_the_command_line_has_it(page: Page, server: Server) -> None:
    server.wildix("login", "admin", "--password-stdin")
    page.login("admin", "/?view=all")
    cases = {
        "since": ("18/11/2026", ["--since", "2026-11-18"], "2026-11-18"),
        "until": ("17/11/2026", ["--until", "2026-11-17"], "2026-11-17"),
        "number": ("0612*", ["--number", "0612*"], "0612*"),
        "from": ("60000", ["--from", "60000"], "60000"),
        "to": ("44", ["--to", "44"], "44"),
        "poste": ("33", ["--poste", "33"], "33"),
        "disposition": ("busy", ["--disposition", "busy"], "busy"),
        "status": ("transferred", ["--status", "transferred"], "transferred"),
        "transferred-to": ("bob", ["--transferred-to", "bob"], "bob"),
        "transferred-by": ("alice", ["--transferred-by", "alice"], "alice"),
        "min-duration": ("2m", ["--min-duration", "2m"], "2m"),
        "max-duration": ("30s", ["--max-duration", "30s"], "30s"),
        "id": ("70, 71", ["--id", "70", "--id", "71"], "70"),
    }
    for name, (typed, flags, in_address) in cases.items():
        expected = server.wildix("calls", "--format", "tsv", "--fields", "id", "--no-header", *flags).split()
        assert expected, name
        if not page.shown(".filter-form"):
            page.press("f")
        field = page.find(f".filter-form [name={name}]")
        if field.tag_name == "select":
            page.js("arguments[0].value = arguments[1]", field, typed)
        else:
            field.send_keys(typed, Keys.ESCAPE)
            if not page.shown(".filter-form"):
                page.press("f")
        page.find(".filter-form button.primary").click()
        page.wait(lambda expected=expected: page.ids() == expected, f"{name} shows {expected}")
        assert (name, in_address) in page.parameters()
        assert page.shown(".active-filters li")
        page.find(".filter-form .buttons button:nth-child(2)").click()
        page.wait(lambda: page.find(".grid").get_attribute("aria-rowcount") == "27", "all calls")
    assert page.complaints() == []


def test_order_and_its_reverse(page: Page) -> None:
    page.login("admin", "/?view=all&sort=duration&reverse=true&disposition=answered")
    shown = page.ids()
    page.go("/?view=all&sort=duration&disposition=answered")
    page.settle()
    page.wait(lambda: len(page.ids()) == len(shown), "the same calls")
    assert page.ids() != shown
    assert "Durée" in page.text(".active-filters")


def test_what_is_no_filter_is_told_at_the_field(page: Page) -> None:
    page.login("admin", "/?view=all")
    page.go("/?view=all&since=jadis")
    problem = page.wait_for(".filter-form .problem")
    assert "Depuis jadis" in problem.text
    assert page.find(".filter-form [name=since]").get_attribute("aria-invalid") == "true"
    assert page.focused() == "since"
    page.shot("bad-filter")


def test_words_of_the_language_are_understood_and_the_address_keeps_the_command_line_s(page: Page) -> None:
    page.login("admin", "/?view=all")
    page.press("f")
    page.find(".filter-form [name=since]").send_keys("lun")
    page.wait_for(".filter-form .choices li")
    page.press(Keys.ARROW_DOWN, Keys.ENTER, Keys.ENTER)
    page.wait(lambda: ("since", "monday") in page.parameters(), "monday in the address")
    assert page.find(".filter-form [name=since]").get_attribute("value") == "lundi"
    assert "lundi" in page.text(".active-filters")


def test_times_are_in_the_reader_s_zone(page: Page) -> None:
    page.zone("America/Halifax")
    page.login("admin", "/?view=all")
    # 09:15:40 +0100 is 04:15 in Halifax.
    assert "04:15" in page.wait_for(".row[data-id='68']").text
    # Yesterday there, the 16th begins five hours later than in Paris: what came before is not of that day.
    page.go("/?view=all&since=2026-11-18&until=2026-11-18")
    page.settle()
    starts = page.js("return [...document.querySelectorAll('.rows time')].map((time) => time.dateTime)")
    assert starts and all("2026-11-18T04:00:00" <= start < "2026-11-19T04:00:00" for start in starts)


def test_a_time_without_a_zone_is_the_server_s(page: Page, server: Server) -> None:
    # The server goes by the machine's own zone, whatever TZ says.
    machine = Path("/etc/localtime")
    with machine.open("rb") if machine.exists() else nullcontext() as file:
        zone = ZoneInfo.from_file(file) if file else ZoneInfo("UTC")
    write_history(
        server.data,
        [
            record(1, "2026-07-01 12:00:00", timezone=""),
            record(2, "2026-01-02 12:00:00", timezone=""),
            record(3, "2026-01-01 12:00:00", timezone="Z"),
        ],
    )
    page.zone("Pacific/Honolulu")
    page.login("admin", "/?view=all")
    shown = page.js(
        "return Object.fromEntries([...document.querySelectorAll('.rows .row')]"
        ".map((row) => [row.dataset.id, row.querySelector('time').dateTime]))"
    )

    def instant(month: int, day: int, zone: ZoneInfo) -> str:
        return datetime(2026, month, day, 12, tzinfo=zone).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")

    assert shown == {"1": instant(7, 1, zone), "2": instant(1, 2, zone), "3": instant(1, 1, ZoneInfo("UTC"))}


def test_numbers_dial(page: Page) -> None:
    page.login("admin", "/?view=all")
    link = page.wait_for(".row[data-id='70'] a.phone")
    assert link.get_attribute("href") == "tel:0612345678"
    page.open_call("70")
    assert page.find(".pane a.phone").get_attribute("href") == "tel:0612345678"


def test_what_a_caller_calls_their_number_is_no_code_for_the_telephone_system(page: Page, server: Server) -> None:
    numbers = ["*21*0899123456#", "#31#0612345678", "+33612345678", "**61"]
    write_history(
        server.data, [record(n, f"2026-11-20 10:0{n}:00", from_number=number) for n, number in enumerate(numbers)]
    )
    page.login("admin", "/?view=all")
    page.wait_for(".row[data-id='0']")
    links = page.js("return [...document.querySelectorAll('a[href^=\"tel:\"]')].map((one) => one.getAttribute('href'))")
    assert [one for one in links if "tel:33" not in one] == ["tel:+33612345678"]
    page.open_call("0")
    assert not page.all(".pane a[href*='21']") and "*21*0899123456#" in page.text(".pane")


def test_a_long_list_has_few_elements_and_loads_as_one_scrolls(page: Page, server: Server) -> None:
    total = 5_000
    records = [record(10_000 + n, f"2026-11-{1 + n // 1440:02} {n // 60 % 24:02}:{n % 60:02}:00") for n in range(total)]
    write_history(server.data, records)
    page.login("admin", "/?view=all")
    assert page.find(".grid").get_attribute("aria-rowcount") == str(total + 1)
    most = 0
    seen: set[str] = set()

    def scrolled_to_the_end() -> bool:
        nonlocal most
        page.js("const list = document.querySelector('.scroller'); list.scrollTop += list.clientHeight")
        rows = page.ids()
        most = max(most, len(rows))
        # The document's order is the list's, newest first, whatever was scrolled where.
        numbers = [int(one) for one in rows if one != records[-1]["id"]]
        assert numbers == sorted(numbers, reverse=True)
        seen.update(rows)
        return "Fin de la liste" in page.text(".list-end")

    page.wait(scrolled_to_the_end, "the end of the list")
    page.js("const list = document.querySelector('.scroller'); list.scrollTop = list.scrollHeight")
    page.wait_for(".row[data-id='10000']")
    assert most < 80
    assert len(seen) > total * 0.9
    page.find(".row[data-id='10000']").click()
    page.wait_for(".pane")
    page.press(Keys.ESCAPE)
    page.press(Keys.HOME)
    page.wait(lambda: page.focused() == str(10_000 + total - 1), "the first row has the focus")
