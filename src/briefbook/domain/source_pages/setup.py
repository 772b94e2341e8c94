"""Registration of the pages of sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefbook.domain.drawing.drawn import add_drawn
from briefbook.domain.source_pages.source_card import SourceCard, SourceDirective
from briefbook.domain.source_pages.source_register import SourcesDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_source_pages(app: Sphinx) -> None:
    """Register the source register and the card of a source."""
    app.add_directive_to_domain("brief", "source", SourceDirective)
    app.add_directive_to_domain("brief", "sources", SourcesDirective)
    add_drawn(app, SourceCard)
