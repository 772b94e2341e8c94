"""Which places of other books a book cites: ``inv:NAME#ID`` in its pages, with file and line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from briefbook.anchors.listing.anchor_list import AnchorList
from briefbook.core.files.book_folder import page_files
from briefbook.core.files.cited_places import (
    FILE,
    CitedBook,
    CitedPlace,
    CitedPlaces,
    read_cited_places,
    write_cited_places,
)
from briefbook.core.files.writing import write_if_changed
from briefbook.shelf.shelf_file import Shelf, ShelfBook

_LINK = re.compile(r"inv:(?P<book>[a-z][a-z0-9-]*)(?::[^#\s)>]*)?#(?P<id>[^\s)>\"'`]+)")


@dataclass(frozen=True, slots=True)
class ShelfCitation:
    """A citation of ``id`` in the book ``book``; ``path`` is from the citing book's root."""

    citing: str
    path: str
    line: int
    book: str
    id: str


def find_citations(book: ShelfBook, names: Collection[str]) -> tuple[ShelfCitation, ...]:
    """Return what a book cites of others in ``names``, in the order of its files and lines.

    Code blocks are searched too: an extra place does no harm.
    """
    return tuple(_citations(book, names))


def _citations(book: ShelfBook, names: Collection[str]) -> Iterator[ShelfCitation]:
    for path in page_files(book.root):
        text = path.read_text(encoding="utf-8", errors="replace")
        if "inv:" not in text:
            continue
        shown = path.relative_to(book.root).as_posix()
        for number, line in enumerate(text.splitlines(), 1):
            for found in _LINK.finditer(line):
                if found["book"] in names:
                    id_ = unquote(found["id"])
                    yield ShelfCitation(book.name, shown, number, found["book"], id_)


def leave_cited_places(
    shelf: Shelf,
    book: ShelfBook,
    citations: Collection[ShelfCitation],
    lists: Mapping[str, AnchorList],
) -> bool:
    """Write what a book cites as it is now to its ``build/``; return whether that has changed.

    For a cited book without a list of anchors (it does not build), what was known is kept.
    """
    path = book.root / FILE
    if not citations:
        existed = path.exists()
        path.unlink(missing_ok=True)
        return existed
    before = read_cited_places(book.root)
    cited = dict(before.books) if before else {}
    cited = {other.name: cited.get(other.name, CitedBook("", "", {})) for other in shelf.books}
    cited |= {name: _cited(name, lists[name], citations) for name in lists}
    del cited[book.name]
    return write_if_changed(path, write_cited_places(CitedPlaces(shelf.url, cited)))


def _cited(name: str, anchors: AnchorList, citations: Collection[ShelfCitation]) -> CitedBook:
    ids = {each.id for each in citations if each.book == name}
    found = {id_: anchors.anchors[id_] for id_ in sorted(ids) if id_ in anchors.anchors}
    places = {
        id_: CitedPlace(
            anchor.label, anchor.uri, "" if anchor.withdrawn else anchor.text, anchor.withdrawn
        )
        for id_, anchor in found.items()
    }
    # Of a book that is not cited nothing may change here but that it exists.
    return CitedBook(anchors.project, anchors.edition, places) if ids else CitedBook("", "", {})
