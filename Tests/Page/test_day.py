"""Eight hours in a minute: what happens all day to a page that stays open leaves nothing behind in the browser."""

from collections.abc import Callable

from browser import Page
from server import Colleague, Server, record, write_history

EVENTS = 10_000
BATCH = 250


def measures(page: Page) -> dict[str, float]:
    """Heap in bytes, listeners and nodes, once all that can go is gone."""
    page.driver.execute_cdp_cmd("Performance.enable", {})
    for _ in range(3):
        page.driver.execute_cdp_cmd("HeapProfiler.collectGarbage", {})
    found = page.driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    values = {one["name"]: one["value"] for one in found}
    return {name: values[name] for name in ("JSHeapUsedSize", "JSEventListeners", "Nodes")}


def test_ten_thousand_events_leave_nothing_behind(
    page: Page, server: Server, colleague: Callable[[str], Colleague]
) -> None:
    records = [record(1000 + n, f"2026-11-10 {n // 60:02}:{n % 60:02}:00") for n in range(600)]
    write_history(server.data, records)
    page.login("alice", "/?view=all&call=1599")
    page.wait_for(".pane")
    page.fill("objet", "À moitié écr")
    page.js(
        "window.heard = 0; const socket = WebSocket.prototype; window.sockets = 0;"
        "new MutationObserver((all) => { window.heard += all.length; })"
        ".observe(document.querySelector('.rows'), { childList: true, subtree: true })"
    )
    alice = colleague("alice")
    told = 0
    rounds: list[dict[str, float]] = []

    def export(n: int) -> None:
        nonlocal told
        # A day's exports: so many calls are other than before, one comes, one goes.
        for one in records[100 : 100 + BATCH]:
            one["duration"] = str(n)
        records.pop(0)
        records.append(record(5000 + n, f"2026-11-11 {n // 60:02}:{n % 60:02}:00"))
        write_history(server.data, records)
        first = str(5000 + n)
        page.wait(lambda: first in page.ids(), "the export shows")
        told += BATCH + 2

    def save(n: int) -> None:
        nonlocal told
        alice.save("1598", objet=f"Sujet {n}", traiteParOuTransmisA=["bob", "admin"][n % 2])
        told += 1

    n = 0
    while told < EVENTS:
        export(n)
        for _ in range(5):
            save(n)
            n += 1
        page.driver.execute_cdp_cmd("Input.dispatchMouseEvent", {"type": "mouseWheel", "x": 400, "y": 400, "deltaX": 0, "deltaY": 300 if n % 2 else -300})
        if len(rounds) < told // (EVENTS // 10):
            page.wait(lambda: page.counts()["all"] == 600, "the counts follow")
            rounds.append(measures(page))
    rounds.append(measures(page))
    print(f"\n{told} events; heap, listeners, nodes: {[[round(v) for v in one.values()] for one in rounds]}")
    early, late = rounds[2], rounds[-1]
    assert late["JSEventListeners"] <= early["JSEventListeners"] + 20
    assert late["Nodes"] <= early["Nodes"] + 300
    assert late["JSHeapUsedSize"] <= early["JSHeapUsedSize"] * 1.1 + 500_000
    assert page.value("objet") == "À moitié écr" and page.state() == "on"
    assert page.complaints() == []
