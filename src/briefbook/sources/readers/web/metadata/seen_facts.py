"""Who wrote an article and when, as its page shows it around the headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

from briefbook.core.words.text import tidy, word_count
from briefbook.sources.readers.web.elements import UNSEEN, is_element, names, seen_text
from briefbook.sources.reading.bylines import cased, read_byline
from briefbook.sources.reading.dates import find_date

_DAY = re.compile(r"(\d{4})(?:[-/](\d\d)(?:[-/](\d\d))?)?(?![\d/])")
_DATED = re.compile(r"date|time|publish|posted|byline|meta\b", re.IGNORECASE)
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
#: Words in a byline's place that are no part of a name.
_NO_NAME = re.compile(
    r"\b(?:author|follow|about|profile|writer|editor|reporter|correspondent|staff|columnist|desk"
    r"|contributor|contributing|press|news|agency|team|redaktion|rédaction|redacción)\b",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"updat|modif|actualis|aktualis|actualiz|atualiz|aggiorn", re.IGNORECASE)
_PUBLISHED = re.compile(r"posted|publi|issued|released|erschienen|veröffentlicht", re.IGNORECASE)
_HEADS = frozenset(("dt", "h2", "h3", "h4", "h5", "h6", "summary", "th"))
_LONGEST_DATE = 80
#: In letters and in elements.
_LONGEST_BYLINE, _DEEPEST_BYLINE = 160, 16
_UP = 2
#: So many paragraphs of the text, and what follows is no longer near its headline.
_PARAGRAPHS, _RUNNING = 3, 15


def stated_day(text: str) -> str:
    """Return the part of a stated date that is there: a bare year stays a year."""
    match = _DAY.match(text.strip())
    if not match:
        return find_date(text) if re.search(r"[^\W\d]{3}", text) else ""
    year, month, day = match.groups()
    if not 1000 < int(year) < 2200 or not 0 < int(month or 1) < 13 or not 0 < int(day or 1) < 32:
        return ""
    return "-".join(filter(None, (year, month, day)))


def seen_dates(tree: Any) -> Iterator[str]:
    """Yield the dates of lines near the headline that are there to give one."""
    for element in chain(near_headline(tree), _only_article(tree)):
        if is_element(element) and (element.tag == "time" or _DATED.search(names(element))):
            said = tidy(seen_text(element))
            if len(said) <= _LONGEST_DATE and not _is_of_another(element, said):
                day = stated_day(element.get("datetime") or "") or find_date(said)
                if day:
                    yield day
    yield from _only_day(tree)


def _only_day(tree: Any) -> Iterator[str]:
    """Yield the day of a page's times, wherever they stand, if it is one and the same."""
    times = [time for time in tree.iter("time") if not _is_of_another(time, tidy(seen_text(time)))]
    days = {stated_day(time.get("datetime") or "") for time in times}
    if len(days) == 1:
        yield from filter(None, days)


def _is_of_another(element: Any, said: str) -> bool:
    """Tell the day of a change, and one that heads what happened then."""
    change = _CHANGED.search(said)
    if change and not _PUBLISHED.search(said[: change.start()]):
        return True
    return any(above.tag in _HEADS for above in (element, *element.iterancestors()))


def seen_authors(tree: Any) -> tuple[str, ...]:
    """Return whom the byline at the headline names; else the page's byline, if it has only one."""
    for authors in _bylines(near_headline(tree)):
        return authors
    if linked := tuple(dict.fromkeys(_linked_authors(tree))):
        return linked
    told = set(_bylines(tree.iter()))
    return told.pop() if len(told) == 1 else ()


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


def text_near_headline(tree: Any) -> str:
    """Return the words around the headline, up to the first paragraphs of the text."""
    parts = []
    for element in near_headline(tree):
        if is_element(element) and element.tag not in UNSEEN:
            parts.append(element.text or "")
        parts.append(element.tail or "")
    return tidy(" ".join(parts))


def _is_person(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and not _NO_NAME.search(name)


def near_headline(tree: Any) -> Iterator[Any]:
    """Yield what stands around the headline, up to the first paragraphs of the text."""
    headline = next(tree.iter("h1"), None)
    near = headline.getparent() if headline is not None else None
    for _step in range(_UP):
        above = near.getparent() if near is not None else None
        if near is None or above is None or above.tag in {"body", "html"}:
            break
        near = above
    running = 0
    for element in near.iter() if near is not None else ():
        yield element
        if element.tag == "p" and word_count(seen_text(element)) >= _RUNNING:
            running += 1
            if running == _PARAGRAPHS:
                return


def _only_article(tree: Any) -> Iterator[Any]:
    """Yield what the page's only article holds: the headline may be no h1."""
    articles = list(tree.iter("article"))
    # Of several articles each has a date of its own.
    if len(articles) == 1:
        yield from articles[0].iter()
