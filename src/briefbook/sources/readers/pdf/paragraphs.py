"""Make paragraphs of the lines of all pages: headings, items, quotations, captions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefbook.sources.readers.pdf.breaks import ends_short, split, usual_steps
from briefbook.sources.readers.pdf.hanging import with_hanging
from briefbook.sources.readers.pdf.headings import (
    drawn_words,
    heading_levels,
    headings_by_face,
    names_in_opening,
    shape_of,
    usual_face,
)
from briefbook.sources.readers.pdf.looks import (
    Kind,
    Look,
    begins_with_indents,
    bold_stands_out,
    headline_size,
    usual_lefts,
)
from briefbook.sources.readers.pdf.model import TextLine
from briefbook.sources.readers.pdf.signs import ENDS
from briefbook.sources.readers.pdf.tables import PdfTable
from briefbook.sources.reading.line_layout import join_lines

_MOST_HEADINGS = 3
#: The kind of what is no paragraph but is in a drawing.
DRAWN = "drawn"
#: Kinds that may continue after a float.
_JOINED = frozenset(("paragraph", "quote", "item"))


@dataclass(frozen=True, slots=True)
class PdfParagraph:
    """Lines that belong together: what they are, their text with marks, and their pages from 0.

    ``level`` is that of a heading (2 and up); ``number`` is that of an item, which began with
    ``sign``.
    """

    kind: str
    text: str
    pages: tuple[int, ...]
    number: int = 0
    level: int = 0
    sign: str = ""


def paragraphs(
    stream: Sequence[TextLine | PdfTable], size: float
) -> Iterator[PdfParagraph | PdfTable]:
    """Yield each paragraph and each table; ``size`` is that of the running text."""
    stream = with_hanging(stream)
    lines = [each for each in stream if isinstance(each, TextLine)]
    known = _known_words(lines)
    face = usual_face(lines, size)
    parts = list(split(stream, usual_steps(lines), face))
    look = Look(
        size,
        begins_with_indents(parts),
        usual_lefts(lines),
        headline_size(lines, size),
        bold=bold_stands_out(lines),
    )
    kinds = [("table", 0, 0) if isinstance(p, PdfTable) else look.kind(p) for p in parts]
    for place in headings_by_face(parts, kinds, size, face):
        kinds[place] = ("heading", 0, 0)
    for place in names_in_opening(parts, kinds):
        kinds[place] = ("paragraph", 0, 0)
    kinds = _without_runs(kinds)
    for place in drawn_words(parts, kinds, size, face):
        kinds[place] = (DRAWN, 0, 0)
    kinds = _with_one_headline(kinds)
    parts, kinds = _over_floats(parts, kinds, size)
    headings = [p for p, kind in zip(parts, kinds, strict=True) if kind[0] == "heading"]
    levels = heading_levels([p for p in headings if not isinstance(p, PdfTable)], size, face)
    for part, (kind, number, cut) in zip(parts, kinds, strict=True):
        if isinstance(part, PdfTable):
            yield part
            continue
        texts = [part[0].text[cut:], *(line.text for line in part[1:])]
        yield PdfParagraph(
            kind,
            join_lines(texts, known),
            tuple(dict.fromkeys(line.page for line in part)),
            number,
            levels[shape_of(part, size, face)] if kind == "heading" else 0,
            part[0].text[:cut].strip(),
        )


Part = list[TextLine] | PdfTable


def _over_floats(
    parts: Sequence[Part], kinds: Sequence[Kind], size: float
) -> tuple[list[Part], list[Kind]]:
    """Join the two halves of a sentence that a float divides, and put the float after them.

    Figures, tables and lines in lower case are at the foot of a column, or at its head.
    """
    made: list[tuple[Part, Kind]] = list(zip(parts, kinds, strict=True))
    place = 0
    while place < len(made):
        part, kind = made[place]
        after = place + 1
        while after < len(made) and _floats(*made[after], size):
            after += 1
        if after == len(made):
            break
        rest, its_kind = made[after]
        if (
            after > place + 1
            and not isinstance(part, PdfTable)
            and not isinstance(rest, PdfTable)
            and kind[0] in _JOINED
            and its_kind[0] in ("paragraph", "quote")
            and _goes_on(part, rest)
        ):
            made[place] = ([*part, *rest], kind)
            del made[after]
        else:
            place += 1
    return [part for part, _kind in made], [kind for _part, kind in made]


def _floats(part: Part, kind: Kind, size: float) -> bool:
    if isinstance(part, PdfTable) or kind[0] in ("caption", DRAWN):
        return True
    return kind[0] in ("paragraph", "quote") and part[0].size < 0.95 * size


def _goes_on(part: Sequence[TextLine], rest: Sequence[TextLine]) -> bool:
    """Return whether a part begins, in another column, in the midst of a sentence of another."""
    last, first = part[-1], rest[0]
    elsewhere = first.page != last.page or first.bottom < last.bottom
    return (
        elsewhere
        and first.page - last.page < 2
        and abs(first.size - last.size) < 0.03 * last.size
        and not ENDS.search(last.plain)
        and not ends_short(last, 0.3)
        and first.plain[:1].islower()
    )


def _with_one_headline(kinds: Sequence[Kind]) -> list[Kind]:
    headlines = [place for place, kind in enumerate(kinds) if kind[0] == "headline"]
    return [
        ("heading", 0, 0) if place in headlines[1:] else kind for place, kind in enumerate(kinds)
    ]


def _without_runs(kinds: list[Kind]) -> list[Kind]:
    """Return the kinds with more headings in a row than articles have made paragraphs.

    Such lines are a form's labels, a list or the parts of a drawing.
    """
    made = list(kinds)
    start = 0
    for place in range(len(kinds) + 1):
        if place < len(kinds) and kinds[place][0] == "heading":
            continue
        if place - start > _MOST_HEADINGS:
            made[start:place] = [("paragraph", 0, 0)] * (place - start)
        start = place + 1
    return made


def _known_words(lines: Iterable[TextLine]) -> frozenset[str]:
    return frozenset(
        word for line in lines for word in re.findall(r"[\w-]+(?=[\s.,;:])", line.plain.lower())
    )
