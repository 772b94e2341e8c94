"""Where-used lists: the last lines of the entry that they belong to, with pages."""

from __future__ import annotations

from collections.abc import Sequence

from docutils import nodes

from briefbook.pdf.translator.core import DocumentTranslator

USED = "brief-used"
GROUP = "brief-used-group"


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
        while i < len(parts) and _is_uses(parts[i]):
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


def _lines(t: DocumentTranslator, node: nodes.Node) -> str:
    return "#linebreak()".join(t.anchor(child) + t.children(child) for child in node.children)


def pages_of_group(t: DocumentTranslator, group: nodes.Element) -> str:
    """Return “, pp. 4, 6–8” for the places that a group of a where-used list names."""
    anchors = (link.get("anchor", "") for link in group.findall(nodes.reference))
    labels = [label for name in anchors if (label := t.book.labels.of_anchor(name))]
    pages = ", ".join(t.page_of(label, group) for label in labels)
    return f'#", "#pages-of({pages})' if labels else ""
