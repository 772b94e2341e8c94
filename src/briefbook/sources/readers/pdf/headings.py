"""Classify short lines by the whole file: headings, names above the text, words of drawings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from briefbook.sources.readers.pdf.breaks import ends_short
from briefbook.sources.readers.pdf.looks import Kind, may_be_heading
from briefbook.sources.readers.pdf.model import TextLine
from briefbook.sources.readers.pdf.signs import ENDS
from briefbook.sources.readers.pdf.tables import PdfTable

#: Words of a heading that only its font tells, and how many of the text come before the first.
_LONGEST_LINE, _TEXT_BEFORE = 12, 25
#: A sentence of so many words is text, however short.
_SHORTEST_TEXT = 8
_OPENS = re.compile(
    r"\W*(?:abstract|summary|introduction|einleitung|zusammenfassung|résumé|resumen|introducción|"
    r"(?:\d{1,2}|[IVX]{1,4})\.?\s.*)",
    re.IGNORECASE,
)

#: Several names, or one with the mark of a note on where its bearer works.
_NAMES = re.compile(r",.*,|\w\s?[∗*†‡§¶]|@")


def usual_face(lines: Iterable[TextLine], size: float) -> str:
    """Return the font of most of the running text."""
    weight: Counter[str] = Counter()
    for line in lines:
        if abs(line.size - size) < 0.05 * size:
            weight[line.face] += len(line.plain)
    del weight[""]
    return weight.most_common(1)[0][0] if weight else ""


def headings_by_face(
    parts: Sequence[list[TextLine] | PdfTable], kinds: Sequence[Kind], size: float, face: str
) -> list[int]:
    """Return the indices of headings set in another font or in capitals, not by size or weight.

    A single line of a format is not one: a line in italics may be anything.
    """
    found: dict[tuple[str, float, bool], list[int]] = {}
    words = 0
    for place, (part, below) in enumerate(pairwise(parts)):
        if isinstance(part, PdfTable) or kinds[place][0] != "paragraph":
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
        if looks and alone and not early and may_be_heading(text) and not text.endswith(":"):
            look = (part[0].face, round(part[0].size), capitals)
            found.setdefault(look, []).append(place)
        if len(part) > 1:
            words += len(text.split())
    return [place for places in found.values() if len(places) > 1 for place in places]


def _stands_alone(part: Sequence[TextLine], least: float) -> bool:
    last = part[-1]
    words = sum(len(line.plain.split()) for line in part)
    return (
        len(part) <= 2
        and words <= _LONGEST_LINE
        and (ends_short(last, 0.1) or _is_centred(last))
        and all(line.face == last.face and line.size > least for line in part)
        and last.plain[:1] not in "–—-("
        and not any(sign in last.plain for sign in "@=|")
    )


def _is_centred(line: TextLine) -> bool:
    rooms = line.left - line.start, line.end - line.right
    return abs(rooms[0] - rooms[1]) < line.size and min(rooms) > 0.5 * line.size


def _is_text(part: list[TextLine] | PdfTable, kind: Kind, face: str) -> bool:
    """Return whether a part is text in another font, as it is below a heading."""
    if isinstance(part, PdfTable):
        return False
    words = sum(len(line.plain.split()) for line in part)
    return (
        kind[0] in ("paragraph", "quote", "item")
        and words >= 8
        and (not face or part[0].face != face)
    )


def names_in_opening(
    parts: Sequence[list[TextLine] | PdfTable], kinds: Sequence[Kind]
) -> list[int]:
    """Return the places of what looks like headings between the headline and the text.

    Names of authors are set so. A heading has its like further below, or the text right under it.
    """
    texts = [
        "" if isinstance(part, PdfTable) else " ".join(line.plain for line in part)
        for part in parts
    ]
    long = [place for place, text in enumerate(texts) if _is_running(text)]
    first = long[0] if long else 0
    looks = [
        (round(part[0].size), part[0].bold) if not isinstance(part, PdfTable) else (0, False)
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


def _is_running(text: str) -> bool:
    """Tell the text itself from where its authors work, which is names and ends like a sentence."""
    words = text.split()
    small = sum(word[:1].islower() for word in words)
    sentence = ENDS.search(text) is not None and 5 * small >= 3 * len(words)
    return len(words) >= _TEXT_BEFORE or (sentence and len(words) >= _SHORTEST_TEXT)


Shape = tuple[float, bool, bool, bool]


def heading_levels(headings: Iterable[list[TextLine]], size: float, face: str) -> dict[Shape, int]:
    """Return the level of each look of a heading: larger letters, capitals, bold ones first."""
    shapes = sorted({shape_of(part, size, face) for part in headings})
    return {shape: min(2 + place, 6) for place, shape in enumerate(shapes)}


def shape_of(part: Sequence[TextLine], size: float, face: str) -> Shape:
    """Return what tells the level of a heading, the highest first."""
    text = "".join(line.plain for line in part)
    first = part[0]
    return -round(max(first.size, size)), not text.isupper(), not first.bold, first.face == face


#: Words that a drawing has in one place, and how many such places make a drawing.
_DRAWN_WORDS, _DRAWN_PARTS, _DRAWN_WITH_CAPTION = 8, 4, 2
#: No more of a file's words than this are in drawings.
_MOST_DRAWN = 0.1


def drawn_words(
    parts: Sequence[list[TextLine] | PdfTable], kinds: Sequence[Kind], size: float, face: str
) -> list[int]:
    """Return the places of the words of drawings: short, no sentences, not set as the text is."""
    found: list[int] = []
    run: list[int] = []
    counts = [
        0 if isinstance(part, PdfTable) else sum(len(line.plain.split()) for line in part)
        for part in parts
    ]
    # Where authors work is set so too, above the text.
    first = next((place for place, count in enumerate(counts) if count >= _TEXT_BEFORE), 0)
    for place in range(first, len(parts) + 1):
        part = parts[place] if place < len(parts) else None
        kind = kinds[place][0] if place < len(parts) else ""
        if part and not isinstance(part, PdfTable) and _is_drawn(part, kind, size, face):
            run.append(place)
            continue
        if run and _makes_a_drawing(parts, run, size, captioned=kind == "caption"):
            found += run
        run = []
    # Slides and forms have no running text around such words.
    return found if sum(counts[place] for place in found) < _MOST_DRAWN * sum(counts) else []


def _makes_a_drawing(
    parts: Sequence[list[TextLine] | PdfTable], run: Sequence[int], size: float, *, captioned: bool
) -> bool:
    """Tell a drawing from a list and from lines of code, which begin at one place or go on."""
    lines = [part[0] for place in run if not isinstance(part := parts[place], PdfTable)]
    before = parts[run[0] - 1] if run[0] else None
    if before and not isinstance(before, PdfTable) and before[0].page == lines[0].page:
        smaller = before[0].size < 0.95 * size and abs(before[0].size - lines[0].size) < 0.3
        if smaller:
            return False
    scattered = 2 * len({round(line.left / 3) for line in lines}) > len(lines)
    return (captioned and len(run) >= _DRAWN_WITH_CAPTION) or (
        scattered and len(run) >= _DRAWN_PARTS
    )


def _is_drawn(part: Sequence[TextLine], kind: str, size: float, face: str) -> bool:
    first = part[0]
    text = " ".join(line.plain for line in part)
    other = first.size < 0.95 * size or (first.face not in ("", face) and not first.bold)
    return (
        kind in ("paragraph", "quote")
        and other
        and len(text.split()) <= _DRAWN_WORDS
        and not re.search(r"[.!?:;]$|[<>{}=@]|\(\)", text)
    )
