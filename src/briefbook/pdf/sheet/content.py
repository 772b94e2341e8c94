"""What the brief takes from the book, as doctrees; what a book does not have is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from docutils import nodes
from sphinx import addnodes

from briefbook.bibliography import format_entry
from briefbook.core.records import Judgement
from briefbook.domain.citations.rich_text_nodes import rich_nodes

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from briefbook.core.book import Book
    from briefbook.domain.citations.cite_domain import BriefCiteDomain
    from briefbook.domain.domain import BriefDomain

_CHART = "brief-plot"


@dataclass(frozen=True, slots=True)
class Titled:
    """A part of the brief: the nodes below a title, and the document that they are from."""

    docname: str
    title: str
    content: Sequence[nodes.Node]

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(node.astext().split()) for node in self.content)


@dataclass(frozen=True, slots=True)
class SheetJudgement:
    """A key judgement with its statement as nodes, in which links have their words."""

    judgement: Judgement
    statement: Sequence[nodes.Node]


@dataclass(frozen=True, slots=True)
class SheetContent:
    """Everything on the sheet but the strip at its head."""

    answer: Sequence[Titled]
    judgements: Sequence[SheetJudgement]
    table: Titled | None
    charts: Sequence[Titled]
    sources: Sequence[Sequence[nodes.Node]]


def gather(
    env: BuildEnvironment, order: Sequence[str], tree_of: Callable[[str], nodes.document]
) -> SheetContent:
    """Return the content of the brief of a book whose documents have this ``order``.

    ``tree_of`` returns the doctree of a document, ready to be printed.
    """
    book = cast("BriefDomain", env.get_domain("brief")).book
    chapters = [name for name in order if "prefix" in env.metadata.get(name, {})]
    front = order[: order.index(chapters[0])] if chapters else order
    beside = [name for name in order if name not in chapters]
    return SheetContent(
        answer=list(_answer(env.config.root_doc, tree_of)),
        judgements=list(_judgements(book, order, tree_of)),
        table=next(_each(front[1:], _is_table, env, tree_of), None),
        charts=list(_each(beside, _is_chart, env, tree_of)),
        sources=list(_sources(env, chapters)),
    )


def _answer(root: str, tree_of: Callable[[str], nodes.document]) -> Iterator[Titled]:
    """Yield the sections of the front page; of one that has none, what is below its title."""
    tree = tree_of(root)
    page = tree.next_node(nodes.section)
    if page is None:
        return
    sections = [child for child in page.children if isinstance(child, nodes.section)]
    for section in sections or [page]:
        title = section.next_node(nodes.title)
        content = [child for child in section.children if _is_said(child)]
        if content:
            yield Titled(root, title.astext() if title and sections else "", content)


def _is_said(node: nodes.Node) -> bool:
    """Return whether a block of the front page is for the answer.

    It has words, is no list of the book's documents, and no chart: that has a place of its own,
    where it is large enough to be read.
    """
    if _is_chart(node):
        return False
    toctree = isinstance(node, addnodes.toctree) or (
        isinstance(node, nodes.Element) and node.next_node(addnodes.toctree) is not None
    )
    return not toctree and not isinstance(node, nodes.title) and bool(node.astext().strip())


def _judgements(
    book: Book, order: Sequence[str], tree_of: Callable[[str], nodes.document]
) -> Iterator[SheetJudgement]:
    for docname in order:
        found = book.documents[docname].judgements if docname in book.documents else ()
        boxes = {}
        if found:
            boxes = {
                name: box
                for box in tree_of(docname).findall(nodes.container)
                for name in box["ids"]
            }
        for judgement in found:
            beside = nodes.rubric, nodes.field_list
            if box := boxes.get(judgement.id):
                yield SheetJudgement(
                    judgement, [each for each in box if not isinstance(each, beside)]
                )


def _is_table(node: nodes.Node) -> bool:
    return isinstance(node, nodes.table)


def _is_chart(node: nodes.Node) -> bool:
    return isinstance(node, nodes.figure) and _CHART in node["classes"]


def _each(
    docnames: Sequence[str],
    fits: Callable[[nodes.Node], bool],
    env: BuildEnvironment,
    tree_of: Callable[[str], nodes.document],
) -> Iterator[Titled]:
    """Yield the first node of each document that fits, below the title of that document."""
    for docname in docnames:
        # To look is cheap; what is found is drawn.
        if next(iter(env.get_doctree(docname).findall(fits)), None) is not None:
            found = next(iter(tree_of(docname).findall(fits)))
            # The title of the front page is the book's, which is on the sheet already.
            is_front = docname == env.config.root_doc
            yield Titled(docname, "" if is_front else env.titles[docname].astext(), [found])


def _sources(env: BuildEnvironment, chapters: Sequence[str]) -> Iterator[Sequence[nodes.Node]]:
    """Yield the sources that the chapters follow, as the bibliography has them."""
    cite = cast("BriefCiteDomain", env.get_domain("cite"))
    keys = [str(env.metadata[name].get("source", "")) for name in chapters]
    for key in dict.fromkeys(filter(None, keys)):
        if listed := cite.by_key.get(key):
            yield rich_nodes(listed.formatted_entry.text.runs)
        elif work := cite.works.get(key):
            yield rich_nodes(format_entry(work.item, cite.labels[key], cite.wording))
