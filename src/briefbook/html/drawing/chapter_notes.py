"""The notes of a chapter, below its text."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from briefbook.core.words.labels import label


class HeadNotes(SphinxPostTransform):
    """Put a heading over the notes, so that they can be found and skipped."""

    # After references are resolved; nothing depends on it.
    default_priority = 400
    formats = ("html",)

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        for note in self.document.findall(nodes.footnote):
            heading = nodes.rubric("", label("Notes"), classes=["brief-notes-heading"])
            heading["heading-level"] = 2
            note.parent.insert(note.parent.index(note), heading)
            break
