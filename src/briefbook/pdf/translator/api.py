"""Sphinx's object descriptions and grammar productions."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from briefbook.pdf.translator.core import DocumentTranslator, renders
from briefbook.pdf.typst.literal import literal

# Brackets and separators that Sphinx's writers add around these nodes' children.
_LISTS: dict[type[nodes.Element], tuple[str, str, str]] = {
    addnodes.desc_parameterlist: ("(", ", ", ")"),
    addnodes.desc_type_parameter_list: ("[", ", ", "]"),
    addnodes.desc_optional: ("[", ", ", "]"),
}


@renders(addnodes.desc)
def _desc(t: DocumentTranslator, node: nodes.Element) -> str:
    heads = [child for child in node.children if isinstance(child, addnodes.desc_signature)]
    rest = [child for child in node.children if not isinstance(child, addnodes.desc_signature)]
    head = "#linebreak()".join(t.render(child) for child in heads)
    return f"{t.mark(node)}#described([{head}], [{t.children(rest)}])"


@renders(addnodes.desc_signature, addnodes.desc_content, addnodes.desc_inline)
@renders(addnodes.desc_addname, addnodes.desc_name, addnodes.desc_annotation)
@renders(addnodes.desc_type, addnodes.desc_parameter, addnodes.desc_type_parameter)
@renders(*addnodes.SIG_ELEMENTS)
def _part(t: DocumentTranslator, node: nodes.Element) -> str:
    return t.children(node)


@renders(addnodes.desc_signature_line)
def _signature_line(t: DocumentTranslator, node: nodes.Element) -> str:
    last = node is node.parent.children[-1]
    return t.children(node) + ("" if last else "#linebreak()")


@renders(addnodes.desc_returns)
def _returns(t: DocumentTranslator, node: nodes.Element) -> str:
    return f'#" → "{t.children(node)}'


@renders(*_LISTS)
def _bracketed(t: DocumentTranslator, node: nodes.Element) -> str:
    opening, between, closing = _LISTS[type(node)]
    parts = f"#{literal(between)}".join(t.render(child) for child in node.children)
    return f"#{literal(opening)}{parts}#{literal(closing)}"


@renders(addnodes.productionlist)
def _productionlist(t: DocumentTranslator, node: nodes.Element) -> str:
    lines = "".join(f"#verse-line[{t.render(child)}]" for child in node.children)
    return f"{t.mark(node)}#verse[{lines}]"


@renders(addnodes.production)
def _production(t: DocumentTranslator, node: nodes.Element) -> str:
    return t.children(node)
