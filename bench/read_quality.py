"""How well articles are read out of web pages, beside the libraries that others use.

For each reader: F1 of the words (as a bag), pages under 0.8, F1 of the boundaries between
paragraphs (three words before and after), and the CPU time a page. The headline, the marks of notes
([12]) and the boundaries about which the corpora themselves disagree (either_way.py) count nowhere,
for no reader. Then the pages at which another reader is better than ours by 0.05.
"""

# scripts side by side, not a package

from __future__ import annotations

import argparse
import logging
import random
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import pairwise
from pathlib import Path

import trafilatura
from corpora import KnownPage, html_paragraphs, known_pages
from either_way import Around, either_way

from briefbook.sources.errors import InputError
from briefbook.sources.readers.html import read_html
from briefbook.sources.readers.web.metadata.facts import read_facts
from briefbook.sources.readers.web.parsing import decode_page, parse_page
from briefbook.sources.reading.article import Metadata
from briefbook.sources.reading.compose import compose

NAME = "read"
HELP = "the reading of public web pages whose article is known (--corpus FOLDER)"
_WORD = re.compile(r"[\u0e00-\u0e7f\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]|\w+")
_NOTE_MARK = re.compile(r"\[(?:\d{1,3}|[a-z]|citation needed)\]")
_BETTER = 0.05
Reader = Callable[[bytes, str], list[str]]


def ours(data: bytes, _html: str) -> list[str]:
    """Read a page as ``briefbook add`` does."""
    try:
        article = compose(read_html("page.html", data), Metadata())
    except InputError:
        return []
    texts: list[str] = []
    for block in article.blocks:
        if block.kind != "headline":
            texts += [cell for row in block.rows for cell in row if cell] or [block.text]
    return texts


def by_trafilatura(html: str, *, precision: bool) -> list[str]:
    """Return trafilatura's paragraphs, without metadata."""
    document = trafilatura.bare_extraction(
        html, with_metadata=False, include_comments=False, favor_precision=precision
    )
    body = getattr(document, "body", None)
    if body is None:
        return []
    texts = []
    for element in body:
        inner = {"list": "item", "table": "cell"}.get(element.tag)
        parts = element.iter(inner) if inner else (element,)
        texts += [" ".join(" ".join(part.itertext()).split()) for part in parts]
    return [text for text in texts if text]


def by_readability(html: str) -> list[str]:
    """Return readability-lxml's paragraphs."""
    from readability import Document

    return html_paragraphs(Document(html).summary(html_partial=True))


def by_newspaper(html: str) -> list[str]:
    """Return newspaper4k's paragraphs."""
    from newspaper import Article

    article = Article("http://page.example/")
    article.download(input_html=html)
    article.parse()
    return [" ".join(line.split()) for line in article.text.split("\n") if line.strip()]


READERS: dict[str, Reader] = {
    "briefbook": ours,
    "trafilatura": lambda _data, html: by_trafilatura(html, precision=False),
    "trafilatura, precision": lambda _data, html: by_trafilatura(html, precision=True),
    "readability-lxml": lambda _data, html: by_readability(html),
    "newspaper4k": lambda _data, html: by_newspaper(html),
}


def words_of(text: str) -> list[str]:
    """Return the words of a text; of scripts without spaces, the letters."""
    return _WORD.findall(_NOTE_MARK.sub("", unicodedata.normalize("NFKC", text).lower()))


def f1(found: Counter[object], wanted: Counter[object]) -> float:
    """Return the F1 of two bags."""
    both = (found & wanted).total()
    return 2 * both / (found.total() + wanted.total()) if both else float(not found | wanted)


def boundaries(texts: list[str]) -> Counter[object]:
    """Return what stands around each boundary between two paragraphs."""
    parts = [words for words in map(words_of, texts) if words]
    return Counter({(tuple(a[-3:]), tuple(b[:3])) for a, b in pairwise(parts)})


def score(
    found: list[str], wanted: list[str], title: str, either: frozenset[Around] = frozenset()
) -> tuple[float, float]:
    """Return the F1 of the words and of the boundaries; the headline counts nowhere."""
    headline = words_of(title)
    found, wanted = ([t for t in texts if words_of(t) != headline] for texts in (found, wanted))
    bags = [Counter[object](words_of(" ".join(texts))) for texts in (found, wanted)]
    ends = [boundaries(texts) for texts in (found, wanted)]
    ends = [Counter({k: n for k, n in end.items() if k not in either}) for end in ends]
    return f1(*bags), f1(*ends)


@cache
def either_of(page: KnownPage) -> frozenset[Around]:
    """Return a page's boundaries that count nowhere."""
    return either_way(page.name, page.data, words_of)


@cache
def title_of(page: KnownPage) -> str:
    """Return a page's title."""
    tree, _warnings = parse_page(page.name, decode_page(page.name, page.data))
    return read_facts(tree).metadata.title


def measure(pages: list[KnownPage], read: Reader) -> tuple[dict[str, float], list[float], float]:
    """Return a reader's F1 by page, its F1s of boundaries, and milliseconds of CPU a page."""
    scores: dict[str, float] = {}
    bounds = []
    taken = 0.0
    for page in pages:
        html = decode_page(page.name, page.data)
        start = time.process_time()
        try:
            found = read(page.data, html)
        except ImportError:
            raise
        # What a peer cannot read counts as nothing, whatever it raises.
        except Exception as error:  # noqa: BLE001
            print(f"  {page.name}: {type(error).__name__}")
            found = []
        taken += time.process_time() - start
        scores[page.name], bound = score(
            found, list(page.paragraphs), title_of(page), either_of(page)
        )
        bounds.append(bound)
    return scores, bounds, 1000 * taken / len(pages)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what is measured."""
    parser.add_argument("--corpus", type=Path, help="a folder with corpora; see corpora.py")
    parser.add_argument("--pages", type=int, default=120, help="so many, drawn at random; 0: all")


def run(arguments: argparse.Namespace) -> None:
    """Measure and print."""
    if arguments.corpus is None:
        print("read: no corpus; fetch one and name its folder: make bench BENCH=read CORPUS=…")
        return
    logging.disable(logging.CRITICAL)
    pages = known_pages(arguments.corpus)
    if 0 < arguments.pages < len(pages):
        pages = random.Random(7).sample(pages, arguments.pages)  # noqa: S311  # not for secrets
    print(f"{len(pages)} pages{'':16}    F1  under .8  boundaries  ms of CPU")
    results: dict[str, dict[str, float]] = {}
    for name, read in READERS.items():
        try:
            scores, bounds, taken = measure(pages, read)
        except ImportError:
            continue
        mean = sum(scores.values()) / len(scores)
        bad = sum(value < 0.8 for value in scores.values())
        bound = sum(bounds) / len(bounds)
        print(f"{name:24} {mean:8.3f}  {bad:8}  {bound:10.3f}  {taken:9.0f}")
        results[name] = scores
    mine = results.pop("briefbook")
    for page in sorted(mine, key=lambda name: mine[name]):
        best = max(results, key=lambda name: results[name][page])
        if results[best][page] > mine[page] + _BETTER:
            print(f"better at {page}: {best} {results[best][page]:.2f}, ours {mine[page]:.2f}")
