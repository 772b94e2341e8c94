"""Tables of a Word document as rows of cells, a merged cell once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from briefbook.sources.readers.word.markup import XmlElement, child, name_of, texts, value

#: A cell of so many words or more holds text that was laid out in a table, not data.
_LONGEST_DATA = 80


def rows_of(
    table: XmlElement, cell_text: Callable[[XmlElement], str], deleted: Callable[[str], None]
) -> tuple[tuple[str, ...], ...]:
    """Return the cells' texts, each row with as many as the table has columns.

    ``deleted`` is told the words of rows that a tracked change takes away.
    """
    rows = []
    for row in _parts(table, "w:tr"):
        if child(row, "w:trPr", "w:del") is not None:
            deleted("".join(texts(row)))
            continue
        cells = [""] * _whole(value(row, "w:trPr", "w:gridBefore"), 0)
        for cell in _parts(row, "w:tc"):
            # Where a cell that is merged with the one above goes on, it is empty.
            cells.append(cell_text(cell))
            cells += [""] * (_whole(value(cell, "w:tcPr", "w:gridSpan"), 1) - 1)
        if any(cells):
            rows.append(tuple(cells))
    width = max(map(len, rows), default=0)
    return tuple((*row, *[""] * (width - len(row))) for row in rows)


def is_layout(table: XmlElement) -> bool:
    """Return whether a table only places text on the page: one column, or whole passages."""
    rows = [list(_parts(row, "w:tc")) for row in _parts(table, "w:tr")]
    if max(map(len, rows), default=0) < 2:
        return True
    return any(len("".join(texts(cell)).split()) >= _LONGEST_DATA for row in rows for cell in row)


def cells_of(table: XmlElement) -> Iterator[XmlElement]:
    """Yield the cells in order."""
    for row in _parts(table, "w:tr"):
        yield from _parts(row, "w:tc")


def _parts(element: XmlElement, wanted: str) -> Iterator[XmlElement]:
    """Yield rows or cells, also those inside content controls and tracked changes."""
    for each in element:
        name = name_of(each)
        if name == wanted:
            yield each
        elif name in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"):
            yield from _parts(each, wanted)


def _whole(text: str, otherwise: int) -> int:
    return min(int(text), 60) if text.isdecimal() else otherwise
