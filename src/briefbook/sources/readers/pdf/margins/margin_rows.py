"""The outermost rows of pages, which may be running heads or feet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from briefbook.sources.readers.pdf.model import Fragment, PdfPage, rows_of

#: The part of a page's height that is its top or bottom margin, and the most rows in one.
_MARGIN, _MOST_ROWS = 0.16, 3


@dataclass(frozen=True, slots=True)
class MarginRow:
    """A row in the margin of a page: ``head`` of the top one; ``place`` its height in points.

    ``apart``: set off from the text by space or size; ``small``: smaller than it.
    """

    page: int
    head: bool
    text: str
    place: float
    apart: bool
    small: bool
    fragments: tuple[Fragment, ...]

    @property
    def key(self) -> tuple[bool, str]:
        """What rows of a running line have in common: margin, and text without its numbers."""
        return self.head, re.sub(r"\d+", "#", self.text.lower())


def margin_rows(pages: Sequence[PdfPage]) -> list[MarginRow]:
    """Return the rows in the margins of all pages, page by page."""
    usual = _usual_gap(pages)
    return [row for page in pages for row in _outer_rows(page, usual)]


def _usual_gap(pages: Iterable[PdfPage]) -> float:
    """Return the usual space between the lines of a paragraph, in points, over all pages."""
    gaps = sorted(
        min(each.top for each in below) - max(each.bottom for each in above)
        for page in pages
        for above, below in pairwise(rows_of(page.fragments))
    )
    # Gaps between paragraphs are fewer, or as many where each has two lines.
    return gaps[len(gaps) // 4] if gaps else 0.0


def _outer_rows(page: PdfPage, usual: float) -> list[MarginRow]:
    """Return the first and last rows of a page, as far as they are in its margins."""
    rows = rows_of(page.fragments)
    tops = [min(each.top for each in row) for row in rows]
    bottoms = [max(each.bottom for each in row) for row in rows]
    gaps = [tops[place + 1] - bottoms[place] for place in range(len(rows) - 1)]
    body = median(max(each.size for each in row) for row in rows) if rows else 0.0
    found = []
    for head in (True, False):
        order = range(len(rows)) if head else range(len(rows) - 1, -1, -1)
        for place in list(order)[:_MOST_ROWS]:
            middle = (tops[place] + bottoms[place]) / 2
            if not (
                middle < _MARGIN * page.height if head else middle > (1 - _MARGIN) * page.height
            ):
                break
            before = place if head else place - 1
            gap = gaps[before] if 0 <= before < len(gaps) else 0.0
            size = max(each.size for each in rows[place])
            text = " ".join(each.text for each in rows[place])
            apart = gap > max(1.8 * usual, 0.6 * size) or abs(size - body) > 0.04 * body
            outermost = place in (0, len(rows) - 1)
            small = apart and outermost and size < 0.96 * body
            found.append(
                MarginRow(page.number, head, text, middle, apart, small, tuple(rows[place]))
            )
    return found
