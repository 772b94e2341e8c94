"""Hanging indents, as in bibliographies: every line of a paragraph but the first is indented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from briefbook.sources.readers.pdf.model import TextLine
from briefbook.sources.readers.pdf.signs import BULLET, ENDS, ORDINAL
from briefbook.sources.readers.pdf.tables import PdfTable

FIRST, ON = "first", "on"
#: The least and the most of an indent, in ems.
_LEAST, _MOST = 0.5, 6.0
#: In points, how far the beginnings of aligned lines may differ.
_SAME = 1.5
#: The most entries of one line in a row; more are running text.
_SINGLES = 3


def with_hanging(stream: Sequence[TextLine | PdfTable]) -> list[TextLine | PdfTable]:
    """Return the stream with ``hang`` of each line in hanging paragraphs: ``first`` or ``on``."""
    found = list(stream)
    columns = [(column, _steps(column)) for column in _columns(stream)]
    hung = [_hung(steps) for _column, steps in columns]
    if sum(hung) < 2:
        return found
    for (column, steps), some in zip(columns, hung, strict=True):
        lines = dict(column)
        if some and some >= 0.35 * len(steps):
            for place, state in _states(column, steps):
                found[place] = replace(lines[place], hang=state)
    return found


_TextColumn = list[tuple[int, TextLine]]
_LineStep = tuple[TextLine, TextLine]


def _columns(stream: Iterable[TextLine | PdfTable]) -> Iterator[_TextColumn]:
    """Yield runs of lines of one column in one format, each with its index in the stream."""
    column: _TextColumn = []
    for place, each in enumerate(stream):
        if isinstance(each, PdfTable) or each.rtl or each.tag or _is_item(each):
            if column:
                yield column
            column = []
            continue
        if column and not _goes_on(column[-1][1], each):
            yield column
            column = []
        column.append((place, each))
    if column:
        yield column


def _is_item(line: TextLine) -> bool:
    return bool(BULLET.match(line.text) or ORDINAL.match(line.text))


def _goes_on(last: TextLine, line: TextLine) -> bool:
    alike = (last.page, last.start, last.end, last.bold) == (
        line.page,
        line.start,
        line.end,
        line.bold,
    )
    return (
        alike
        and abs(last.size - line.size) < 0.3
        and 0 < line.bottom - last.bottom < 3 * (line.size)
    )


def _steps(column: _TextColumn) -> list[_LineStep]:
    """Return the pairs of successive lines of which the second is indented."""
    lines = [line for _place, line in column]
    return [
        (out, inner)
        for out, inner in pairwise(lines)
        if _LEAST * inner.size < inner.left - out.left < _MOST * inner.size
    ]


def _hung(steps: Iterable[_LineStep]) -> int:
    """Return how many indented lines continue the line before, which is full."""
    return sum(_goes_on_in(out, inner) for out, inner in steps)


def _goes_on_in(out: TextLine, inner: TextLine) -> bool:
    return not ENDS.search(out.plain) and not has_room(out, inner)


def _states(column: _TextColumn, steps: Sequence[_LineStep]) -> Iterator[tuple[int, str]]:
    """Yield the index of each line in a hanging paragraph, with ``first`` or ``on``.

    Where paragraphs begin with an indent instead, only their first line is indented.
    """
    out, inner = _usual_indent(steps)
    inside = False
    for firsts, following in _entries(column, out, inner):
        first = firsts[-1][1] if firsts else None
        full = not (first and following and has_room(first, following[0][1]))
        sure = first and following and _goes_on_in(first, following[0][1])
        hangs = bool(following) and (bool(sure) or (full and len(following) > 1))
        if hangs:
            singles = firsts if inside and len(firsts) <= _SINGLES else firsts[-1:]
            yield from ((place, FIRST) for place, _line in singles)
            yield from ((place, ON) for place, _line in following)
        inside = hangs


def _usual_indent(steps: Iterable[_LineStep]) -> tuple[float, float]:
    """Return the left edges of the first and of the other lines of most hanging paragraphs."""
    indents = Counter(
        (round(out.left), round(inner.left)) for out, inner in steps if _goes_on_in(out, inner)
    )
    return indents.most_common(1)[0][0]


def _entries(
    column: _TextColumn, out: float, inner: float
) -> Iterator[tuple[_TextColumn, _TextColumn]]:
    """Yield runs of lines that are not indented, each with the indented lines that follow."""
    firsts: _TextColumn = []
    following: _TextColumn = []
    for place, line in column:
        indented = abs(line.left - inner) < _SAME
        if not indented and abs(line.left - out) >= _SAME:
            continue
        if not indented and following:
            yield firsts, following
            firsts, following = [], []
        (following if indented else firsts).append((place, line))
    yield firsts, following


def has_room(last: TextLine, line: TextLine) -> bool:
    """Return whether a line ends although the first word of the next would have fitted."""
    word = len(line.plain.split(maxsplit=1)[0]) + 2
    width = word * (line.right - line.left) / max(1, len(line.plain))
    room = last.left - last.start if last.rtl else last.end - last.right
    return room > width
