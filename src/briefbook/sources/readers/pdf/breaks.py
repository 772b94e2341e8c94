"""Divide lines into paragraphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from briefbook.sources.readers.pdf.hanging import ON, has_room
from briefbook.sources.readers.pdf.model import TextLine
from briefbook.sources.readers.pdf.signs import BULLET, ENDS, ORDINAL
from briefbook.sources.readers.pdf.tables import PdfTable

#: A line in its own format that leaves this share of its column free is a paragraph of its own.
_FREE = 0.15
#: The most distance between the lines of a heading, in ems.
_HEADING_STEP = 1.75


def usual_steps(lines: Sequence[TextLine]) -> dict[float, float]:
    """Return, by size of the letters, how far one line is below the one before."""
    steps: dict[float, list[_Step]] = defaultdict(list)
    for before, after in pairwise(lines):
        step = after.bottom - before.bottom
        alike = before.page == after.page and abs(before.size - after.size) < 0.3
        if alike and 0.8 * after.size < step < 2.2 * after.size:
            full = before.right - before.left > 0.85 * (before.end - before.start)
            goes_on = full and not ENDS.search(before.plain)
            steps[round(after.size)].append((step, bool(ENDS.search(before.plain)), goes_on))
    return {size: _usual_step(found, size) for size, found in steps.items()}


#: The distance of a line from the last; whether that ended a sentence; whether it continues here,
#: as it is full and ends none.
_Step = tuple[float, bool, bool]


def _usual_step(found: list[_Step], size: float) -> float:
    """Return the distance of lines within paragraphs, even where most paragraphs have one line."""
    usual = median(sorted(step for step, _ended, _on in found)[: len(found) * 2 // 3 + 1])
    if usual <= 1.5 * size:
        return usual
    inside = [step for step, _ended, goes_on in found if goes_on]
    if inside and min(inside) < usual:
        return median(inside)
    ended = sum(ended for _step, ended, _on in found)
    # Where nearly every line is a sentence and is far from the next, each is a paragraph.
    return usual if inside and ended <= 0.8 * len(found) else 1.2 * size


def split(
    stream: Sequence[TextLine | PdfTable], steps: dict[float, float], face: str
) -> Iterator[list[TextLine] | PdfTable]:
    """Yield the lines of each paragraph, and each table; ``face`` is that of the running text."""
    part: list[TextLine] = []
    for each in stream:
        if isinstance(each, PdfTable):
            if part:
                yield part
            part = []
            yield each
        elif part and _begins(part, each, steps.get(round(each.size), 1.3 * each.size), face):
            yield part
            part = [each]
        else:
            part.append(each)
    if part:
        yield part


def _begins(part: Sequence[TextLine], line: TextLine, step: float, face: str) -> bool:
    """Return whether a line begins another paragraph than the one that is being read."""
    last = part[-1]
    if _looks_different(part, line, face):
        return True
    if line.hang == ON:
        ended = bool(ENDS.search(last.plain)) and has_room(last, line)
        return line.page == last.page and (ended or line.bottom - last.bottom > 1.4 * step)
    if line.hang or last.hang == ON:
        return True
    if line.page != last.page or line.bottom < last.bottom:
        # Across columns or pages, the sentence decides.
        ended = bool(ENDS.search(last.plain)) or ends_short(last, 0.3)
        return ended and (not line.plain[:1].islower() or _indented(part, line))
    return _stands_apart(part, line, step)


def _looks_different(part: Sequence[TextLine], line: TextLine, face: str) -> bool:
    last = part[-1]
    if line.tag != last.tag:
        return True
    if abs(line.size - last.size) > 0.08 * last.size:
        return True
    if line.bold != last.bold and (line.bold or len(part) == 1):
        return True
    alone = len(part) == 1 and last.face not in ("", face, line.face)
    if alone and ends_short(last, _FREE) and has_room(last, line):
        return True
    numbered = ORDINAL.match(line.text) and ends_short(last)
    return bool(BULLET.match(line.text) or numbered)


def _stands_apart(part: Sequence[TextLine], line: TextLine, step: float) -> bool:
    last = part[-1]
    down = line.bottom - last.bottom
    if line.tag and down < 2 * step:
        return False  # the same item of a list, as the file says
    if line.bold and last.bold and not has_room(last, line) and not ENDS.search(last.plain):
        return down > _HEADING_STEP * line.size
    if down > max(1.3 * step, step + 0.25 * line.size):
        return True
    if down < 0.3 * step:
        return False
    if _is_item(part[0]) and line.left > part[0].left + 0.4 * line.size:
        return False
    return _indented(part, line) or (has_room(last, line) and bool(ENDS.search(last.plain)))


def _is_item(line: TextLine) -> bool:
    return bool(BULLET.match(line.text) or ORDINAL.match(line.text))


def _indented(part: Sequence[TextLine], line: TextLine) -> bool:
    inset = _inset(line) - _inset(part[-1])
    return inset > 0.5 * line.size and (len(part) > 1 or inset < 4 * line.size)


def _inset(line: TextLine) -> float:
    """Return how far a line begins from the edge of its column."""
    return line.end - line.right if line.rtl else line.left - line.start


def ends_short(line: TextLine, share: float = 0.1) -> bool:
    """Return whether a line leaves more than a share of its column free."""
    width = line.end - line.start
    room = line.left - line.start if line.rtl else line.end - line.right
    return room > share * width
