"""Measure tables whose words may not fit side by side, for the theme to fit them."""

from __future__ import annotations

from docutils import nodes

from briefbook.pdf.translator.core import DocumentTranslator
from briefbook.pdf.typst.literal import literal, long_tokens

_MEASURE = 351.0
"""Width of the text in points, as in the theme."""
_NESTED = 0.6
"""The least width of it in a list or a box."""
_LETTER = 5.4
"""Width of a letter of a table, about, in points."""
_INSET = 12.6
_SMALLEST = 0.62
_MARGINS = 113.0
"""What the theme takes of type size and margins before it breaks words."""
_SHORTEST_PIECE = "000000000000"
"""What is left of a token that is broken, about."""


def columns_of(group: nodes.Element) -> list[nodes.colspec]:
    """Return the columns of a table, without those of tables in its cells."""
    return [child for child in group.children if isinstance(child, nodes.colspec)]


def has_widths(node: nodes.table) -> bool:
    """Return whether the columns of a table have widths of the author's or of this extension."""
    return "brief-data" in node["classes"] or "colwidths-given" in node["classes"]


def fitting(t: DocumentTranslator, node: nodes.table, group: nodes.Element) -> str:
    """Return the beginning of a call of ``fitted-table``, empty for a table that surely fits.

    Columns that Typst sizes by content get no less than an equal share of the width, even if one
    of them has a longer word: such columns are measured here, by the longest word of each.
    """
    specs = columns_of(group)
    if len(specs) < 2:
        return ""
    longest, lengths = _reckon(group, len(specs))
    needs = [len(word) * _LETTER + _INSET for word in longest]
    room = (
        _MEASURE if isinstance(node.parent, nodes.section | nodes.document) else _MEASURE * _NESTED
    )
    shares: list[float] | None = None
    if has_widths(node):
        widths = [float(spec.get("colwidth", 1)) for spec in specs]
        shares = widths
        tight = any(
            need > room * width / sum(widths) for need, width in zip(needs, widths, strict=True)
        )
    else:
        natural = sum(max(n * _LETTER, 1) + _INSET for n in lengths)
        tight = natural > room and any(need > room / len(specs) for need in needs)
    if not tight and sum(needs) <= room:
        return ""
    if sum(needs) * _SMALLEST > 1.5 * (room + _MARGINS):
        t.problem(
            node,
            f"the table has {len(specs)} columns, more than fit on the paper: its words are broken "
            "anywhere; make two tables of it, or turn rows into columns",
        )
    words = ", ".join(map(literal, longest))
    given = "none" if shares is None else f"({', '.join(f'{w:g}' for w in shares)},)"
    return f"fitted-table(({words},), ({', '.join(map(str, lengths))},), {given}"


def _reckon(group: nodes.Element, columns: int) -> tuple[list[str], list[int]]:
    """Return the longest word of each column, and the length of its longest cell in characters."""
    longest, lengths = [""] * columns, [0] * columns
    parts = [part for part in group.children if isinstance(part, nodes.thead | nodes.tbody)]
    for row in (row for part in parts for row in part.children):
        column = 0
        for entry in (cell for cell in row.children if isinstance(cell, nodes.entry)):
            span = entry.get("morecols", 0) + 1
            if span == 1 and column < columns:
                text = entry.astext()
                words = [
                    _SHORTEST_PIECE if long else word
                    for piece, long in long_tokens(text)
                    for word in piece.split()
                ]
                longest[column] = max([longest[column], *words], key=len)
                lengths[column] = max(lengths[column], len(text))
            column += span
    return longest, lengths
