"""Saved web pages, through trafilatura."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import trafilatura
from lxml import etree

from briefbook.core.text import normalise, tidy
from briefbook.sources.errors import InputError
from briefbook.sources.readers.encoding import decode
from briefbook.sources.reading.article import Metadata, Piece, ReaderResult

_DECLARED = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_CLOSED = re.compile(r"</\s*(?:html|body)\s*>", re.IGNORECASE)
#: How many texts before a picture are tried as its place.
_REACH = 6
_STANDFIRST = (
    "//*[contains(concat(' ', @class, ' '), ' standfirst ') or contains(@class, 'article-dek')"
    " or contains(@class, 'subheadline') or contains(@class, 'article__summary')"
    " or contains(concat(' ', @class, ' '), ' dek ')]"
)

#: Looking for the word is quicker than asking every element of the page.
_STANDFIRST_NAMED = re.compile(r"class=[^>]*(?:standfirst|dek|subheadline|article__summary)")


def read_html(name: str, data: bytes) -> ReaderResult:
    """Read the article out of a saved page; what stands around it is left out unnamed.

    Raises :class:`InputError` where the page breaks off or holds no article.
    """
    declared = _DECLARED.search(data[:4096])
    text = decode(name, data, declared[1].decode("ascii", "replace") if declared else "")
    _check_whole(name, text)
    tree = trafilatura.load_html(text)
    if tree is None:
        raise InputError(name, "is no HTML page", "save the page again, complete")
    captions = _captions(tree)
    head = _standfirst(tree) if _STANDFIRST_NAMED.search(text) else ""
    document = trafilatura.bare_extraction(
        tree, with_metadata=True, include_comments=False, include_tables=True
    )
    body = getattr(document, "body", None)
    if document is None or body is None or not len(body):
        raise InputError(name, "holds no article text", "save the page of the article itself")
    metadata = _metadata(document, text, head)
    pieces = _with_captions(list(_pieces(body)), captions)
    version = f"trafilatura {trafilatura.__version__}"
    return ReaderResult(tuple(pieces), version, "text/html", metadata)


def _check_whole(name: str, text: str) -> None:
    tail = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    broken_tag = tail.rfind("<") > tail.rfind(">")
    opened = re.search(r"<(?:html|body)[\s>]", tail, re.IGNORECASE)
    if broken_tag or "<!--" in tail or (opened and not _CLOSED.search(tail[-2000:])):
        raise InputError(name, "the page breaks off before its end", "save it again, complete")


def _captions(tree: Any) -> list[tuple[str, tuple[str, ...]]]:
    """Return each picture caption with the texts that stand before it, the nearest first."""
    found = []
    for caption in tree.iter("figcaption"):
        text = tidy("".join(caption.itertext()))
        figure = next(caption.iterancestors("figure"), caption)
        if text:
            found.append((text, tuple(islice(_texts_before(figure), _REACH))))
    return found


def _texts_before(element: Any) -> Iterator[str]:
    for place in (element, *element.iterancestors()):
        for sibling in place.itersiblings(preceding=True):
            if isinstance(sibling.tag, str) and (text := tidy("".join(sibling.itertext()))):
                yield normalise(text)


def _standfirst(tree: Any) -> str:
    for element in tree.xpath(_STANDFIRST):
        if text := tidy("".join(element.itertext())):
            return text
    return ""


def _metadata(document: Any, text: str, standfirst: str) -> Metadata:
    stated = _stated_date(text)
    date = stated or (document.date or "")
    language = re.search(r"<html[^>]*\blang\s*=\s*[\"']?([A-Za-z]{2,3})", text[:4096])
    authors = tuple(filter(None, (tidy(name) for name in (document.author or "").split(";"))))
    return Metadata(
        title=tidy(document.title or ""),
        authors=authors,
        publisher=tidy(document.sitename or ""),
        date=date,
        date_basis="" if not date else "stated" if stated else "inferred: read off the page",
        language=language[1].lower() if language else "",
        url=_web_address(document.url or ""),
        standfirst=standfirst or tidy(document.description or ""),
    )


def _web_address(url: str) -> str:
    return url if re.match(r"https?://", url) else ""


def _stated_date(text: str) -> str:
    """Return the day of publication that the page's own metadata state."""
    for block in re.findall(
        r"<script[^>]+application/ld\+json[^>]*>(.*?)</script>", text, re.DOTALL | re.IGNORECASE
    ):
        try:
            found = _published(json.loads(block))
        except (ValueError, RecursionError):
            continue
        if found:
            return found
    meta = re.search(
        r"<meta[^>]+(?:article:published_time|datePublished|dc\.date|pubdate)[^>]*"
        r"content\s*=\s*[\"'](\d{4}-\d\d-\d\d)",
        text,
        re.IGNORECASE,
    )
    return meta[1] if meta else ""


def _published(data: Any) -> str:
    if isinstance(data, list):
        return next(filter(None, map(_published, data)), "")
    if not isinstance(data, dict):
        return ""
    match = re.match(r"\d{4}-\d\d-\d\d", str(data.get("datePublished", "")))
    return match[0] if match else _published(data.get("@graph", []))


def _pieces(body: Any) -> Iterator[Piece]:
    for element in body:
        tag = etree.QName(element).localname if isinstance(element.tag, str) else ""
        if tag == "head":
            yield Piece("heading", _text(element))
        elif tag == "list":
            ordered = element.get("rend") == "ol"
            for number, item in enumerate(element.iter("item"), start=1):
                yield Piece("item", _text(item), number if ordered else 0)
        elif tag == "quote":
            for part in element.findall("p") or [element]:
                yield Piece("quote", _text(part))
        elif tag == "table":
            rows = tuple(
                tuple(_text(cell) for cell in row.iter("cell")) for row in element.iter("row")
            )
            yield Piece("table", "; ".join(", ".join(row) for row in rows), rows=rows)
        elif tag not in ("", "graphic"):
            yield Piece("paragraph", _text(element))


def _text(element: Any) -> str:
    """Return an element's text; a line break in it counts as a space."""
    for line_break in element.iter("lb"):
        line_break.tail = f" {line_break.tail or ''}"
    return tidy("".join(element.itertext()))


def _with_captions(pieces: list[Piece], captions: list[tuple[str, tuple[str, ...]]]) -> list[Piece]:
    """Put the captions where their pictures stand, in place of any that came as text."""
    texts = {normalise(text) for text, _before in captions}
    kept = [piece for piece in pieces if normalise(piece.text) not in texts]
    places = {normalise(piece.text): place for place, piece in enumerate(kept)}
    after: dict[int, list[Piece]] = {}
    for text, before in captions:
        place = next((places[each] for each in before if each in places), -1)
        after.setdefault(place, []).append(Piece("caption", text))
    placed = list(after.get(-1, []))
    for place, piece in enumerate(kept):
        placed += [piece, *after.get(place, [])]
    return placed
