"""Who wrote an article, as its page shows it around the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from briefbook.core.words.text import tidy
from briefbook.sources.readers.web.elements import UNSEEN, is_element, names, seen_text
from briefbook.sources.readers.web.metadata.near import near_headline
from briefbook.sources.readers.web.metadata.page_words import one_of
from briefbook.sources.reading.bylines import cased, read_byline

_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line|authors?(?:[-_]?names?|text)?)(?:$|[\s_-])", re.IGNORECASE
)
#: An address of whoever writes for a site.
_OF_AUTHOR = re.compile(
    r"/(?:about/)?(?:authors?|staff|people|profiles?|journalists?|contributors?|reporters?|writers?"
    r"|editors?|columnists?|autor(?:en|es|i)?|auteurs?|autore|by)/[^/]"
    r"|/author[-_]",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\s*(?:(?:written |story |text |words )?by|von|par|por)\b", re.IGNORECASE)
_NAME = re.compile(
    r"[^\W\d_a-z][\w.'’-]*(?: (?:de|da|di|du|van|von|der|den|la|le|al|bin|ibn|of the))*"
    r"(?: [^\W\d_a-z][\w.'’-]*){1,3}"
)
#: Words in a byline's place that are not part of a name.
_NO_NAME = re.compile(rf"\b(?:{one_of('roles', 'not-names')})\b", re.IGNORECASE)
#: In letters and in elements.
_LONGEST_BYLINE, _DEEPEST_BYLINE = 160, 16


def shown_authors(tree: Any) -> tuple[str, ...]:
    """Return whom the byline at the headline names; else the page's byline, if it has only one."""
    for authors in _bylines(near_headline(tree)):
        return authors
    if linked := tuple(dict.fromkeys(_linked_authors(tree))):
        return linked
    bylines = set(_bylines(tree.iter()))
    return bylines.pop() if len(bylines) == 1 else ()


def _bylines(elements: Iterator[Any]) -> Iterator[tuple[str, ...]]:
    for element in elements:
        if not is_element(element) or element.tag in UNSEEN:
            continue
        named = bool(_BYLINE.search(names(element)))
        if not named and not _LABEL.match(element.text or ""):
            continue
        if sum(1 for _ in element.iter()) > _DEEPEST_BYLINE:
            continue
        said = tidy(seen_text(element))
        if len(said) > _LONGEST_BYLINE:
            continue
        byline = read_byline(said) if _LABEL.match(said) else None
        if byline and byline.authors and all(_is_person(name) for name in byline.authors):
            yield byline.authors
        elif named and _is_person(said):
            yield (said,)


def _linked_authors(tree: Any) -> Iterator[str]:
    """Yield the persons at the headline whose names are links to what else they wrote."""
    first: Any = None
    for element in near_headline(tree):
        if not is_element(element) or element.tag != "a":
            continue
        name = tidy(seen_text(element))
        if _OF_AUTHOR.search(element.get("href") or "") and _is_person(name):
            above = element.getparent()
            if first is None:
                first = above if above.getparent() is None else above.getparent()
            if first in element.iterancestors():
                yield cased(name)


def _is_person(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and not _NO_NAME.search(name)
