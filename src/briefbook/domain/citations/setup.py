"""Registration of citations and the bibliography."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefbook.domain.citations.bib_files import read_bibfiles
from briefbook.domain.citations.bib_style import register_style
from briefbook.domain.citations.cite_domain import BriefCiteDomain
from briefbook.domain.citations.cite_role import BriefCiteRole
from briefbook.domain.drawing.backlinks import DrawSourceUses

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_citations(app: Sphinx) -> None:
    """Register the style, the domain, the role and what the bibliography shows."""
    register_style()
    app.add_domain(BriefCiteDomain, override=True)
    app.add_role("cite", BriefCiteRole(), override=True)
    app.add_post_transform(DrawSourceUses)
    # Before bibtex, which reads the same files in this event.
    app.connect("builder-inited", read_bibfiles, priority=100)
