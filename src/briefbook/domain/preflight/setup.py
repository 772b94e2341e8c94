"""Registration of the checks before reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefbook.domain.preflight.documents import (
    check_bibliography,
    check_documents,
    check_toctrees,
)
from briefbook.domain.preflight.own_folder import stay_inside
from briefbook.domain.settings.briefing_book import is_briefing_book

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_preflight(app: Sphinx) -> None:
    """Register what refuses a book before other extensions fail on it."""
    if not is_briefing_book(app.config):
        return
    app.connect("env-before-read-docs", check_documents, priority=100)
    app.connect("env-updated", stay_inside, priority=50)
    # Before bibtex, which follows the toctrees in this event.
    app.connect("env-updated", check_toctrees, priority=100)
    app.connect("env-updated", check_bibliography, priority=100)
