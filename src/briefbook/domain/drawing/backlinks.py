"""Backlinks: lists of the places that use them, under terms, sources and notes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from docutils import nodes

from briefbook.core.book import NUMBERED
from briefbook.core.records import AnchorKind, Use
from briefbook.core.words.arabic_stops import arabic_stops
from briefbook.core.words.labels import colon, label, semicolon, sides
from briefbook.domain.drawing.references import make_reference

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
    drawn["chapter"] = group.docname in book.numbers
    if group.throughout:
        words = [nodes.Text(label("{document} throughout", document=group.title))]
        drawn += make_reference(builder, from_docname, book.place(group.throughout), words)
        return drawn
    drawn += nodes.Text(group.title)
    lists = (
        (" ", sides(NUMBERED[AnchorKind.PARAGRAPH]), group.paragraphs),
        (" ", sides(NUMBERED[AnchorKind.NOTE]), group.notes),
        (colon(), ("", ""), group.entries),
    )
    written = False
    for blank, (before, after), places in lists:
        if not places:
            continue
        drawn += nodes.Text(
            arabic_stops(f"{semicolon().rstrip() if written else ''}{blank}{before}")
        )
        written = True
        for position, place in enumerate(places):
            anchor = book.place(place)
            drawn += nodes.Text(label(", ")) if position else []
            drawn += make_reference(builder, from_docname, anchor, [nodes.Text(anchor.label)])
        drawn += nodes.Text(after) if after else []
    return drawn


def shown_uses(book: Book, uses: Iterable[Use]) -> list[object]:
    """Return all that :func:`draw_uses` prints and links to, as plain values."""
    return [
        (
            group.docname,
            group.title,
            group.throughout,
            [
                (place, book.place(place).label)
                for place in (*group.paragraphs, *group.notes, *group.entries)
            ],
        )
        for group in book.where_used(uses)
    ]
