"""Read a .bib file as entries and findings; no content stops the reading.

A broken entry is left out, and so is a second entry with the same key; what is doubtful is read
and reported. Places are 1-based lines; a column is named where it helps to find a brace.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from briefbook.bibliography.model import BibCode, Entry, Field
from briefbook.bibliography.scanning.blocks import BibBlock, Lines, RawField, ValuePart
from briefbook.bibliography.scanning.scanner import scan
from briefbook.core.diagnostics import Diagnostic, Severity

#: The macros that every BibTeX style defines; biber gives them the month's number.
_MONTHS = {
    name: str(number)
    for number, name in enumerate(
        "jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1
    )
}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: A line that is not a comment; blocks that hold no work.
_WORDS = re.compile(r"^\s*[^\s%]", re.MULTILINE)
_REMARKS = re.compile(r"@\s*(?:comment|preamble)\b", re.IGNORECASE)


class Bibliography(NamedTuple):
    """The entries of one or more .bib files, in their order, and what is wrong in them."""

    entries: tuple[Entry, ...]
    findings: tuple[Diagnostic, ...]


def read_bib_file(path: Path, shown: str = "") -> Bibliography:
    """Read a .bib file; ``shown`` is the path that findings name.

    Raises :class:`OSError` where the file cannot be opened; its content raises nothing.
    """
    return read_bib(path.read_bytes(), shown or str(path))


def read_bib(source: str | bytes, path: str = "") -> Bibliography:
    """Read the text or the bytes of a .bib file; ``path`` is what findings name."""
    if isinstance(source, bytes):
        text, findings = decoded(source, path)
    else:
        text, findings = source.removeprefix("\ufeff"), []
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    reading = _Reading(path, Lines(text), findings)
    blocks = list(scan(text))
    for block in blocks:
        reading.take(block)
    if not blocks and _WORDS.search(text) and not _REMARKS.search(text):
        said = "the file has no entry; write e.g. @book{key, title = …}"
        reading.findings.append(Diagnostic(path, 1, BibCode.ENTRY.value, said, Severity.ERROR))
    return Bibliography(tuple(reading.entries.values()), tuple(reading.findings))


def read_bib_files(sources: Sequence[tuple[str, str | bytes]]) -> Bibliography:
    """Read several files, as (path, content), as one: keys are unique across all of them."""
    entries: dict[str, Entry] = {}
    findings: list[Diagnostic] = []
    for path, source in sources:
        read = read_bib(source, path)
        findings += read.findings
        for entry in read.entries:
            first = entries.setdefault(entry.key, entry)
            if first is not entry:
                findings.append(_duplicate(entry, first))
    return Bibliography(tuple(entries.values()), tuple(findings))


def _duplicate(entry: Entry, first: Entry) -> Diagnostic:
    return entry.finding(
        BibCode.DUPLICATE,
        f"the key is used a second time (first in {first.path}:{first.line}); this entry is left "
        "out; rename or remove one",
    )


def decoded(source: bytes, path: str) -> tuple[str, list[Diagnostic]]:
    """Decode UTF-8, or UTF-16 with its mark; other bytes are guessed one by one."""
    for mark, encoding in _MARKS:
        if source.startswith(mark) and encoding != "utf-8":
            found = Diagnostic(
                path, 1, BibCode.ENCODING.value, "the file is UTF-16; save it as UTF-8"
            )
            return source[len(mark) :].decode(encoding, errors="replace"), [found]
    source = source.removeprefix(codecs.BOM_UTF8)
    try:
        return source.decode(), []
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        found = Diagnostic(
            path, line, BibCode.ENCODING.value,
            f"the byte 0x{source[error.start]:02X} is not UTF-8; it was read as Windows-1252, "
            "save the file as UTF-8",
        )  # fmt: skip
        return _mixed(source), [found]


def _mixed(source: bytes) -> str:
    """Decode as UTF-8 and each stray byte as Windows-1252, so that the rest stays right."""
    text = source.decode(errors="surrogateescape")
    return "".join(
        bytes([ord(sign) - 0xDC00]).decode("cp1252", errors="replace")
        if 0xDC80 <= ord(sign) <= 0xDCFF else sign
        for sign in text
    )  # fmt: skip


class _Reading:
    """The state of one file's reading: strings, entries by key, findings."""

    def __init__(self, path: str, lines: Lines, findings: list[Diagnostic]) -> None:
        self.path, self._lines, self.findings = path, lines, findings
        self.entries: dict[str, Entry] = {}
        self._strings = dict(_MONTHS)

    def take(self, block: BibBlock) -> None:
        """Add a block's entry or string, or say why not."""
        if block.error:
            self._broken(block)
        elif block.type == "string":
            for field in block.fields:
                self._strings[field.name] = self._value(field, block)
        else:
            self._entry(block)
        for offset, message in block.remarks:
            line, column = self._lines.place(offset)
            self._report(BibCode.ENTRY, block, f"{message} (column {column})", line)

    def _broken(self, block: BibBlock) -> None:
        line, _ = self._lines.place(block.offset)
        there, column = self._lines.place(block.at)
        place = f"line {there}, column {column}" if there != line else f"column {column}"
        lost = "the string is" if block.type == "string" else "the entry is"
        self._report(
            BibCode.ENTRY, block, f"{place}: {block.error}; {lost} left out until then", line
        )

    def _entry(self, block: BibBlock) -> None:
        line, _ = self._lines.place(block.offset)
        fields: dict[str, Field] = {}
        for raw in block.fields:
            there, column = self._lines.place(raw.offset)
            first = fields.get(raw.name)
            if first is None:
                fields[raw.name] = Field(self._value(raw, block), there, column)
                continue
            self._report(
                BibCode.DUPLICATE, block,
                f"{raw.name} is used a second time (first in line {first.line}); the first is "
                "read, remove one", there,
            )  # fmt: skip
        entry = Entry(block.key, block.type, fields, self.path, line)
        first_entry = self.entries.setdefault(block.key, entry)
        if first_entry is not entry:
            self.findings.append(_duplicate(entry, first_entry))

    def _value(self, raw: RawField, block: BibBlock) -> str:
        return "".join(self._piece(piece, raw, block) for piece in raw.pieces)

    def _piece(self, piece: ValuePart, raw: RawField, block: BibBlock) -> str:
        if not piece.macro:
            return piece.text
        defined = self._strings.get(piece.text.lower())
        if defined is not None:
            # “"5~" # mar”: as a name, so that nobody takes the day for a month.
            named = raw.name == "month" and len(raw.pieces) > 1 and defined.isdigit()
            return piece.text if named else defined
        line, _ = self._lines.place(piece.offset)
        self._report(
            BibCode.STRING, block,
            f"{raw.name} = {piece.text}: no @string of this name stands before it; define it, or "
            f"write {raw.name} = {{{piece.text}}}", line,
        )  # fmt: skip
        return piece.text

    def _report(self, code: BibCode, block: BibBlock, message: str, line: int) -> None:
        name = block.key or f"@{block.type}"
        self.findings.append(
            Diagnostic(self.path, line, code.value, f"{name}: {message}", Severity.ERROR)
        )
