"""Where-used lists: the last lines of the entry that they belong to, with pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeGuard

from docutils import nodes

from briefbook.core.words.labels import label
from briefbook.pdf.translator.core import DocumentTranslator
from briefbook.pdf.typst.literal import literal

USED = "brief-used"
GROUP = "brief-used-group"
_ASIDES = frozenset({"brief-basis", "brief-topics"})
_MOST_GROUPS = 3
"""Documents that a list names; of more it names the chapters."""


def with_uses(t: DocumentTranslator, parts: Sequence[nodes.Node], *, runs_on: bool = False) -> str:
    """Return an entry's blocks; where-used lists run on from the paragraph before them.

    As lines of that paragraph they never stand alone at the head of a page or column. With
    ``runs_on`` the first paragraph in its turn runs on from the entry's head.
    """
    code, i = "", 0
    while i < len(parts):
        part, i = parts[i], i + 1
        if runs_on and not code and _is_uses(part):
            code += t.mark(part) + f"#used-run[{_lines(t, part)}]"
            continue
        if not isinstance(part, nodes.paragraph):
            code += t.render(part)
            continue
        lines = ""
        while i < len(parts) and (_is_uses(parts[i]) or _is_aside(parts[i])):
            lines += f"#where-used-lines[{_lines(t, parts[i])}]"
            i += 1
        if not lines and (code or not runs_on):
            code += t.render(part)
            continue
        body = f"{t.anchor(part)}{t.children(part)}{lines}"
        code += t.mark(part) + (body if runs_on and not code else f"#par[{body}]")
    return code


def _is_uses(node: nodes.Node) -> bool:
    return (
        isinstance(node, nodes.container)
        and USED in node["classes"]
        and all(isinstance(child, nodes.paragraph) for child in node.children)
    )


def _is_aside(node: nodes.Node) -> bool:
    """Return whether a paragraph says in a few words what belongs to the one before."""
    return isinstance(node, nodes.paragraph) and not _ASIDES.isdisjoint(node["classes"])


def _lines(t: DocumentTranslator, node: nodes.Node) -> str:
    if isinstance(node, nodes.paragraph):
        return t.anchor(node) + t.children(node)
    return "#linebreak()".join(t.anchor(child) + _shortened(t, child) for child in node.children)


def _shortened(t: DocumentTranslator, line: nodes.Node) -> str:
    """Return where something is used; beside chapters, of many documents the pages alone."""
    groups = [node for node in line.children if _is_group(node)]
    rest = [group for group in groups if not group.get("chapter")]
    if len(groups) <= _MOST_GROUPS or len(rest) < 2:
        return t.children(line)
    labels = [each for group in rest for each in _labels(t, group)]
    pages = ", ".join(t.page_of(each, line) for each in labels)
    # A group comes after what parts it from the one before.
    named = [child for child in line.children if not _is_group(child)][:1]
    for group in groups:
        if group.get("chapter"):
            named += [nodes.Text(" · " if len(named) > 1 else " "), group]
    between = "#" + literal(" · " if len(named) > 1 else " ")
    return f"{t.children(named)}{between}#pages-of({pages})"


def _is_group(node: nodes.Node) -> TypeGuard[nodes.Element]:
    return isinstance(node, nodes.Element) and GROUP in node["classes"]


def pages_of_group(t: DocumentTranslator, group: nodes.Element) -> str:
    """Return “, pp. 4, 6–8” for the places that a group of a where-used list names."""
    labels = _labels(t, group)
    pages = ", ".join(t.page_of(each, group) for each in labels)
    return f"#{literal(label(', '))}#pages-of({pages})" if labels else ""


def _labels(t: DocumentTranslator, group: nodes.Element) -> list[str]:
    anchors = (link.get("anchor", "") for link in group.findall(nodes.reference))
    return [label for name in anchors if (label := t.book.labels.of_anchor(name))]
