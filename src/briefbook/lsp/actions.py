"""Code actions: the fixes of findings, and withdrawing a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefbook.checks.engine.places import Edit, FileRange
from briefbook.lsp.findings import PageFinding

_ID_LINE = re.compile(r"^\{#([a-z][a-z0-9-]*-\d+[a-z]*)[^{}]*\}\s*$")


def fixes_at(findings: Sequence[PageFinding], first: int, last: int) -> Iterator[PageFinding]:
    """Yield the findings with a fix on the lines from ``first`` to ``last``, which count from 1."""
    for finding in findings:
        if finding.fixes and finding.span.line <= last and finding.span.end_line >= first:
            yield finding


def withdrawal(path: str, lines: Sequence[str], line: int) -> tuple[str, Edit] | None:
    """Return the change that withdraws the paragraph around a line, which counts from 1.

    Its text goes and its id stays, with the reason that the editor writes; ``None`` where there
    is not a numbered paragraph.
    """
    first = line - 1
    while first > 0 and first < len(lines) and lines[first].strip():
        if match := _ID_LINE.match(lines[first]):
            break
        first -= 1
    match = _ID_LINE.match(lines[first]) if first < len(lines) else None
    if match is None:
        return None
    end = first + 1
    while end < len(lines) and lines[end].strip():
        end += 1
    text = f":::{{withdrawn}} {match[1]}\n<why it was withdrawn>\n:::\n"
    return f"withdraw {match[1]}", Edit(path, FileRange(first + 1, 1, end + 1, 1), text)
