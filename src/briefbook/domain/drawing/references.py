"""References to anchors of the book."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.nodes import make_refnode

from briefbook.core.records import Anchor

if TYPE_CHECKING:
    from sphinx.builders import Builder


def make_reference(
    builder: Builder, from_docname: str, anchor: Anchor, content: Sequence[nodes.Node]
) -> nodes.reference:
    """Return a reference to an anchor; its attribute ``anchor`` is the id in the whole book."""
    inner = nodes.inline("", "", *content)
    reference = make_refnode(builder, from_docname, anchor.docname, anchor.id, inner)
    reference["anchor"] = anchor.id
    return reference
