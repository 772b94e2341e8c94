"""The standards that the PDF conforms to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst

#: PDF/UA, which screen readers can read, and PDF/A, for archives.
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
