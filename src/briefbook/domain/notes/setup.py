"""Registration of notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefbook.domain.drawing.drawn import add_drawn
from briefbook.domain.notes.check_notes import CheckNotes
from briefbook.domain.notes.footnotes import NumberNotes
from briefbook.domain.notes.notes_list import NotesDirective, NotesList

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_notes(app: Sphinx) -> None:
    """Register what checks and numbers notes, and their lists."""
    app.add_transform(CheckNotes)
    app.add_transform(NumberNotes)
    add_drawn(app, NotesList)
    app.add_directive_to_domain("brief", "notes", NotesDirective)
