"""Registration of the PDF builder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefbook.pdf.builder import BriefPdfBuilder

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_pdf(app: Sphinx) -> None:
    """Register the ``briefpdf`` builder."""
    app.add_builder(BriefPdfBuilder)
