"""Registration of citations and the bibliography."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefbook.domain.briefing_book import is_briefing_book
from briefbook.domain.citations.bib_files import read_bibfiles
from briefbook.domain.citations.cite_domain import BriefCiteDomain
from briefbook.domain.citations.cite_role import BriefCiteRole
from briefbook.domain.citations.draw_bibliography import DrawBibliography

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_citations(app: Sphinx) -> None:
    """Register the domain, the role and what draws the bibliography.

    In any other project bibtex's own look, and a style that its author has written, stay.
    """
    if not is_briefing_book(app.config):
        return
    app.add_domain(BriefCiteDomain, override=True)
    app.add_role("cite", BriefCiteRole(), override=True)
    app.add_post_transform(DrawBibliography)
    # Before bibtex, which reads the same files in this event.
    app.connect("builder-inited", read_bibfiles, priority=100)
