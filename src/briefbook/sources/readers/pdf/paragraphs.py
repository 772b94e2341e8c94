"""From the lines of all pages to paragraphs: headings, items, quotations, captions."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from briefbook.sources.readers.pdf.hanging import ENDS, ON, has_room, with_hanging
from briefbook.sources.readers.pdf.model import SUP, Line
from briefbook.sources.readers.pdf.tables import Table
from briefbook.sources.reading.line_layout import join_lines

_HEADING_RATIO, _HEADLINE_RATIO = 1.12, 1.3
_LONGEST_HEADING, _MOST_HEADINGS = 30, 3
_BULLET = re.compile(r"[•●▪■◦‣∙·○–—\-*\uf0b7\uf0a7\uf0d8➢➔✓❖]\s+(?=\S)")
_ORDINAL = re.compile(r"\(?(\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s+(?=\S)")
_CAPTION = re.compile(
    r"(?:fig(?:ure)?|table|chart|map|box|photo|image|graph|abb(?:ildung)?|tab(?:elle)?|foto|grafik|"
    r"рис(?:унок)?|таблица|фото|figura|tabla|tableau|graphique|그림|표|사진|図|表|图)\.?"
    r"\s*[\dIVX]{0,4}(?:[.\-]\d+)?\s*(?:[.:–—|]|(?<=\d)\s)\s*(?=\S)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Paragraph:
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


def paragraphs(stream: Sequence[Line | Table], size: float) -> Iterator[Paragraph | Table]:
    """Yield each paragraph and each table; ``size`` is that of the running text."""
    stream = with_hanging(stream)
    lines = [each for each in stream if isinstance(each, Line)]
    known = _known_words(lines)
    steps = _usual_steps(lines)
    parts = list(_split(stream, steps))
    look = _Look(
        size,
        _heading_sizes(parts, size),
        _indents(parts),
        _headline_size(lines, size),
        bold=_bold_stands_out(lines),
    )
    kinds = _without_runs(
        [("table", 0, 0) if isinstance(p, Table) else look.kind(p) for p in parts]
    )
    headline_seen = False
    for part, (kind, number, cut) in zip(parts, kinds, strict=True):
        if isinstance(part, Table):
            yield part
            continue
        second = kind == "headline" and headline_seen
        headline_seen = headline_seen or kind == "headline"
        texts = [part[0].text[cut:], *(line.text for line in part[1:])]
        yield Paragraph(
            "heading" if second else kind,
            join_lines(texts, known),
            tuple(dict.fromkeys(line.page for line in part)),
            number,
            look.level(part[0].size) if second or kind == "heading" else 0,
            part[0].text[:cut].strip(),
        )


Kind = tuple[str, int, int]


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


def _bold_stands_out(lines: Sequence[Line]) -> bool:
    bold = sum(len(line.plain) for line in lines if line.bold)
    return 5 * bold < 2 * sum(len(line.plain) for line in lines)


def _known_words(lines: Iterable[Line]) -> frozenset[str]:
    return frozenset(
        word for line in lines for word in re.findall(r"[\w-]+(?=[\s.,;:])", line.plain.lower())
    )


def _usual_steps(lines: Sequence[Line]) -> dict[float, float]:
    """Return, by size of the letters, how far one line stands below the one before."""
    steps: dict[float, list[_Step]] = defaultdict(list)
    for before, after in pairwise(lines):
        step = after.bottom - before.bottom
        alike = before.page == after.page and abs(before.size - after.size) < 0.3
        if alike and 0.8 * after.size < step < 2.2 * after.size:
            full = before.right - before.left > 0.85 * (before.end - before.start)
            goes_on = full and not ENDS.search(before.plain)
            steps[round(after.size)].append((step, bool(ENDS.search(before.plain)), goes_on))
    return {size: _usual_step(found, size) for size, found in steps.items()}


#: How far a line stands below the last; whether that ended a sentence; whether it goes on here,
#: being full and no end.
_Step = tuple[float, bool, bool]


def _usual_step(found: list[_Step], size: float) -> float:
    """Return the step inside paragraphs: the small ones, also where most lines stand alone."""
    usual = median(sorted(step for step, _ended, _on in found)[: len(found) * 2 // 3 + 1])
    if usual <= 1.5 * size:
        return usual
    inside = [step for step, _ended, goes_on in found if goes_on]
    if inside and min(inside) < usual:
        return median(inside)
    ended = sum(ended for _step, ended, _on in found)
    # Where nearly each line is a sentence and stands far from the next, each is a paragraph.
    return usual if inside and ended <= 0.8 * len(found) else 1.2 * size


def _split(
    stream: Sequence[Line | Table], steps: dict[float, float]
) -> Iterator[list[Line] | Table]:
    part: list[Line] = []
    for each in stream:
        if isinstance(each, Table):
            if part:
                yield part
            part = []
            yield each
        elif part and _begins(part, each, steps.get(round(each.size), 1.3 * each.size)):
            yield part
            part = [each]
        else:
            part.append(each)
    if part:
        yield part


def _begins(part: Sequence[Line], line: Line, step: float) -> bool:
    """Tell whether a line begins another paragraph than the one that is being read."""
    last = part[-1]
    if _looks_different(part, line):
        return True
    if line.hang or last.hang == ON:
        return line.hang != ON
    if line.page != last.page or line.bottom < last.bottom:
        # Over to the next column or page: the sentence decides.
        ended = bool(ENDS.search(last.plain)) or _ends_short(last, 0.3)
        return ended and (not line.plain[:1].islower() or _indented(part, line))
    return _stands_apart(part, line, step)


def _looks_different(part: Sequence[Line], line: Line) -> bool:
    last = part[-1]
    if line.tag != last.tag:
        return True
    if abs(line.size - last.size) > 0.08 * last.size:
        return True
    if line.bold != last.bold and (line.bold or len(part) == 1):
        return True
    numbered = _ORDINAL.match(line.text) and _ends_short(last)
    return bool(_BULLET.match(line.text) or numbered)


def _stands_apart(part: Sequence[Line], line: Line, step: float) -> bool:
    last = part[-1]
    down = line.bottom - last.bottom
    if line.tag and down < 2 * step:
        return False  # the same item of a list, as the file says
    if down > max(1.3 * step, step + 0.25 * line.size):
        return True
    if down < 0.3 * step:
        return False
    if _is_item(part[0]) and line.left > part[0].left + 0.4 * line.size:
        return False
    return _indented(part, line) or (has_room(last, line) and bool(ENDS.search(last.plain)))


def _is_item(line: Line) -> bool:
    return bool(_BULLET.match(line.text) or _ORDINAL.match(line.text))


def _indented(part: Sequence[Line], line: Line) -> bool:
    inset = _inset(line) - _inset(part[-1])
    return inset > 0.5 * line.size and (len(part) > 1 or inset < 4 * line.size)


def _inset(line: Line) -> float:
    """Return how far a line begins from the edge of its column."""
    return line.end - line.right if line.rtl else line.left - line.start


def _ends_short(line: Line, share: float = 0.1) -> bool:
    width = line.end - line.start
    room = line.left - line.start if line.rtl else line.end - line.right
    return room > share * width


def _heading_sizes(parts: Iterable[list[Line] | Table], size: float) -> list[float]:
    sizes = Counter(
        round(part[0].size, 1)
        for part in parts
        if not isinstance(part, Table) and part[0].size > _HEADING_RATIO * size
    )
    return sorted(sizes, reverse=True)


def _headline_size(lines: Sequence[Line], size: float) -> float:
    """Return the size of the headline: the largest of the first page that has any text."""
    first = [line.size for line in lines if line.page == lines[0].page and len(line.plain) > 3]
    largest = max(first, default=0.0)
    return largest if largest > _HEADLINE_RATIO * size else 0.0


def _indents(parts: Iterable[list[Line] | Table]) -> bool:
    """Tell whether paragraphs begin with an indent, as in books."""
    long = [part for part in parts if not isinstance(part, Table) and len(part) > 2]
    indented = sum(part[0].left > part[1].left + 0.5 * part[0].size for part in long)
    return bool(long) and indented >= 0.3 * len(long)


def _item(first: Line) -> Kind | None:
    if match := _BULLET.match(first.text):
        return "item", 0, match.end()
    if (match := _ORDINAL.match(first.text)) and match[1].isdigit():
        return "item", int(match[1]), match.end()
    # The file's own tags say so; its dot may be drawn.
    return ("item", 0, 0) if first.tag else None


def _may_be_heading(text: str) -> bool:
    starts = next((char for char in text if char.isalnum()), "")
    return (
        any(map(str.isalpha, text))
        and not starts.islower()
        and not re.search(r"[.,;]$", text)
        and not _BULLET.match(text)
    )


@dataclass(frozen=True, slots=True)
class _Look:
    """How the text of this file is set, and what a paragraph is by its look."""

    size: float
    heading_sizes: list[float]
    indents: bool
    headline: float
    bold: bool

    def level(self, size: float) -> int:
        """Return the level of a heading in letters of this size."""
        larger = [each for each in self.heading_sizes if each > size + 0.2]
        if self.headline and self.heading_sizes and self.heading_sizes[0] >= self.headline - 0.2:
            larger = [each for each in larger if each < self.headline - 0.2]
        return min(2 + len(larger), 6)

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
        if not far or any(line.rtl or SUP in line.text[:1] for line in part):
            return False
        return len(part) > 1 or (not self.indents and ENDS.search(part[0].plain) is not None)
