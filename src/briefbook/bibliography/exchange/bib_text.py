"""An entry as the text of a .bib file."""

from __future__ import annotations

from collections.abc import Mapping

from briefbook.bibliography.model import Entry

_WIDTH = 10
#: What stands first; all other fields follow in their order.
_FIRST = ("author", "editor", "title", "subtitle", "titleaddon", "date", "year", "month")
#: Fields of ours that no program before biber 2 knows stand last, for whoever reads the file.
_LAST = ("url", "urldate", "archiveurl", "archivedate", "sha256", "langid", "keywords")


def bib_text(key: str, kind: str, fields: Mapping[str, str]) -> str:
    """Return an entry; ``fields`` are raw TeX text, and empty ones are left out."""
    names = [
        *(name for name in _FIRST if name in fields),
        *(name for name in fields if name not in _FIRST and name not in _LAST),
        *(name for name in _LAST if name in fields),
    ]
    lines = [f"  {name:<{_WIDTH}} = {{{fields[name]}}},\n" for name in names if fields[name]]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def entry_text(entry: Entry) -> str:
    """Return an entry as it was read."""
    return bib_text(entry.key, entry.type, {name: f.value for name, f in entry.fields.items()})
