"""Registration of editions: what was promised, and what changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefbook.domain.drawing.drawn import add_drawn
from briefbook.domain.editions.anchor_list import export_anchors
from briefbook.domain.editions.changes import ChangesDirective, ChangesList
from briefbook.domain.editions.list_builder import AnchorListBuilder, write_list
from briefbook.domain.editions.promises import report_broken_promises
from briefbook.domain.parallel.at_end import run_at_end_in_parallel
from briefbook.domain.settings.briefing_book import is_briefing_book

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_editions(app: Sphinx) -> None:
    """Register the list of changes, the check of promises and the list of anchors."""
    app.add_directive_to_domain("brief", "changes", ChangesDirective)
    add_drawn(app, ChangesList)
    if not is_briefing_book(app.config):
        return
    app.connect("env-check-consistency", report_broken_promises)
    run_at_end_in_parallel(app, export_anchors)
    app.add_builder(AnchorListBuilder)
    app.connect("build-finished", write_list)
