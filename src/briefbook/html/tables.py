"""Tables of data on a narrow page: one row below the other, each cell with its heading."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform


class LabelCells(SphinxPostTransform):
    """Put its column's heading before each cell of a table of data.

    Wide pages hide it; on narrow ones the head of the table is hidden in its stead
    (``brief-sidebyside.css``). It stands in the page, so that it is read out as well.
    """

    # After references are resolved; nothing depends on it.
    default_priority = 400
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        if self.env._app.builder.name == "epub":  # noqa: SLF001  # as BookTransform.builder
            return  # Its readers need not know the style that hides the heading.
        for table in self.document.findall(nodes.table):
            if "brief-data" in table["classes"]:
                _label(table)


def _label(table: nodes.table) -> None:
    head = next(table.findall(nodes.thead))
    heads = [entry.astext() for entry in head.findall(nodes.entry)]
    for row in next(table.findall(nodes.tbody)).findall(nodes.row):
        cells = list(zip(heads, row.findall(nodes.entry), strict=True))
        # The first cell is what the row is about, and its words say so.
        for words, cell in cells[1:]:
            label = nodes.inline("", f"{words} ", classes=["brief-cell-label"])
            cell.insert(0, label)
