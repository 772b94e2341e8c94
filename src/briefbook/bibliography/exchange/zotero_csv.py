"""Zotero's CSV: a row for each item, a column for each field and each role."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from briefbook.bibliography.exchange.csl_json import clean_key
from briefbook.bibliography.exchange.exported import ExchangeError, Exported, lines_of
from briefbook.bibliography.exchange.zotero import zotero_entry

#: Columns that are not fields of a work.
_OURS = frozenset({
    "key", "itemType", "publicationYear", "manualTags", "automaticTags", "fileAttachments",
    "linkAttachments", "notes", "dateAdded", "dateModified", "libraryCatalog",
})  # fmt: skip
#: Columns of names.
_ROLES = frozenset({
    "author", "editor", "seriesEditor", "translator", "contributor", "attorneyAgent", "bookAuthor",
    "castMember", "commenter", "composer", "cosponsor", "counsel", "interviewer", "producer",
    "recipient", "reviewedAuthor", "scriptwriter", "wordsBy", "guest", "director", "podcaster",
    "performer", "presenter", "programmer", "inventor", "cartographer", "artist", "sponsor",
})  # fmt: skip


def read_zotero_csv(data: bytes, out: Exported) -> None:
    """Read the items of a CSV file of Zotero.

    Raises :class:`ExchangeError` where it is none.
    """
    rows = _rows(data, out)
    _, head = next(rows, (1, []))
    names = [_name(column) for column in head]
    if "itemType" not in names:
        raise ExchangeError("its first line has no column 'Item Type', as Zotero's CSV has", 1)
    for number, (line, row) in enumerate(rows, start=1):
        if not any(row):
            continue
        cells = dict(zip(names, row, strict=False))
        key = clean_key(cells.get("key") or f"entry{number}")
        if len(row) != len(names):
            out.complain(
                line, key, f"has {len(row)} cells, and the first line {len(names)}; it is left "
                "out, export it again",
            )  # fmt: skip
            continue
        if cells["itemType"] not in {"attachment", "note", "annotation"}:
            out.take(line, key, partial(zotero_entry, _item(cells, out), key, line, out))


def _rows(data: bytes, out: Exported) -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line that it begins on: a cell may hold several."""
    reader = csv.reader((f"{line}\n" for _, line in lines_of(data, out)), strict=True)
    begin = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise ExchangeError(f"it is not CSV: {error}", begin) from None
        yield begin, row
        begin = reader.line_num + 1


def _name(column: str) -> str:
    """Return what Zotero's JSON calls a column: ``Publication Title`` is ``publicationTitle``."""
    column = column.strip()
    if column.isupper():
        return column
    first, *others = column.split()[:8] or [""]
    return first.lower() + "".join(other.capitalize() for other in others)


def _item(cells: Mapping[str, str], out: Exported) -> dict[str, Any]:
    """Return a row as an item of Zotero's JSON."""
    item: dict[str, Any] = {
        name: value for name, value in cells.items()
        if value and name not in _OURS and name not in _ROLES
    }  # fmt: skip
    item["itemType"] = cells["itemType"]
    item.setdefault("date", cells.get("publicationYear", ""))
    item["creators"] = [
        {"creatorType": role, **_person(name.strip())}
        for role, value in cells.items() if role in _ROLES
        for name in value.split(";") if name.strip()
    ]  # fmt: skip
    tags = ";".join((cells.get("manualTags", ""), cells.get("automaticTags", "")))
    item["tags"] = [tag.strip() for tag in tags.split(";") if tag.strip()]
    for name in ("notes", "fileAttachments", "linkAttachments"):
        out.left_out[name] += bool(cells.get(name))
    return item


def _person(name: str) -> dict[str, str]:
    last, comma, first = name.partition(",")
    return {"lastName": last.strip(), "firstName": first.strip()} if comma else {"name": name}
