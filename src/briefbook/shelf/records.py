"""Read what the build of a book leaves: its anchors, its sources, the events it shows."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefbook.anchors.book_folder import read_built
from briefbook.anchors.listing.anchor_list import AnchorList, ListedAnchor
from briefbook.core.errors import BriefbookError
from briefbook.core.records import AnchorKind
from briefbook.core.tables.events import Event, read_events
from briefbook.shelf.shelf_file import Shelf, ShelfBook


@dataclass(frozen=True, slots=True)
class BookRecords:
    """The records of one book; ``items`` are the works that it lists, as CSL-JSON."""

    name: str
    root: Path
    anchors: AnchorList
    items: tuple[Mapping[str, Any], ...]
    events: tuple[Event, ...]

    @property
    def site(self) -> Path:
        """The book's own site."""
        return self.root / "build" / "html"

    @property
    def title(self) -> str:
        """The title, with the edition where there is one."""
        edition = f" ({self.anchors.edition})" if self.anchors.edition else ""
        return f"{self.anchors.project}{edition}"

    def of_kind(self, kind: AnchorKind) -> Iterator[ListedAnchor]:
        """Yield the anchors of a kind that are not withdrawn."""
        for anchor in self.anchors.anchors.values():
            if anchor.kind == kind and not anchor.withdrawn:
                yield anchor


def read_records(shelf: Shelf) -> tuple[list[BookRecords], list[str]]:
    """Return the records of the books that were built, and a line on each that was not."""
    found, missing = [], []
    for book in shelf.books:
        try:
            found.append(_records(book))
        except BriefbookError as error:
            missing.append(f"{book.name}: {error}")
    return found, missing


def _records(book: ShelfBook) -> BookRecords:
    anchors = read_built(book.root)
    path = book.root / "build" / "html" / "sources.json"
    try:
        items = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else []
        works = tuple(item for item in items if item["id"])
    except (ValueError, KeyError, TypeError) as error:
        raise BriefbookError(f"{path}: not CSL-JSON: {error}; run briefbook book again") from None
    return BookRecords(book.name, book.root, anchors, works, tuple(_events(path.parent)))


def _events(site: Path) -> Iterator[Event]:
    """Yield the events of the tables that the site shows, and offers."""
    for path in sorted(site.glob("_downloads/*/events.csv")):
        yield from read_events(path.parent, path.parent.as_posix()).events
