"""Everything knows where it is used: lists of places under terms, sources and notes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from docutils import nodes

from briefbook.core.records import Use
from briefbook.domain.drawing.references import make_reference
from briefbook.domain.drawing.transform import BookTransform
from briefbook.domain.nodes import where_used

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from briefbook.core.book import Book, UseGroup


def draw_uses(
    book: Book, builder: Builder, from_docname: str, lead: str, uses: Iterable[Use]
) -> list[nodes.Node]:
    """Return ``Used in: chapter 1 ¶ 3, 7; note 4 · chapter 2 throughout``, each place a link.

    Empty where nothing uses it.
    """
    groups = book.where_used(uses)
    if not groups:
        return []
    paragraph = nodes.paragraph("", "", nodes.inline("", lead, classes=["brief-used-lead"]))
    for position, group in enumerate(groups):
        paragraph += nodes.Text(" · " if position else " ")
        paragraph += _draw_group(book, builder, from_docname, group)
    return [nodes.container("", paragraph, classes=["brief-used"])]


def _draw_group(book: Book, builder: Builder, from_docname: str, group: UseGroup) -> nodes.inline:
    drawn = nodes.inline("", "", classes=["brief-used-group"])
    if group.throughout:
        words = [nodes.Text(f"{group.title} throughout")]
        drawn += make_reference(builder, from_docname, book.place(group.throughout), words)
        return drawn
    drawn += nodes.Text(group.title)
    lists = (
        (" ¶\N{NO-BREAK SPACE}", group.paragraphs),
        (" note\N{NO-BREAK SPACE}", group.notes),
        (": ", group.entries),
    )
    written = False
    for sign, places in lists:
        if not places:
            continue
        drawn += nodes.Text((";" if written else "") + sign)
        written = True
        for position, place in enumerate(places):
            anchor = book.place(place)
            drawn += nodes.Text(", ") if position else []
            drawn += make_reference(builder, from_docname, anchor, [nodes.Text(anchor.label)])
    return drawn


class DrawTermUses(BookTransform):
    """Replace each ``where_used`` under a glossary entry."""

    # Before references are resolved; the placeholders hold none.
    default_priority = 3

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        book = self.book
        for node in list(self.document.findall(where_used)):
            anchor = book.anchor(node["target"])
            uses = book.term_uses.get(node["target"], [])
            docname = anchor.docname if anchor else self.env.docname
            drawn = draw_uses(book, self.builder, docname, "Used in:", uses)
            node.replace_self(drawn)
