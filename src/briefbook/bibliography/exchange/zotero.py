"""Zotero's own items: its JSON, and what Better BibTeX writes as ``BetterBibTeX JSON``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, partial
from importlib.resources import files
from typing import Any

from briefbook.bibliography.exchange.csl_json import (
    cheated,
    clean_key,
    name_field,
    variable_into,
)
from briefbook.bibliography.exchange.exported import Exported
from briefbook.bibliography.exchange.json_items import items_of, parse_json
from briefbook.bibliography.exchange.making import EntryMaker
from briefbook.bibliography.model import Entry

#: Items that are not works: attachments, notes and annotations.
_NO_WORKS = {"attachment", "note", "annotation"}
_SILENT = {
    "itemType", "itemID", "itemKey", "key", "version", "libraryID", "collections", "relations",
    "tags", "notes", "attachments", "creators", "extra", "citationKey", "citekey", "uri", "select",
    "dateAdded", "dateModified", "uniqueFields", "multi", "seeAlso", "parentItem", "inPublications",
    "libraryCatalog", "accessDate", "rights", "abstractNote", "archive", "archiveLocation", "raw",
}  # fmt: skip


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("zotero.toml").read_text("utf-8"))


def is_zotero(data: bytes) -> bool:
    """Return whether JSON has Zotero's items rather than CSL-JSON's."""
    return b'"itemType"' in data


def read_zotero(data: bytes, out: Exported) -> None:
    """Read the items of a JSON file of Zotero or of Better BibTeX."""
    text, whole = parse_json(data)
    for number, (line, found) in enumerate(
        items_of(text, "items" if isinstance(whole, dict) and "items" in whole else ""), start=1
    ):
        item = found.get("data", found) if isinstance(found, dict) else found
        if isinstance(item, dict) and item.get("itemType") in _NO_WORKS:
            continue
        key = _key_of(item, number)
        out.take(line, key, partial(zotero_entry, item, key, line, out))


def _key_of(item: Any, number: int) -> str:
    if not isinstance(item, dict):
        return f"entry{number}"
    stated = re.search(r"(?im)^citation key:\s*(\S+)", str(item.get("extra", "")))
    key = item.get("citationKey") or item.get("citekey") or (stated and stated[1])
    return clean_key(str(key or item.get("key") or f"entry{number}"))


def zotero_entry(item: Mapping[str, Any], key: str, line: int, out: Exported) -> Entry:
    """Return the entry of an item."""
    table = _table()
    kind = str(item["itemType"])
    if kind not in table["types"]:
        out.complain(line, key, f"the item type {kind!r} is not known; it is written as @misc")
    made = EntryMaker(key, table["types"].get(kind, ["misc"]), out.path, line)
    made.language = str(item.get("language") or "")
    for person in item.get("creators") or ():
        _creator(made, person)
    for name, field in table["dates"].items():
        value = str(item.get(name) or "").removesuffix("CURRENT_TIMESTAMP")
        if value and not made.date(field, value):
            out.left_out[name] += 1
    _fields(made, item, out)
    if made.type in {"report", "thesis"} and "publisher" in made.fields:
        made.fields.setdefault("institution", made.fields.pop("publisher"))
    tags = [
        tag.get("tag", "") if isinstance(tag, dict) else str(tag) for tag in item.get("tags") or ()
    ]
    made.text("keywords", ", ".join(filter(None, tags)))
    _extra(made, str(item.get("extra") or ""), out)
    if place := str(item.get("archiveLocation") or ""):
        made.text("eprinttype", str(item.get("archive") or ""))
        made.text("eprint", place)
    else:
        made.text("archive", str(item.get("archive") or ""))
    return made.entry()


def _fields(made: EntryMaker, item: Mapping[str, Any], out: Exported) -> None:
    table = _table()
    for name, value in item.items():
        fields = table["fields"].get(name)
        if fields and isinstance(value, (str, int, float)):
            if not made.first(fields, str(value), marked=True):
                made.first(["note"], str(value), marked=True)
        elif name not in _SILENT and name not in table["dates"] and value:
            out.left_out[name] += 1
    for name in ("abstractNote", "rights"):
        out.left_out[name] += bool(item.get(name))


def _creator(made: EntryMaker, person: Mapping[str, Any]) -> None:
    role = str(person.get("creatorType", "author"))
    field = _table()["creators"].get(role, "editora")
    if field == "editora":
        made.fields.setdefault("editoratype", "collaborator")
    last, first = person.get("lastName") or "", person.get("firstName") or ""
    whole = person.get("name") or ("" if first else last)
    made.names(field, [{"literal": str(whole)} if whole else {"family": last, "given": first}])


def _extra(made: EntryMaker, extra: str, out: Exported) -> None:
    """Take the ``name: value`` lines of the field Extra; the other lines are a note."""
    found = cheated({"note": extra})
    note = found.pop("note", "")
    for variable, value in found.items():
        if isinstance(value, list):
            made.names(name_field(variable), value)
        elif variable != "type":
            variable_into(made, variable, value, out)
    made.text("note", note.replace("\n", ". "))
    if (date := re.search(r"(?im)^original[- ]date:\s*(\S+)", note)) is not None:
        made.date("origdate", date[1])
