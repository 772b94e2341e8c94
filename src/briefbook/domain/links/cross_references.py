"""``[](#martyrs-7)``: links to anchors anywhere in the book, in MyST's own syntax."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from briefbook.domain.drawing.references import make_reference
from briefbook.domain.drawing.transform import BookTransform
from briefbook.domain.links.joined_references import join_references


class DeferLinks(SphinxTransform):
    """Leave every ``#id`` link open until the whole book is known.

    MyST resolves links within a page at once and prints ``#martyrs-7`` for a target that has
    no title. All links wait for :class:`ResolveLinks` instead, so that there is one way.
    """

    # Just before MyST's ResolveAnchorIds (879), which would resolve the local ones.
    default_priority = 878

    def apply(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        local = {
            id_
            for node in self.document.findall(nodes.Element)
            if "brief_number" in node or "brief_note" in node or isinstance(node, nodes.section)
            for id_ in node["ids"]
        }
        for link in list(self.document.findall(nodes.reference)):
            target = link.get("refuri", "")[1:]
            if not link.get("id_link") or target not in local:
                continue
            pending = addnodes.pending_xref(
                refdoc=self.env.docname, refdomain=None, reftype="myst",
                reftarget=target, refexplicit=bool(link.children),
            )  # fmt: skip
            pending.source, pending.line = link.source, link.line
            pending += nodes.inline("", "", *link.children, classes=["xref", "myst"])
            link.replace_self(pending)


class ResolveLinks(BookTransform):
    """Resolve links to anchors; what is no anchor of the book is left to MyST."""

    # Before MyST's resolver (9) and Sphinx's (10).
    default_priority = 4

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        book = self.book
        automatic: list[nodes.reference] = []
        for pending in list(self.document.findall(addnodes.pending_xref)):
            if pending["reftype"] != "myst":
                continue
            by_document = pending.get("refdomain") == "doc"
            target = pending.get("reftargetid") if by_document else pending["reftarget"]
            anchor = book.anchor(target) if target else None
            if anchor is None:
                continue
            from_docname = pending.get("refdoc", self.env.docname)
            if pending["refexplicit"]:
                content = [child.deepcopy() for child in pending[0].children]
            else:
                content = [nodes.Text(book.label(anchor, from_docname))]
            reference = make_reference(self.builder, from_docname, anchor, content)
            if not pending["refexplicit"]:
                reference["classes"].append("brief-xref")
                automatic.append(reference)
            pending.replace_self(reference)
        join_references(automatic, book)
