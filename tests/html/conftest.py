"""A built site and a browser: one of each for all the tests of a process."""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from books import EPOCH, run_sphinx, write_files
from reading_back.screenshots import keep_screenshot
from reading_back.tabs import Tabs
from sample_site import FILES, OpenPage, Reader

CHROMIUM = "/usr/bin/chromium"
POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the sample book's site, built once for all processes."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    root = shared / "sample-book"
    with (shared / "sample-book.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not root.exists():
            os.environ["SOURCE_DATE_EPOCH"] = EPOCH
            write_files(root, FILES)
            book = run_sphinx(root, "html")
            assert not book.messages, book.messages
    return root / "build" / "html"


@pytest.fixture
def open_page(site: Path, tabs: Tabs, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Return the function that opens a page of the sample site, from the disk.

    What each page looks like when the test ends is kept in ``build/screenshots``.
    """
    pages = []

    def open_(
        address: str,
        *,
        width: int = 1440,
        colours: str = "light",
        base: str = "",
        **options: object,
    ) -> Reader:
        if options:
            # Said at once: the size of a telephone's screen is part of what it is.
            options["viewport"] = {"width": width, "height": 800}
        reader = Reader(tabs.open(colours, **options), [], [])
        reader.page.set_viewport_size({"width": width, "height": 800})
        pages.append(reader.page)
        reader.page.on("pageerror", lambda error: reader.complaints.append(str(error)))
        reader.page.on(
            "console",
            lambda said: reader.complaints.append(said.text) if said.type == "error" else None,
        )
        reader.page.on("request", lambda request: reader.requests.append(request.url))
        reader.page.goto(f"{base or site.as_uri()}/{address}")
        return reader

    yield open_
    for number, page in enumerate(pages, 1):
        keep_screenshot(page, request.node.name, number if len(pages) > 1 else 0)
    for page in pages:
        tabs.close(page)


class _StrictHandler(SimpleHTTPRequestHandler):
    """Serves files with the headers that the README recommends.

    The site is at ``/delta/`` too, where its settings say that it stands.
    """

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/delta"))

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def server(site: Path) -> Iterator[str]:
    """Return the address of a local server of the sample site, with a strict policy."""
    handler = partial(_StrictHandler, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_address[1]}"
        http.shutdown()
