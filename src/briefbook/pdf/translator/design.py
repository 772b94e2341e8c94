"""Boxes on paper: grids side by side, tabs in sequence, dropdowns open; sphinx-design and ARIA."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx_design.badges_buttons import sd_badge, sd_line_break
from sphinx_design.icons import fontawesome, sd_icon
from sphinx_design.shared import PassthroughTextElement
from sphinx_design.steps import steps_list

from briefbook.pdf.translator.core import DocumentTranslator, renders

_BOXES = {"card": "card", "dropdown": "card", "tab-item": "tab-item", "aside": "aside"}
_CARD_PARTS = {"card-header": "card-part", "card-footer": "card-part", "card-title": "card-title"}
_COLUMNS = re.compile(r"^sd-(?:row-cols|card-cols)(?:-(?:xs|sm|md|lg))?-(\d+)$")
_MOST_COLUMNS = 3
"""The most columns that fit a printed line."""


def component(t: DocumentTranslator, node: nodes.Element) -> str:
    """Return the markup of one of sphinx-design's containers."""
    name = node.get("design_component", "")
    if name in _BOXES or name in _CARD_PARTS:
        return f"{t.mark(node)}#{(_BOXES | _CARD_PARTS)[name]}[{t.children(node)}]"
    if name in {"grid-row", "card-carousel"}:
        cells = ", ".join(f"[{t.render(child)}]" for child in node.children)
        return f"{t.mark(node)}#side-by-side({_columns(node)}, {cells})"
    return t.children(node)


def tabs(t: DocumentTranslator, node: nodes.Element) -> str:
    """Return tabs whose titles stand together before them, as sphinx-tabs has them on the site.

    Such a list says of itself what it is, and each panel which of the titles is its own.
    """
    parts = _elements(node)
    heads = [part for part in parts if part.get("role") == "tablist"]
    titles = {name: tab for head in heads for tab in _elements(head) for name in tab["ids"]}
    labelled = {part.get("aria-labelledby") for part in parts}
    code = t.children(tab for name, tab in titles.items() if name not in labelled)
    for part in parts:
        title = titles.get(part.get("aria-labelledby", ""))
        if title is not None:
            head = f"#card-title[{t.children(title)}]"
            code += f"{t.mark(part)}#tab-item[{t.anchor(part)}{head}{t.children(part)}]"
        elif part not in heads:
            code += t.render(part)
    return code


def has_tabs(node: nodes.Element) -> bool:
    """Tell whether a list of titles of tabs is among the children of a box."""
    return any(child.get("role") == "tablist" for child in _elements(node))


def _elements(node: nodes.Element) -> list[nodes.Element]:
    return [child for child in node.children if isinstance(child, nodes.Element)]


def _columns(node: nodes.Element) -> int:
    """Return the number of columns: the author's for a wide screen, as far as paper goes."""
    given = [int(found[1]) for name in node["classes"] if (found := _COLUMNS.match(name))]
    most = max(given, default=2)
    return max(1, min(most, _MOST_COLUMNS, len(node.children)))


@renders(PassthroughTextElement)
def _passthrough(t: DocumentTranslator, node: nodes.Element) -> str:
    body = t.children(node)
    parent = node.parent
    if isinstance(parent, nodes.Element) and parent.get("design_component") in {
        "card",
        "card-overlay",
    }:
        # The link of a whole card: on the web it has no words of its own.
        return f"{t.mark(node)}#card-link[{body}]"
    return body


@renders(steps_list)
def _steps(t: DocumentTranslator, node: nodes.Element) -> str:
    items = ", ".join(f"[{t.anchor(item)}{t.children(item)}]" for item in node.children)
    return f"{t.mark(node)}#enum(start: {node.get('start', 1)}, tight: false, {items})"


@renders(sd_badge)
def _badge(t: DocumentTranslator, node: nodes.Element) -> str:
    tooltip = node.get("tooltip", "")
    said = t.text(node, f" ({tooltip})") if tooltip else ""
    return f"#badge[{t.children(node)}]{said}"


@renders(sd_line_break)
def _line_break(_t: DocumentTranslator, _node: nodes.Element) -> str:
    return "#linebreak()"


@renders(sd_icon, fontawesome)
def _icon(_t: DocumentTranslator, _node: nodes.Element) -> str:
    return ""  # an ornament without words
