"""HTML within a line, such as ``10<sup>6</sup>``, as nodes that the PDF prints.

MyST leaves each tag as a piece of raw HTML beside the words between them; a role of docutils for
raw HTML has tags and words in one piece, which is parted first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

_TAG = re.compile(r"\s*<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?:\s[^<>]*|/)?>\s*")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG_ALONE = re.compile(r"(</?[a-zA-Z][^<>]*>)")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_VOID = frozenset({"br", "img", "input", "wbr"})
_Attributes = Mapping[str, str]


def _span(*classes: str) -> Callable[[_Attributes], nodes.Element]:
    return lambda _attributes: nodes.inline(classes=list(classes))


def _link(attributes: _Attributes) -> nodes.Element:
    target = attributes.get("href", "")
    if target.startswith("#"):
        return nodes.reference(refid=target[1:], internal=True)
    return nodes.reference(refuri=target) if target else nodes.inline()


#: The node for each pair of tags; their content stays as it is.
_PAIRS: dict[str, Callable[[_Attributes], nodes.Element]] = {
    **dict.fromkeys(("sup",), lambda _: nodes.superscript()),
    **dict.fromkeys(("sub",), lambda _: nodes.subscript()),
    **dict.fromkeys(("del", "s", "strike"), _span("strike")),
    **dict.fromkeys(("ins", "u"), _span("underline")),
    **dict.fromkeys(("kbd", "samp", "code", "tt"), _span("kbd")),
    **dict.fromkeys(("em", "i", "cite", "dfn", "var"), lambda _: nodes.emphasis()),
    **dict.fromkeys(("b", "strong"), lambda _: nodes.strong()),
    **dict.fromkeys(("big", "span", "bdi", "bdo", "time", "data", "font", "label"), _span()),
    "mark": _span("mark"),
    "small": _span("small"),
    "q": _span("q"),
    "a": _link,
    "abbr": lambda attributes: nodes.abbreviation(explanation=attributes.get("title", "")),
}


@dataclass
class _Open:
    """An open tag that waits for its end tag, and what follows it."""

    name: str
    attributes: _Attributes
    tag: nodes.Node | None
    children: list[nodes.Node] = field(default_factory=list)


class PrintInlineHtml(SphinxPostTransform):
    """Make nodes of pairs of tags; the translator reports an unbalanced tag."""

    # Before anything copies the words of a heading.
    default_priority = 1
    builders = ("briefpdf",)

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        lines = [
            raw
            for raw in self.document.findall(nodes.raw)
            if isinstance(raw.parent, nodes.TextElement)
        ]
        for raw in lines:
            if not _tag(raw) and (pieces := _pieces(raw)):
                raw.parent.replace(raw, pieces)
        tagged = (raw for raw in self.document.findall(nodes.raw) if _tag(raw))
        parents = {
            id(raw.parent): raw.parent
            for raw in tagged
            if isinstance(raw.parent, nodes.TextElement)
        }
        for parent in parents.values():
            parent[:] = self._paired(list(parent.children))

    def _paired(self, children: list[nodes.Node]) -> list[nodes.Node]:
        stack = [_Open("", {}, None)]
        for child in children:
            tag = _tag(child)
            if tag is None:
                stack[-1].children.append(child)
                continue
            name = tag["name"].lower()
            if not tag["end"] and name in _VOID:
                stack[-1].children += self._void(name, child)
            elif not tag["end"]:
                stack.append(_Open(name, _attributes(child.astext()), child))
            elif name not in {waiting.name for waiting in stack}:
                stack[-1].children.append(child)
            else:
                _close(stack, name)
        while len(stack) > 1:
            _give_up(stack)
        return stack[0].children

    def _void(self, name: str, tag: nodes.Node) -> list[nodes.Node]:
        attributes = _attributes(tag.astext())
        if name == "input" and attributes.get("type") == "checkbox":
            return [nodes.Text("☑ " if "checked" in attributes else "☐ ")]
        if name == "img" and attributes.get("src"):
            uri = attributes["src"]
            if "://" not in uri:
                uri = self.env.relfn2path(uri, self.env.docname)[0]
            size = {side: attributes[side] for side in ("width", "height") if side in attributes}
            image = nodes.image(
                uri=uri, alt=attributes.get("alt", ""), candidates={"*": uri}, **size
            )
            image.source, image.line = tag.source, tag.line
            return [image]
        return [tag]


def _tag(node: nodes.Node) -> re.Match[str] | None:
    """Return the one tag that a piece of raw HTML is; None for anything else."""
    if not isinstance(node, nodes.raw) or "html" not in node.get("format", "").split():
        return None
    return _TAG.fullmatch(node.astext())


def _pieces(node: nodes.raw) -> list[nodes.Node]:
    """Return the tags and words of a role's raw HTML, each by itself; none if a tag is unknown."""
    if "html" not in node.get("format", "").split():
        return []
    pieces: list[nodes.Node] = []
    for piece in _TAG_ALONE.split(_COMMENT.sub("", node.astext())):
        tag = nodes.raw(piece, piece, format="html")
        tag.source, tag.line = node.source, node.line
        match = _tag(tag)
        if match and match["name"].lower() not in _PAIRS.keys() | _VOID:
            return []
        pieces.append(tag if match else nodes.Text(unescape(piece)))
    return pieces if len(pieces) > 1 else []


def is_lone_tag(node: nodes.raw) -> str:
    """Return the name of an unbalanced tag; empty for anything else."""
    match = _tag(node)
    return match["name"].lower() if match and match["name"].lower() not in _VOID else ""


def _attributes(tag: str) -> dict[str, str]:
    found: dict[str, str] = {}

    class Reader(HTMLParser):
        def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.update({name: value or "" for name, value in attrs})

    Reader().feed(tag)
    return found


def _close(stack: list[_Open], name: str) -> None:
    """Replace two tags by one node with the content between them."""
    while stack[-1].name != name:
        _give_up(stack)
    opened = stack.pop()
    attributes = opened.attributes
    if "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")):
        return  # Browsers do not show it either.
    make = _PAIRS.get(name)
    if make is None:
        # Its start alone is named.
        stack[-1].children += [*filter(None, [opened.tag]), *opened.children]
        return
    node = make(attributes)
    if attributes.get("lang"):
        node["lang"] = attributes["lang"]
    node += opened.children
    stack[-1].children.append(node)


def _give_up(stack: list[_Open]) -> None:
    opened = stack.pop()
    stack[-1].children += [*filter(None, [opened.tag]), *opened.children]
