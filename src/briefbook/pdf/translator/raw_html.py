"""Raw HTML: its words in print, or the name of what only a browser shows."""

from __future__ import annotations

import re

from docutils import nodes
from lxml.etree import LxmlError, strip_elements
from lxml.html import fragment_fromstring

from briefbook.pdf.translator.core import DocumentTranslator, renders
from briefbook.pdf.translator.inline_html import is_lone_tag

_LINE_BREAK = re.compile(r"\s*<br\s*/?>\s*")
_EMBEDDED = ("iframe", "video", "audio", "object", "embed", "canvas", "img")


@renders(nodes.raw)
def _raw(t: DocumentTranslator, node: nodes.raw) -> str:
    if "html" in node.get("format", "").split() and _LINE_BREAK.fullmatch(node.astext()):
        return "#linebreak()"  # how MyST writes a hard break
    if name := is_lone_tag(node):
        t.problem(
            node,
            f"the PDF cannot print the tag <{name}>, and prints the words in it alone; write it "
            "as MyST, or put it in an `only` directive for html",
        )
        return ""
    # Raw HTML of an extension (icons) has no words; an author's own would be lost in print.
    if "html" in node.get("format", "").split() and _words(node.astext()):
        # Without a tag it is words, written with signs for some: so docutils hides addresses.
        if "<" in node.astext():
            t.problem(
                node,
                f"of raw HTML the PDF prints the words alone: {node.astext()[:60]!r}; write it as "
                "MyST, or put it in an `only` directive for html",
            )
        return _raw_words(t, node, _words(node.astext()))
    if "html" in node.get("format", "").split() and (found := _embedded(node.astext())):
        name, words = found
        t.problem(
            node,
            f"the PDF cannot show the <{name}> of raw HTML, and prints “{words}”; put it in an "
            "`only` directive for html, or a picture in its place",
        )
        return _raw_words(t, node, f"[{words}]")
    return ""


def _raw_words(t: DocumentTranslator, node: nodes.raw, words: str) -> str:
    block = not isinstance(node.parent, nodes.TextElement)
    return f"{t.mark(node)}#par[{t.text(node, words)}]" if block else t.text(node, words)


def _embedded(html: str) -> tuple[str, str] | None:
    """Return the first thing that only a browser shows, and what names it; None without any."""
    try:
        shown = fragment_fromstring(html, create_parent="div")
    except (LxmlError, ValueError):
        return None
    for tag in shown.iter(*_EMBEDDED):
        told = (tag.get(name, "") for name in ("alt", "title", "aria-label", "src", "data"))
        return str(tag.tag), next(filter(None, told), str(tag.tag))
    return None


def _words(html: str) -> str:
    """Return what a piece of HTML shows; the bodies of scripts and styles are no words."""
    try:
        shown = fragment_fromstring(html, create_parent="div")
    except (LxmlError, ValueError):
        return ""
    strip_elements(shown, "script", "style", "template", with_tail=False)
    return " ".join(" ".join(shown.itertext()).split())
