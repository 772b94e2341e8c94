"""The mark of the book, and of the pack, on each page of an EPUB, which has no head or foot."""

from __future__ import annotations

from typing import Any

from docutils import nodes

from briefbook.domain.drawing.transform import BookTransform


class MarkPages(BookTransform):
    """Put mark, pack and copy at the head of each page of a pack's EPUB."""

    # Before references are resolved (from 4 on): it depends on nothing else.
    default_priority = 3

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        if self.builder.name != "epub" or not self.config.brief_pack:
            return
        words = " · ".join(filter(None, (self.config.brief_handling, self.config.brief_pack)))
        self.document.insert(0, nodes.paragraph("", words, classes=["brief-pack"]))
