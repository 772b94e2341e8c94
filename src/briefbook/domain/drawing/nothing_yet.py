"""The text in place of a list that is still empty: what it will hold, and how to fill it."""

from __future__ import annotations

from docutils import nodes

from briefbook.core.words.labels import label


def nothing_yet(words: str) -> nodes.paragraph:
    """Return a paragraph of a text of the catalogue; words between backticks are code."""
    drawn = nodes.paragraph("", classes=["brief-nothing-yet"])
    for number, part in enumerate(label(words).split("`")):
        if part:
            drawn += nodes.literal("", part) if number % 2 else nodes.Text(part)
    return drawn
