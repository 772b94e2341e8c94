"""Classify paragraphs by their format: headings, items, quotations, captions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefbook.sources.readers.pdf.model import SUP, TextLine
from briefbook.sources.readers.pdf.signs import BULLET, ENDS, ORDINAL
from briefbook.sources.readers.pdf.tables import PdfTable

_HEADING_RATIO, _HEADLINE_RATIO = 1.12, 1.3
_LONGEST_HEADING = 30
#: The share of all lines that must begin where running text does.
_USUAL_LEFT = 0.2
_CAPTION = re.compile(
    r"(?:fig(?:ure)?|table|chart|map|box|photo|image|graph|abb(?:ildung)?|tab(?:elle)?|foto|grafik|"
    r"рис(?:унок)?|таблица|фото|figura|tabla|tableau|graphique|그림|표|사진|図|表|图)\.?"
    r"\s*[\dIVX]{0,4}(?:[.\-]\d+)?\s*(?:[.:–—|]|(?<=\d)\s)\s*(?=\S)",
    re.IGNORECASE,
)


Kind = tuple[str, int, int]


def bold_stands_out(lines: Sequence[TextLine]) -> bool:
    """Return whether bold lines are so few that bold type marks headings."""
    bold = sum(len(line.plain) for line in lines if line.bold)
    return 5 * bold < 2 * sum(len(line.plain) for line in lines)


def usual_lefts(lines: Sequence[TextLine]) -> frozenset[int]:
    """Return where many of the lines begin, in points: what begins there is no quotation."""
    counts = Counter(round(line.left) for line in lines)
    return frozenset(
        left
        for left in counts
        if sum(counts[left + step] for step in (-1, 0, 1)) >= _USUAL_LEFT * len(lines)
    )


def headline_size(lines: Sequence[TextLine], size: float) -> float:
    """Return the size of the headline: the largest of the first page that has any text."""
    first = [line.size for line in lines if line.page == lines[0].page and len(line.plain) > 3]
    largest = max(first, default=0.0)
    return largest if largest > _HEADLINE_RATIO * size else 0.0


def begins_with_indents(parts: Iterable[list[TextLine] | PdfTable]) -> bool:
    """Return whether paragraphs begin with an indent, as in books."""
    long = [part for part in parts if not isinstance(part, PdfTable) and len(part) > 2]
    indented = sum(part[0].left > part[1].left + 0.5 * part[0].size for part in long)
    return bool(long) and indented >= 0.3 * len(long)


def _item(first: TextLine) -> Kind | None:
    if match := BULLET.match(first.text):
        return "item", 0, match.end()
    if (match := ORDINAL.match(first.text)) and match[1].isdigit():
        return "item", int(match[1]), match.end()
    # The file's own tags say so; its dot may be drawn.
    return ("item", 0, 0) if first.tag else None


def may_be_heading(text: str) -> bool:
    """Return whether words may be a heading: no sentence, no list, no lower case first."""
    starts = next((char for char in text if char.isalnum()), "")
    return (
        any(map(str.isalpha, text))
        and not starts.islower()
        and not re.search(r"[.,;]$", text)
        and not BULLET.match(text)
    )


@dataclass(frozen=True, slots=True)
class Look:
    """The format of this file's text, by which paragraphs are classified."""

    size: float
    indents: bool
    lefts: frozenset[int]
    headline: float
    bold: bool

    def kind(self, part: Sequence[TextLine]) -> Kind:
        """Return what a paragraph is, its number, and how much of its first line is a sign."""
        first = part[0]
        text = " ".join(line.plain for line in part)
        if self.headline and first.size >= self.headline - 0.1:
            return "headline", 0, 0
        if _CAPTION.match(text) and self._may_be_caption(part):
            return "caption", 0, 0
        short = len(part) <= 3 and len(text.split()) <= _LONGEST_HEADING
        bold = self.bold and all(line.bold for line in part)
        apart = first.size > _HEADING_RATIO * self.size or bold
        if short and apart and may_be_heading(text):
            return "heading", 0, 0
        if item := _item(first):
            return item
        return ("quote" if self._is_quote(part) else "paragraph"), 0, 0

    def _may_be_caption(self, part: Sequence[TextLine]) -> bool:
        words = sum(len(line.plain.split()) for line in part)
        centred = abs((part[0].left - part[0].start) - (part[0].end - part[0].right)) < 6
        smaller = part[0].size < 0.97 * self.size
        labelled = re.match(r"\w+\.?\s*[\dIVX.\-]+\s*[.:–—|]", part[0].plain) is not None
        return words < 120 and (
            labelled or smaller or (centred and part[0].left > part[0].start + 6)
        )

    def _is_quote(self, part: Sequence[TextLine]) -> bool:
        """Return whether all lines of a paragraph are indented from the edge of its column."""
        inset = min(line.left - line.start for line in part)
        far = 0.8 * self.size <= inset <= 6 * self.size
        usual = round(min(line.left for line in part)) in self.lefts
        if not far or usual or any(line.rtl or SUP in line.text[:1] for line in part):
            return False
        return len(part) > 1 or (not self.indents and ENDS.search(part[0].plain) is not None)
