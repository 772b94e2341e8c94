"""Registration of what editions in other languages need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefbook.domain.settings.briefing_book import is_briefing_book
from briefbook.domain.translation.states import MarkStates, NoteChanged

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def setup_translation(app: Sphinx) -> None:
    """Register the marks, and let Sphinx use the translation of what has changed since."""
    app.connect("config-inited", _set_defaults)
    if is_briefing_book(app.config):
        app.add_transform(NoteChanged)
        app.add_transform(MarkStates)


def _set_defaults(_app: Sphinx, config: Config) -> None:
    if not is_briefing_book(config):
        return
    # One catalogue a document, as `briefbook translate` writes them.
    config.gettext_compact = False
    config.gettext_allow_fuzzy_translations = True
