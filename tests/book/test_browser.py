"""The real book in Chromium: from the disk and from a server, wide and narrow."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from playwright.sync_api import Page, Request

from books import RealBook, site_pages
from reading_back.crawler import crawl
from reading_back.screenshots import keep_screenshot
from reading_back.tabs import Tabs

PAGES = (
    "index", "chapters/prepared", "chapters/martyrs", "glossary/people", "bibliography", "figures",
    "timeline", "judgements", "sources/index", "verification", "then-and-now", "about",
)  # fmt: skip
WIDTHS = {"phone": 360, "tablet": 768, "desktop": 1440}


@pytest.fixture
def page(tabs: Tabs, request: pytest.FixtureRequest) -> Iterator[Page]:
    """Open a tab; a script error, a request elsewhere or a missing file fails the test."""
    tab = tabs.open()
    wrong: list[str] = []
    tab.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    tab.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    tab.on(
        "requestfailed",
        lambda asked: wrong.append(f"not loaded: {asked.url}") if missing(asked) else None,
    )
    tab.on("request", lambda request: wrong.append(request.url) if elsewhere(request.url) else None)
    yield tab
    keep_screenshot(tab, request.node.name)
    tabs.close(tab)
    assert wrong == []


def missing(asked: Request) -> bool:
    # A page that is left gives up what it still loads.
    return asked.failure != "net::ERR_ABORTED"


def elsewhere(url: str) -> bool:
    return not url.startswith(("file://", "data:", "blob:", "http://127.0.0.1:"))


@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS.keys())
@pytest.mark.parametrize("name", PAGES)
def test_a_page_from_the_disk_fits_its_width(
    page: Page, real_book: RealBook, name: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((real_book.html / f"{name}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_citation_and_a_note_lead_where_they_say(page: Page, real_book: RealBook) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto((real_book.html / "chapters/prepared.html").as_uri())
    page.locator("a[role=doc-noteref]").first.click()
    note = page.url.partition("#")[2]
    assert note.startswith("prepared-n-")
    assert page.locator(f"[id={note}]").is_visible()
    page.locator("#prepared-1 .brief-cite a").first.click()
    page.wait_for_url("**/bibliography.html#ref-yoon2024")
    assert page.locator("#ref-yoon2024").is_visible()


class Quiet(SimpleHTTPRequestHandler):
    """Serve files without writing a line for each."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def server(real_book: RealBook) -> Iterator[str]:
    """Serve the site as any static server does."""
    with ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Quiet, directory=str(real_book.html))
    ) as http:
        thread = threading.Thread(target=http.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_from_a_server_loads_all_it_asks_for(page: Page, server: str, name: str) -> None:
    answers: dict[str, int] = {}
    page.on("response", lambda answer: answers.update({answer.url: answer.status}))
    page.goto(f"{server}/{name}.html", wait_until="networkidle")
    assert {url: status for url, status in answers.items() if status >= 400} == {}
    assert len(answers) > 3


def test_every_page_and_every_place_in_it_can_be_gone_to(page: Page, real_book: RealBook) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    found = crawl(page, (real_book.html / "index.html").as_uri())
    assert found.wrong == []
    pages = site_pages(real_book.html)
    written = {path.relative_to(real_book.html).as_posix() for path in pages}
    # What a mistyped address and the address of a paragraph lead to; no page leads there.
    assert written - set(found.pages) == {"404.html", "at.html"}
    assert sum(len(ids) for ids in found.pages.values()) > 500
