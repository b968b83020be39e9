"""Saves from many at once, and a server that is killed."""

import json
import signal
import threading
from concurrent.futures import ThreadPoolExecutor

import requests

from conftest import PATIENCE, Server


def many_calls(server: Server, count: int) -> list[str]:
    """Adds calls of alice's to the history."""
    path = server.data / "call_history.json"
    history = json.loads(path.read_text())
    records = history["result"]["records"]
    ids = [str(10_000 + index) for index in range(count)]
    start = "2026-11-10 10:00:00"
    records += [
        {"id": i, "start": start, "from_number": "0611223344", "to_number": "33"} for i in ids
    ]
    new = path.with_suffix(".new")
    new.write_text(json.dumps(history))
    new.rename(path)
    return ids


def test_200_saves_from_8_clients(server: Server):
    ids = many_calls(server, 200)
    before = json.loads((server.data / "enrichissements.json").read_text())
    browsers = [server.browser("alice") for _ in range(8)]

    def save(number: int) -> requests.Response:
        browser, entry = browsers[number % 8], {"objet": f"saved {number}"}
        if number % 2:
            path = f"{server.url}/api/v1/calls/{ids[number]}/enrichissement"
            return browser.patch(path, json=entry, timeout=PATIENCE)
        return browser.post(
            server.url + "/enrichissements", json={ids[number]: entry}, timeout=PATIENCE
        )

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(save, range(200)))
    assert [answer.status_code for answer in answers] == [200] * 200
    after = json.loads((server.data / "enrichissements.json").read_text())
    for number, call in enumerate(ids):
        assert after[call]["objet"] == f"saved {number}"
    assert {k: v for k, v in after.items() if k not in ids} == before


def test_200_saves_to_one_call(server: Server):
    """Each knows the revision that it changes: of those who know the same, one saves."""
    path = server.url + "/api/v1/calls/88/enrichissement"
    browsers = [server.browser("alice") for _ in range(8)]
    saved = []

    def save(worker: int) -> None:
        browser = browsers[worker]
        for number in range(25):
            while True:
                row = browser.get(server.url + "/api/v1/calls/88", timeout=PATIENCE).json()
                text = row["enrichissement"]["commentaireObjet"] + f" {worker}.{number}"
                headers = {"If-Match": f'"{row["revision"]}"'}
                answer = browser.patch(
                    path, json={"commentaireObjet": text}, headers=headers, timeout=PATIENCE
                )
                if answer.status_code == 200:
                    break
                assert answer.status_code == 412
            saved.append(f"{worker}.{number}")

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(save, range(8)))
    after = json.loads((server.data / "enrichissements.json").read_text())
    assert sorted(after["88"]["commentaireObjet"].split()[-200:]) == sorted(saved)


def test_kill_9_loses_nothing_that_was_answered(serve):
    server = serve()
    ids = many_calls(server, 400)
    browsers = [server.browser("alice") for _ in range(4)]
    answered: list[str] = []

    def save(worker: int) -> None:
        for call in ids[worker::4]:
            entry = {call: {"objet": f"kept {call}"}}
            try:
                answer = browsers[worker].post(
                    server.url + "/enrichissements", json=entry, timeout=PATIENCE
                )
            except requests.ConnectionError:
                return
            if answer.status_code == 200:
                answered.append(call)

    workers = [threading.Thread(target=save, args=(worker,)) for worker in range(4)]
    for worker in workers:
        worker.start()
    while len(answered) < 60:
        assert server.process.poll() is None
    server.stop(signal.SIGKILL)
    for worker in workers:
        worker.join(PATIENCE)
    assert len(answered) < 400
    after = json.loads((server.data / "enrichissements.json").read_text())
    assert all(after[call]["objet"] == f"kept {call}" for call in answered)
    # What begins anew on what was left behind serves it.
    again = serve()
    entries = again.browser("alice").get(again.url + "/enrichissements", timeout=PATIENCE).json()
    assert all(entries[call]["objet"] == f"kept {call}" for call in answered)
