"""``{notes}``: all notes of the book, or those of one kind, by chapter with their calls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.util.docutils import SphinxDirective

from briefbook.core.records import Note, NoteKind
from briefbook.domain.drawing.backlinks import draw_uses
from briefbook.domain.drawing.references import make_reference
from briefbook.domain.drawing.transform import BookTransform
from briefbook.domain.nodes import notes_list


class NotesDirective(SphinxDirective):
    """``{notes}`` with the option ``:kind: comment`` for the notes of one kind."""

    option_spec: ClassVar = {
        "kind": lambda value: directives.choice(value, [kind.value.lower() for kind in NoteKind])
    }

    def run(self) -> list[nodes.Node]:
        """Return a placeholder; the notes are known when the whole book has been read."""
        node = notes_list("", kind=self.options.get("kind", ""), docname=self.env.docname)
        self.set_source_info(node)
        return [node]


class DrawNotesList(BookTransform):
    """Replace ``{notes}`` with the notes, copied from their chapters."""

    # Before references are resolved (from 4 on), so that those in the copies are too.
    default_priority = 2

    def run(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        for node in list(self.document.findall(notes_list)):
            node.replace_self(list(self._draw(node)))

    def _draw(self, node: notes_list) -> Iterator[nodes.Node]:
        book = self.book
        for document in book.documents.values():
            notes = [
                n for n in document.notes if not node["kind"] or n.kind.lower() == node["kind"]
            ]
            if not notes:
                continue
            name = book.document_name(document.docname)
            title = (
                f"{name[0].upper()}{name[1:]}: {document.title}" if document.is_chapter else name
            )
            yield nodes.rubric("", title, classes=["brief-notes-chapter"])
            drawn = nodes.definition_list(classes=["brief-notes"])
            copies = self._copies(document.docname)
            for note in notes:
                drawn += self._draw_note(note, copies[note.id], node["docname"])
            yield drawn

    def _copies(self, docname: str) -> dict[str, nodes.footnote]:
        document = self.env.get_doctree(docname)
        return {f["ids"][0]: f for f in document.findall(nodes.footnote) if "brief_note" in f}

    def _draw_note(
        self, note: Note, original: nodes.footnote, docname: str
    ) -> nodes.definition_list_item:
        book = self.book
        anchor = book.place(note.id)
        number = [nodes.Text(f"Note {note.number}")]
        heading = nodes.term("", "", make_reference(self.builder, docname, anchor, number))
        definition = nodes.definition()
        for child in original.children:
            if not isinstance(child, nodes.label):
                definition += _detached(child, docname)
        builder = self.builder
        definition += draw_uses(
            book, builder, docname, "Called in:", book.note_calls.get(note.id, [])
        )
        definition += draw_uses(
            book, builder, docname, "Referred to in:", book.links.get(note.id, [])
        )
        classes = ["brief-note-entry", f"brief-kind-{note.kind.lower() or 'none'}"]
        return nodes.definition_list_item("", heading, definition, classes=classes)


def _detached(node: nodes.Node, docname: str) -> nodes.Node:
    """Copy a node so that it can stand on another page: no ids, links seen from there."""
    copy = node.deepcopy()
    for element in copy.findall(nodes.Element):
        element["ids"] = []
        if isinstance(element, addnodes.pending_xref):
            element["refdoc"] = docname
            # Elsewhere it stands among other citations.
            element.attributes.pop("brief_cluster", None)
    for call in list(copy.findall(nodes.footnote_reference)):
        call.replace_self(nodes.Text(f" (note {call.astext()})"))
    return copy
