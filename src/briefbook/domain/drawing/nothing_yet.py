"""What stands in the place of a list that has nothing to list yet: what it will hold, and how."""

from __future__ import annotations

from docutils import nodes

from briefbook.core.words.labels import label


def nothing_yet(words: str) -> nodes.paragraph:
    """Return a paragraph of a text of the catalogue; what stands between backticks is code."""
    drawn = nodes.paragraph("", classes=["brief-nothing-yet"])
    for number, part in enumerate(label(words).split("`")):
        if part:
            drawn += nodes.literal("", part) if number % 2 else nodes.Text(part)
    return drawn
