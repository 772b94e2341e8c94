"""The language server: reading a book into its index, and one completion of each kind."""

# scripts side by side, not a package

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from books import write_book
from briefbook.lsp.book_index import BookIndex
from briefbook.lsp.completion import complete

NAME = "lsp"
HELP = "complete ids, terms, keys and locators in a generated book"
#: What is held, at 1,000 chapters: ms to one completion, the page typed in taken in anew.
COMPLETION = 50
_RUNS = 20
_LINES = {
    "ids": "See [](#",
    "a rare id": "See [](#k99",
    "terms": "The {term}`",
    "keys": "So {cite:p}`",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``bench/run.py lsp``."""
    parser.add_argument("--chapters", type=int, default=1000)


def run(arguments: argparse.Namespace) -> None:
    """Write a book, read it, complete; say the median and the slowest of each kind."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_book(root, arguments.chapters, plain=False)
        started = time.perf_counter()
        index = BookIndex(root)
        taken = time.perf_counter() - started
        print(f"{len(index.pages)} pages, {len(index.anchors)} anchors: read in {taken:.1f} s")
        page = root / next(name for name, it in index.pages.items() if it.prefix)
        text = page.read_text(encoding="utf-8")
        for kind, line in _LINES.items():
            times = _times(index, page, f"{text}\n{line}", line)
            slowest = max(times)
            said = "" if slowest <= COMPLETION else f", over the {COMPLETION} ms that are held"
            print(f"{kind}: {statistics.median(times):.1f} ms, slowest {slowest:.1f} ms{said}")


def _times(index: BookIndex, page: Path, text: str, line: str) -> list[float]:
    def typed() -> None:
        index.put(page, text)
        assert complete(index, line, len(line)) is not None

    return [_milliseconds(typed) for _run in range(_RUNS)]


def _milliseconds(work: Callable[[], None]) -> float:
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)
