"""Everything knows where it is used: lists of places under terms, sources and notes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from docutils import nodes

from briefbook.core.ids import source_id
from briefbook.core.locators import LocatorError, parse_locator
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
    """Return ``Used in: chapter 1 ¶ 3, 7; note 4 · chapter 2 ¶ 5``, each number a link.

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


class DrawSourceUses(BookTransform):
    """Complete bibliography entries: through what a work is known, and where it is cited."""

    # After bibtex has made the entries (5), before references are resolved (9, 10).
    default_priority = 6

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        book = self.book
        shown = {source_id(c.key): c for c in self.cite.citations}
        builder = self.builder
        for node in list(self.document.findall(nodes.citation)):
            citation = shown.get(node["ids"][0]) if node["ids"] else None
            if citation is None:
                continue
            docname = citation.bibliography_key.docname
            # bibtex lists calls of the same page only; ours span the book.
            node["backrefs"] = []
            if node.parent is not None and "brief-bibliography" not in node.parent["classes"]:
                node.parent["classes"].append("brief-bibliography")
            text = node.next_node(nodes.paragraph)
            known = self._known_through(citation.entry, book, docname)
            if text is not None and known:
                text += [nodes.Text(" "), known]
            uses = book.citations.get(citation.key, [])
            node.extend(draw_uses(book, builder, docname, "Cited in:", uses))

    def _known_through(self, entry: Any, book: Book, docname: str) -> nodes.Node | None:
        anchor = book.source_anchor(entry.fields.get("related", ""))
        if anchor is None:
            return None
        locator = _typeset(entry.fields.get("relatedlocator", ""))
        words = f"{anchor.label}{', ' if locator else ''}{locator}"
        link = make_reference(self.builder, docname, anchor, [nodes.Text(words)])
        return nodes.inline(
            "",
            "",
            nodes.Text("Known only through "),
            link,
            nodes.Text("."),
            classes=["brief-known"],
        )


def _typeset(locator: str) -> str:
    try:
        return parse_locator(locator).typeset() if locator else ""
    except LocatorError:
        return locator  # The checks report it; the page shows what stands in the file.
