"""Hanging indents, as in lists of works: the first line stands out, those that follow stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from briefbook.sources.readers.pdf.model import Line
from briefbook.sources.readers.pdf.tables import Table

FIRST, ON = "first", "on"
ENDS = re.compile(r"[.!?…。！？؟।:][\"'”’»)\]]*$")
#: In the size of the letters, how far the lines that follow stand in.
_LEAST, _MOST = 0.5, 6.0
#: In points, how far lines that begin at one place may differ.
_SAME = 1.5
#: So many entries of one line may stand one after the other; more are running text.
_SINGLES = 3


def with_hanging(stream: Sequence[Line | Table]) -> list[Line | Table]:
    """Return the stream with what each line is where paragraphs hang: the first, or on."""
    found = list(stream)
    columns = [(column, _steps(column)) for column in _columns(stream)]
    hung = [_hung(steps) for _column, steps in columns]
    if sum(hung) < 2:
        return found
    for (column, steps), some in zip(columns, hung, strict=True):
        lines = dict(column)
        if some and some >= 0.6 * len(steps):
            for place, state in _states(column, steps):
                found[place] = replace(lines[place], hang=state)
    return found


Column = list[tuple[int, Line]]
Step = tuple[Line, Line]


def _columns(stream: Iterable[Line | Table]) -> Iterator[Column]:
    """Yield the lines that stand under each other in one look, with their places."""
    column: Column = []
    for place, each in enumerate(stream):
        if isinstance(each, Table) or each.rtl or each.tag:
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


def _goes_on(last: Line, line: Line) -> bool:
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


def _steps(column: Column) -> list[Step]:
    """Return each line after which one stands in, with that one."""
    lines = [line for _place, line in column]
    return [
        (out, inner)
        for out, inner in pairwise(lines)
        if _LEAST * inner.size < inner.left - out.left < _MOST * inner.size
    ]


def _hung(steps: Iterable[Step]) -> int:
    """Return how many lines stand in although the one before is full and ends no sentence."""
    return sum(not ENDS.search(out.plain) and not has_room(out, inner) for out, inner in steps)


def _states(column: Column, steps: Sequence[Step]) -> Iterator[tuple[int, str]]:
    out, inner = steps[0][0].left, steps[0][1].left
    states = [
        (place, ON if abs(line.left - inner) < _SAME else FIRST)
        for place, line in column
        if min(abs(line.left - inner), abs(line.left - out)) < _SAME
    ]
    while states and states[-1][1] == FIRST:
        states.pop()
    singles: list[tuple[int, str]] = []
    for place, state in states:
        if state == FIRST:
            singles.append((place, state))
            continue
        yield from singles if len(singles) <= _SINGLES else singles[-1:]
        singles = []
        yield place, state


def has_room(last: Line, line: Line) -> bool:
    """Tell whether a line ends although the first word of the next would have fitted."""
    word = len(line.plain.split(maxsplit=1)[0]) + 2
    width = word * (line.right - line.left) / max(1, len(line.plain))
    room = last.left - last.start if last.rtl else last.end - last.right
    return room > width
