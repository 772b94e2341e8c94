"""Make passages of the text nodes of a doctree: plain text with the offsets of its parts."""

from __future__ import annotations

import re
from dataclasses import replace

from docutils import nodes
from sphinx import addnodes
from sphinxcontrib.bibtex.citation_target import parse_citation_targets

from briefbook.core.passages import CELL_END, PLACEHOLDER, Citation, Passage, Role, Span
from briefbook.domain.collect.asides import is_transparent, raw_words

#: Text on the page that is not the author's prose, or is shown elsewhere too.
_SKIPPED = (
    nodes.comment, nodes.label, nodes.term, nodes.math_block, nodes.system_message,
    nodes.field_name, nodes.substitution_definition, nodes.target,
)  # fmt: skip
_TITLES = (nodes.title, nodes.subtitle, nodes.rubric)
_SILENT = (nodes.footnote_reference, nodes.system_message, nodes.label, nodes.image, nodes.target)
_LITERAL = (nodes.literal, nodes.literal_block, nodes.doctest_block, addnodes.production)
#: Code and formulas of this form are text: ``700``, ``1,200 soldiers``.
_PLAIN_FIGURE = re.compile(r"[$€£¥]?\s*\d[\d.,:]*\s*\\?%?(?:\s+[^\W\d_]+)*")
_BREAK = re.compile(r"<br\s*/?>\s*", re.IGNORECASE)
_TEXTUAL = ("t", "ct", "author", "cauthor", "year", "label", "alp")


def is_passage(node: nodes.Element) -> bool:
    """Return whether a node holds running text, and not only as part of another passage."""
    if isinstance(node, nodes.row):
        return not _in_data(node)
    if isinstance(node, nodes.raw):
        return _is_html_block(node)
    return (
        isinstance(node, nodes.TextElement)
        and not isinstance(node, (nodes.Inline, *_SKIPPED))
        and not isinstance(node.parent, (nodes.TextElement, nodes.system_message))
        and (not isinstance(node.parent, nodes.entry) or _in_data(node))
    )


def _is_html_block(node: nodes.raw) -> bool:
    """Return whether raw HTML stands by itself and has words."""
    within = isinstance(node.parent, (nodes.TextElement, nodes.entry))
    return not within and node.get("format") == "html" and bool(raw_words(node.astext()).strip())


def read_passage(node: nodes.Element, docname: str, line: int, place: str) -> Passage:
    """Return the passage that a node holds; ``line`` is where its text begins."""
    reading, role = _Reading(), _role(node)
    reading.read(node)
    citations = tuple(reading.citations)
    return Passage(
        docname=docname,
        line=line,
        place=place,
        role=role,
        text="".join(reading.parts),
        citations=citations or (_attributed(node, reading.length) if role is Role.QUOTE else ()),
        own=tuple(reading.own),
        code=tuple(reading.code),
        terms=tuple(reading.terms),
        links=tuple(reading.links),
        all_own=_all_own(node),
    )


def _attributed(node: nodes.Element, end: int) -> tuple[Citation, ...]:
    """Return what the line below a quotation cites: ``-- {cite:p}`smith2025{¶ 4}` ``."""
    below = _Reading()
    for child in node.parent.children:
        if isinstance(child, nodes.attribution):
            below.read(child)
    return tuple(replace(each, at=max(end - 1, 0)) for each in below.citations)


def text_nodes(node: nodes.Element) -> list[tuple[int, nodes.Text]]:
    """Return the text nodes of a passage with the offset at which each begins in its text."""
    reading = _Reading()
    reading.read(node)
    return reading.texts


def _role(node: nodes.Element) -> Role:
    if isinstance(node, _TITLES):
        return Role.TITLE
    if _in_data(node) or "brief-basis" in node["classes"]:
        return Role.DATA
    if isinstance(node, (nodes.literal_block, nodes.doctest_block, addnodes.production)):
        return Role.CODE
    in_quote = isinstance(node.parent, nodes.block_quote)
    return Role.QUOTE if in_quote and not isinstance(node, nodes.attribution) else Role.TEXT


def _in_data(node: nodes.Element) -> bool:
    """Return whether a node is in a table that briefbook drew from the book's data."""
    here: nodes.Element | None = node
    while here is not None and not isinstance(here, (nodes.section, nodes.table)):
        here = here.parent
    return isinstance(here, nodes.table) and "brief_data" in here


def _all_own(node: nodes.Element) -> bool:
    here: nodes.Element | None = node
    while here is not None and not isinstance(here, nodes.section):
        if "own" in here["classes"]:
            return True
        here = here.parent
    return False


class _Reading:
    """One pass over a node; offsets count the characters read so far."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.citations: list[Citation] = []
        self.own: list[Span] = []
        self.code: list[Span] = []
        self.terms: list[Span] = []
        self.links: list[Span] = []
        self.texts: list[tuple[int, nodes.Text]] = []

    def read(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Text):
            self.texts.append((self.length, node))
            self._add(str(node))
        elif isinstance(node, addnodes.pending_xref) and node.get("refdomain") == "cite":
            self._cite(node)
        elif isinstance(node, nodes.raw):
            self._read_raw(node)
        elif isinstance(node, nodes.math):
            self._add(node.astext() if _PLAIN_FIGURE.fullmatch(node.astext()) else PLACEHOLDER)
        elif not isinstance(node, _SILENT) and "brief-note-kind" not in _classes(node):
            self._read_children(node)

    def _read_children(self, node: nodes.Node) -> None:
        start = self.length
        for child in node.children:
            self.read(child)
        if isinstance(node, nodes.entry):
            self._add(CELL_END)
        if isinstance(node, _LITERAL) and not _PLAIN_FIGURE.fullmatch(self._since(start)):
            self.code.append(Span(start, self.length))
        if "own" in _classes(node) and isinstance(node, nodes.Inline):
            self.own.append(Span(start, self.length))
        if isinstance(node, addnodes.pending_xref):
            self._refer(node, start)

    def _read_raw(self, node: nodes.raw) -> None:
        """Read HTML: tags that only style words interrupt no quotation, ``<q>`` is a mark."""
        if node.get("format") != "html":
            return  # a hard line break is here for LaTeX too
        text = node.astext()
        if _BREAK.fullmatch(text):
            # In Markdown a hard break ends a line of the file too.
            self._add("\n" if text.endswith("\n") else " ")
            return
        block = not isinstance(node.parent, nodes.TextElement)
        self._add(raw_words(text) if block or is_transparent(text) else PLACEHOLDER)

    def _since(self, start: int) -> str:
        """Return the text that was read from an offset on."""
        return "".join(self.parts)[start:]

    def _refer(self, node: addnodes.pending_xref, start: int) -> None:
        if node["reftype"] == "term":
            self.terms.append(Span(start, self.length, " ".join(node["reftarget"].split())))
        elif node["reftype"] == "myst":
            if start == self.length:
                self._add(PLACEHOLDER)
            by_document = node.get("refdomain") == "doc"
            target = node.get("reftargetid") if by_document else node["reftarget"]
            self.links.append(Span(start, self.length, target or ""))

    def _cite(self, node: addnodes.pending_xref) -> None:
        textual = node["reftype"].startswith(_TEXTUAL)
        for cited in parse_citation_targets(node["reftarget"]):
            self.citations.append(Citation(self.length, cited.key, cited.post, textual))
        if textual:
            self._add(PLACEHOLDER)

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def _classes(node: nodes.Node) -> list[str]:
    return list(node["classes"]) if isinstance(node, nodes.Element) else []
