"""Registration of paragraph numbers and ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefbook.domain.paragraphs.authored_ids import (
    CheckAuthoredIds,
    note_authored_ids,
    note_included_ids,
)
from briefbook.domain.paragraphs.identifiers import IdentifySections, NumberParagraphs
from briefbook.domain.paragraphs.numbers import InsertParagraphNumbers, WithdrawnDirective
from briefbook.domain.settings.briefing_book import is_briefing_book

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_paragraphs(app: Sphinx) -> None:
    """Register what gives ids, checks them and draws the numbers."""
    for transform in (IdentifySections, NumberParagraphs, CheckAuthoredIds):
        app.add_transform(transform)
    app.add_post_transform(InsertParagraphNumbers)
    app.add_directive_to_domain("brief", "withdrawn", WithdrawnDirective)
    if not is_briefing_book(app.config):
        return
    app.connect("source-read", note_authored_ids)
    app.connect("include-read", note_included_ids)
