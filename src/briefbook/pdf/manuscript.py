"""The book as Typst: every document translated, and again only where it has changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.display import status_iterator

from briefbook.config import HANDLING
from briefbook.domain.settings import brief_config
from briefbook.pdf.errors import PdfError
from briefbook.pdf.labels import Labels, Places, places_of
from briefbook.pdf.order import Place
from briefbook.pdf.trace import Origin, Trace
from briefbook.pdf.translator import Book, DocumentTranslator
from briefbook.pdf.workspace import Workspace

if TYPE_CHECKING:
    from sphinx.builders import Builder


@dataclass(frozen=True, slots=True)
class Piece:
    """One document in Typst.

    ``leads_to`` are the labels that it links to, with where it does so first; ``pages_of`` are
    those whose pages it prints, sorted.
    """

    place: Place
    code: str
    trace: Trace
    leads_to: Mapping[str, Origin]
    pages_of: Sequence[str]


class Manuscript:
    """All documents in Typst, in the order of print."""

    def __init__(self, builder: Builder, workspace: Workspace) -> None:
        self._builder = builder
        self._workspace = workspace
        self._places: dict[str, Places] = {}
        self.labels = Labels({})
        self.pieces: dict[str, Piece] = {}

    def update(self, order: Sequence[Place], changed: AbstractSet[str]) -> None:
        """Translate what is new, has changed, or stands elsewhere in the book than before.

        Raises :class:`PdfError` with everything that cannot be printed.
        """
        kept = {
            place.docname
            for place in order
            if place.docname not in changed
            and place.docname in self.pieces
            and self.pieces[place.docname].place == place
        }
        doctrees = self._resolve(place for place in order if place.docname not in kept)
        labels, places = self._label(order, doctrees)
        if kept and not labels.keep_all_of(self.labels):
            # A link of a document that did not change may lead elsewhere now.
            doctrees |= self._resolve(place for place in order if place.docname in kept)
            labels, places = self._label(order, doctrees)
        pieces = self._translate([p for p in order if p.docname in doctrees], doctrees, labels)
        known = self.pieces | pieces
        self.pieces = {place.docname: known[place.docname] for place in order}
        self.labels, self._places = labels, places

    def _resolve(self, order: Iterable[Place]) -> dict[str, nodes.document]:
        """Return each document's tree with its references resolved; toctrees stay."""
        doctrees = {}
        env = self._builder.env
        for place in order:
            doctree = env.get_doctree(place.docname)
            env.apply_post_transforms(doctree, place.docname)
            self._builder.post_process_images(doctree)
            doctrees[place.docname] = doctree
        return doctrees

    def _label(
        self, order: Sequence[Place], doctrees: dict[str, nodes.document]
    ) -> tuple[Labels, dict[str, Places]]:
        places = {
            name: places_of(name, doctrees[name]) if name in doctrees else self._places[name]
            for name in (place.docname for place in order)
        }
        return Labels(places), places

    def _translate(
        self, order: Sequence[Place], doctrees: dict[str, nodes.document], labels: Labels
    ) -> dict[str, Piece]:
        """Translate; a tree is dropped as soon as it is Typst, for a large book's sake."""
        book = self._book(labels)
        pieces = {}
        for place in status_iterator(
            order,
            "writing Typst... ",
            "darkgreen",
            len(order),
            self._builder.config.verbosity,
            stringify_func=lambda place: place.docname,
        ):
            translator = DocumentTranslator(book, place, doctrees.pop(place.docname))
            code = translator.translate()
            pages_of = sorted(translator.pages_of)
            pieces[place.docname] = Piece(
                place, code, translator.trace, translator.leads_to, pages_of
            )
        if book.problems:
            raise PdfError(*book.problems)
        return pieces

    def _book(self, labels: Labels) -> Book:
        builder = self._builder
        env, settings = builder.env, brief_config(builder.env)
        # Drawings that a directive makes lie beside the doctrees.
        inside = (Path(builder.confdir), Path(builder.doctreedir))
        own_labels = {name: str(data.get("handling", "")) for name, data in env.metadata.items()}
        return Book(
            labels=labels,
            image=lambda uri: self._workspace.picture(Path(builder.srcdir) / uri, *inside),
            numbers=env.toc_secnumbers,
            figure_numbers=env.toc_fignumbers,
            number_formats=builder.config.numfig_format,
            handling={name: label for name, label in own_labels.items() if label in HANDLING},
            two_sided=settings.two_sided,
            site=settings.url if any(settings.pdf_chapters) else None,
        )
