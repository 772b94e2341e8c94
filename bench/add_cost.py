"""What ``briefbook add`` costs.

Prints the time per article for 1,000 articles of 1,000 words added in one call to a book
that has 100 sources and to one that has 10,000, and the reading of HTML pages beside the
bare trafilatura call on the same pages.
"""

# scripts side by side, not a package

from __future__ import annotations

import argparse
import hashlib
import os
import random
import tempfile
import time
from pathlib import Path

import trafilatura

from briefbook.sources.adding.add import add
from briefbook.sources.adding.addition import Request
from briefbook.sources.adding.intake import read_article
from briefbook.sources.adding.report import Dialogue
from briefbook.sources.bibliography.source_entry import source_entry
from briefbook.sources.reading.article import Metadata
from briefbook.sources.records.record import Block, OriginalFile, SourceRecord
from briefbook.sources.records.record_text import make_record_text

NAME = "add"
HELP = "articles added to a small and to a large book, and the reading of HTML"

VOCABULARY = (
    "the officials of an army said on that day that a road to north was closed and soldiers "
    "were seen there with trucks for a bridge which Kursk Pyongyang Moscow Kim Ryu Bang May"
)
WORDS = VOCABULARY.split(" ")
PARAGRAPHS, LENGTH = 20, 50
#: What stands around an article on a news site: menus, teasers, scripts.
AROUND = "".join(
    f"<nav class='menu'><ul><li><a href='/section/{n}'>Section {n}</a></li></ul></nav>"
    f"<aside class='teaser'><a href='/story/{n}'><h3>Another story {n}</h3></a></aside>"
    f"<script>window.items.push({{id: {n}}});</script>"
    for n in range(60)
)


def paragraph(seed: random.Random) -> str:
    """Return fifty words with a figure among them."""
    words = [seed.choice(WORDS) for _ in range(LENGTH - 1)]
    return f"{' '.join(words).capitalize()} {seed.randrange(100_000):,}."


def article(number: int) -> tuple[str, list[str]]:
    """Return a title and twenty paragraphs, the same for the same number."""
    seed = random.Random(number)  # noqa: S311  # not for secrets
    return f"Title number {number} of the day", [paragraph(seed) for _ in range(PARAGRAPHS)]


def book_with(root: Path, sources: int) -> Path:
    """Make a book that has this many sources already."""
    (root / "sources").mkdir(parents=True)
    (root / "docs/chapters").mkdir(parents=True)
    (root / "conf.py").touch()
    entries = []
    for number in range(sources):
        digest = hashlib.sha256(str(number).encode()).hexdigest()
        blocks = tuple(
            Block(f"¶ {place}", "paragraph", LENGTH, digest, ("1000",))
            for place in range(1, PARAGRAPHS + 1)
        )
        record = SourceRecord(
            key=f"old{number}", title="A title", rights="restricted", originator="The Paper",
            date="2024", date_basis="stated", language="en", url="", archive_url="",
            added="2026-01-01T00:00:00Z", chapter=f"old{number}", words=1000, text_sha256=digest,
            file=OriginalFile("a.txt", digest, 6000, "text/plain", "briefbook"), blocks=blocks,
        )  # fmt: skip
        (root / f"sources/old{number}.toml").write_text(make_record_text(record), encoding="utf-8")
        metadata = Metadata(title="A title", publisher="The Paper", date="2024")
        entries.append(source_entry(f"old{number}", metadata))
    (root / "references.bib").write_text("\n".join(entries), encoding="utf-8")
    return root


def bench_add(folder: Path, articles: int, sources: int) -> float:
    """Return the milliseconds per article."""
    book = book_with(folder / f"book{sources}", sources)
    files = []
    for number in range(articles):
        path = folder / f"{number}.txt"
        path.write_text("\n\n".join([article(number)[0], *article(number)[1]]), encoding="utf-8")
        files.append(str(path))
    request = Request(book, tuple(files), given=Metadata(publisher="The Paper", date="2024"))
    os.sync()  # what was written to make the book is not to be waited for
    start = time.perf_counter()
    status = add(request, Dialogue(lambda _line: None, print, lambda _done, _total: None)).status
    taken = time.perf_counter() - start
    assert status == 0
    return 1000 * taken / articles


def bench_html(folder: Path, pages: int) -> tuple[float, float]:
    """Return the CPU seconds for the bare trafilatura call and for ours, the best of three."""
    texts = []
    for number in range(pages):
        title, parts = article(number)
        body = "".join(f"<p>{part}</p>" for part in parts)
        head = f"<head><title>{title}</title><meta name='author' content='Ann Bell'></head>"
        html = (
            f"<html lang='en'>{head}<body>{AROUND}<article><h1>{title}</h1>{body}</article>"
            f"{AROUND}</body></html>"
        )
        path = folder / f"{number}.html"
        path.write_text(html, encoding="utf-8")
        texts.append((str(path), html))
    bare, ours = [], []
    for _ in range(3):
        start = time.process_time()
        for _path, html in texts:
            trafilatura.bare_extraction(html, with_metadata=True)
        bare.append(time.process_time() - start)
        start = time.process_time()
        for name, _html in texts:
            read_article(name, Metadata(), 10**8)
        ours.append(time.process_time() - start)
    return min(bare), min(ours)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare how much is measured."""
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--pages", type=int, default=60)


def run(arguments: argparse.Namespace) -> None:
    """Measure and print."""
    for sources in (100, 10_000):
        with tempfile.TemporaryDirectory() as folder:
            taken = bench_add(Path(folder), arguments.articles, sources)
        print(f"{arguments.articles} articles to a book of {sources}: {taken:.1f} ms each")
    with tempfile.TemporaryDirectory() as folder:
        bare, ours = bench_html(Path(folder), arguments.pages)
    each = 1000 / arguments.pages
    print(
        f"HTML: trafilatura alone {bare * each:.1f} ms a page, the whole reading "
        f"{ours * each:.1f} ms, ratio {ours / bare:.2f}"
    )
