"""The only file that registers with Sphinx: each room has its ``setup_<room>(app)``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefbook import __version__
from briefbook.domain.checking.builder import setup_checks
from briefbook.domain.reporting.refusal import report_refusals_in_one_line
from briefbook.domain.settings.briefing_book import is_briefing_book, settle_briefing_book
from briefbook.domain.settings.options import setup_settings
from briefbook.domain.setup import setup_domain
from briefbook.html.setup import setup_html
from briefbook.pdf.setup import setup_pdf

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata


def setup_extension(app: Sphinx) -> ExtensionMetadata:
    """Register every room, in the order in which they build on each other."""
    report_refusals_in_one_line()
    setup_settings(app)
    settle_briefing_book(app)
    if is_briefing_book(app.config):
        for requirement in (_markdown(app), "sphinx_design", "sphinxcontrib.bibtex"):
            app.setup_extension(requirement)
    setup_domain(app)
    setup_checks(app)
    setup_html(app)
    setup_pdf(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _markdown(app: Sphinx) -> str:
    """Return the extension that reads Markdown; two that claim the same files stop the build."""
    return "myst_nb" if "myst_nb" in app.config.extensions else "myst_parser"
