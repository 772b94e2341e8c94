"""references.bib: added to at the end, otherwise byte for byte as it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from briefbook.bibliography.model import BibCode
from briefbook.bibliography.reading import read_bib
from briefbook.core.errors import BriefbookError
from briefbook.core.files.text_files import TextError, decode, read_data

#: After these the end of the file is no safe place to go on.
_BROKEN = (BibCode.ENTRY.value, BibCode.ENCODING.value)


@dataclass(frozen=True, slots=True)
class BibFile:
    """A .bib file's bytes and its keys, in lower case as BibTeX compares them."""

    path: Path
    data: bytes
    keys: frozenset[str]


def read_bibliography(path: Path) -> BibFile:
    """Read a .bib file; a missing one is empty.

    Raises :class:`BriefbookError` with the line where it does not parse.
    """
    try:
        data = read_data(path) if path.exists() else b""
        text = decode(data, str(path))
    except TextError as error:
        raise BriefbookError(error.at(str(path))) from None
    read = read_bib(text, str(path))
    for finding in read.findings:
        if finding.code in _BROKEN:
            wrong = finding.message.partition("; the entry is left out")[0]
            raise BriefbookError(f"{path}:{finding.line}: {wrong}; fix it first")
    return BibFile(path, data, frozenset(entry.key.lower() for entry in read.entries))


def append_entries(data: bytes, entries: Iterable[str]) -> bytes:
    """Return what to add to a .bib file so that the entries follow, each after a blank line.

    The line ends are those of the file.
    """
    end = b"\r\n" if b"\r\n" in data else b"\n"
    start = b"" if not data else end if data.endswith(b"\n") else end * 2
    text = "\n".join(entries).encode("utf-8").replace(b"\n", end)
    return start + text
