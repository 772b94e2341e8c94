"""Registration of what looks for markup that stays in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefbook.domain.checking.markup.report_markup import ReportMarkup
from briefbook.domain.checking.markup.tables_and_headings import note_lost_markup
from briefbook.domain.settings.briefing_book import is_briefing_book

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_markup(app: Sphinx) -> None:
    """Register what reports it: of the source, and of what Markdown has made of it."""
    if not is_briefing_book(app.config):
        return
    app.connect("source-read", note_lost_markup)
    app.add_transform(ReportMarkup)
