"""Public corpora of web pages whose article is known, as they are published.

Mozilla's readability (``*/source.html`` with ``expected.html``), scrapinghub's
article-extraction-benchmark (``ground-truth.json`` with ``html/*.html.gz``) and newspaper4k
(``html/*.html`` with ``txt/*.txt``), each anywhere below one folder. None is in this repository.
"""

# scripts side by side, not a package

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import lxml.html

_BLOCKS = frozenset(
    (
        "p li h1 h2 h3 h4 h5 h6 blockquote pre td th dt dd figcaption div tr section article ul ol "
        "table figure header footer caption"
    ).split()
)
_UNSEEN = frozenset(("script", "style", "noscript"))


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page and the paragraphs of its article, as a person marked them."""

    name: str
    data: bytes
    paragraphs: tuple[str, ...]


def known_pages(folder: Path) -> list[KnownPage]:
    """Return every page below a folder whose article is known, by name."""
    found = [*_mozilla(folder), *_scrapinghub(folder), *_newspaper(folder)]
    return sorted((page for page in found if page.paragraphs), key=lambda page: page.name)


def _mozilla(folder: Path) -> Iterator[KnownPage]:
    for path in folder.rglob("source.html"):
        wanted = path.with_name("expected.html")
        if wanted.exists():
            paragraphs = html_paragraphs(wanted.read_text(encoding="utf-8"))
            yield KnownPage(f"mozilla {path.parent.name}", path.read_bytes(), tuple(paragraphs))


def _scrapinghub(folder: Path) -> Iterator[KnownPage]:
    for truth in folder.rglob("ground-truth.json"):
        for name, page in json.loads(truth.read_text(encoding="utf-8")).items():
            path = truth.parent / "html" / f"{name}.html.gz"
            if path.exists():
                data = gzip.decompress(path.read_bytes())
                yield KnownPage(f"scrapinghub {name[:10]}", data, _lines(page["articleBody"]))


def _newspaper(folder: Path) -> Iterator[KnownPage]:
    for path in folder.rglob("html/*.html"):
        wanted = path.parent.with_name("txt") / f"{path.stem}.txt"
        if wanted.exists():
            text = wanted.read_text(encoding="utf-8")
            yield KnownPage(f"newspaper4k {path.stem}", path.read_bytes(), _lines(text))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(" ".join(line.split()) for line in text.split("\n") if line.strip())


def html_paragraphs(html: str) -> list[str]:
    """Return the texts between the ends of blocks."""
    parts: list[str] = []
    texts: list[str] = []

    def end() -> None:
        if text := " ".join("".join(parts).split()):
            texts.append(text)
        parts.clear()

    def walk(element: lxml.html.HtmlElement) -> None:
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            return
        if element.tag in _BLOCKS:
            end()
        parts.append(element.text or "")
        for child in element:
            parts.append(" " if child.tag == "br" else "")
            walk(child)
            parts.append(child.tail or "")
        if element.tag in _BLOCKS:
            end()

    if html.strip():
        walk(lxml.html.fromstring(html))
    end()
    return texts
