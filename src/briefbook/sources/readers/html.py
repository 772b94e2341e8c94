"""Saved web pages."""

from __future__ import annotations

from importlib.metadata import version

from briefbook.sources.errors import InputError
from briefbook.sources.readers.web.article import find_article
from briefbook.sources.readers.web.facts import read_facts
from briefbook.sources.readers.web.parsing import body_of, decode_page, parse_page
from briefbook.sources.reading.article import ReaderResult

_NOTHING = ("holds no article text", "save the page of the article itself")


def read_html(name: str, data: bytes, charset: str = "", address: str = "") -> ReaderResult:
    """Read the article out of a page, in the agreement of several readers.

    ``charset`` and ``address`` are what came with the page, if anything did. Raises
    :class:`InputError` where the page breaks off or holds no article.
    """
    tree, warnings = parse_page(name, decode_page(name, data, charset))
    facts = read_facts(tree, address)
    body = body_of(tree)
    # As long as its elements are held, lxml need not make them again at each look.
    held = list(tree.iter())
    found = find_article(body, facts)
    held.clear()
    if not found.pieces:
        raise InputError(name, *_NOTHING)
    return ReaderResult(
        found.pieces,
        f"trafilatura {version('trafilatura')}, readability-lxml {version('readability-lxml')}",
        "text/html",
        facts.metadata,
        found.left_out,
        found.whole,
        (*warnings, *found.warnings),
    )
