"""``{notes}``: all notes of the book, or those of one kind, by chapter with their calls."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from briefbook.core.records import DocumentRecords, Note, NoteKind, Use
from briefbook.core.words.labels import label, message
from briefbook.domain.collect.source_records import receipts_digest
from briefbook.domain.drawing.drawn import DrawnBook, DrawnNode
from briefbook.domain.drawing.nothing_yet import nothing_yet

if TYPE_CHECKING:
    from briefbook.core.book import Book


_NONE = message(
    "No notes yet. A paragraph calls one by `[^count]`; a line of its own in the same chapter, "
    "`[^count]: Comment: …`, says what it is."
)


class NotesDirective(SphinxDirective):
    """List the notes of the book; ``:kind: comment`` lists those of one kind."""

    option_spec: ClassVar = {
        "kind": lambda value: directives.choice(value, [kind.value.lower() for kind in NoteKind])
    }

    def run(self) -> list[nodes.Node]:
        """Return a placeholder; the notes are known when the whole book has been read."""
        node = NotesList("", kind=self.options.get("kind", ""))
        self.set_source_info(node)
        return [node]


class NotesList(DrawnNode):
    """Placeholder of all notes of the book, copied from their chapters, or of those of ``kind``."""

    # Before the links in the copies are resolved, and before quotations are marked.
    priority = 2
    book_alone = True
    print_list = "notes"

    def draw(self, at: DrawnBook) -> list[nodes.Node]:
        """Return the notes by chapter, each with its calls."""
        drawn: list[nodes.Node] = []
        for document, notes in self._notes(at.book):
            name = at.book.document_name(document.docname)
            if document.is_chapter:
                chapter = f"{name[0].upper()}{name[1:]}"
                name = label("{chapter}: {title}", chapter=chapter, title=document.title)
            drawn.append(nodes.rubric("", name, classes=["brief-notes-chapter"]))
            copies = _copies(at, document.docname)
            entries = [_entry(at, note, copies[note.id]) for note in notes]
            drawn.append(nodes.definition_list("", *entries, classes=["brief-notes"]))
        return drawn or [nothing_yet(_NONE)]

    def shows(self, at: DrawnBook) -> list[object]:
        """Return the notes, what their text prints, and what their quotations' marks depend on."""
        book = at.book
        shown: list[object] = [receipts_digest(at.app)]
        for document, notes in self._notes(book):
            ids = frozenset(note.id for note in notes)
            shown += [
                (document.title, book.document_name(document.docname)),
                at.printed_uses(_within(document, ids)),
                [
                    (
                        (note.id, note.number, note.kind, note.text),
                        at.shown_uses(book.note_calls.get(note.id, [])),
                        at.shown_uses(book.links.get(note.id, [])),
                    )
                    for note in notes
                ],
            ]
        return shown

    def _notes(self, book: Book) -> Iterator[tuple[DocumentRecords, list[Note]]]:
        for document in book.documents.values():
            kind = self["kind"]
            notes = [note for note in document.notes if not kind or note.kind.lower() == kind]
            if notes:
                yield document, notes


def _copies(at: DrawnBook, docname: str) -> dict[str, nodes.footnote]:
    document = at.env.get_doctree(docname)
    return {f["ids"][0]: f for f in document.findall(nodes.footnote) if "brief_note" in f}


def _entry(at: DrawnBook, note: Note, original: nodes.footnote) -> nodes.definition_list_item:
    heading = nodes.term(
        "", "", at.link(at.book.place(note.id), label("Note {number}", number=note.number))
    )
    definition = nodes.definition()
    for child in original.children:
        if not isinstance(child, nodes.label):
            definition += _detached(child, at.docname)
    definition += at.draw_uses(label("Called in:"), at.book.note_calls.get(note.id, []))
    definition += at.draw_uses(label("Referred to in:"), at.book.links.get(note.id, []))
    classes = ["brief-note-entry", f"brief-kind-{note.kind.lower() or 'none'}"]
    return nodes.definition_list_item("", heading, definition, classes=classes)


def _within(records: DocumentRecords, notes: frozenset[str]) -> DocumentRecords:
    """Return what a document uses in these notes."""

    def inside(uses: tuple[Use, ...]) -> tuple[Use, ...]:
        return tuple(use for use in uses if use.place in notes)

    return replace(
        records,
        links=inside(records.links),
        term_uses=inside(records.term_uses),
        citations=inside(records.citations),
    )


def _detached(node: nodes.Node, docname: str) -> nodes.Node:
    """Copy a node for another page: without ids, with links relative to that page."""
    copy = node.deepcopy()
    for element in copy.findall(nodes.Element):
        element["ids"] = []
        if isinstance(element, addnodes.pending_xref):
            element["refdoc"] = docname
            # Elsewhere it is among other citations.
            element.attributes.pop("brief_cluster", None)
    for call in list(copy.findall(nodes.footnote_reference)):
        call.replace_self(nodes.Text(" " + label("(note {number})", number=call.astext())))
    return copy
