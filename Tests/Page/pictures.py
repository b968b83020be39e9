"""Draws the README's pictures of the page: `pictures.py DIRECTORY`, with WILDIX_BIN."""

import base64
import sys
import tempfile
from pathlib import Path

from browser import LAPTOP, Page, start_chromium
from server import Colleague, Server, sample_data


def write(page: Page, path: Path) -> None:
    options = {"format": "webp", "quality": 82}
    path.write_bytes(base64.b64decode(page.driver.execute_cdp_cmd("Page.captureScreenshot", options)["data"]))


def main(directory: Path) -> None:
    with tempfile.TemporaryDirectory() as home:
        server = Server(sample_data(Path(home) / "data"))
        page = Page(start_chromium("fr"))
        try:
            page.begin(server)
            page.look(LAPTOP)
            page.login("admin", "/?view=all&call=88")
            page.wait_for(".pane")
            page.js("document.querySelector('.scroller').scrollTop = 0")
            write(page, directory / "page.webp")

            page.begin(server)
            page.look(LAPTOP, dark=True)
            page.login("alice", "/?view=all&call=84")
            page.wait_for(".pane")
            page.fill("modeAccueil", "Téléphone")
            page.fill("objet", "Demande de devis")
            bob = Colleague(server, "bob")
            bob.save("84", objet="Facturation", resultat="À rappeler")
            bob.save("69", traiteParOuTransmisA="alice")
            page.wait_for(".clash")
            page.wait_for(".notice")
            write(page, directory / "page-dark.webp")
        finally:
            page.driver.quit()
            server.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
