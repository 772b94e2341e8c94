"""What a visitor of another extension writes with; documented in EXTENDING.md."""

from __future__ import annotations

from docutils import nodes

from briefbook.pdf.translator.core import DocumentTranslator
from briefbook.pdf.typst.calls import function_call, imported
from briefbook.pdf.visitors import Visitor


class TypstWriter:
    """The ``self`` of ``visit`` and ``depart`` in ``app.add_node(node, briefpdf=(visit, depart))``.

    As in Sphinx's other writers, a node's children are written between the two, unless ``visit``
    raises ``nodes.SkipNode`` or ``nodes.SkipChildren``; ``nodes.SkipDeparture`` leaves ``depart``
    out. Text reaches Typst as text: nothing in it is markup.
    """

    def __init__(self, translator: DocumentTranslator, node: nodes.Node) -> None:
        self._translator = translator
        self._node = node
        self._body: list[str] = []
        self._open: list[str] = []

    @property
    def docname(self) -> str:
        """The document that is written."""
        return self._translator.docname

    def text(self, words: str) -> None:
        """Write running text; every run of white space is one space."""
        self._body.append(self._translator.text(self._node, words))

    def children(self, node: nodes.Node) -> None:
        """Write the children of a node here, for a ``visit`` that then raises ``SkipNode``."""
        self._body.append(self._translator.children(node))

    def call(self, function: str, *arguments: object, **options: object) -> None:
        """Write ``#function(arguments)``.

        ``callout.box`` is a function of the file callout.typ that ``add_typst`` was given; ``v``
        one of Typst's own. Arguments are texts, numbers, booleans, None, lists and dicts of
        them; ``text_size=`` is ``text-size:`` in Typst. Anything else belongs into the file.
        """
        self._body.append(self._code(function, arguments, options, "") + "}")

    def begin(self, function: str, *arguments: object, **options: object) -> None:
        """Write ``#function(arguments)[``: what follows, up to :meth:`end`, is its content."""
        self._body.append(self._code(function, arguments, options, "["))
        self._open.append(function)

    def end(self) -> None:
        """Close the content of the function that was begun last."""
        if not self._open:
            raise ValueError("end() without begin()")
        self._open.pop()
        self._body.append("]}")

    def _code(
        self, function: str, arguments: tuple[object, ...], options: dict[str, object], then: str
    ) -> str:
        files = self._translator.book.typst_files
        called = function_call(function, arguments, options, files)
        return f"#{{{imported(function)}{called}{then}"

    def finished(self) -> str:
        """Return what was written. Raises :class:`ValueError` where something is left open."""
        if self._open:
            raise ValueError(f"begin({self._open[-1]!r}) without end()")
        return "".join(self._body)


def render_visited(t: DocumentTranslator, node: nodes.Node, visitor: Visitor) -> str:
    """Return what the visitors of a node write; what goes wrong in them is a problem of the book.

    A block is marked, so that an error in its Typst code is told with its line.
    """
    visit, depart = visitor
    writer = TypstWriter(t, node)
    step = visit
    try:
        children, departs = True, True
        try:
            if visit:
                visit(writer, node)
        except nodes.SkipNode:
            children = departs = False
        except nodes.SkipChildren:
            children = False
        except nodes.SkipDeparture:
            departs = False
        if children:
            writer.children(node)
        step = depart
        if departs and depart:
            depart(writer, node)
        body = writer.finished()
    except Exception as error:  # noqa: BLE001  # an extension's; said where its node stands
        said = " ".join(f"{type(error).__name__}: {error}".split())
        at_fault = f"{step.__module__}.{step.__qualname__}" if step else type(node).__module__
        t.problem(
            node,
            f"the PDF cannot show a <{type(node).__name__}>: {said}; this is a fault of {at_fault}",
        )
        # Its words at least.
        return t.anchor(node) + t.children(node)
    return body if isinstance(node, nodes.Inline) else f"{t.mark(node)}{body}"
