"""Lists of every kind."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from briefbook.pdf.translator.core import DocumentTranslator, renders
from briefbook.pdf.translator.inlines import code_words
from briefbook.pdf.translator.uses import with_uses
from briefbook.pdf.typst.literal import literal

# class of a definition list → function of the theme that draws it
_KINDS = {
    "brief-notes": "notes-list",
    "brief-index": "index-list",
    "brief-timeline": "timeline-list",
}
_SHORT_INDEX = 60
"""Entries of an index that fit a page: its two columns are made equally long."""
_NUMBERING = {
    "arabic": "1",
    "loweralpha": "a",
    "upperalpha": "A",
    "lowerroman": "i",
    "upperroman": "I",
}


@renders(nodes.bullet_list)
def _bullet_list(t: DocumentTranslator, node: nodes.bullet_list) -> str:
    return _list(t, node, "list", "")


@renders(nodes.enumerated_list)
def _enumerated_list(t: DocumentTranslator, node: nodes.enumerated_list) -> str:
    pattern = (
        node.get("prefix", "")
        + _NUMBERING.get(node.get("enumtype", "arabic"), "1")
        + node.get("suffix", ".")
    )
    return _list(t, node, "enum", f"numbering: {literal(pattern)}, start: {node.get('start', 1)}, ")


def _list(t: DocumentTranslator, node: nodes.Element, function: str, options: str) -> str:
    tight = all(_is_short(item) for item in node.children)
    items = ", ".join(f"[{_item(t, item, tight)}]" for item in node.children)
    return f"{t.mark(node)}#{function}({options}tight: {str(tight).lower()}, {items})"


def _is_short(item: nodes.Node) -> bool:
    """Return whether an item is one paragraph, perhaps with a list below it."""
    return all(
        isinstance(child, nodes.paragraph if i == 0 else nodes.bullet_list | nodes.enumerated_list)
        for i, child in enumerate(item.children)
    )


def _item(t: DocumentTranslator, item: nodes.Node, tight: bool) -> str:
    if not (tight and item.children and isinstance(item.children[0], nodes.paragraph)):
        return t.anchor(item) + t.children(item)
    first, *rest = item.children
    lead = t.mark(first) + t.anchor(first) + t.children(first)
    return t.anchor(item) + lead + t.children(rest)


@renders(addnodes.hlist, addnodes.hlistcol)
def _in_sequence(t: DocumentTranslator, node: nodes.Element) -> str:
    return t.children(node)


@renders(nodes.definition_list)
def _definition_list(t: DocumentTranslator, node: nodes.definition_list) -> str:
    items = [_definition(t, item) for item in node.children]
    if "brief-index" in node["classes"] and len(items) <= _SHORT_INDEX:
        half = (len(items) + 1) // 2
        columns = ", ".join(f"definitions({', '.join(p)})" for p in (items[:half], items[half:]))
        return f"{t.mark(node)}#short-index({columns})"
    code = f"{t.mark(node)}#definitions({', '.join(items)})"
    kind = next((_KINDS[name] for name in node["classes"] if name in _KINDS), "")
    return f"#{kind}[{code}]" if kind else code


def _definition(t: DocumentTranslator, item: nodes.Node) -> str:
    heads: list[str] = []
    bodies: list[nodes.Node] = []
    for child in item.children:
        if isinstance(child, nodes.term):
            heads.append(t.anchor(child) + t.children(child))
        elif isinstance(child, nodes.classifier):
            heads[-1] += f"#classifier[{t.children(child)}]"
        else:
            bodies.append(child)
    head = "#linebreak()".join(heads)
    body = with_uses(t, _blocks(bodies), runs_on=True)
    return f"terms.item([{t.mark(item)}{t.anchor(item)}{head}], [{body}])"


def _blocks(bodies: list[nodes.Node]) -> list[nodes.Node]:
    """Return what the definitions of an item hold, without the definitions themselves."""
    return [
        block
        for body in bodies
        for block in (body.children if isinstance(body, nodes.definition) else [body])
    ]


@renders(nodes.definition, nodes.field_body, nodes.description, nodes.term, nodes.classifier)
def _just_children(t: DocumentTranslator, node: nodes.Element) -> str:
    return t.children(node)


@renders(addnodes.glossary)
def _glossary(t: DocumentTranslator, node: nodes.Element) -> str:
    return f"{t.mark(node)}#glossary-list[{t.children(node)}]"


@renders(nodes.field_list)
def _field_list(t: DocumentTranslator, node: nodes.field_list) -> str:
    items = ", ".join(_field(t, field) for field in node.children)
    return f"{t.mark(node)}#fields({items})"


def _field(t: DocumentTranslator, field: nodes.Node) -> str:
    name, body = field.children
    return f"terms.item([{t.mark(field)}{t.children(name)}], [{_unwrapped(t, body)}])"


def _unwrapped(t: DocumentTranslator, body: nodes.Node) -> str:
    """Return a body of one paragraph as its text, so that it is beside its name."""
    if len(body.children) == 1 and isinstance(body.children[0], nodes.paragraph):
        return t.anchor(body.children[0]) + t.children(body.children[0])
    return t.children(body)


@renders(nodes.option_list)
def _option_list(t: DocumentTranslator, node: nodes.option_list) -> str:
    items = ", ".join(
        f"terms.item([{t.mark(item)}{code_words(_options(item.children[0]))}], "
        f"[{_unwrapped(t, item.children[1])}])"
        for item in node.children
    )
    return f"{t.mark(node)}#definitions({items})"


def _options(group: nodes.Node) -> str:
    """Return “-a, --long=ARG”; an argument brings its own delimiter."""
    return ", ".join(
        "".join(
            part.get("delimiter", "") + nodes.TextElement.astext(part)
            if isinstance(part, nodes.option_argument)
            else part.astext()
            for part in option.children
        )
        for option in group.children
    )
