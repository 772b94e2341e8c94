"""Normalise fields to biblatex's names, from those that programs and publishers use."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefbook.bibliography.items.field_reading import csl_table
from briefbook.bibliography.model import Entry, Field

#: Fields that some fill with a word for “none”.
_OPTIONAL = frozenset({
    "number", "series", "volume", "doi", "editor", "url", "edition", "pages", "issue", "publisher",
    "address", "location", "isbn", "issn", "eprint", "month",
})  # fmt: skip
_NOTHING = re.compile(r"[{\s]*(?:none|n/a|null)[}\s]*", re.IGNORECASE)
_LINE = re.compile(r"\\?(_?[A-Za-z]+(?: [A-Z][a-z]+)?):\s+(\S.*)")


def with_usual_fields(entry: Entry) -> Entry:
    """Return an entry with the names that biblatex has, and nothing that only says “none”."""
    fields = {
        name: given for name, given in entry.fields.items()
        if name not in _OPTIONAL or not _NOTHING.fullmatch(given.value)
    }  # fmt: skip
    aliases = csl_table()["aliases"]
    for name in [name for name in fields if name in aliases and entry.get(name)]:
        usual = aliases[name]
        if usual not in fields or fields[usual].value == fields[name].value:
            fields[usual] = fields.pop(name)
    fields = _from_extra(fields)
    return entry if fields == entry.fields else entry.with_fields(fields)


def _from_extra(fields: Mapping[str, Field]) -> dict[str, Field]:
    """Return an entry with fields for the lines that Zotero writes into a note."""
    found, note = dict(fields), fields.get("note")
    lines = [line.strip() for line in note.value.splitlines()] if note else []
    read = [_LINE.fullmatch(line) for line in lines if line]
    known = csl_table()["zotero_extra"]
    if note is None or not read or not all(each and each[1].lower() in known for each in read):
        return found
    kept = []
    for each in filter(None, read):
        names, value = known[each[1].lower()], each[2].strip()
        others = [field.value for name, field in found.items() if name != "note"]
        if each[1].lower() == "arxiv":
            # arXiv: 1812.01431 [cs], which journal and address may say, too.
            value = value.partition(" ")[0]
            others = [part for other in others for part in re.split(r"[\s:/]", other)]
        if value in others or (value.startswith("http") and value.endswith(tuple(others))):
            continue
        if any(name in found for name in names):
            kept.append(each[0])
        else:
            found[names[0]] = Field(value, note.line, note.column)
    if kept:
        found["note"] = Field("; ".join(kept), note.line, note.column)
    else:
        del found["note"]
    return found
