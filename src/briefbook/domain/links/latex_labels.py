"""What LaTeX needs besides the standard nodes: a label wherever a link may lead."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes

from briefbook.domain.drawing.transform import BookTransform


class LabelPlaces(BookTransform):
    """Give notes and bibliography entries labels, and let links inside entries find theirs.

    Sphinx's LaTeX labels neither. It also moves the entries to the end of the document, where
    an address "on this page" is one on the last page.
    """

    # After DrawSourceUses (6), before Sphinx moves entries (750) and notes (700 and later).
    default_priority = 7
    formats = ("latex",)

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        for file in self.document.findall(addnodes.start_of_file):
            # Not every node inside knows its parent: Sphinx moves them without telling.
            for child in file.children:
                if isinstance(child, nodes.footnote):
                    _label(child, file["docname"])
        for entry in self.document.findall(nodes.citation):
            docname = entry.get("docname")
            if docname is None or not entry["ids"]:
                continue
            _label(entry, docname)
            for link in entry.findall(nodes.reference):
                if "refid" in link:
                    link["refuri"] = f"%{docname}#{link['refid']}"
                    del link["refid"]


def _label(element: nodes.Element, docname: str) -> None:
    text = element.next_node(nodes.paragraph)
    if text is not None:
        label = rf"\phantomsection\label{{\detokenize{{{docname}:{element['ids'][0]}}}}}"
        text.insert(0, nodes.raw("", label, format="latex"))
