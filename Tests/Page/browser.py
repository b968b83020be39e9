"""Chromium, and the page in it as a user meets it."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from line import Line
from server import Server

ARTEFACTS = Path(__file__).parents[2] / ".build" / "page"
DESKTOP, LAPTOP, PHONE = (1440, 900), (1280, 720), (390, 844)
PATIENCE = 120.0


def start_chromium(language: str) -> webdriver.Chrome:
    options = Options()
    options.binary_location = "/usr/bin/chromium"
    for argument in (
        "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
        "--hide-scrollbars", f"--lang={language}",
    ):  # fmt: skip
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"intl.accept_languages": language})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))


class Page:
    """One browser. Elements are found by CSS selectors."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver
        self.server: Server | Line | None = None
        self.scripts: list[str] = []

    def begin(self, server: Server) -> None:
        """As a browser that was never here."""
        self.server = server
        for script in self.scripts:
            self.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", {"identifier": script})
        self.scripts.clear()
        self.driver.get("about:blank")
        self.driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
        # A server may be given the port of one before it, and with that what was kept for it.
        self.driver.execute_cdp_cmd("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
        self.driver.get_log("browser")
        self.zone("Europe/Paris")
        self.look()

    def look(self, size: tuple[int, int] = DESKTOP, *, dark: bool = False, motion: bool = False) -> None:
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": size[0], "height": size[1], "deviceScaleFactor": 1, "mobile": False},
        )
        features = [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "no-preference" if motion else "reduce"},
        ]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def zone(self, name: str) -> None:
        self.driver.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": name})

    def before(self, script: str) -> None:
        """Runs `script` in every document before the page's own."""
        done = self.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": script})
        self.scripts.append(done["identifier"])

    def hurry(self) -> None:
        """What the page waits for ten seconds and longer comes twenty times as soon."""
        self.before(
            "const [later, limit] = [setTimeout, AbortSignal.timeout];"
            "const soon = (time) => (time >= 10_000 && time < 120_000 ? time / 20 : time);"
            "window.setTimeout = (run, time, ...rest) => later(run, soon(time), ...rest);"
            "AbortSignal.timeout = (time) => limit.call(AbortSignal, soon(time));"
        )

    def state(self) -> str | None:
        """What the lamp says."""
        return self.find(".connection").get_attribute("data-state")

    def go(self, path: str) -> None:
        assert self.server
        self.driver.get(self.server.url + path)

    def login(self, user: str, path: str = "/", password: str | None = None) -> None:
        self.go(path)
        self.find("[name=username]").send_keys(user)
        self.find("[name=password]").send_keys(password or f"demo-{user}")
        self.find("form button").click()
        self.wait_for(".bar")
        self.settle()

    def settle(self) -> None:
        """Waits until the list is loaded and live."""
        self.wait(
            lambda: self.js(
                "return document.querySelector('.connection')?.dataset.state === 'on'"
                " && (document.querySelector('.work').hidden ||"
                " document.querySelector('.grid').getAttribute('aria-busy') === 'false')"
                " && document.querySelector('.views .count').textContent !== ''"
            ),
            "the list is loaded and live",
        )

    def js(self, script: str, *args: Any) -> Any:
        return self.driver.execute_script(script, *args)

    def wait(self, condition: Callable[[], Any], what: str) -> Any:
        """Waits for something that must come; the limit is there only so that a failure ends."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                value = condition()
            except StaleElementReferenceException:
                # Drawn anew between two looks.
                value = None
            if value:
                return value
            if time.monotonic() > end:
                self.shot("waiting-in-vain")
                raise AssertionError(f"waited in vain until {what}; the page says: {self.text('body')[:2000]}")
            time.sleep(0.02)

    def find(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def wait_for(self, selector: str) -> WebElement:
        return self.wait(
            lambda: next((one for one in self.all(selector) if one.is_displayed()), None), f"{selector} is there"
        )

    def wait_text(self, selector: str, text: str) -> None:
        self.wait(lambda: text in self.text(selector), f"{selector} says {text!r}")

    def text(self, selector: str) -> str:
        """The text of the first that fits, as it is written, shown or not; empty if there is none."""
        return self.js("return document.querySelector(arguments[0])?.textContent ?? ''", selector)

    def shown(self, selector: str) -> bool:
        return any(one.is_displayed() for one in self.all(selector))

    def press(self, *keys: str) -> None:
        """Keys for whatever has the focus, one after the other."""
        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()

    def chord(self, *keys: str) -> None:
        """Keys held down together."""
        chain = ActionChains(self.driver)
        for key in keys[:-1]:
            chain.key_down(key)
        chain.send_keys(keys[-1])
        for key in keys[:-1]:
            chain.key_up(key)
        chain.perform()

    def fill(self, field: str, text: str) -> None:
        """Types into a field of the form, over what stands there."""
        element = self.find(f".pane [name={field}]")
        element.click()
        self.chord(Keys.CONTROL, "a")
        element.send_keys(Keys.DELETE if text == "" else text)

    def value(self, field: str) -> str:
        return self.js("return document.querySelector(`.pane [name=${arguments[0]}]`).value", field)

    def open_call(self, call: str) -> None:
        self.wait_for(f".row[data-id='{call}']").click()
        self.wait_for(".pane")

    def handling(self, value: str) -> None:
        radio = self.find(f".pane input[type=radio][value={value}]").get_attribute("id")
        self.find(f".pane label[for={radio}]").click()

    def save(self) -> None:
        self.find(".pane button.primary").click()

    def save_anyhow(self) -> None:
        """The same where the page may have noticed by now that the session is over, and ask for a login first."""
        self.js("document.querySelector('.pane button.primary').click()")

    def ids(self) -> list[str]:
        """The calls whose rows are elements, in the order of the document."""
        return self.js("return [...document.querySelectorAll('.rows > .row')].map((row) => row.dataset.id)")

    def counts(self) -> dict[str, int]:
        """The views' counts by the view's name."""
        return self.js(
            "return Object.fromEntries([...document.querySelectorAll('.views a')].map((link) =>"
            " [new URL(link.href).searchParams.get('view'),"
            " Number(link.querySelector('.count').textContent.replace(/\\D/g, ''))]))"
        )

    def parameters(self) -> list[tuple[str, str]]:
        """What the address bar says."""
        return [tuple(pair) for pair in self.js("return [...new URLSearchParams(location.search)]")]

    def focused(self) -> str:
        return self.js(
            "return document.activeElement.name || document.activeElement.dataset.id || document.activeElement.tagName"
        )

    def shot(self, name: str) -> Path:
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        path = ARTEFACTS / f"{name}.png"
        self.driver.save_screenshot(str(path))
        return path

    def complaints(self, *expected: str) -> list[str]:
        """What the browser logged as errors, but for what the test provoked."""
        entries = [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]
        return [entry for entry in entries if not any(word in entry for word in expected)]
