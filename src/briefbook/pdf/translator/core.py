"""Translate one document: find the renderer of each node, place the anchors."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxContentsFilter

from briefbook.output.labels import LabelIndex
from briefbook.output.reading_order import DocumentPlace
from briefbook.pdf.contents import Listed
from briefbook.pdf.typst.errors import Problem
from briefbook.pdf.typst.literal import flow, literal, long_tokens
from briefbook.pdf.typst.trace import SourceLine, Trace
from briefbook.pdf.visitors import Visitor

NodeRenderer = Callable[["DocumentTranslator", Any], str]

_RENDERERS: dict[type, NodeRenderer] = {}
_OWN_ANCHORS = (nodes.section, nodes.footnote)
"""Nodes whose renderers place the anchor themselves."""


def renders(*kinds: type) -> Callable[[NodeRenderer], NodeRenderer]:
    """Register a function that returns the Typst markup of nodes of these classes."""

    def register(renderer: NodeRenderer) -> NodeRenderer:
        for kind in kinds:
            _RENDERERS[kind] = renderer
        return renderer

    return register


@dataclass(slots=True)
class TranslationContext:
    """What the translators of all documents share."""

    labels: LabelIndex
    image: Callable[[str], str | None]
    """From an image's URI to its path in the Typst folder; None if there is no such file."""
    numbers: dict[str, dict[str, tuple[int, ...]]]
    """Section numbers, document → ``#id`` → numbers, as Sphinx's toctrees assign them."""
    figure_numbers: dict[str, dict[str, dict[str, tuple[int, ...]]]]
    number_formats: dict[str, str]
    equation_number: Callable[[str, nodes.math_block], str]
    """The number beside an equation of a document, empty if it has none."""
    handling: Mapping[str, str] = field(default_factory=dict)
    """Documents that carry a handling label of their own."""
    two_sided: bool = False
    whole_words: bool = True
    """Whether no word is parted over a page, which costs large books time."""
    site: str | None = None
    """For the PDF of some chapters: address of the site that has the others, perhaps empty."""
    visitors: Mapping[str, Visitor] = field(default_factory=dict)
    """What other extensions bring for their nodes, by the names of their classes."""
    typst_files: Collection[str] = ()
    """The names of their Typst files."""
    problems: list[Problem] = field(default_factory=list)

    def renderer(self, kind: type[nodes.Node]) -> NodeRenderer | None:
        """Return the renderer of a class of nodes, or else of its nearest base class.

        An extension's own visitors come before ours, as in Sphinx's other builders.
        """
        for base in kind.__mro__:
            if base.__name__ in self.visitors:
                return partial(_visited, visitor=self.visitors[base.__name__])
            if base in _RENDERERS:
                return _RENDERERS[base]
        return None


def _visited(t: DocumentTranslator, node: nodes.Node, visitor: Visitor) -> str:
    # The writer knows the translator.
    from briefbook.pdf.translator.writer import render_visited

    return render_visited(t, node, visitor)


class DocumentTranslator:
    """Turns one resolved doctree into the markup of one Typst file."""

    def __init__(
        self, book: TranslationContext, place: DocumentPlace, doctree: nodes.document
    ) -> None:
        self.book = book
        self.place = place
        self.docname = place.docname
        self.doctree = doctree
        self.trace = Trace()
        self.depth = max(place.depth, 1) - 1
        self.notes = {
            name: note for note in doctree.findall(nodes.footnote) for name in note["ids"]
        }
        self.called: set[str] = set()
        self.leads_to: dict[str, SourceLine] = {}
        self.pages_of: set[str] = set()
        self.note_numbers: dict[str, str] = {}
        self.listed: list[Listed] = []
        self._paragraphs = 0
        # Many nodes have one place: as one object it goes to another process once.
        self._origins: dict[SourceLine, SourceLine] = {}

    def translate(self) -> str:
        """Return the document's content as Typst; it reads the layout feedback as ``feedback``."""
        return f"{self.render(self.doctree)}{self._uncalled_notes()}\n"

    def render(self, node: nodes.Node) -> str:
        """Return the markup of a node, after the anchors of its ids.

        A node that no renderer knows is a problem of the book, named with file and line.
        """
        if renderer := self.book.renderer(type(node)):
            own = isinstance(node, _OWN_ANCHORS)
            return ("" if own else self.anchor(node)) + renderer(self, node)
        name = type(node).__name__
        self.problem(
            node,
            f"the PDF knows no <{name}> ({type(node).__module__}) and prints the words in it "
            "alone; leave it out with the `only` directive, or have its extension say how to "
            f"print it: app.add_node({name}, briefpdf=(visit, depart))",
        )
        return self._unknown(node)

    def _unknown(self, node: nodes.Node) -> str:
        """Return what can be said of a node that no renderer knows: its words, or its source."""
        if not isinstance(node, nodes.Element):
            return ""
        # What becomes a drawing elsewhere keeps its source here, as `graphviz` and `mermaid` do.
        code = str(node.get("code", "")) if not node.children else ""
        if code.strip():
            return f"{self.anchor(node)}{self.mark(node)}#code-block({literal(code)})"
        title = node.next_node(nodes.title, descend=True)
        if title is None or title.parent is not node or isinstance(node, nodes.Inline):
            return self.anchor(node) + self.children(node)
        rest = self.children(child for child in node.children if child is not title)
        head = self.children(title)
        return f"{self.anchor(node)}{self.mark(node)}#admonition([{head}])[{rest}]"

    def children(self, node: nodes.Node | Iterable[nodes.Node]) -> str:
        """Return the markup of a node's children, one after the other."""
        listed = node.children if isinstance(node, nodes.Node) else node
        return "".join(self.render(child) for child in listed)

    def anchor(self, node: nodes.Node) -> str:
        """Return the invisible anchor of a node with ids."""
        if not isinstance(node, nodes.Element) or not node["ids"]:
            return ""
        label = self.book.labels.of_id(self.docname, node["ids"][0])
        return f"#anchor({literal(label)})" if label else ""

    def link_to(self, label: str, node: nodes.Node) -> str:
        """Return a label as a literal, and note that this node of the document leads there."""
        self.leads_to.setdefault(label, self.origin(node))
        return literal(label)

    def page_of(self, label: str, node: nodes.Node) -> str:
        """Return a label's page in the last layout; note that this node links and prints it.

        The value alone: Typst compares the arguments of a function with those of earlier calls, so
        that a function of the theme should not be given all of ``feedback``.
        """
        self.pages_of.add(label)
        return f"feedback.pages.at({self.link_to(label, node)})"

    def list_in_contents(
        self, kind: str, node: nodes.Element, words: nodes.Element, before: str = "", **facts: Any
    ) -> None:
        """Put a node with an id into the contents, as ``before`` and ``words``.

        ``facts`` are those of :class:`Listed`.
        """
        label = self.book.labels.of_id(self.docname, node["ids"][0]) if node["ids"] else None
        if label is None:
            return
        copier = SphinxContentsFilter(self.doctree)
        words.walkabout(copier)
        # What cannot be printed is said where it is, not here again.
        known = len(self.book.problems)
        body = before + self.children(copier.get_entry_text())
        del self.book.problems[known:]
        self.listed.append(Listed(kind, label, body, self.origin(words), **facts))

    def paragraph_key(self) -> str:
        """Return a new name for a paragraph, unique in the book."""
        self._paragraphs += 1
        return f"{self.docname}:{self._paragraphs}"

    def text(self, node: nodes.Node, text: str) -> str:
        """Return running text as a string in markup."""
        try:
            return "".join(
                f"#long-token({literal(piece)})" if long else "#" + literal(piece)
                for piece, long in long_tokens(flow(text))
            )
        except ValueError as error:
            self.problem(node, f"the text holds what is not text: {error}; remove it")
            return ""

    def mark(self, node: nodes.Node) -> str:
        """Return the line that ties the following Typst to the node's place in its file."""
        origin = self.origin(node)
        return self.trace.mark(origin.path, origin.line)

    def origin(self, node: nodes.Node) -> SourceLine:
        """Return the nearest place that docutils knows for a node."""
        path, line = "", 0
        current: nodes.Node | None = node
        while current is not None and not (path and line):
            path = path or current.source or ""
            line = line or current.line or 0
            current = current.parent
        found = SourceLine(path.split(":docstring of ")[0], line)
        return self._origins.setdefault(found, found)

    def problem(self, node: nodes.Node, message: str) -> None:
        """Note that a node cannot be printed, and why."""
        self.book.problems.append(Problem(self.origin(node), message))

    def _uncalled_notes(self) -> str:
        left = [note for name, note in self.notes.items() if name not in self.called]
        return "".join(self.render_uncalled(note) for note in dict.fromkeys(left))

    def render_uncalled(self, note: nodes.footnote) -> str:
        """Return a note that no text calls, as a paragraph: it is in the HTML as well."""
        number = note.children[0].astext() if note.children else ""
        return (
            f"{self.mark(note)}#uncalled-note({literal(number)})"
            f"[{self.anchor(note)}{self.children(note)}]"
        )
