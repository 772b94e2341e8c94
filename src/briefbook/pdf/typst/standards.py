"""What the PDF keeps to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst

#: Tagged, for readers who hear it; for archives.
STANDARDS: list[typst.PDFStandard] = ["ua-1", "a-2a"]
