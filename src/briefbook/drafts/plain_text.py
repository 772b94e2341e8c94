"""Text drafts: paragraphs separated by blank lines, whatever the width of their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefbook.core.passages import Role
from briefbook.drafts.markdown import DraftBlock
from briefbook.sources.reading.line_layout import WIDEST_WRAP

#: What begins a paragraph of its own without a blank line: an item, a number of a list, an indent.
_BEGINS = re.compile(r"\s*(?:[-*•–]\s|\[\d{1,3}\]\s|\d{1,3}[.)]\s)|\s{2,}\S")
_ENDED = re.compile(r"[.!?…:;,。！？]['\"”’»)\]]*$")
_HEADING = 80


def text_parts(text: str) -> Iterator[DraftBlock]:
    """Yield the paragraphs of a text with their lines; a short line of its own is a heading."""
    group: list[str] = []
    for number, line in enumerate([*text.splitlines(), ""], start=1):
        if line.strip():
            group.append(line)
        elif group:
            yield from _paragraphs(group, number - len(group))
            group = []


def _paragraphs(group: Sequence[str], first: int) -> Iterator[DraftBlock]:
    only = group[0].strip()
    if len(group) == 1 and len(only) <= _HEADING and not _ENDED.search(only):
        yield DraftBlock(Role.TITLE, only, first)
        return
    # Longer lines are not wrapped by hand; each is a paragraph.
    long = max(map(len, group)) > WIDEST_WRAP
    starts = [at for at, line in enumerate(group) if not at or long or _BEGINS.match(line)]
    for start, end in zip(starts, [*starts[1:], len(group)], strict=True):
        lines = group[start:end]
        yield DraftBlock(Role.TEXT, "\n".join(line.strip() for line in lines), first + start)
