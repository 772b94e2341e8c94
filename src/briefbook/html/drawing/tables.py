"""Tables of data on a narrow page: one row below the other, each cell with its heading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def register_tables(app: Sphinx) -> None:
    """Register the transform and how a cell is drawn."""
    app.add_post_transform(LabelCells)
    app.add_node(nodes.entry, override=True, html=(_visit_entry, _depart_entry))


class LabelCells(SphinxPostTransform):
    """Give each cell of a data table the heading of its column as an attribute.

    On narrow pages it precedes the cell, and the head of the table is hidden
    (``brief-sidebyside.css``). As an attribute it is not part of the page's text.
    """

    # After references are resolved; nothing depends on it.
    default_priority = 400
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        for table in self.document.findall(nodes.table):
            if "brief-data" in table["classes"]:
                _label(table)


def _label(table: nodes.table) -> None:
    heads = [entry.astext() for head in table.findall(nodes.thead) for entry in _cells(head)]
    for row in next(table.findall(nodes.tbody)).findall(nodes.row):
        cells = _cells(row)
        if len(cells) != len(heads):
            continue  # No column's heading says what is in a cell that spans several.
        # The first cell is what the row is about, and its words say so.
        for words, cell in zip(heads[1:], cells[1:], strict=True):
            cell["brief_label"] = words


def _cells(part: nodes.Element) -> list[nodes.entry]:
    return list(part.findall(nodes.entry))


def _visit_entry(self: Any, node: nodes.entry) -> None:
    type(self).visit_entry(self, node)
    if "brief_label" in node:
        label = f'<td data-label="{self.attval(node["brief_label"])}"'
        self.body[-1] = self.body[-1].replace("<td", label, 1)


def _depart_entry(self: Any, node: nodes.entry) -> None:
    type(self).depart_entry(self, node)
