"""Drawn nodes: placeholders of what a page shows of the whole book, drawn when it is written.

Such a node says both what it draws and what that depends on, so that its page is rewritten when
this has changed. A feature of the book registers its node with :func:`add_drawn`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, cast
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.errors import ExtensionError, SphinxError
from sphinx.util import logging

from briefbook.core.records import Anchor, DocumentRecords, Drawn, Use
from briefbook.domain.drawing.backlinks import draw_uses, shown_uses
from briefbook.domain.drawing.printed_uses import printed_uses
from briefbook.domain.drawing.references import make_reference
from briefbook.domain.drawing.transform import BookTransform

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from briefbook.core.book import Book
    from briefbook.domain.domain import BriefDomain

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DrawnBook:
    """The book as a drawn node sees it, from the page ``docname`` that the node is on."""

    env: BuildEnvironment
    docname: str

    @property
    def app(self) -> Sphinx:
        """Sphinx's application."""
        # Sphinx gives no public way to it since `env.app` was deprecated.
        return self.env._app  # noqa: SLF001

    @property
    def book(self) -> Book:
        """Look-ups over the whole book."""
        return cast("BriefDomain", self.env.get_domain("brief")).book

    @property
    def builder(self) -> Builder:
        """The builder that writes the page; what a node shows must not depend on it."""
        return self.app.builder

    def link(self, anchor: Anchor, words: str) -> nodes.reference:
        """Return a link from the page to a place of the book."""
        return make_reference(self.builder, self.docname, anchor, [nodes.Text(words)])

    def draw_uses(self, lead: str, uses: Iterable[Use]) -> list[nodes.Node]:
        """Return ``Used in: chapter 1 ¶ 3, 7``, after the words ``lead``; empty without uses."""
        return draw_uses(self.book, self.builder, self.docname, lead, uses)

    def shown_uses(self, uses: Iterable[Use]) -> object:
        """Return what :meth:`draw_uses` shows, as a plain value."""
        return shown_uses(self.book, uses)

    def printed_uses(self, records: DocumentRecords) -> object:
        """Return what the links, terms and citations of a document print on this page."""
        return list(printed_uses(self.env, records, self.docname))


class DrawnNode(nodes.General, nodes.Element):
    """A placeholder on a page for something of the whole book; subclasses say what.

    Its attributes (``self["kind"]``) are plain values: texts, numbers, lists of them. ``docname``
    is set for it. What it draws holds no other drawn node.
    """

    #: When it is drawn, among Sphinx's post-transforms: before 4 if what it draws holds links
    #: that are still to be resolved, before 3 if it copies text of other pages.
    priority: ClassVar[int] = 3
    #: Whether what it shows comes from documents, bibliography, tables, records of sources and
    #: receipts alone. Then it is asked only if one of them has changed, else at each build.
    book_alone: ClassVar[bool] = False
    #: Which of ``brief_pdf_lists`` it is: the PDF leaves it out unless that is set. Empty: none.
    print_list: ClassVar[str] = ""

    def draw(self, at: DrawnBook) -> Sequence[nodes.Node]:
        """Return what the page shows, as standard nodes of docutils and Sphinx."""
        raise NotImplementedError

    def shows(self, at: DrawnBook) -> object:
        """Return everything of the book that :meth:`draw` uses, as a plain value.

        Equal values (by ``repr``) are equal drawings. The same for every builder.
        """
        raise NotImplementedError


_KINDS: WeakKeyDictionary[Sphinx, dict[str, type[DrawnNode]]] = WeakKeyDictionary()


def add_drawn(app: Sphinx, node: type[DrawnNode]) -> None:
    """Register a drawn node.

    Its page is rewritten when what it shows has changed. Raises :class:`ExtensionError` where
    the class lacks a method, or another of the same name is there.
    """
    for method in ("draw", "shows"):
        if getattr(node, method) is getattr(DrawnNode, method):
            raise ExtensionError(f"the drawn node {_named(node)} has no method {method}(); add it")
    kinds = _KINDS.setdefault(app, {})
    other = kinds.get(node.__name__, node)
    if other is not node:
        raise ExtensionError(
            f"two drawn nodes have one name: {_named(other)} and {_named(node)}; rename one"
        )
    if all(node.priority != kind.priority for kind in kinds.values()):
        members = {"default_priority": node.priority, "__doc__": DrawNodes.__doc__}
        app.add_post_transform(type(f"DrawNodes{node.priority}", (DrawNodes,), members))
    kinds[node.__name__] = node
    app.add_node(node)


def drawn_kinds(app: Sphinx) -> Mapping[str, type[DrawnNode]]:
    """Return the registered drawn nodes by their names."""
    return _KINDS.get(app, {})


def note_drawn(app: Sphinx, document: nodes.document, docname: str) -> tuple[Drawn, ...]:
    """Return the drawn nodes of a document that has been read; set the page of each."""
    kinds = drawn_kinds(app)
    found = []
    for node in document.findall(DrawnNode):
        if kinds.get(node.tagname) is not type(node):
            raise ExtensionError(
                f"{docname}: the drawn node {_named(type(node))} is not registered; have its "
                f"extension call add_drawn(app, {node.tagname})"
            )
        node["docname"] = docname
        attributes = sorted(node.non_default_attributes().items())
        found.append(Drawn(node.tagname, tuple(attributes)))
    return tuple(found)


def shown_by_drawn(
    env: BuildEnvironment, records: DocumentRecords, *, outside: bool = False
) -> Iterator[object]:
    """Yield what each drawn node of a page shows; only those that look ``outside`` the book."""
    if not records.drawn:
        return
    at = DrawnBook(env, records.docname)
    kinds = drawn_kinds(at.app)
    for drawn in records.drawn:
        kind = kinds.get(drawn.kind)
        if kind is None:
            yield drawn  # Its extension is gone, so conf.py has changed: everything is reread.
        elif not (outside and kind.book_alone):
            yield drawn, _shown(kind("", **dict(drawn.attributes)), at)


def _shown(node: DrawnNode, at: DrawnBook) -> object:
    try:
        return node.shows(at)
    except SphinxError:
        raise
    except Exception as error:  # noqa: BLE001  # an extension's; the page stays as it is
        logger.warning(
            "what %s depends on is not known, so this page may be out of date: %s; this is a fault "
            "of %s",
            node.tagname, _fault(error), type(node).__module__, location=at.docname, type="brief",
            subtype="drawing_failed",
        )  # fmt: skip
        return _fault(error)


class DrawNodes(BookTransform):
    """Draw the nodes of one priority."""

    def run(self, **_kwargs: object) -> None:
        """Apply it to the document."""
        for node in list(self.document.findall(DrawnNode)):
            if node.priority == self.default_priority:
                node.replace_self(list(self._draw(node)))

    def _draw(self, node: DrawnNode) -> Sequence[nodes.Node]:
        at = DrawnBook(self.env, node["docname"])
        try:
            return list(node.draw(at))
        except SphinxError:
            raise
        except Exception as error:  # noqa: BLE001  # an extension's; the page is written without
            logger.warning(
                "%s cannot be drawn and is left out: %s; this is a fault of %s",
                node.tagname, _fault(error), type(node).__module__, location=node, type="brief",
                subtype="drawing_failed",
            )  # fmt: skip
            return []


def _fault(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _named(node: type[DrawnNode]) -> str:
    return f"{node.__module__}.{node.__qualname__}"
