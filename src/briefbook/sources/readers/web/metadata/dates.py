"""When an article was published, as its page states or shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from typing import Any

from briefbook.core.words.text import tidy, word_count
from briefbook.sources.readers.web.elements import is_element, names, seen_text
from briefbook.sources.readers.web.metadata.json_ld import stated_text
from briefbook.sources.readers.web.metadata.near import (
    find_headline,
    is_running,
    near_headline,
    only_article,
)
from briefbook.sources.readers.web.metadata.page_words import one_of
from briefbook.sources.reading.dates import find_date, part_date

#: Of meta elements, the surest first.
_STATED = (
    "article:published_time", "og:article:published_time", "datepublished", "dc.date.issued",
    "dc.date.created", "dcterms.created", "dcterms.issued", "dc.date", "dcterms.date",
    "citation_publication_date", "citation_date", "sailthru.date", "parsely-pub-date", "pubdate",
    "publishdate", "publish-date", "publication_date", "article.published", "date", "uploaddate",
    "citation_year",
)  # fmt: skip
_STATED_CHANGES = ("article:modified_time", "og:updated_time", "datemodified", "last-modified")
_DAY = re.compile(r"(\d{4})(?:[-/](\d\d)(?:[-/](\d\d))?)?(?![\d/])")
#: An item (microdata) that is a property of another is the page's article only by these.
_OWN_ITEMS = frozenset({None, "blogPost", "mainEntity", "mainEntityOfPage"})
_UTC = re.compile(r"T[\d:.]+(?:Z|[+-]00:?00)$")
_IN_ADDRESS = re.compile(r"/((?:199|20\d)\d)[/-]?(\d\d)[/-]?(\d\d)(?=[/_-]|$)")
_DATED = re.compile(r"date|time|publish|posted|byline|meta\b", re.IGNORECASE)
#: Other articles, and what readers wrote.
_OTHERS = re.compile(r"comment|sidebar|related|widget|recent|popular|calendar", re.IGNORECASE)
_CHANGED = re.compile(one_of("changed"), re.IGNORECASE)
_PUBLISHED = re.compile(one_of("published"), re.IGNORECASE)
_HEADS = frozenset(("dt", "h2", "h3", "h4", "h5", "h6", "summary", "th"))
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d(?::\d\d)?(?:\s?(?:Uhr|Z|[AP]\.?M\.?\b))?", re.IGNORECASE)
#: The end of a sentence, of which the date is not part, or is the last.
_SENTENCE = re.compile(r"[^\W\d]{3}[.!?…](?:\s|$)")
_IN_LINE = frozenset(
    ("a abbr b cite em font i q small span strong sub sup time u script style").split()
)
#: In letters and in elements.
_LONGEST_LINE, _LARGEST_LINE = 80, 16
#: So many words may stand beside a date on its line: a weekday, a place, who wrote it.
_BESIDE = 5


def page_date(
    tree: Any, metas: dict[str, list[str]], article: dict[str, Any], url: str, title: str
) -> tuple[str, str]:
    """Return the day of publication as EDTF, and how it is known; both empty where nothing says it.

    ``metas`` are the page's meta elements by name, ``article`` is what its JSON-LD says of it.
    """
    return next(_dates(tree, metas, article, url, title), ("", ""))


def _dates(
    tree: Any, metas: dict[str, list[str]], article: dict[str, Any], url: str, title: str
) -> Iterator[tuple[str, str]]:
    """Yield dates and how each is known, the surest first."""
    in_address = _address_day(url)
    for said, day in _stated(tree, metas, article):
        local = bool(_UTC.search(said)) and _next_to(day, in_address)
        yield in_address if local else day, "stated"
    shown = list(_shown(tree, title))
    for day, changed in shown:
        if not changed:
            yield day, "inferred: read off the page"
    if in_address:
        yield in_address, "inferred: from its address"
    changed_then = "inferred: the page was last changed then"
    for day, _changed in shown:
        yield day, changed_then
    if day := _only_day(tree, title):
        yield day, "inferred: the only date on the page"
    changes = [stated_day(metas[key][0]) for key in _STATED_CHANGES if key in metas]
    for day in (*changes, stated_day(stated_text(article.get("dateModified", "")))):
        if day:
            yield day, changed_then


def stated_day(text: str) -> str:
    """Return the part of a stated date that is there: a bare year stays a year."""
    match = _DAY.match(text.strip())
    if not match:
        return find_date(text) if re.search(r"[^\W\d]{3}", text) else ""
    year, month, day = match.groups()
    if not 1000 < int(year) < 2200 or not 0 < int(month or 1) < 13 or not 0 < int(day or 1) < 32:
        return ""
    return "-".join(filter(None, (year, month, day)))


def _stated(
    tree: Any, metas: dict[str, list[str]], article: dict[str, Any]
) -> Iterator[tuple[str, str]]:
    """Yield each date that the page states for machines: as it is written, and the day."""
    first, last = (stated_text(article.get(key, "")) for key in ("datePublished", "dateCreated"))
    for said in (first, *(metas[key][0] for key in _STATED if key in metas), last):
        if day := stated_day(said):
            yield said, day
    for element in tree.xpath("//*[@itemprop='datePublished' or @pubdate]"):
        if is_of_page(element):
            said = element.get("datetime") or element.get("content") or seen_text(element)
            if day := stated_day(said) or find_date(said):
                yield said, day
    # hAtom and h-entry, as blogs have them; a list of entries has several.
    entries = tree.xpath("//*[contains(@class, 'published')][@title or @datetime]")
    machine = list(filter(None, (each.get("datetime") or each.get("title") for each in entries)))
    if len(days := set(map(stated_day, machine))) == 1 and (day := days.pop()):
        yield machine[0], day


def is_of_page(element: Any) -> bool:
    """Tell whether a property (microdata) is the page's own, not of a work that it refers to."""
    items = (each for each in element.iterancestors() if each.get("itemscope") is not None)
    item = next(items, None)
    return item is None or item.get("itemprop") in _OWN_ITEMS


def _next_to(day: str, other: str) -> bool:
    """Tell whether two days follow one another: an evening west of Greenwich is the next in UTC."""
    try:
        apart = date.fromisoformat(day) - date.fromisoformat(other)
    except ValueError:
        return False
    return abs(apart) == timedelta(days=1)


def _address_day(url: str) -> str:
    match = _IN_ADDRESS.search(url)
    return stated_day("-".join(match.groups())) if match else ""


def _shown(tree: Any, title: str) -> Iterator[tuple[str, bool]]:
    """Yield the dates of lines near the headline, and whether the line speaks of a change.

    Lines that are there to give one by their name come before lines that hold little else.
    """
    around = _around(find_headline(tree, title))
    near = [each for each in near_headline(tree, title) if is_element(each)]
    near = [each for each in near if not _is_beside(each, around)]
    named = [each for each in (*near, *filter(is_element, only_article(tree))) if _is_dated(each)]
    # Days that head what happened then are several.
    if len({_named_day(each) for each in named if _is_in_head(each)} - {""}) > 1:
        named = [each for each in named if not _is_in_head(each)]
        near = [each for each in near if not _is_in_head(each)]
    for element in named:
        if day := _named_day(element):
            yield day, _is_change(_line(element))
    running = False
    for element in near:
        running = running or is_running(element)
        # A heading within the text is the day of what follows it.
        if not (running and _is_in_head(element)) and (day := _line_day(said := _line(element))):
            yield day, _is_change(said)


def _is_dated(element: Any) -> bool:
    return element.tag == "time" or bool(_DATED.search(names(element)))


def _named_day(element: Any) -> str:
    return stated_day(element.get("datetime") or "") or find_date(_line(element))


def _is_in_head(element: Any) -> bool:
    return any(each.tag in _HEADS for each in (element, *element.iterancestors()))


def _is_change(said: str) -> bool:
    """Tell whether a line says when the page was changed, and not before that when it appeared."""
    change = _CHANGED.search(said)
    return change is not None and not _PUBLISHED.search(said[: change.start()])


def _around(headline: Any) -> frozenset[Any]:
    return frozenset(headline.iterancestors()) if headline is not None else frozenset()


def _is_beside(element: Any, around: frozenset[Any]) -> bool:
    """Tell whether an element is in a part of the page, not the headline's, of something else."""
    for each in (element, *element.iterancestors()):
        if each in around or each.tag == "body":
            return False
        if each.tag in {"aside", "nav", "option"} or _OTHERS.search(names(each)):
            return True
    return False


def _line(element: Any) -> str:
    """Return the text of an element that is a line with digits, else nothing."""
    if next(islice(element.iter(), _LARGEST_LINE, None), None) is not None:
        return ""
    said = tidy(seen_text(element))
    return said if len(said) <= _LONGEST_LINE and re.search(r"\d", said) else ""


def _line_day(said: str) -> str:
    """Return the day of a line that holds a date and little else."""
    day, rest = part_date(said)
    whole = len(day) == len("2000-01-01") and not _SENTENCE.search(rest)
    return day if whole and word_count(_CLOCK.sub(" ", rest)) <= _BESIDE else ""


def _only_day(tree: Any, title: str) -> str:
    """Return the one day on which all times and lines with little but a date agree."""
    around = _around(find_headline(tree, title))
    days = set()
    for element in tree.iter():
        if not is_element(element) or _is_in_head(element) or _is_beside(element, around):
            continue
        if element.tag == "time":
            days.add(_named_day(element))
        # Of a line the outermost element, or a sentence's last words could be one.
        elif element.tag not in _IN_LINE and next(element.iterancestors("footer"), None) is None:
            days.add(_line_day(_line(element)))
    days.discard("")
    return days.pop() if len(days) == 1 else ""
