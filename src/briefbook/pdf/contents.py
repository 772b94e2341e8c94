"""The contents: which titles, figures and tables they list, as Typst."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefbook.core.words.labels import label
from briefbook.pdf.typst.literal import literal
from briefbook.pdf.typst.trace import SourceLine, Trace

DEPTH = 2
"""Levels of titles that the contents list."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the contents; its words, in Typst, call no notes and hold no links."""

    kind: str
    """“title”, “figure” or “table”."""
    label: str
    words: str
    origin: SourceLine
    level: int = 1
    number: str = ""
    part: str = ""
    """Caption of the part of the book that begins with this title, or empty."""


def make_contents(listed: Iterable[Listed]) -> tuple[str, Trace]:
    """Return the contents in Typst, and where each of its lines comes from."""
    trace = Trace()
    lines = [trace.mark(it.origin.path, it.origin.line) + _line(it) for it in listed]
    return f"#contents(feedback, {literal(label('Contents'))}, {''.join(lines)}\n)\n", trace


def _line(it: Listed) -> str:
    texts = ", ".join(map(literal, (it.number, it.part, it.label)))
    return f"listed({literal(it.kind)}, {it.level}, {texts}, [{it.words}]),"
