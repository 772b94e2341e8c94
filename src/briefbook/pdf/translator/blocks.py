"""The document, its sections and its plain blocks."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes

from briefbook.core.toctrees import FRONT
from briefbook.pdf.contents import DEPTH
from briefbook.pdf.selection.left_out import LEFT_OUT
from briefbook.pdf.translator.core import DocumentTranslator, renders
from briefbook.pdf.translator.design import component, has_tabs, tabs
from briefbook.pdf.translator.figures import captioned_code
from briefbook.pdf.translator.heading_words import heading_words
from briefbook.pdf.typst.literal import literal, long_tokens

# class of a container → function of the theme that draws it
_CONTAINERS = {
    "brief-source-card": "source-card",
    "brief-used": "where-used",
    "brief-bibliography": "bibliography-list",
    "brief-glossary": "glossary-list",
    "brief-judgement": "judgement",
    "epigraph": "epigraph",
    "highlights": "pull-quote",
    "pull-quote": "pull-quote",
    "sidebar": "aside",
}


# class of a paragraph → function of the theme that draws it
_PARAGRAPHS = {
    "brief-withdrawn": "withdrawn",
    "brief-basis": "small-par",
    "brief-topics": "small-par",
    "brief-origins": "leading-par",
    LEFT_OUT: "small-par",
}
_HOLD_SECTIONS = (nodes.document, nodes.section, addnodes.start_of_file)
_LINE = 70
"""Letters that fit a line of the book."""
_LONGEST_KEPT = 900
"""Letters of a paragraph that may be kept together to fix a page break: about 12 lines."""


@renders(nodes.document, addnodes.start_of_file)
def _document(t: DocumentTranslator, node: nodes.Element) -> str:
    return t.children(node)


@renders(nodes.section)
def _section(t: DocumentTranslator, node: nodes.section) -> str:
    if not isinstance(node.parent, _HOLD_SECTIONS):
        # Other extensions put one into a box, where no heading of the book can stand.
        return t.anchor(node) + t.children(node)
    if LEFT_OUT in node["classes"]:
        return _left_out_section(t, node)
    level = t.depth + _nesting(node)
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    plain, shown = heading_words(title)
    if title is None or not plain:
        return t.anchor(node) + t.children(child for child in node.children if child is not title)
    name = node["ids"][0] if node["ids"] else ""
    label = t.book.labels.of_id(t.docname, name)
    number = ".".join(map(str, _numbers(t, node)))
    part = t.place.part if level == 1 else ""
    handling = t.book.handling.get(t.docname, "")
    own = f", handling: {literal(handling)}" if level == 1 and handling else ""
    if level == 1 and t.place.depth == FRONT and _says_nothing(node):
        # Its title is on the cover.
        return t.anchor(node) + t.children(child for child in node.children if child is not title)
    texts = ", ".join(map(literal, (label or "", number, plain)))
    words = t.text(title, plain) if shown else t.children(title)
    if level == 1 and t.place.runs_on:
        head = f"{t.mark(node)}#running-title({texts})[{words}]"
    else:
        head = f"{t.mark(node)}#section-title({level}, {texts}{own})[{words}]"
    if level <= DEPTH:
        named = nodes.title("", plain) if shown else title
        t.list_in_contents("title", node, named, level=level, number=number, part=part)
    rest = t.children(child for child in node.children if child is not title)
    return f"{head}#par[{t.children(shown)}]{rest}" if shown else head + rest


def _left_out_section(t: DocumentTranslator, node: nodes.section) -> str:
    """Return the line that stands for a section that is not printed, with the section's places."""
    title, line = node.children
    places = t.anchor(node) + t.anchor(line)
    return f"{t.mark(node)}#left-out-line[{places}][{t.children(title)}][{t.children(line)}]"


def _says_nothing(node: nodes.section) -> bool:
    """Return whether only the title of a section is printed, as of a page of toctrees."""
    return not any(
        child.astext().strip() or child.next_node(nodes.image) or child.next_node(nodes.raw)
        for child in node.children
        if not isinstance(child, (nodes.title, nodes.comment))
    )


def _nesting(node: nodes.section) -> int:
    depth = 0
    current: nodes.Element | None = node
    while isinstance(current, nodes.section):
        depth, current = depth + 1, current.parent
    return depth


def _numbers(t: DocumentTranslator, node: nodes.section) -> tuple[int, ...]:
    """Return a section's numbers; Sphinx files a document's title under the empty name."""
    numbers = t.book.numbers.get(t.docname, {})
    for name in node["ids"]:
        if found := numbers.get(f"#{name}"):
            return tuple(found)
    return tuple(numbers.get("", ())) if isinstance(node.parent, nodes.document) else ()


@renders(nodes.title, nodes.caption, nodes.legend, nodes.attribution)
def _phrase(t: DocumentTranslator, node: nodes.Element) -> str:
    if isinstance(node, nodes.title) and isinstance(node.parent, nodes.section):
        return f"{t.mark(node)}#rubric[{t.children(node)}]"  # see _section
    return t.children(node)


@renders(nodes.subtitle)
def _subtitle(t: DocumentTranslator, node: nodes.Element) -> str:
    return f"{t.mark(node)}#subtitle[{t.children(node)}]"


@renders(nodes.paragraph)
def _paragraph(t: DocumentTranslator, node: nodes.paragraph) -> str:
    if "brief-download" in node["classes"]:
        return ""  # What is fetched with a click is no part of print.
    function = next((_PARAGRAPHS[name] for name in node["classes"] if name in _PARAGRAPHS), "par")
    if function == "par" and _may_break_badly(node):
        function = f"noted-par(feedback.kept, feedback.crossing, {literal(t.paragraph_key())})"
    elif function == "par" and t.book.whole_words and _has_lines(node):
        function = f"whole-words-par(feedback.crossing, {literal(t.paragraph_key())})"
    return f"{t.mark(node)}#{function}[{t.children(node)}]"


def _may_break_badly(node: nodes.paragraph) -> bool:
    """Return whether Typst may leave the last line of a paragraph alone at the head of a page.

    It does so when that line calls a note for which the page before has no room.
    """
    return (
        isinstance(node.parent, nodes.section)
        and len(node.astext()) < _LONGEST_KEPT
        and next(node.findall(nodes.footnote_reference), None) is not None
    )


def _has_lines(node: nodes.paragraph) -> bool:
    return isinstance(node.parent, nodes.section) and len(node.astext()) > _LINE


@renders(nodes.rubric)
def _rubric(t: DocumentTranslator, node: nodes.Element) -> str:
    return f"{t.mark(node)}#rubric[{t.children(node)}]"


@renders(nodes.compound, nodes.topic, nodes.sidebar, nodes.container, addnodes.acks)
def _container(t: DocumentTranslator, node: nodes.Element) -> str:
    if "design_component" in node:
        return component(t, node)
    if has_tabs(node):
        return tabs(t, node)
    if node.get("literal_block"):
        return captioned_code(t, node)
    for name in node["classes"]:
        if name in _CONTAINERS:
            return f"{t.mark(node)}#{_CONTAINERS[name]}[{t.children(node)}]"
    if isinstance(node, nodes.topic | nodes.sidebar):
        # Once and in order: a note is printed where it is called first.
        title = node.next_node(nodes.title)
        head = t.children(title) if title else ""
        rest = t.children(child for child in node.children if child is not title)
        return f"{t.mark(node)}#admonition([{head}])[{rest}]"
    return t.children(node)


@renders(nodes.block_quote)
def _block_quote(t: DocumentTranslator, node: nodes.block_quote) -> str:
    words = [child for child in node.children if not isinstance(child, nodes.attribution)]
    speakers = [child for child in node.children if isinstance(child, nodes.attribution)]
    kind = next((c for c in node["classes"] if c in _CONTAINERS), "")
    function = _CONTAINERS.get(kind, "block-quote")
    by = f"[{t.children(speakers)}]" if speakers else "none"
    return f"{t.mark(node)}#{function}(by: {by})[{t.children(words)}]"


@renders(nodes.transition)
def _transition(t: DocumentTranslator, node: nodes.Element) -> str:
    return f"{t.mark(node)}#transition-mark"


@renders(nodes.literal_block, nodes.doctest_block)
def _literal_block(t: DocumentTranslator, node: nodes.Element) -> str:
    text = node.astext().rstrip("\n")
    given: dict[str, Any] = node.get("highlight_args", {})
    options = ""
    if node.get("linenos"):
        options += f", start: {int(given.get('linenostart', 1))}"
    if marked := given.get("hl_lines"):
        options += f", marked: ({', '.join(map(str, marked))},)"
    if any(long for _piece, long in long_tokens(text)):
        options += ", long: true"
    return f"{t.mark(node)}#code-block({literal(text)}{options})"


@renders(nodes.line_block)
def _line_block(t: DocumentTranslator, node: nodes.line_block) -> str:
    if isinstance(node.parent, nodes.line_block):
        return f"#verse-indent[{t.children(node)}]"
    return f"{t.mark(node)}#verse[{t.children(node)}]"


@renders(nodes.line)
def _line(t: DocumentTranslator, node: nodes.line) -> str:
    # An empty line is a line too: a space keeps its height.
    return f"{t.mark(node)}#verse-line[{t.children(node) or '#sym.space.nobreak'}]"


@renders(nodes.target)
def _target(t: DocumentTranslator, node: nodes.target) -> str:
    return t.children(node)


@renders(addnodes.centered)
def _centered(t: DocumentTranslator, node: nodes.Element) -> str:
    return f"{t.mark(node)}#align(center)[{t.children(node)}]"


@renders(addnodes.toctree)
def _toctree(t: DocumentTranslator, node: addnodes.toctree) -> str:
    """Print only what the contents and the running order do not say: outside addresses."""
    links = [(title or url, url) for title, url in node["entries"] if "://" in url]
    items = ", ".join(
        f"[#outside({literal(url)}, [{t.text(node, title)}])]" for title, url in links
    )
    return f"{t.mark(node)}#list({items})" if links else ""


@renders(nodes.header, nodes.footer)
def _dropped_page_furniture(t: DocumentTranslator, node: nodes.Element) -> str:
    t.problem(node, f"a <{node.tagname}> of a document has no place in the PDF; remove it")
    return t.children(node)
