"""What was read of an export: entries, findings, and what is left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from briefbook.bibliography.model import BibCode, Entry
from briefbook.core.diagnostics import Diagnostic

#: Fields that are not imported: abstracts and notes of others, and paths on a disk.
PRIVATE = frozenset({
    "abstract", "file", "pdf", "bdsk-file-1", "bdsk-file-2", "bdsk-file-3", "timestamp", "owner",
    "creationdate", "modificationdate", "date-added", "date-modified", "groups", "added-at",
})  # fmt: skip


#: One of these an entry has, so that it says what it is of.
_SAYS_WHAT = (
    "title", "author", "editor", "booktitle", "maintitle", "journaltitle", "note", "number",
    "institution", "organization", "eventtitle", "shorthand", "label", "url", "doi", "type",
    "publisher", "authority",
)  # fmt: skip
#: A number of ours, or one of Zotero's.
_MADE_UP = re.compile(r"entry\d+|[A-Z0-9]{8}")


@dataclass(slots=True)
class Exported:
    """The entries of a file, findings on them, and how often each field was left out."""

    path: str
    entries: list[Entry] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    #: Keys that were generated, since the file gives none.
    unnamed: set[str] = field(default_factory=set)

    def complain(self, line: int, key: str, message: str) -> None:
        """Report an entry."""
        name = f"{key}: " if key else ""
        found = Diagnostic(self.path, line, BibCode.ENTRY.value, f"{name}{message}")
        self.findings.append(found)

    def take(self, line: int, key: str, make: Callable[[], Entry]) -> None:
        """Add the entry that ``make`` returns; if it raises, only this entry is left out."""
        try:
            entry = make()
        except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
            said = "a value in it is not of the kind that its format has"
            self.complain(line, key, f"cannot be read: {said}; it is left out, export it again")
            return
        if not entry.get(*_SAYS_WHAT):
            self.complain(line, entry.key, "has neither a title nor a name; it is left out")
            return
        if entry.key in self._keys:
            self.complain(line, entry.key, "the key is used a second time; this entry is left out")
            return
        self._keys.add(entry.key)
        self.entries.append(entry)
        if _MADE_UP.fullmatch(entry.key):
            self.unnamed.add(entry.key)

    _keys: set[str] = field(default_factory=set, repr=False)


class ExchangeError(Exception):
    """A file is not in the format of its name; the message says why."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def lines_of(data: bytes, out: Exported) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text file, from 1, in any of the usual encodings."""
    from briefbook.bibliography.reading import decoded

    text, findings = decoded(data, out.path)
    out.findings += findings
    yield from enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1)
