"""What stops the PDF, said with the document's file and line."""

from __future__ import annotations

from sphinx.errors import SphinxError


class PdfError(SphinxError):
    """The PDF cannot be made; the last good one stays. The text says where and what to do."""

    category = "The PDF was not made"
