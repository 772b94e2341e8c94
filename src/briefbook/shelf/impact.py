"""What rests on a work, or on a place of a book, in all books of a shelf."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from briefbook.anchors.book_folder import what_is_stale
from briefbook.anchors.impact import AffectedPlace, find_target, impact_of
from briefbook.core.errors import BriefbookError
from briefbook.shelf.citations import ShelfCitation, find_citations
from briefbook.shelf.records import BookRecords, read_records
from briefbook.shelf.shelf_file import Shelf, ShelfBook
from briefbook.shelf.works import ShelfWork, shelf_works


@dataclass(frozen=True, slots=True)
class BookImpact:
    """What rests on the target in one book; ``citing`` cite such a place of another book."""

    book: str
    title: str
    places: tuple[AffectedPlace, ...]
    citing: tuple[ShelfCitation, ...]


@dataclass(frozen=True, slots=True)
class ShelfImpact:
    """What rests on a target, book by book; ``remarks`` name books that say less than they hold."""

    target: str
    books: tuple[BookImpact, ...]
    remarks: tuple[str, ...]


def shelf_impact(shelf: Shelf, target: str, locator: str = "") -> ShelfImpact:
    """Return what rests on a work, by its key in any book, its DOI or its address, or on BOOK#ID.

    Books are read as they were built last. Raises :class:`BriefbookError` where no book has it.
    """
    books, remarks = read_records(shelf)
    remarks += [
        f"{book.name}: {stale.replace('book first', 'shelf build first')}"
        for book in books
        if (stale := what_is_stale(book.root, book.anchors))
    ]
    words, targets = _targets(books, target.strip())
    places = {
        name: tuple(_places(book, sorted(targets.get(name, ())), locator))
        for name, book in ((book.name, book) for book in books)
    }
    resting = {(name, place.id) for name, found in places.items() for place in found if place.id}
    if "#" in target:
        resting |= {(name, id_) for name, ids in targets.items() for id_ in ids}
    names = {book.name for book in books}
    found = []
    for book in books:
        citing = tuple(
            each for each in find_citations(ShelfBook(book.name, book.root), names - {book.name})
            if (each.book, each.id) in resting
        )  # fmt: skip
        if places[book.name] or citing:
            found.append(BookImpact(book.name, book.title, places[book.name], citing))
    return ShelfImpact(words, tuple(found), tuple(remarks))


def _targets(books: Sequence[BookRecords], target: str) -> tuple[str, dict[str, set[str]]]:
    """Return the target's name, and its keys or ids by book."""
    name, sign, id_ = target.partition("#")
    by_name = {book.name: book for book in books}
    if sign and name in by_name:
        if id_ not in by_name[name].anchors.anchors:
            raise BriefbookError(f"{name} has no {id_!r}; run briefbook shelf build if it is new")
        return target, {name: {id_}}
    works = [work for work in shelf_works(books) if _is_called(work, target)]
    if not works:
        keys = {key for work in shelf_works(books) for key in work.keys.values()}
        near = difflib.get_close_matches(target, sorted(keys), n=3)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        raise BriefbookError(f"no book of the shelf lists a work {target!r}{hint}")
    targets: dict[str, set[str]] = {}
    for work in works:
        for book, key in work.keys.items():
            targets.setdefault(book, set()).add(key)
    titles = "; ".join(f"“{work.item.get('title', work.item['id'])}”" for work in works)
    return f"{target}, {titles}", targets


def _is_called(work: ShelfWork, target: str) -> bool:
    doi = target.lower().removeprefix("https://doi.org/").removeprefix("doi:")
    return (
        target in work.keys.values()
        or doi == str(work.item.get("DOI", "")).lower()
        or target == work.item.get("URL", "")
    )


def _places(book: BookRecords, targets: Sequence[str], locator: str) -> Iterator[AffectedPlace]:
    for target in targets:
        if target in book.anchors.anchors or any(
            anchor.key == target for anchor in book.anchors.anchors.values()
        ):
            found = impact_of(book.anchors, find_target(book.anchors, target, locator))
            yield from (*found.direct, *found.through)


def as_text(found: ShelfImpact) -> str:
    """Return it for a reader, a place a line."""
    total = sum(len(book.places) + len(book.citing) for book in found.books)
    count = f"{total} place{'' if total == 1 else 's'}"
    many = f"{len(found.books)} book{'' if len(found.books) == 1 else 's'}"
    lines = [f"{found.target}: {count} in {many} {'rests' if total == 1 else 'rest'} on it"]
    for book in found.books:
        lines += ["", f"{book.book}: {book.title}"]
        width = max((len(place.id or place.page) for place in book.places), default=0)
        lines += [
            f"  {place.id or place.page:<{width}}  {place.label}: {place.how}"
            for place in book.places
        ]
        lines += [f"  {c.path}:{c.line}: cites {c.id} of {c.book}" for c in book.citing]
    return "\n".join(lines) + "\n"


def as_json(found: ShelfImpact) -> str:
    """Return it for a program."""
    return json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n"
