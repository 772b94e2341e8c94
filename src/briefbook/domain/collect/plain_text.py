"""The words of a node, as records and lists have them: without citations and note numbers."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx import addnodes

from briefbook.core.words.formula_words import formula_words

#: Nodes whose text is not the paragraph's own words.
_NOT_PROSE = (nodes.footnote_reference, nodes.system_message, nodes.label)
#: What a citation leaves behind before the mark that ends its sentence.
_SPACE_BEFORE_STOP = re.compile(r" +(?=[.,;:!?](?:\s|$))")
_BLANKS = re.compile(r"[ \t\r\n]+")


def plain_text(node: nodes.Node) -> str:
    """Return the words of a node, without note numbers, citations and system messages.

    A link without words of its own gives the id that it leads to: what it prints depends on
    other chapters.
    """
    if isinstance(node, nodes.Text):
        return str(node.astext())  # Without the marks that docutils leaves of backslashes.
    if isinstance(node, _NOT_PROSE):
        return ""
    if isinstance(node, nodes.math) and _in_heading(node):
        return formula_words(node.astext())
    if isinstance(node, addnodes.pending_xref):
        if node.get("refdomain") == "cite":
            return ""
        if node["reftype"] == "myst" and not node["refexplicit"]:
            return str(node.get("reftargetid") or node["reftarget"])
    parts = (plain_text(child) for child in node.children)
    # Blocks follow each other without a space in between; words must not run together.
    return ("" if isinstance(node, nodes.TextElement) else " ").join(parts).strip("\n")


def _in_heading(node: nodes.Node) -> bool:
    while isinstance(node, nodes.Inline):
        node = node.parent
    return isinstance(node, nodes.title)


def prose(node: nodes.Node) -> str:
    """Return the words of a node as one line of text."""
    return _SPACE_BEFORE_STOP.sub("", " ".join(plain_text(node).split()))


def title_words(node: nodes.Node) -> str:
    """Return a title as one line; the no-break spaces of French stay before its stops."""
    return _SPACE_BEFORE_STOP.sub("", _BLANKS.sub(" ", plain_text(node)).strip())
