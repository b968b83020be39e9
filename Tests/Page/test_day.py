"""Eight hours in a minute: what happens all day to a page that stays open leaves nothing behind in the browser."""

from collections.abc import Callable

from browser import Page
from server import Colleague, Server, record, write_history

EVENTS = 10_000
ROUNDS = 10
BATCH = 200
# Counts the calls that the page is told of.
COUNT = """
window.told = 0;
window.WebSocket = class extends WebSocket {
  constructor(...parts) {
    super(...parts);
    this.addEventListener("message", ({ data }) => { if (JSON.parse(data).type === "call") window.told += 1; });
  }
};
"""
UNTIL_READ_OUT = """
const look = (done) => {
  if (document.querySelector(".unseen[role=status]").textContent === "") done();
  else setTimeout(look, 100, done);
};
return new Promise(look);
"""


def measures(page: Page) -> dict[str, float]:
    """Heap in bytes, listeners and nodes, once all that can go is gone."""
    page.driver.execute_cdp_cmd("Performance.enable", {})
    for _ in range(3):
        page.driver.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    found = page.driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    values = {one["name"]: round(one["value"]) for one in found}
    return {name: values[name] for name in ("JSHeapUsedSize", "JSEventListeners", "Nodes")}


def test_ten_thousand_events_leave_nothing_behind(
    page: Page, server: Server, colleague: Callable[[str], Colleague]
) -> None:
    records = [record(1000 + n, f"2026-11-10 {n // 60:02}:{n % 60:02}:00") for n in range(600)]
    write_history(server.data, records)
    page.before(COUNT)
    page.login("alice", "/?view=all&call=1598")
    page.wait_for(".pane")
    page.fill("objet", "À moitié écr")
    alice, bob = colleague("alice"), colleague("bob")
    exports = saves = 0

    def export() -> None:
        """Two hundred calls are other than before, one comes, one goes."""
        nonlocal exports
        exports += 1
        for one in records[-BATCH:]:
            one["duration"] = str(exports)
        records.pop(-90)
        records.append(record(5000 + exports, f"2026-11-11 {exports // 60:02}:{exports % 60:02}:00"))
        page.js("document.querySelector('.scroller').scrollTop = 0")
        write_history(server.data, records)
        page.wait(lambda: str(5000 + exports) in page.ids(), "the export shows")
        page.js("document.querySelector('.scroller').scrollTop = arguments[0]", 400 * (exports % 5))

    def save() -> None:
        """A call goes back and forth between two people; each is told, and a notice comes and goes."""
        nonlocal saves
        saves += 1
        by, to = (alice, "bob") if saves % 2 else (bob, "alice")
        by.save("1597", objet=f"Sujet {saves}", traiteParOuTransmisA=to)

    rounds = []
    for n in range(ROUNDS):
        while page.js("return window.told") < EVENTS * (n + 1) / ROUNDS:
            export()
            save()
            page.js("for (const close of document.querySelectorAll('.notice button.square')) close.click()")
        # Asked once: each question by the driver leaves some bytes behind.
        page.js(UNTIL_READ_OUT)
        rounds.append(measures(page))
    print(f"\n{page.js('return window.told')} events, {exports} exports, {saves} saves; heap, listeners, nodes:")
    for one in rounds:
        print(*one.values())
    early, late = rounds[2], rounds[-1]
    assert late["JSEventListeners"] <= early["JSEventListeners"] + 20
    assert late["Nodes"] <= early["Nodes"] + 300
    assert late["JSHeapUsedSize"] <= early["JSHeapUsedSize"] * 1.1
    assert page.value("objet") == "À moitié écr" and page.state() == "on"
    assert page.complaints() == []
