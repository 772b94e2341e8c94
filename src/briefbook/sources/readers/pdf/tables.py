"""Tables, ruled or not: rows whose parts are aligned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from briefbook.sources.readers.pdf.model import Fragment, make_line, rows_of
from briefbook.sources.reading.article import table_text

_LABEL = re.compile(r"\W{0,3}|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.):]?\)?", re.IGNORECASE)
_NUMBER = re.compile(r"[\s\d.,%+−–—-]*\d[\s\d.,%+−–—*-]*[a-zA-Z%]{0,3}")
_LEADERS = re.compile(r"(?:(?:\.\s?){4,}|…{2,})\s*(?:[\divxlcIVXLC]|$)")
#: In ems, the most distance of rows and the least of columns.
_ROW_GAP, _COLUMN_GAP = 3.5, 0.7
#: A cell with more words holds text that was laid out, not data.
_LONGEST_CELL = 80


@dataclass(frozen=True, slots=True)
class PdfTable:
    """The rows of a table, each with as many cells as it has columns."""

    rows: tuple[tuple[str, ...], ...]
    page: int
    top: float
    left: float = 0.0

    @property
    def text(self) -> str:
        """The plain reading."""
        return table_text(self.rows)


Rows = Sequence[Sequence[Fragment]]


def find_table(
    rows: Rows, start: int, page: int, ruled: bool = False
) -> tuple[PdfTable, int] | None:
    """Return the table that begins at a row and the place of the row after it, or ``None``."""
    if len(rows[start]) < 2:
        return None
    gaps = _gaps(rows[start])
    end = start + 1
    while end < len(rows) and _near(rows[end - 1], rows[end]):
        common = _common(gaps, rows[end])
        if not common or (len(rows[end]) == 1 and _is_sentence(rows[end], rows[start:end])):
            break
        gaps, end = common, end + 1
    while end > start + 1 and len(rows[end - 1]) == 1:
        end -= 1
    part = rows[start:end]
    if not _is_table(part, gaps, ruled=ruled):
        return None
    cells = [_cells(row, gaps, page) for row in part]
    return PdfTable(tuple(_joined(cells, part)), page, part[0][0].top), end


def tagged_tables(
    fragments: Sequence[Fragment], page: int
) -> tuple[list[PdfTable], list[Fragment]]:
    """Return the tables in the file's tags, and the fragments that are in none."""
    cells: dict[int, dict[tuple[int, int], list[Fragment]]] = {}
    rest = []
    for fragment in fragments:
        if fragment.tag.startswith("cell "):
            table, row, column = map(int, fragment.tag.split()[1:])
            cells.setdefault(table, {}).setdefault((row, column), []).append(fragment)
        else:
            rest.append(fragment)
    tables = []
    for found in cells.values():
        columns = sorted({column for _row, column in found})
        alone = len(columns) < 2 or len({row for row, _column in found}) < 2
        if alone or any(_is_passage(cell) for cell in found.values()):
            # A page that was laid out in a table is text as any other.
            rest += [replace(each, tag="") for cell in found.values() for each in cell]
            continue
        rows = tuple(
            tuple(_cell_text(found.get((row, column), ()), page) for column in columns)
            for row in sorted({row for row, _column in found})
        )
        places = [each for cell in found.values() for each in cell]
        tables.append(PdfTable(rows, page, min(e.top for e in places), min(e.left for e in places)))
    return tables, rest


def _is_passage(cell: Sequence[Fragment]) -> bool:
    return sum(len(each.text.split()) for each in cell) > _LONGEST_CELL


def _cell_text(cell: Sequence[Fragment], page: int) -> str:
    return " ".join(make_line(row, page).text for row in rows_of(cell))


def is_contents(rows: Rows) -> bool:
    """Return whether rows are a table of contents: dots that lead to numbers."""
    texts = [" ".join(each.text for each in row) for row in rows]
    # A row of a table may have dots in several cells.
    led = sum(len(_LEADERS.findall(text)) == 1 for text in texts)
    return led >= 3 and 2 * led >= len(rows)


def _gaps(row: Sequence[Fragment]) -> list[tuple[float, float]]:
    return [
        (before.right, after.left)
        for before, after in pairwise(row)
        if after.left - before.right >= _COLUMN_GAP * min(before.size, after.size)
    ]


def _common(
    gaps: Sequence[tuple[float, float]], row: Sequence[Fragment]
) -> list[tuple[float, float]]:
    """Return what another row below leaves free of the gaps.

    A row that is set over several columns closes the gaps between them, but not all.
    """
    least = _COLUMN_GAP * min(each.size for each in row)
    free = list(gaps)
    for fragment in row:
        free = [_beside(gap, fragment) for gap in free]
    return [(start, end) for start, end in free if end - start >= least]


def _beside(gap: tuple[float, float], fragment: Fragment) -> tuple[float, float]:
    """Return what a fragment leaves of a gap: the larger part beside it."""
    start, end = gap
    if fragment.left >= end or fragment.right <= start:
        return gap
    if fragment.left - start >= end - fragment.right:
        return start, max(start, fragment.left)
    return min(end, fragment.right), end


def _near(before: Sequence[Fragment], after: Sequence[Fragment]) -> bool:
    size = max(each.size for each in (*before, *after))
    return after[0].baseline - before[0].baseline <= _ROW_GAP * size


def _is_sentence(row: Sequence[Fragment], above: Rows) -> bool:
    width = max(e.right for r in above for e in r) - min(e.left for r in above for e in r)
    return row[0].right - row[0].left > 0.6 * width


def _is_table(part: Rows, gaps: Sequence[tuple[float, float]], *, ruled: bool) -> bool:
    parted = [row for row in part if len(row) > 1]
    if len(parted) < 2 or 2 * len(parted) < len(part) or not gaps:
        return False
    columns = list(zip(*(_cells(row, gaps, 0) for row in parted), strict=True))
    if len(columns) == 2 and all(_LABEL.fullmatch(cell) for cell in columns[0]):
        return False  # A list: its signs precede its items.
    filled = [[cell for cell in column if cell] for column in columns]
    short = [column for column in filled if column and median(map(len, column)) <= 16]
    numeric = any(2 * sum(map(_is_number, column)) > len(column) for column in filled if column)
    return bool(short) and (len(parted) > 2 or len(columns) > 2 or numeric or ruled)


def _is_number(cell: str) -> bool:
    return _NUMBER.fullmatch(cell) is not None


def _cells(
    row: Sequence[Fragment], gaps: Sequence[tuple[float, float]], page: int
) -> tuple[str, ...]:
    edges = [(start + end) / 2 for start, end in gaps]
    columns: list[list[Fragment]] = [[] for _edge in range(len(edges) + 1)]
    for fragment in row:
        columns[sum((fragment.left + fragment.right) / 2 > edge for edge in edges)].append(fragment)
    return tuple(make_line(column, page).text if column else "" for column in columns)


def _joined(cells: Sequence[tuple[str, ...]], part: Rows) -> list[tuple[str, ...]]:
    """Join the rows on which a cell goes on to the row where it began."""
    steps = [b[0].baseline - a[0].baseline for a, b in pairwise(part)]
    usual = median(steps) if steps else 0.0
    rows: list[tuple[str, ...]] = []
    for place, row in enumerate(cells):
        filled = [cell for cell in row if cell]
        tight = bool(place) and steps[place - 1] < 0.8 * usual
        goes_on = bool(place) and not row[0] and (tight or 2 * len(filled) <= len(row))
        small = all(cell[:1].islower() or cell[:1] in "(&" for cell in filled)
        if goes_on and (tight or small):
            rows[-1] = tuple(f"{a} {b}".strip() for a, b in zip(rows[-1], row, strict=True))
        else:
            rows.append(row)
    return rows
