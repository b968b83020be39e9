"""Firefox, by WebDriver BiDi, which it speaks without another program."""

import base64
import json
import os
import re
import shutil
import subprocess
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue
from typing import Any

from websockets.sync.client import connect

from browser import ARTEFACTS, PATIENCE

PREFERENCES = {
    "intl.accept_languages": "fr",
    "ui.prefersReducedMotion": 1,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
}


class Firefox:
    """One window. Elements are found by CSS selectors."""

    def __init__(self) -> None:
        self.profile = Path(tempfile.mkdtemp(prefix="firefox-"))
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
        (self.profile / "user.js").write_text("\n".join(lines))
        self.process = subprocess.Popen(
            ["firefox-esr", "--headless", "--no-remote", "--profile", self.profile, "--remote-debugging-port", "0"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            # As root it refuses the home of anybody else.
            env={"HOME": str(self.profile), "PATH": os.environ["PATH"]},
            text=True,
        )
        self.closing = ExitStack()
        self.socket = self.closing.enter_context(connect(f"{self.address()}/session", max_size=None))
        self.number = 0
        self.complaints: list[str] = []
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded"])
        self.window = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def address(self) -> str:
        """Where it listens, which it says among other things; it stops where nobody reads those."""
        found: SimpleQueue[str] = SimpleQueue()

        def read() -> None:
            assert self.process.stderr
            for line in self.process.stderr:
                if match := re.search(r"BiDi listening on (ws://\S+)", line):
                    found.put(match[1])

        threading.Thread(target=read, daemon=True).start()
        return found.get(timeout=PATIENCE)

    def close(self) -> None:
        self.closing.close()
        self.process.terminate()
        self.process.wait(PATIENCE)
        shutil.rmtree(self.profile, ignore_errors=True)

    def ask(self, method: str, **parameters: Any) -> Any:
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv(PATIENCE))
            if message.get("method") == "log.entryAdded" and message["params"]["level"] == "error":
                self.complaints.append(message["params"]["text"])
            if message.get("id") == self.number:
                assert message["type"] == "success", message
                return message["result"]

    def go(self, url: str) -> None:
        self.ask("browsingContext.navigate", context=self.window, url=url, wait="complete")

    def look(self, size: tuple[int, int]) -> None:
        viewport = {"width": size[0], "height": size[1]}
        self.ask("browsingContext.setViewport", context=self.window, viewport=viewport)

    def js(self, expression: str) -> Any:
        answer = self.ask(
            "script.evaluate",
            expression=f"JSON.stringify(({expression}) ?? null)",
            target={"context": self.window},
            awaitPromise=False,
        )
        assert answer["type"] == "success", answer
        return json.loads(answer["result"]["value"])

    def wait(self, expression: str) -> None:
        """Waits for something that must come; the limit is there only so that a failure ends."""
        end = time.monotonic() + PATIENCE
        while not self.js(f"Boolean({expression})"):
            if time.monotonic() > end:
                self.shot("firefox-waits-in-vain")
                raise AssertionError(f"waited in vain for {expression}: {self.js('document.body.innerText')[:2000]}")
            time.sleep(0.02)

    def press(self, keys: str) -> None:
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.perform({"type": "key", "id": "keyboard", "actions": actions})

    def click(self, selector: str) -> None:
        self.wait(f"document.querySelector({json.dumps(selector)})")
        locator = {"type": "css", "value": selector}
        node = self.ask("browsingContext.locateNodes", context=self.window, locator=locator)["nodes"][0]
        origin = {"type": "element", "element": {"sharedId": node["sharedId"]}}
        actions = [
            {"type": "pointerMove", "x": 0, "y": 0, "origin": origin},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        self.perform({"type": "pointer", "id": "mouse", "actions": actions})

    def perform(self, actions: dict[str, Any]) -> None:
        self.ask("input.performActions", context=self.window, actions=[actions])

    def shot(self, name: str) -> None:
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        image = self.ask("browsingContext.captureScreenshot", context=self.window)["data"]
        (ARTEFACTS / f"{name}.png").write_bytes(base64.b64decode(image))
