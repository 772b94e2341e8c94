"""Registration of what makes published files harmless."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefbook.domain.preflight.harmless.published_files import clean_files, clean_static_files
from briefbook.domain.settings.briefing_book import is_briefing_book

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_harmless(app: Sphinx) -> None:
    """Register it in a briefing book; other projects publish what they like."""
    if is_briefing_book(app.config):
        # After Sphinx has collected pictures and downloads in this event.
        app.connect("doctree-read", clean_files, priority=600)
        app.connect("build-finished", clean_static_files, priority=600)
