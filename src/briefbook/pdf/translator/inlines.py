"""Text, emphasis, code and the small spans."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from briefbook.domain.drawing.foreign_runs import foreign_run
from briefbook.domain.drawing.nodes import paragraph_number
from briefbook.pdf.translator.core import DocumentTranslator, renders
from briefbook.pdf.translator.uses import GROUP, pages_of_group
from briefbook.pdf.typst.literal import literal, long_tokens

# class → Typst function of the theme
_SPANS = {
    "brief-cite": "cite-span",
    "brief-aliases": "aliases",
    "smallcaps": "smallcaps",
    "underline": "underline",
    "strike": "strike",
    "kbd": "key",
    "mark": "marked",
    "small": "smaller",
    "q": "quoted",
}


@renders(nodes.Text)
def _text(t: DocumentTranslator, node: nodes.Text) -> str:
    return t.text(node, node.astext())


@renders(nodes.emphasis, addnodes.literal_emphasis, addnodes.desc_sig_space)
def _emphasis(t: DocumentTranslator, node: nodes.Element) -> str:
    return f"#emph[{t.children(node)}]"


@renders(nodes.title_reference)
def _title_reference(t: DocumentTranslator, node: nodes.Element) -> str:
    return f"#emph[{t.children(node)}]"


@renders(nodes.strong, addnodes.literal_strong)
def _strong(t: DocumentTranslator, node: nodes.Element) -> str:
    return f"#strong[{t.children(node)}]"


@renders(nodes.literal)
def _inline_literal(_t: DocumentTranslator, node: nodes.Element) -> str:
    return code_words(node.astext())


def code_words(text: str) -> str:
    """Return code within a line; what is long in it may be broken."""
    long = any(long for _piece, long in long_tokens(text))
    return f"#{'long-code' if long else 'raw'}({literal(text)})"


@renders(nodes.subscript)
def _subscript(t: DocumentTranslator, node: nodes.Element) -> str:
    return f"#sub[{t.children(node)}]"


@renders(nodes.superscript)
def _superscript(t: DocumentTranslator, node: nodes.Element) -> str:
    return f"#super[{t.children(node)}]"


@renders(nodes.inline, nodes.generated, nodes.acronym, nodes.problematic)
def _inline(t: DocumentTranslator, node: nodes.Element) -> str:
    body = t.children(node)
    if GROUP in node["classes"]:
        body += pages_of_group(t, node)
    if language := _language(node):
        body = f"#native({literal(language)})[{body}]"
    for name in node["classes"]:
        if name in _SPANS:
            body = f"#{_SPANS[name]}[{body}]"
    return body


def _language(node: nodes.Element) -> str:
    """Return the language of a span: attribute ``lang``, or a class ``language-xx``."""
    for name in node["classes"]:
        if name.startswith("language-"):
            return str(name.removeprefix("language-"))
    return str(node.get("lang", ""))


@renders(foreign_run)
def _foreign_run(t: DocumentTranslator, node: foreign_run) -> str:
    return f"#foreign({literal(node['lang'].split('-')[0])})[{t.children(node)}]"


@renders(nodes.abbreviation)
def _abbreviation(t: DocumentTranslator, node: nodes.Element) -> str:
    # The explanation shows on the web when the pointer rests on it; on paper it must be said.
    # Not that of a sign in a signature, which Sphinx puts there for newcomers to Python.
    signature = isinstance(node.parent, addnodes.desc_sig_operator)
    explanation = "" if signature else node.get("explanation", "")
    said = t.text(node, f" ({explanation})") if explanation else ""
    return t.children(node) + said


@renders(paragraph_number)
def _number_in_the_margin(t: DocumentTranslator, node: paragraph_number) -> str:
    stays = isinstance(node.parent.parent, nodes.section) and not t.book.two_sided
    return f"#{'' if stays else 'placed-'}par-number({literal(node.astext())})"


@renders(addnodes.manpage)
def _manpage(t: DocumentTranslator, node: nodes.Element) -> str:
    return f"#emph[{t.children(node)}]"


@renders(nodes.comment, nodes.substitution_definition, nodes.pending, nodes.meta)
@renders(nodes.system_message, addnodes.index, addnodes.tabular_col_spec)
@renders(addnodes.highlightlang, nodes.decoration, nodes.docinfo, nodes.colspec)
def _nothing(_t: DocumentTranslator, _node: nodes.Node) -> str:
    return ""
