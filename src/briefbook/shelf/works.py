"""One bibliography for many books: a work that several cite is listed once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefbook.shelf.records import BookRecords


@dataclass(slots=True)
class ShelfWork:
    """A work: its CSL-JSON item in the first book that cites it, and its key in each book."""

    item: Mapping[str, Any]
    keys: dict[str, str] = field(default_factory=dict)


def shelf_works(books: Iterable[BookRecords]) -> list[ShelfWork]:
    """Return the works of all books, sorted by author, year and title.

    Works are the same if their DOI, their address, or title, year and first author agree; never
    where their DOIs differ. The same key in two books means nothing.
    """
    works: list[ShelfWork] = []
    known: dict[str, list[ShelfWork]] = {}
    for book in books:
        for item in book.items:
            marks = list(_marks(item))
            work = next(
                (
                    each
                    for mark in marks
                    for each in known.get(mark, ())
                    if book.name not in each.keys and _may_be_one(each.item, item)
                ),
                None,
            )
            if work is None:
                work = ShelfWork(item)
                works.append(work)
            work.keys[book.name] = str(item["id"])
            for mark in marks:
                if work not in known.setdefault(mark, []):
                    known[mark].append(work)
    return sorted(works, key=lambda work: _order(work.item))


def _may_be_one(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return not (_doi(one) and _doi(other) and _doi(one) != _doi(other))


def _marks(item: Mapping[str, Any]) -> Iterator[str]:
    if doi := _doi(item):
        yield f"doi {doi}"
    if address := str(item.get("URL", "")):
        yield f"url {re.sub(r'^https?://(www[.])?', '', address).rstrip('/')}"
    title, (author, year) = _folded(str(item.get("title", ""))), _author_year(item)
    if title and author and year:
        yield f"title {title} {author} {year}"


def _doi(item: Mapping[str, Any]) -> str:
    return re.sub(r"^https?://(dx[.])?doi[.]org/", "", str(item.get("DOI", "")).strip().lower())


def _author_year(item: Mapping[str, Any]) -> tuple[str, str]:
    persons = item.get("author") or item.get("editor") or [{}]
    first = persons[0]
    parts = (item.get("issued") or {}).get("date-parts") or [[""]]
    return _folded(str(first.get("family") or first.get("literal") or "")), str(parts[0][0])


def _order(item: Mapping[str, Any]) -> tuple[str, ...]:
    title = _folded(str(item.get("title", "")))
    author, year = _author_year(item)
    return author or title, year, title, str(item["id"])


def _folded(text: str) -> str:
    marked = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in marked if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", plain.casefold()))
