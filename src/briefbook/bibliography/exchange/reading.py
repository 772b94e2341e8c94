"""Entries from what a reference manager exported, whatever its format.

``.bib`` (BibTeX, biblatex, Better BibTeX), ``.ris``, CSL-JSON, Zotero's JSON (Better BibTeX's
too), EndNote's XML, Zotero's RDF and CSV. A bad entry costs that entry: each finding has its file,
its line and its key.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from briefbook.bibliography.model import BibCode, Entry
from briefbook.core.diagnostics import Diagnostic

#: Fields that do not come along: other people's words, and paths on somebody's disk.
PRIVATE = frozenset({
    "abstract", "file", "pdf", "bdsk-file-1", "bdsk-file-2", "bdsk-file-3", "timestamp", "owner",
    "creationdate", "modificationdate", "date-added", "date-modified", "groups", "added-at",
})  # fmt: skip


#: A number of ours, or one of Zotero's.
_MADE_UP = re.compile(r"entry\d+|[A-Z0-9]{8}")


@dataclass(slots=True)
class Exported:
    """What a file holds: entries in their order, what is wrong, and what is left out, how often."""

    path: str
    entries: list[Entry] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    #: Keys that the file does not give: they were made up here, to tell the entries apart.
    unnamed: set[str] = field(default_factory=set)

    def complain(self, line: int, key: str, message: str) -> None:
        """Report an entry."""
        name = f"{key}: " if key else ""
        found = Diagnostic(self.path, line, BibCode.ENTRY.value, f"{name}{message}")
        self.findings.append(found)

    def take(self, line: int, key: str, make: Callable[[], Entry]) -> None:
        """Add the entry that ``make`` returns; what it raises costs this entry alone."""
        try:
            entry = make()
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
            said = "a value in it is not of the kind that its format has"
            self.complain(line, key, f"cannot be read: {said}; it is left out, export it again")
            return
        if not entry.get("title", "author", "editor", "booktitle", "maintitle", "note"):
            self.complain(line, entry.key, "has neither a title nor a name; it is left out")
            return
        if entry.key in self._keys:
            self.complain(line, entry.key, "the key stands a second time; this entry is left out")
            return
        self._keys.add(entry.key)
        self.entries.append(entry)
        if _MADE_UP.fullmatch(entry.key):
            self.unnamed.add(entry.key)

    _keys: set[str] = field(default_factory=set, repr=False)


class ExchangeError(Exception):
    """A file cannot be read as what it says that it is; the message says why."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def read_exported(path: str, data: bytes) -> Exported:
    """Read the entries of a file; ``path`` is what findings name.

    Raises :class:`ExchangeError` where the whole cannot be read.
    """
    out = Exported(path)
    kind = export_kind(path, data)
    if kind == "bib":
        _read_bib(data, out)
        return out
    from briefbook.bibliography.exchange import (
        csl_json,
        endnote,
        ris,
        zotero,
        zotero_csv,
        zotero_rdf,
    )

    readers: dict[str, Callable[[bytes, Exported], None]] = {
        "ris": ris.read_ris,
        "json": lambda data, out: (
            zotero.read_zotero if zotero.is_zotero(data) else csl_json.read_csl_json
        )(data, out),
        "xml": endnote.read_endnote,
        "rdf": zotero_rdf.read_zotero_rdf,
        "csv": zotero_csv.read_zotero_csv,
    }
    readers[kind](data, out)
    return out


def export_kind(path: str, data: bytes = b"") -> str:
    """Return the format that a file's name says.

    Raises :class:`ExchangeError` for one that is not read here.
    """
    suffix = path.rsplit(".", 1)[-1].lower()
    named = {"bib": "bib", "bibtex": "bib", "biblatex": "bib", "ris": "ris", "json": "json",
             "xml": "xml", "rdf": "rdf", "csv": "csv"}.get(suffix)  # fmt: skip
    if named == "xml" and b"rdf:RDF" in data[:2000]:
        return "rdf"
    if named is None:
        wanted = "expected .bib, .ris, .json (CSL-JSON), .xml (EndNote), .rdf or .csv (Zotero)"
        raise ExchangeError(f"{wanted}; export one of these")
    return named


def _read_bib(data: bytes, out: Exported) -> None:
    from briefbook.bibliography.inheritance import inherit
    from briefbook.bibliography.reading import read_bib

    read = inherit(read_bib(data, out.path))
    out.findings += read.findings
    for entry in read.entries:
        kept = {}
        for name, value in entry.fields.items():
            if name in PRIVATE:
                out.left_out[name] += bool(value.value.strip())
            elif name not in {"crossref", "xdata"}:
                kept[name] = value
        out.entries.append(entry.with_fields(kept))


def lines_of(data: bytes, out: Exported) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text file, from 1, in whatever encoding of the usual ones it is."""
    from briefbook.bibliography.reading import decoded

    text, findings = decoded(data, out.path)
    out.findings += findings
    yield from enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1)
