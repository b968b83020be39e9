"""What the tests of the page share: a server for each test, and browsers that live as long as the tests do."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from browser import Page, start_chromium
from line import Line
from server import Colleague, Server, sample_data


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return sample_data(tmp_path / "data")


@pytest.fixture
def server(data: Path) -> Iterator[Server]:
    server = Server(data)
    yield server
    server.stop()


@pytest.fixture(scope="session")
def browsers() -> Iterator[Callable[[int, str], Page]]:
    pages: dict[tuple[int, str], Page] = {}

    def browser(number: int, language: str) -> Page:
        if (number, language) not in pages:
            pages[number, language] = Page(start_chromium(language))
        return pages[number, language]

    yield browser
    for page in pages.values():
        page.driver.quit()


@pytest.fixture
def open_browser(server: Server, browsers: Callable[[int, str], Page]) -> Iterator[Callable[..., Page]]:
    """Opens browsers that were never here: the first, the second, one in another language."""
    opened: list[Page] = []

    def open_one(language: str = "fr") -> Page:
        page = browsers(len(opened), language)
        page.begin(server)
        opened.append(page)
        return page

    yield open_one
    for page in opened:
        page.driver.get("about:blank")


@pytest.fixture
def page(open_browser: Callable[..., Page]) -> Page:
    return open_browser()


@pytest.fixture
def line(server: Server, page: Page) -> Iterator[Line]:
    """The line by which `page` reaches the server."""
    line = Line(server)
    page.server = line
    yield line
    page.driver.get("about:blank")
    line.close()


@pytest.fixture
def colleague(server: Server) -> Callable[[str], Colleague]:
    return lambda user: Colleague(server, user)
