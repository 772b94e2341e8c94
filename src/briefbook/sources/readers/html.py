"""Saved web pages."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.metadata import version

from briefbook.sources.errors import InputError
from briefbook.sources.readers.alone import ALONE
from briefbook.sources.readers.encoding import decode
from briefbook.sources.readers.plain import read_text
from briefbook.sources.readers.web.extraction.article import find_article
from briefbook.sources.readers.web.metadata.facts import read_facts
from briefbook.sources.readers.web.parsing import body_of, decode_page, parse_page
from briefbook.sources.readers.web.saved import (
    SavedPage,
    open_mail,
    open_wacz,
    open_warc,
    open_webarchive,
)
from briefbook.sources.reading.article import MAIL, Piece, ReaderResult

_NOTHING = ("holds no article text", "save the page of the article itself")

_TOO_DEEP = (
    "nests its elements too deeply to be read",
    "open it in a browser, and save its text or print it to a PDF",
)


def read_html(
    name: str, data: bytes, reader: str = "", saved: SavedPage | None = None
) -> ReaderResult:
    """Read the article out of a page, as several readers agree, or as one of them takes it.

    ``saved`` is what its wrapping says of it. Raises :class:`InputError` where the page breaks
    off or holds no article.
    """
    page = saved or SavedPage(data)
    tree, warnings = parse_page(name, decode_page(name, page.data, page.charset))
    body = body_of(tree)
    facts = read_facts(tree, page.address)
    # While its elements are referenced, lxml need not wrap them again at each access.
    held = list(tree.iter())
    try:
        found = find_article(body, facts, reader)
    except RecursionError:
        raise InputError(name, *_TOO_DEEP) from None
    held.clear()
    if not found.pieces:
        raise InputError(name, *_NOTHING)
    versions = _versions()
    return ReaderResult(
        found.pieces,
        f"{reader}{ALONE} of {versions}" if reader else versions,
        MAIL if page.mail else "text/html",
        page.metadata.over(facts.metadata),
        found.left_out,
        found.whole,
        (*page.warnings, *warnings, *found.warnings),
    )


@cache
def _versions() -> str:
    return f"trafilatura {version('trafilatura')}, readability-lxml {version('readability-lxml')}"


def read_saved(name: str, data: bytes, reader: str = "") -> ReaderResult:
    """Read the page that an MHTML file, a mail or a web archive holds, as :func:`read_html`."""
    saved = _open(name, data)
    if not saved.plain:
        return read_html(name, saved.data, reader, saved)
    text = decode(name, saved.data, saved.charset).encode("utf-8")
    found = read_text(name, text)
    # A salutation or a signature on its own line is no heading.
    pieces = [replace(it, kind="paragraph") if it.kind == "text" else it for it in found.pieces]
    if saved.metadata.title:
        pieces.insert(0, Piece("headline", saved.metadata.title))
    return replace(found, pieces=tuple(pieces), media_type=MAIL, metadata=saved.metadata)


def _open(name: str, data: bytes) -> SavedPage:
    if data.startswith(b"PK"):
        return open_wacz(name, data)
    if data.startswith(b"WARC/"):
        return open_warc(name, data)
    if data.startswith((b"bplist", b"<?xml")):
        return open_webarchive(name, data)
    return open_mail(name, data)
