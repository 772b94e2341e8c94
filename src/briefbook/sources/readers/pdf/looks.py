"""What a paragraph is by its look: headings, items, quotations, captions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefbook.sources.readers.pdf.breaks import ends_short
from briefbook.sources.readers.pdf.model import SUP, Line
from briefbook.sources.readers.pdf.signs import BULLET, ENDS, ORDINAL
from briefbook.sources.readers.pdf.tables import Table

_HEADING_RATIO, _HEADLINE_RATIO = 1.12, 1.3
_LONGEST_HEADING = 30
#: Where this part of all lines begins, text begins.
_USUAL_LEFT = 0.2
_CAPTION = re.compile(
    r"(?:fig(?:ure)?|table|chart|map|box|photo|image|graph|abb(?:ildung)?|tab(?:elle)?|foto|grafik|"
    r"рис(?:унок)?|таблица|фото|figura|tabla|tableau|graphique|그림|표|사진|図|表|图)\.?"
    r"\s*[\dIVX]{0,4}(?:[.\-]\d+)?\s*(?:[.:–—|]|(?<=\d)\s)\s*(?=\S)",
    re.IGNORECASE,
)


Kind = tuple[str, int, int]


def bold_stands_out(lines: Sequence[Line]) -> bool:
    """Tell whether bold lines are so few that they say something."""
    bold = sum(len(line.plain) for line in lines if line.bold)
    return 5 * bold < 2 * sum(len(line.plain) for line in lines)


def usual_lefts(lines: Sequence[Line]) -> frozenset[int]:
    """Return where many of the lines begin, in points: what begins there is no quotation."""
    counts = Counter(round(line.left) for line in lines)
    return frozenset(
        left
        for left in counts
        if sum(counts[left + step] for step in (-1, 0, 1)) >= _USUAL_LEFT * len(lines)
    )


def headline_size(lines: Sequence[Line], size: float) -> float:
    """Return the size of the headline: the largest of the first page that has any text."""
    first = [line.size for line in lines if line.page == lines[0].page and len(line.plain) > 3]
    largest = max(first, default=0.0)
    return largest if largest > _HEADLINE_RATIO * size else 0.0


def begins_with_indents(parts: Iterable[list[Line] | Table]) -> bool:
    """Tell whether paragraphs begin with an indent, as in books."""
    long = [part for part in parts if not isinstance(part, Table) and len(part) > 2]
    indented = sum(part[0].left > part[1].left + 0.5 * part[0].size for part in long)
    return bool(long) and indented >= 0.3 * len(long)


def _item(first: Line) -> Kind | None:
    if match := BULLET.match(first.text):
        return "item", 0, match.end()
    if (match := ORDINAL.match(first.text)) and match[1].isdigit():
        return "item", int(match[1]), match.end()
    # The file's own tags say so; its dot may be drawn.
    return ("item", 0, 0) if first.tag else None


def _may_be_heading(text: str) -> bool:
    starts = next((char for char in text if char.isalnum()), "")
    return (
        any(map(str.isalpha, text))
        and not starts.islower()
        and not re.search(r"[.,;]$", text)
        and not BULLET.match(text)
    )


@dataclass(frozen=True, slots=True)
class Look:
    """How the text of this file is set, and what a paragraph is by its look."""

    size: float
    indents: bool
    lefts: frozenset[int]
    headline: float
    bold: bool

    def kind(self, part: Sequence[Line]) -> Kind:
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
        if short and apart and _may_be_heading(text):
            return "heading", 0, 0
        if item := _item(first):
            return item
        return ("quote" if self._is_quote(part) else "paragraph"), 0, 0

    def _may_be_caption(self, part: Sequence[Line]) -> bool:
        words = sum(len(line.plain.split()) for line in part)
        centred = abs((part[0].left - part[0].start) - (part[0].end - part[0].right)) < 6
        smaller = part[0].size < 0.97 * self.size
        labelled = re.match(r"\w+\.?\s*[\dIVX.\-]+\s*[.:–—|]", part[0].plain) is not None
        return words < 120 and (
            labelled or smaller or (centred and part[0].left > part[0].start + 6)
        )

    def _is_quote(self, part: Sequence[Line]) -> bool:
        """Tell whether a paragraph stands in from the edge of its column with all its lines."""
        inset = min(line.left - line.start for line in part)
        far = 0.8 * self.size <= inset <= 6 * self.size
        usual = round(min(line.left for line in part)) in self.lefts
        if not far or usual or any(line.rtl or SUP in line.text[:1] for line in part):
            return False
        return len(part) > 1 or (not self.indents and ENDS.search(part[0].plain) is not None)


#: Words of a heading that only its font tells, and how many of the text come before the first.
_LONGEST_LINE, _TEXT_BEFORE = 12, 25
_OPENS = re.compile(
    r"\W*(?:abstract|summary|introduction|einleitung|zusammenfassung|résumé|resumen|introducción|"
    r"(?:\d{1,2}|[IVX]{1,4})\.?\s.*)",
    re.IGNORECASE,
)

#: Several names, or one with the mark of a note on where its bearer works.
_NAMES = re.compile(r",.*,|\w\s?[∗*†‡§¶]|@")


def usual_face(lines: Iterable[Line], size: float) -> str:
    """Return the font of most of the running text."""
    weight: Counter[str] = Counter()
    for line in lines:
        if abs(line.size - size) < 0.05 * size:
            weight[line.face] += len(line.plain)
    del weight[""]
    return weight.most_common(1)[0][0] if weight else ""


def headings_by_face(
    parts: Sequence[list[Line] | Table], kinds: Sequence[Kind], size: float, face: str
) -> list[int]:
    """Return the places of headings that another font tells, or capitals, not size or weight.

    One of its look is none: a line in italics may be anything.
    """
    found: dict[tuple[str, float, bool], list[int]] = {}
    words = 0
    for place, (part, below) in enumerate(pairwise(parts)):
        if isinstance(part, Table) or kinds[place][0] != "paragraph":
            continue
        text = " ".join(line.plain for line in part)
        early = words < _TEXT_BEFORE and not _OPENS.fullmatch(text)
        capitals = text.isupper() and sum(map(str.isalpha, text)) > 4
        looks = capitals or part[0].face not in ("", face)
        # Small capitals are smaller.
        least = (0.7 if capitals else 0.95) * size
        alone = _stands_alone(part, least) and _is_text(
            below, kinds[place + 1], "" if capitals else part[0].face
        )
        if looks and alone and not early and _may_be_heading(text) and not text.endswith(":"):
            look = (part[0].face, round(part[0].size), capitals)
            found.setdefault(look, []).append(place)
        if len(part) > 1:
            words += len(text.split())
    return [place for places in found.values() if len(places) > 1 for place in places]


def _stands_alone(part: Sequence[Line], least: float) -> bool:
    last = part[-1]
    words = sum(len(line.plain.split()) for line in part)
    return (
        len(part) <= 2
        and words <= _LONGEST_LINE
        and ends_short(last, 0.1)
        and all(line.face == last.face and line.size > least for line in part)
        and last.plain[:1] not in "–—-("
        and not any(sign in last.plain for sign in "@=|")
    )


def _is_text(part: list[Line] | Table, kind: Kind, face: str) -> bool:
    """Tell whether a part is text in another font, as it stands below a heading."""
    if isinstance(part, Table):
        return False
    words = sum(len(line.plain.split()) for line in part)
    return (
        kind[0] in ("paragraph", "quote", "item")
        and words >= 8
        and (not face or part[0].face != face)
    )


def names_in_opening(parts: Sequence[list[Line] | Table], kinds: Sequence[Kind]) -> list[int]:
    """Return the places of what looks like headings between the headline and the text.

    Names of authors are set so. A heading has its like further below, or the text right under it.
    """
    texts = [
        "" if isinstance(part, Table) else " ".join(line.plain for line in part) for part in parts
    ]
    long = [place for place, text in enumerate(texts) if len(text.split()) >= _TEXT_BEFORE]
    first = long[0] if long else 0
    looks = [
        (round(part[0].size), part[0].bold) if not isinstance(part, Table) else (0, False)
        for part in parts
    ]
    tops = [place for place, kind in enumerate(kinds) if kind[0] in ("headline", "heading")]
    headings = [place for place in tops[1:] if kinds[place][0] == "heading"]
    below = {looks[place] for place in headings if place >= first}
    return [
        place
        for place in headings
        if place < first
        and not _OPENS.fullmatch(texts[place])
        and (_NAMES.search(texts[place]) or (looks[place] not in below and place < first - 1))
    ]


Shape = tuple[float, bool, bool, bool]


def heading_levels(headings: Iterable[list[Line]], size: float, face: str) -> dict[Shape, int]:
    """Return the level of each look of a heading: larger letters, capitals, bold ones first."""
    shapes = sorted({shape_of(part, size, face) for part in headings})
    return {shape: min(2 + place, 6) for place, shape in enumerate(shapes)}


def shape_of(part: Sequence[Line], size: float, face: str) -> Shape:
    """Return what tells the level of a heading, the highest first."""
    text = "".join(line.plain for line in part)
    first = part[0]
    return -round(max(first.size, size)), not text.isupper(), not first.bold, first.face == face


#: Words that a drawing has in one place, and how many such places make a drawing.
_DRAWN_WORDS, _DRAWN_PARTS, _DRAWN_WITH_CAPTION = 8, 4, 2
#: No more of a file's words than this stand in drawings.
_MOST_DRAWN = 0.1


def drawn_words(
    parts: Sequence[list[Line] | Table], kinds: Sequence[Kind], size: float, face: str
) -> list[int]:
    """Return the places of the words of drawings: short, no sentences, not set as the text is."""
    found: list[int] = []
    run: list[int] = []
    counts = [
        0 if isinstance(part, Table) else sum(len(line.plain.split()) for line in part)
        for part in parts
    ]
    # Where authors work is set so too, above the text.
    first = next((place for place, count in enumerate(counts) if count >= _TEXT_BEFORE), 0)
    for place in range(first, len(parts) + 1):
        part = parts[place] if place < len(parts) else None
        kind = kinds[place][0] if place < len(parts) else ""
        if part and not isinstance(part, Table) and _is_drawn(part, kind, size, face):
            run.append(place)
            continue
        if run and _makes_a_drawing(parts, run, size, captioned=kind == "caption"):
            found += run
        run = []
    # Slides and forms have no running text around such words.
    return found if sum(counts[place] for place in found) < _MOST_DRAWN * sum(counts) else []


def _makes_a_drawing(
    parts: Sequence[list[Line] | Table], run: Sequence[int], size: float, *, captioned: bool
) -> bool:
    """Tell a drawing from a list and from lines of code, which begin at one place or go on."""
    lines = [part[0] for place in run if not isinstance(part := parts[place], Table)]
    before = parts[run[0] - 1] if run[0] else None
    if before and not isinstance(before, Table) and before[0].page == lines[0].page:
        smaller = before[0].size < 0.95 * size and abs(before[0].size - lines[0].size) < 0.3
        if smaller:
            return False
    scattered = 2 * len({round(line.left / 3) for line in lines}) > len(lines)
    return (captioned and len(run) >= _DRAWN_WITH_CAPTION) or (
        scattered and len(run) >= _DRAWN_PARTS
    )


def _is_drawn(part: Sequence[Line], kind: str, size: float, face: str) -> bool:
    first = part[0]
    text = " ".join(line.plain for line in part)
    other = first.size < 0.95 * size or (first.face not in ("", face) and not first.bold)
    return (
        kind in ("paragraph", "quote")
        and other
        and len(text.split()) <= _DRAWN_WORDS
        and not re.search(r"[.!?:;]$|[<>{}=@]|\(\)", text)
    )
