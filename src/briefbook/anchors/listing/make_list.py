"""From the look-ups over a book to the list of its anchors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefbook.anchors.listing.anchor_list import (
    AnchorList,
    CitedBlock,
    ListedAnchor,
    ListedPage,
    Mentions,
)
from briefbook.core.book import Book
from briefbook.core.records import AnchorKind, DocumentRecords, Use

_NUMBERED = (AnchorKind.PARAGRAPH, AnchorKind.NOTE)


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What the bibliography says of a source beyond its anchor; see :class:`ListedAnchor`."""

    key: str
    text: str = ""
    related: str = ""
    related_locator: str = ""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the list says of the book as a whole; see :class:`AnchorList`."""

    project: str
    edition: str
    date: str
    inputs: Mapping[str, str]


def list_anchors(
    book: Book,
    imprint: Imprint,
    uri_of: Callable[[str], str],
    sources: Mapping[str, SourceFacts],
) -> AnchorList:
    """Return every anchor and page of a book.

    ``uri_of`` gives a page's address by its docname; ``sources`` the facts by anchor id.
    """
    mentions = _mentions_by_place(book)
    ids_by_key = {facts.key: id_ for id_, facts in sources.items()}
    used_by = _used_by(book, mentions, ids_by_key)
    anchors = {}
    for id_, found in book.anchors.items():
        anchor = found[0]
        facts = sources.get(id_, SourceFacts(""))
        anchors[id_] = ListedAnchor(
            id_,
            anchor.kind.value,
            anchor.docname,
            f"{uri_of(anchor.docname)}#{id_}",
            book.label(anchor, ""),
            anchor.label if anchor.kind in _NUMBERED else "",
            anchor.text or facts.text,
            anchor.withdrawn,
            mentions.get((anchor.docname, id_), Mentions()),
            tuple(used_by.get(id_, ())),
            0,
            facts.key,
            facts.related,
            facts.related_locator,
        )
    pages = {
        doc.docname: _page(book, doc, uri_of, mentions.get((doc.docname, ""), Mentions()))
        for doc in book.documents.values()
    }
    return AnchorList(
        imprint.project, imprint.edition, imprint.date, imprint.inputs, pages, anchors
    )


def _page(
    book: Book, doc: DocumentRecords, uri_of: Callable[[str], str], mentions: Mentions
) -> ListedPage:
    return ListedPage(
        doc.docname,
        doc.title,
        uri_of(doc.docname),
        book.document_name(doc.docname),
        doc.prefix if doc.is_chapter else "",
        doc.source,
        mentions,
    )


def _mentions_by_place(book: Book) -> dict[tuple[str, str], Mentions]:
    """Return what each place refers to, by docname and anchor (empty: outside any anchor)."""
    gathered: dict[tuple[str, str], list[list[Use]]] = defaultdict(lambda: [[], [], [], []])
    for doc in book.documents.values():
        for slot, uses in enumerate((doc.citations, doc.calls, doc.term_uses, doc.links)):
            for use in uses:
                gathered[use.docname, use.place][slot].append(use)
    return {
        place: Mentions(
            tuple(dict.fromkeys(CitedBlock(use.target, use.locator) for use in citations)),
            _distinct(use.target for use in calls),
            _distinct(_terms(book, term_uses)),
            _distinct(use.target for use in links if use.target in book.anchors),
        )
        for place, (citations, calls, term_uses, links) in gathered.items()
    }


def _terms(book: Book, uses: Iterable[Use]) -> Iterator[str]:
    for use in uses:
        found = book.find_terms(use.target)
        if len(found) == 1:
            yield found[0].id


def _distinct(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _used_by(
    book: Book, mentions: Mapping[tuple[str, str], Mentions], ids_by_key: Mapping[str, str]
) -> dict[str, list[str]]:
    """Invert the mentions: what mentions each anchor, each once, in reading order."""
    found: dict[str, set[str]] = defaultdict(set)
    for (_docname, place), drawn_on in mentions.items():
        if not place:
            continue
        cited = (ids_by_key[each.key] for each in drawn_on.citations if each.key in ids_by_key)
        for target in (*drawn_on.targets(), *cited):
            found[target].add(place)
    order = {id_: position for position, id_ in enumerate(book.anchors)}
    return {
        target: sorted(places, key=lambda place: (order.get(place, -1), place))
        for target, places in found.items()
    }
