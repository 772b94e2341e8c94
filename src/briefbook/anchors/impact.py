"""What rests on a source, a block or an anchor: what to revisit when it is corrected.

A place rests on a source if it cites it, or cites a work that is known only through it; on a
note if it calls it, on a term if it uses it. Beyond that, whatever calls or links to a place
that rests on the target is listed apart, one step further and with the place it goes through.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from briefbook.anchors.listing.anchor_list import AnchorList, CitedBlock, ListedAnchor, Mentions
from briefbook.core.errors import BriefbookError
from briefbook.core.ids import reading_key
from briefbook.core.locators.reading import read_locator
from briefbook.core.records import AnchorKind, related_keys


@dataclass(frozen=True, slots=True)
class ImpactTarget:
    """The target of a query: an anchor's ``id``, or a source's ``key`` with a locator (or none)."""

    id: str = ""
    key: str = ""
    locator: str = ""

    def __str__(self) -> str:
        return " ".join(filter(None, (self.id or self.key, self.locator)))


@dataclass(frozen=True, slots=True)
class AffectedPlace:
    """A place that rests on the target; ``id`` is empty for a page outside any anchor."""

    id: str
    kind: str
    page: str
    uri: str
    label: str
    how: str


@dataclass(frozen=True, slots=True)
class Impact:
    """Everything that rests on a target: directly, through those, and the pages of all."""

    target: str
    direct: tuple[AffectedPlace, ...]
    through: tuple[AffectedPlace, ...]
    pages: tuple[str, ...]


def find_target(book: AnchorList, words: str, locator: str = "") -> ImpactTarget:
    """Read ``kontur2025``, ``kontur2025¶12``, ``martyrs-7`` or a term's own words.

    Raises :class:`BriefbookError` where nothing has that name, or the locator is malformed.
    """
    words = words.strip().lstrip("#")
    keys = {anchor.key: anchor for anchor in book.anchors.values() if anchor.key}
    if words not in keys and words in book.anchors:
        anchor = book.anchors[words]
        if locator and not anchor.key:
            raise BriefbookError(f"{words} is not a source, so it has no {locator}")
        found = ImpactTarget(key=anchor.key) if anchor.key else ImpactTarget(words)
        return ImpactTarget(found.id, found.key, _canonical(locator))
    for key in sorted(keys, key=len, reverse=True):
        rest = words.removeprefix(key)
        # "kontur2025b" is another key, not kontur2025 at "b".
        if words.startswith(key) and (not rest or not (rest[0].isalnum() or rest[0] in "-_.")):
            return ImpactTarget(key=key, locator=_canonical(locator or rest.lstrip(" ,:")))
    for anchor in book.anchors.values():
        if anchor.kind == AnchorKind.TERM and anchor.label.casefold() == words.casefold():
            return ImpactTarget(anchor.id)
    near = difflib.get_close_matches(words, [*keys, *book.anchors], n=3)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    raise BriefbookError(f"the book has no source, anchor or term {words!r}{hint}")


def impact_of(book: AnchorList, target: ImpactTarget) -> Impact:
    """Return what rests on a target, in reading order page by page."""
    direct = dict(_direct(book, target))
    through = {place: how for place, how in _through(book, list(direct)) if place not in direct}
    places = (*direct, *through)
    pages = {book.anchors[id_].page if id_ else page for page, id_ in places}
    pages |= {
        page.docname for page in book.pages.values() if target.key and page.source == target.key
    }
    return Impact(
        str(target),
        _places(book, direct),
        _places(book, through),
        tuple(sorted(pages)),
    )


_At = tuple[str, str]  # docname and anchor id; an empty id: the page outside any anchor


def _mentions(book: AnchorList) -> Iterator[tuple[_At, Mentions]]:
    for page in book.pages.values():
        yield (page.docname, ""), page.mentions
    for anchor in book.anchors.values():
        yield (anchor.page, anchor.id), anchor.mentions


def _direct(book: AnchorList, target: ImpactTarget) -> Iterator[tuple[_At, str]]:
    if target.id:
        yield from _using(book, {target.id})
        return
    known_through = {target.key: ""}
    asked = _blocks(target.locator)
    for anchor in book.anchors.values():
        if target.key in related_keys(anchor.related) and _touches(asked, anchor.related_locator):
            known_through[anchor.key] = f", known only through {target.key}"
            where = f" {anchor.related_locator}" if anchor.related_locator else ""
            yield (anchor.page, anchor.id), f"known only through {target.key}{where}"
    for at, mentions in _mentions(book):
        cited = [
            _said(each, known_through[each.key])
            for each in mentions.citations
            if each.key in known_through
            and (each.key != target.key or _touches(asked, each.locator))
        ]
        if cited:
            yield at, f"cites {'; '.join(cited)}"


def _said(cited: CitedBlock, known: str) -> str:
    return f"{cited.key}{f' {cited.locator}' if cited.locator else ' as a whole'}{known}"


def _using(book: AnchorList, ids: set[str]) -> Iterator[tuple[_At, str]]:
    """Yield the places that call, use or link to one of these anchors."""
    for at, mentions in _mentions(book):
        ways = (("calls", mentions.notes), ("uses", mentions.terms), ("links to", mentions.links))
        said = [f"{verb} {id_}" for verb, found in ways for id_ in found if id_ in ids]
        if said and at[1] not in ids:
            yield at, "; ".join(said)


def _through(book: AnchorList, places: Iterable[_At]) -> Iterator[tuple[_At, str]]:
    """Yield what calls or links to these places, and what links to what calls them."""
    ids = {id_ for _page, id_ in places if id_}
    # The use of a word does not make a paragraph rest on what its entry says.
    ids = {id_ for id_ in ids if book.anchors[id_].kind not in (AnchorKind.TERM, AnchorKind.SOURCE)}
    found = dict(_using(book, ids))
    callers = {id_ for (_page, id_), how in found.items() if id_ and how.startswith("calls")}
    yield from found.items()
    yield from ((at, how) for at, how in _using(book, callers) if at not in found)


def _blocks(locator: str) -> frozenset[str]:
    return frozenset(read_locator(locator).blocks())


def _touches(asked: frozenset[str], locator: str) -> bool:
    """Return whether a citation concerns these blocks; one without a locator concerns all."""
    cited = _blocks(locator)
    # What names no block (a section, a word) may mean any; better one place too many.
    return not asked or not cited or not asked.isdisjoint(cited)


def _canonical(locator: str) -> str:
    read = read_locator(locator)
    if locator and not list(read.blocks()):
        raise BriefbookError(
            f"{locator!r} is not a locator; expected "
            "e.g. ¶ 12, ¶¶ 12–14, ¶ 3, 7, headline, standfirst, caption 2 or p. 54"
        )
    return str(read)


def _places(book: AnchorList, found: Mapping[_At, str]) -> tuple[AffectedPlace, ...]:
    ordered = sorted(found, key=lambda at: (at[0], reading_key(at[1])))
    return tuple(_place(book, at, found[at]) for at in ordered)


def _place(book: AnchorList, at: _At, how: str) -> AffectedPlace:
    docname, id_ = at
    if not id_:
        page = book.pages[docname]
        return AffectedPlace("", "page", docname, page.uri, page.name, how)
    anchor: ListedAnchor = book.anchors[id_]
    return AffectedPlace(id_, anchor.kind, anchor.page, anchor.uri, anchor.label, how)


def _as_text(impact: Impact) -> str:
    total = len(impact.direct) + len(impact.through)
    lines = [f"{impact.target}: {total} places on {len(impact.pages)} pages rest on it"]
    for title, places in (("directly", impact.direct), ("through those", impact.through)):
        lines += ["", title] if places else []
        width = max((len(place.id or place.page) for place in places), default=0)
        for place in places:
            lines.append(f"  {place.id or place.page:<{width}}  {place.label}: {place.how}")
    if impact.pages:
        lines += ["", "pages", *(f"  {page}" for page in impact.pages)]
    return "\n".join(lines) + "\n"


def _as_json(impact: Impact) -> str:
    return json.dumps(asdict(impact), ensure_ascii=False, indent=1) + "\n"


#: How an impact can be printed.
FORMATS: Mapping[str, Callable[[Impact], str]] = {"text": _as_text, "json": _as_json}
