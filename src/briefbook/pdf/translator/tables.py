"""Tables: repeated heads, captions above, spans."""

from __future__ import annotations

from docutils import nodes

from briefbook.pdf.translator.column_widths import columns_of, fitting, has_widths
from briefbook.pdf.translator.core import DocumentTranslator, renders
from briefbook.pdf.translator.figures import numbered_caption

_ALIGN = {
    "text-left": "left",
    "text-center": "center",
    "text-right": "right",
    "text-start": "left",
    "text-end": "right",
}


@renders(nodes.table)
def _table(t: DocumentTranslator, node: nodes.table) -> str:
    group = node.next_node(nodes.tgroup)
    title = node.next_node(nodes.title)
    if group is None:
        return t.children(node)
    needs = fitting(t, node, group)
    body = f"#{needs or f'table({_columns(node, group)}'}, {_rows(t, group)})"
    caption = "none"
    if title is not None and title.parent is node:
        number = numbered_caption(t, node, "table")
        caption = f"[{number}{t.children(title)}]"
        t.list_in_contents("table", node, title, number)
    function = "data-table" if "brief-data" in node["classes"] else "table-figure"
    return f"{t.mark(node)}#{function}({caption})[{body}]"


def _columns(node: nodes.table, group: nodes.Element) -> str:
    """Return Typst's column widths: the author's proportions if given, else by content."""
    widths = [spec.get("colwidth", 1) for spec in columns_of(group)]
    given = has_widths(node)
    columns = ", ".join(f"{w}fr" if given and isinstance(w, int) else "auto" for w in widths)
    return f"columns: ({columns},)"


def _rows(t: DocumentTranslator, group: nodes.Element) -> str:
    parts: list[str] = []
    for part in group.children:
        if not isinstance(part, nodes.thead | nodes.tbody):
            continue
        cells = "".join(
            f"{t.mark(row)}{_row(t, row, isinstance(part, nodes.thead))}"
            if not _is_subheading(row, group)
            # Typst leaves no such row alone at the foot of a page.
            else f"{t.mark(row)}table.header(level: 2, repeat: false, {_row(t, row, head=True)}), "
            for row in part.children
        )
        parts.append(
            f"table.header({_repeated(part)}{cells}), " if isinstance(part, nodes.thead) else cells
        )
    return "".join(parts)


def _repeated(head: nodes.thead) -> str:
    """Keep a head with links on its first page: PDF/UA allows none where it is repeated."""
    linked = any(isinstance(node, nodes.Referential) for node in head.findall())
    return "repeat: false, " if linked else ""


def _is_subheading(row: nodes.Node, group: nodes.Element) -> bool:
    """Return whether a row is one cell across the body of a table of the book's data."""
    table = group.parent
    if "brief_data" not in table or isinstance(row.parent, nodes.thead):
        return False
    cells = [child for child in row.children if isinstance(child, nodes.entry)]
    return len(cells) == 1 and cells[0].get("morecols", 0) == len(columns_of(group)) - 1 > 0


def _row(t: DocumentTranslator, row: nodes.Node, head: bool) -> str:
    cells = [child for child in row.children if isinstance(child, nodes.entry)]
    # A row has no place of its own on paper; its first cell carries its anchor. It has none where
    # those of the rows above reach down through all of it.
    before = t.anchor(row) if isinstance(row, nodes.row) else ""
    return "".join(
        _cell(t, entry, head, "" if place else before) for place, entry in enumerate(cells)
    )


def _cell(t: DocumentTranslator, entry: nodes.entry, head: bool, before: str) -> str:
    options = [
        f"colspan: {entry.get('morecols', 0) + 1}",
        f"rowspan: {entry.get('morerows', 0) + 1}",
    ]
    options += [f"align: {_ALIGN[name]}" for name in entry["classes"] if name in _ALIGN]
    body = before + t.anchor(entry) + _content(t, entry)
    if head or "stub" in entry["classes"]:
        body = f"#column-head[{body}]"
    return f"table.cell({', '.join(options)})[{body}], "


def _content(t: DocumentTranslator, entry: nodes.entry) -> str:
    if len(entry.children) == 1 and isinstance(entry.children[0], nodes.paragraph):
        only = entry.children[0]
        return t.anchor(only) + t.children(only)
    return t.children(entry)


@renders(nodes.tgroup, nodes.thead, nodes.tbody, nodes.row, nodes.entry)
def _inside_a_table(t: DocumentTranslator, node: nodes.Element) -> str:
    return t.children(node)
