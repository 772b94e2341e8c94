"""Registration of the PDF builders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefbook.pdf.builder import BriefPdfBuilder
from briefbook.pdf.extensions.graphs import DrawGraphs
from briefbook.pdf.extensions.notebooks import setup_notebooks
from briefbook.pdf.sheet.builder import BriefSheetBuilder
from briefbook.pdf.translator.inline_html import PrintInlineHtml

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_pdf(app: Sphinx) -> None:
    """Register the builders ``briefpdf`` and ``briefsheet``, and what prints HTML within a line."""
    app.add_builder(BriefPdfBuilder)
    app.add_builder(BriefSheetBuilder)
    app.add_post_transform(PrintInlineHtml)
    app.add_post_transform(DrawGraphs)
    setup_notebooks(app)
