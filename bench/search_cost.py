"""Search: what a page loads of the index, and the time to the first result, in Chromium."""

# scripts side by side, not a package

from __future__ import annotations

import argparse
import functools
import gzip
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from site_cost import build_site

from books import write_book

NAME = "search"
HELP = "search a generated book from the disk and from a server"
#: What is held, at 1,000 chapters: ms to the first result, and kB loaded before a word is typed.
FIRST_RESULT, UP_FRONT = 300, 500
#: A rare word, one of every chapter, a beginning, two words, a glossary entry, a number.
_QUERIES = ("karuto", "chapter 500", "kar", "senvol darni", "term 7", "11")
_RUNS = 5
#: Types the query, and tells when the first result is on the page.
_MEASURE = """query => new Promise(done => {
  const box = document.querySelector("dialog.brief-search");
  const list = box.querySelector(".brief-hits"), count = box.querySelector(".brief-search-count");
  const input = box.querySelector("input"), start = performance.now();
  const finish = () => (list.children.length || count.textContent) &&
    requestAnimationFrame(() => done([performance.now() - start, list.children.length]));
  new MutationObserver(finish).observe(box, { childList: true, subtree: true });
  input.value = query;
  input.dispatchEvent(new Event("input"));
})"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``bench/run.py search``."""
    parser.add_argument("--chapters", type=int, default=1000)
    parser.add_argument("--site", type=Path, help="a site that is built already")


def run(arguments: argparse.Namespace) -> None:
    """Measure, print a table, then what holds of the targets."""
    with tempfile.TemporaryDirectory() as folder:
        site = arguments.site
        if site is None:
            root = Path(folder)
            write_book(root, arguments.chapters, plain=False)
            started = time.monotonic()
            build_site(root, "auto")
            print(f"{arguments.chapters} chapters built in {time.monotonic() - started:.0f} s")
            site = root / "build"
        _judge(site, list(_measure(site)))


def _measure(site: Path) -> Iterator[float]:
    with sync_playwright() as playwright, _serve(site) as address:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        print(f"{'from':8} {'query':16} {'first ms':>9} {'again ms':>9} {'hits':>5}")
        for where, base in (("disk", site.as_uri()), ("server", address)):
            for query in _QUERIES:
                first, again, hits = _search(browser, base, query)
                print(f"{where:8} {query:16} {first:9.0f} {again:9.0f} {hits:5}", flush=True)
                yield first
        browser.close()


def _search(browser: Browser, base: str, query: str) -> tuple[float, float, int]:
    """Return the median ms in new tabs and in used ones, from a key to the first result."""
    firsts, agains, hits = [], [], 0
    for _run in range(_RUNS):
        # A tab of its own, with nothing of the site in its memory.
        with browser.new_context() as context:
            page = context.new_page()
            page.goto(f"{base}/chapters/chapter0003.html")
            _open(page)
            first, hits = page.evaluate(_MEASURE, query)
            page.evaluate(_MEASURE, "nothing such")
            again, _hits = page.evaluate(_MEASURE, query)
            firsts.append(first)
            agains.append(again)
    return statistics.median(firsts), statistics.median(agains), hits


def _open(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.locator("dialog.brief-search input").wait_for()


@contextmanager
def _serve(site: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as http:
        threading.Thread(target=http.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{http.server_address[1]}"
        http.shutdown()


def _judge(site: Path, firsts: list[float]) -> None:
    data = (site / "_brief" / "search" / "index.js").read_bytes()
    sizes = [path.stat().st_size for path in (site / "_brief" / "search").glob("*.js")]
    print(
        f"index.js: {len(data) / 1000:.0f} kB, {len(gzip.compress(data)) / 1000:.0f} compressed; "
        f"{len(sizes)} files, the largest {max(sizes) / 1000:.0f} kB, all {sum(sizes) / 1e6:.1f} MB"
    )
    for label, value, limit in (
        ("kB up front", len(data) / 1000, UP_FRONT),
        ("ms to the first result, the slowest query", max(firsts), FIRST_RESULT),
    ):
        print(f"{'ok ' if value <= limit else 'NOT'} {label}: {value:.0f} (at most {limit})")
