"""Locate findings in their files, to the column, and make edits of their fixes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from briefbook.core.diagnostics import AS_WRITTEN, Diagnostic, Fix

_MARKS = "\"'“”„‟«»‘’‚‛‹›「」『』"
_ANY_MARK = f"[{_MARKS}]"

ReadLines = Callable[[str], Sequence[str]]
"""Returns the lines of a file by its path, without line ends; none if it cannot be read."""


@dataclass(frozen=True, slots=True)
class FileRange:
    """A range of characters, its end exclusive; lines and columns count from 1."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Edit:
    """A range of a file and the text that replaces it."""

    path: str
    span: FileRange
    text: str


def read_lines(root: Path) -> ReadLines:
    """Return a function that reads the files of a book, each once."""
    known: dict[str, Sequence[str]] = {}

    def lines(path: str) -> Sequence[str]:
        if path not in known:
            try:
                known[path] = (root / path).read_text(encoding="utf-8-sig").splitlines()
            except (OSError, UnicodeDecodeError):
                known[path] = ()
        return known[path]

    return lines


def span_of(finding: Diagnostic, lines: ReadLines) -> FileRange:
    """Return the range of the words that a finding is about; else its whole line."""
    text = lines(finding.path)
    if finding.about and (found := _find(finding.about, finding.line, text)):
        return found[0]
    row = max(finding.line, 1)
    line = text[row - 1] if row <= len(text) else ""
    begin = len(line) - len(line.lstrip()) + 1
    return FileRange(row, begin, row, max(len(line.rstrip()) + 1, begin))


def edits_of(finding: Diagnostic, lines: ReadLines) -> Iterator[tuple[Fix, Edit]]:
    """Yield the fixes whose place can be found, each with its edit."""
    for fix in finding.fixes:
        if fix.path:
            there = lines(fix.path)
            end = FileRange(len(there) + 1, 1, len(there) + 1, 1)
            yield fix, Edit(fix.path, end, f"{fix.new}\n")
        elif found := _find(fix.old, finding.line, lines(finding.path)):
            span, words = found
            yield fix, Edit(finding.path, span, fix.new.replace(AS_WRITTEN, words))


def finding_data(finding: Diagnostic, lines: ReadLines) -> dict[str, object]:
    """Return a finding's range and fixes as JSON data, by field name."""
    fixes = [{"title": fix.title, "edit": asdict(edit)} for fix, edit in edits_of(finding, lines)]
    return {"span": asdict(span_of(finding, lines)), "fixes": fixes}


def _find(words: str, line: int, lines: Sequence[str]) -> tuple[FileRange, str] | None:
    """Find words in the paragraph from a line on, if no markup is between them."""
    first = max(line, 1) - 1
    end = first + 1
    while end < len(lines) and lines[end].strip():
        end += 1
    text = "\n".join(lines[first:end])
    match = re.search(_pattern(words), text)
    if match is None:
        return None
    rows = [text.count("\n", 0, at) for at in match.span()]
    columns = [at - (text.rfind("\n", 0, at) + 1) + 1 for at in match.span()]
    return FileRange(first + 1 + rows[0], columns[0], first + 1 + rows[1], columns[1]), match[0]


def _pattern(words: str) -> str:
    parts = []
    for word in words.split():
        escaped = "".join(_ANY_MARK if c in _MARKS else re.escape(c) for c in word)
        # A word does not match within another; a punctuation mark matches anywhere.
        parts.append(escaped)
    pattern = r"\s+".join(parts)
    before = r"(?<!\w)" if words[:1].isalnum() else ""
    after = r"(?!\w)" if words[-1:].isalnum() else ""
    return f"{before}{pattern}{after}"
