"""Tables: of data, or only a way to set a page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from briefbook.sources.readers.web.elements import seen_text

_WIDEST = 60
_MOST_BLOCKS = 3
#: In letters, and as a share of the table's.
_ARTICLE, _NEARLY_ALL = 400, 0.8
_CELLS = frozenset(("cell", "gridcell", "columnheader", "rowheader"))
_HEADINGS = ("h1", "h2", "h3", "h4")


def is_layout(table: Any) -> bool:
    """Tell whether a table only sets its page: its cells hold text as it runs, not values."""
    if table.get("role") in {"presentation", "none"}:
        return True
    if table.get("role") == "table":
        return False
    rows = list(own_rows(table))
    if max((len(list(own_cells(row))) for row in rows), default=0) < 2 or len(rows) < 2:
        return True
    if next(table.iter("article", "main", *_HEADINGS), None) is not None:
        return True
    cells = [cell for row in rows for cell in own_cells(row)]
    if table.find("caption") is not None or any(cell.tag == "th" for cell in cells):
        return False
    inner = any(each is not table for each in table.iter("table"))
    return (
        inner
        or _is_most_of(cells)
        or any(len(list(cell.iter("p", "blockquote"))) > _MOST_BLOCKS for cell in cells)
    )


def _is_most_of(cells: list[Any]) -> bool:
    """Tell whether one cell holds nearly all the text, at the length of an article."""
    sizes = [len(seen_text(cell)) for cell in cells]
    longest = max(sizes, default=0)
    return longest >= _ARTICLE and longest >= _NEARLY_ALL * sum(sizes)


def own_rows(table: Any) -> Iterator[Any]:
    """Yield the rows of a table, not those of tables inside it."""
    for child in table:
        if child.tag == "tr" or child.get("role") == "row":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"} or child.get("role") == "rowgroup":
            yield from (row for row in child if row.tag == "tr" or row.get("role") == "row")


def own_cells(row: Any) -> Iterator[Any]:
    """Yield the cells of a row."""
    return (cell for cell in row if cell.tag in {"td", "th"} or cell.get("role") in _CELLS)


def table_rows(table: Any, text_of: Callable[[Any], str]) -> tuple[tuple[str, ...], ...]:
    """Return the cells' texts, one column under the other; a merged cell's words stand once."""
    rows: list[tuple[str, ...]] = []
    below: dict[int, int] = {}
    for row in own_rows(table):
        cells: list[str] = []
        for cell in own_cells(row):
            _fill(cells, below)
            first, width = len(cells), _span(cell, "colspan")
            cells += [text_of(cell), *[""] * (width - 1)]
            for column in range(first, first + width):
                below[column] = _span(cell, "rowspan") - 1
        _fill(cells, below)
        if any(cells):
            rows.append(tuple(cells))
    # A cell may say that it is wider than the table has columns with words.
    width = max((place + 1 for row in rows for place, cell in enumerate(row) if cell), default=0)
    return tuple((*row[:width], *[""] * (width - len(row))) for row in rows)


def _fill(cells: list[str], below: dict[int, int]) -> None:
    """Leave the places empty into which a cell of a row above reaches."""
    while below.get(len(cells), 0) > 0:
        below[len(cells)] -= 1
        cells.append("")


def _span(cell: Any, name: str) -> int:
    value = (cell.get(name) or "1").strip()
    return min(max(int(value), 1), _WIDEST) if value.isdecimal() else 1
