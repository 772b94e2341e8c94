"""Admonitions and similar boxes."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import admonitionlabels

from briefbook.pdf.translator.core import DocumentTranslator, renders
from briefbook.pdf.typst.literal import literal


@renders(
    nodes.attention,
    nodes.caution,
    nodes.danger,
    nodes.error,
    nodes.hint,
    nodes.important,
    nodes.note,
    nodes.tip,
    nodes.warning,
    addnodes.seealso,
)
def _named_admonition(t: DocumentTranslator, node: nodes.Element) -> str:
    name = node.tagname
    title = f"#{literal(str(admonitionlabels[name]))}"
    return f"{t.mark(node)}#admonition([{title}], kind: {literal(name)})[{t.children(node)}]"


@renders(nodes.admonition, nodes.Admonition)
def _admonition(t: DocumentTranslator, node: nodes.Element) -> str:
    title = node.next_node(nodes.title)
    rest = t.children(child for child in node.children if child is not title)
    head = t.children(title) if title is not None else ""
    if counted := _counted_as(t, node, title.astext() if title is not None else ""):
        head = f"#{literal(counted)} {head}"
    if "in-brief" in node["classes"]:
        return f"{t.mark(node)}#in-brief([{head}])[{rest}]"
    return f"{t.mark(node)}#admonition([{head}])[{rest}]"


def _counted_as(t: DocumentTranslator, node: nodes.Element, title: str) -> str:
    """Return the kind and number of an admonition that its extension counts: “Theorem 1”.

    On the site its visitors write them; empty where its title has them already.
    """
    kind = counted = str(node.get("realtype", "")).title()
    for counter, numbers in t.book.figure_numbers.get(t.docname, {}).items():
        for name in node["ids"]:
            if name in numbers:
                number = ".".join(map(str, numbers[name]))
                kind = kind or counter.title()
                counted = f"{kind} {number}"
                # In the book's language, as references to it have it, if that is a word for people.
                form = t.book.number_formats.get(counter, "").replace("%s", number)
                if number in form and form.casefold() != counted.casefold():
                    counted = form
    return "" if not kind or kind.casefold() in title.casefold() else counted


@renders(addnodes.versionmodified)
def _versionmodified(t: DocumentTranslator, node: nodes.Element) -> str:
    return f"{t.mark(node)}#admonition(none)[{t.children(node)}]"
