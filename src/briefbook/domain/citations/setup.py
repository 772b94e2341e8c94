"""Registration of citations and the bibliography."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefbook.domain.citations.bib_files import read_bibfiles
from briefbook.domain.citations.book_style import (
    BriefBibliographyDirective,
    check_style,
    outdated_style,
)
from briefbook.domain.citations.cite_domain import BriefCiteDomain
from briefbook.domain.citations.cite_role import BriefCiteRole
from briefbook.domain.citations.cited_headings import (
    MarkCitedHeadings,
    write_citations,
    write_headings,
)
from briefbook.domain.citations.draw_bibliography import DrawBibliography
from briefbook.domain.citations.note_citations import DrawCitationNotes
from briefbook.domain.settings.briefing_book import is_briefing_book

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_citations(app: Sphinx) -> None:
    """Register the domain, the role and what draws the bibliography.

    In any other project, bibtex's own format and the author's own styles stay.
    """
    if not is_briefing_book(app.config):
        return
    app.add_domain(BriefCiteDomain, override=True)
    app.add_role("cite", BriefCiteRole(), override=True)
    app.add_directive("bibliography", BriefBibliographyDirective, override=True)
    app.add_transform(MarkCitedHeadings)
    # After Sphinx has made its copies of the headings.
    app.connect("doctree-read", write_headings, priority=900)
    # After bibtex has decided how each work is cited.
    app.connect("env-updated", write_citations, priority=800)
    app.add_post_transform(DrawBibliography)
    app.add_post_transform(DrawCitationNotes)
    # After the options are checked (500).
    app.connect("config-inited", check_style, priority=600)
    app.connect("env-get-outdated", outdated_style)
    # Before bibtex, which reads the same files in this event.
    app.connect("builder-inited", read_bibfiles, priority=100)
