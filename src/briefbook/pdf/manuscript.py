"""The book as Typst: every document translated, and again only if it has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from briefbook.config import HANDLING
from briefbook.domain.links.equation_names import equation_number
from briefbook.domain.parallel.two_steps import Steps, run_in_two_steps
from briefbook.domain.settings.options import brief_config
from briefbook.output.labels import DocumentLabels, LabelIndex, collect_labels
from briefbook.output.reading_order import DocumentPlace
from briefbook.pdf.contents import Listed
from briefbook.pdf.selection.left_out import leave_out_lists
from briefbook.pdf.selection.part import add_works, has_bibliography
from briefbook.pdf.translator import DocumentTranslator, TranslationContext
from briefbook.pdf.typst.errors import Problem
from briefbook.pdf.typst.reporting import warn_of
from briefbook.pdf.typst.trace import SourceLine, Trace
from briefbook.pdf.typst.workspace import Workspace
from briefbook.pdf.visitors import typst_files, visitors

if TYPE_CHECKING:
    from sphinx.builders import Builder

_MOST_DOCUMENTS = 150
"""The most documents of a book that is laid out again for a hyphen."""
_Tree = tuple[DocumentPlace, nodes.document]


@dataclass(frozen=True, slots=True)
class TranslatedDocument:
    """One document in Typst.

    ``leads_to`` are the labels that it links to, with where it does so first; ``pages_of`` are
    those whose pages it prints, sorted; ``note_numbers`` are those of its notes; ``listed`` is
    what the contents have of it.
    """

    place: DocumentPlace
    code: str
    trace: Trace
    leads_to: Mapping[str, SourceLine]
    pages_of: Sequence[str]
    note_numbers: Mapping[str, str]
    listed: Sequence[Listed]


class Manuscript:
    """All documents in Typst, in the order of print; translated in several processes."""

    def __init__(self, builder: Builder, workspace: Workspace, processes: int) -> None:
        self._builder = builder
        self._workspace = workspace
        self._processes = processes
        self.labels = LabelIndex({})
        self.pieces: dict[str, TranslatedDocument] = {}
        self._problems: list[Problem] = []
        self._part: list[str] = []
        self._ends_part = ""
        """The document after which the works of a part stand; empty for a whole book."""

    def update(self, order: Sequence[DocumentPlace], changed: AbstractSet[str]) -> None:
        """Translate what is new, has changed, or is elsewhere in the book than before.

        What cannot be printed as written is a warning, and is replaced by words or a mark.
        """
        kept = {
            place.docname
            for place in order
            if place.docname not in changed
            and place.docname in self.pieces
            and self.pieces[place.docname].place == place
        }
        before = self.labels
        self._part = [place.docname for place in order]
        if any(brief_config(self._builder.env).pdf_chapters) and not has_bibliography(
            self._builder.env, self._part
        ):
            self._ends_part = self._part[-1]
        self._translate(order, kept)
        if kept and not self.labels.keep_all_of(before):
            # A link of a document that did not change may lead elsewhere now.
            self._translate(order, set())
        warn_of(self._problems)

    def broken_pictures(self) -> dict[str, str]:
        """Return the pictures that Typst cannot draw, by path, and what it says of them."""
        return self._workspace.broken_pictures()

    def _translate(self, order: Sequence[DocumentPlace], kept: AbstractSet[str]) -> None:
        """Translate all documents but those that are kept."""
        names = [place.docname for place in order]
        labels = LabelIndex({})

        def meet(found: Sequence[tuple[str, DocumentLabels]]) -> LabelIndex:
            nonlocal labels
            known = {**self.labels.documents, **dict(found)}
            labels = LabelIndex({name: known[name] for name in names})
            return labels

        outdated = [place for place in order if place.docname not in kept]
        steps = Steps(self._read, meet, self._translation)
        made = run_in_two_steps(outdated, self._processes, steps)
        self._problems = [problem for _piece, found in made for problem in found]
        pieces = self.pieces | {piece.place.docname: piece for piece, _found in made}
        self.pieces = {name: pieces[name] for name in names}
        self.labels = labels

    def _read(self, place: DocumentPlace) -> tuple[_Tree, tuple[str, DocumentLabels]]:
        """Return the resolved tree of a document, and what a link can lead to in it."""
        doctree = self.resolved(place.docname)
        return (place, doctree), (place.docname, collect_labels(place.docname, doctree))

    def resolved(self, docname: str) -> nodes.document:
        """Return the tree of a document as it is printed."""
        env = self._builder.env
        doctree = env.get_doctree(docname)
        leave_out_lists(doctree, docname, brief_config(env))
        if docname == self._ends_part:
            add_works(doctree, self._part)
        env.apply_post_transforms(doctree, docname)
        self._builder.post_process_images(doctree)
        return doctree

    def _translation(
        self, labels: LabelIndex
    ) -> Callable[[_Tree], tuple[TranslatedDocument, list[Problem]]]:
        """Return the function that translates a tree, and says what of it cannot be printed."""
        settings = brief_config(self._builder.env)
        book = self.context(labels, settings.url if any(settings.pdf_chapters) else None)

        def translate(tree: _Tree) -> tuple[TranslatedDocument, list[Problem]]:
            place, doctree = tree
            t = DocumentTranslator(replace(book, problems=[]), place, doctree)
            code, pages_of = t.translate(), sorted(t.pages_of)
            made = (code, t.trace, t.leads_to, pages_of, t.note_numbers, t.listed)
            return TranslatedDocument(place, *made), t.book.problems

        return translate

    def context(self, labels: LabelIndex, site: str | None) -> TranslationContext:
        """Return what translators share; ``site`` has what these labels do not, if not None."""
        builder = self._builder
        env, settings = builder.env, brief_config(builder.env)
        # Drawings that a directive makes are beside the doctrees.
        own_labels = {name: str(data.get("handling", "")) for name, data in env.metadata.items()}
        return TranslationContext(
            labels=labels,
            image=lambda uri: self._workspace.picture(Path(builder.srcdir) / uri),
            numbers=env.toc_secnumbers,
            figure_numbers=env.toc_fignumbers,
            number_formats=builder.config.numfig_format,
            equation_number=lambda name, node: equation_number(
                node, env.toc_fignumbers.get(name, {}), builder.config
            ),
            handling={name: label for name, label in own_labels.items() if label in HANDLING},
            two_sided=settings.two_sided,
            whole_words=len(labels.documents) <= _MOST_DOCUMENTS,
            site=site,
            visitors=visitors(env._app),  # noqa: SLF001  # as BookTransform.builder
            typst_files=frozenset(typst_files(env._app)),  # noqa: SLF001
        )
