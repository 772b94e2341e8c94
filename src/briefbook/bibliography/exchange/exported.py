"""What was read of an export: entries, findings, and what is left out."""

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
            self.complain(line, entry.key, "the key is used a second time; this entry is left out")
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


def lines_of(data: bytes, out: Exported) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text file, from 1, in whatever encoding of the usual ones it is."""
    from briefbook.bibliography.reading import decoded

    text, findings = decoded(data, out.path)
    out.findings += findings
    yield from enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1)
