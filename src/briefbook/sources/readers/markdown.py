"""Markdown files, as the page that they make."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from typing import Any

import yaml  # type: ignore[import-untyped]  # as preflight/front_matter.py
from markdown_it import MarkdownIt
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.subscript import sub_plugin
from mdit_py_plugins.superscript import superscript_plugin

from briefbook.core.words.text import normalise
from briefbook.sources.readers.encoding import decode
from briefbook.sources.readers.web.elements import seen_text
from briefbook.sources.readers.web.parsing import body_of, parse_page
from briefbook.sources.readers.web.units import page_units
from briefbook.sources.reading.article import Metadata, Omission, Piece, ReaderResult
from briefbook.sources.reading.dates import find_date

_AUTHOR_KEYS = ("author", "authors", "by")
_LANGUAGE_KEYS = ("lang", "language")
_URL_KEYS = ("url", "source_url", "canonical_url", "link")
_PUBLISHER_KEYS = ("publisher", "site", "source", "publication")


def read_markdown(name: str, data: bytes) -> ReaderResult:
    """Read a Markdown file as the text that a reader of it sees.

    CommonMark with tables, notes, definitions, struck, raised and lowered text, and front matter.
    """
    text = decode(name, data)
    parser = _parser()
    metadata = Metadata()
    for token in parser.parse(text):
        if token.type == "front_matter":
            metadata = _front_matter(token.content)
    page = f"<!doctype html><html><body>{parser.render(text)}</body></html>"
    body = body_of(parse_page(name, page)[0])
    pieces: list[Piece] = []
    left_out: list[Omission] = []
    for unit in page_units(body):
        if unit.piece:
            pieces.append(unit.piece)
        elif unit.omission:
            left_out.append(unit.omission)
    return ReaderResult(
        tuple(_with_levels(pieces, metadata.title)),
        f"markdown-it-py {version('markdown-it-py')}",
        "text/markdown",
        metadata,
        tuple(left_out),
        seen_text(body),
    )


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for plugin in (
        front_matter_plugin, footnote_plugin, deflist_plugin, sub_plugin, superscript_plugin,
    ):  # fmt: skip
        parser.use(plugin)
    return parser


def _with_levels(pieces: Sequence[Piece], title: str) -> Iterator[Piece]:
    """Set sections at the second level: the first is the headline's, but some files use it."""
    if title and not any(normalise(title) == normalise(piece.text) for piece in pieces):
        yield Piece("headline", title)
    tops = [piece for piece in pieces if piece.kind == "heading" and piece.level == 1]
    titled = len(tops) == 1 and (not title or normalise(title) == normalise(tops[0].text))
    step = 1 if tops and not titled else 0
    for piece in pieces:
        if piece.kind == "heading" and piece.level:
            yield replace(piece, level=min(piece.level + step, 6))
        else:
            yield piece


def _front_matter(fields: str) -> Metadata:
    try:
        found = yaml.safe_load(fields)
    except yaml.YAMLError:
        return Metadata()
    if not isinstance(found, dict):
        return Metadata()
    plain = {str(key).lower(): value for key, value in found.items()}
    date = find_date(str(plain.get("date") or "")) or _year(plain.get("date"))
    return Metadata(
        title=_one(plain, ("title",)),
        authors=tuple(_names(next((plain[key] for key in _AUTHOR_KEYS if key in plain), None))),
        publisher=_one(plain, _PUBLISHER_KEYS),
        date=date,
        date_basis="stated" if date else "",
        language=_one(plain, _LANGUAGE_KEYS)[:2],
        url=next((u for key in _URL_KEYS if (u := _one(plain, (key,))).startswith("http")), ""),
    )


def _one(fields: Mapping[str, Any], keys: Sequence[str]) -> str:
    """Return the first of some fields that is a text."""
    return next((fields[key].strip() for key in keys if isinstance(fields.get(key), str)), "")


def _year(value: object) -> str:
    text = str(value or "").strip()
    return text if text.isdecimal() and len(text) == len("2024") else ""


def _names(value: object) -> Iterator[str]:
    """Yield the names of one author or of several, as texts or with a field ``name``."""
    if isinstance(value, str) and value.strip():
        yield value.strip()
    elif isinstance(value, dict):
        yield from _names(value.get("name"))
    elif isinstance(value, list):
        for each in value:
            yield from _names(each)
