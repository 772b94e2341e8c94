"""From placed lines of pages to paragraphs: columns, running heads, hyphens, headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from briefbook.sources.reading.article import Omission
from briefbook.sources.reading.line_layout import join_lines

#: The part of a page at its top and foot where running lines stand.
_MARGIN = 0.12
#: A column has at least this many lines; lines over both are at most this share.
_COLUMN_LINES = 4
_CROSSING_SHARE = 0.34
_HEADING_RATIO = 1.12
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|p\.|seite|стр\.)?\s*\d{1,4}(?:\s?(?:of|/|из)\s?\d{1,4})?\W*", re.IGNORECASE
)
_ENDS = re.compile(r"[.!?…。！？:][\"'”’»)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; lengths in points, measured from the page's top left."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    page: int
    height: float
    order: int = 0


def drop_running_lines(
    pages: Sequence[Sequence[Line]],
) -> tuple[list[list[Line]], list[Omission]]:
    """Return the pages without the heads and feet that repeat, and those with the reason.

    Numbers count as equal, so that “Page 3” repeats “Page 2”.
    """
    seen = Counter(
        key for page in pages for key in {_running_key(line) for line in page if _in_margin(line)}
    )
    often = {key for key, count in seen.items() if count >= max(2, len(pages) / 2)}
    kept: list[list[Line]] = []
    left_out: dict[tuple[str, str], str] = {}
    for page in pages:
        rest = []
        for line in page:
            alone = _in_margin(line) and _PAGE_NUMBER.fullmatch(line.text)
            if _in_margin(line) and (alone or _running_key(line) in often):
                reason = "page header" if line.top < line.height / 2 else "page footer"
                left_out.setdefault((reason, _running_key(line)), line.text)
            else:
                rest.append(line)
        kept.append(rest)
    return kept, [Omission(reason, text) for (reason, _key), text in left_out.items()]


def _in_margin(line: Line) -> bool:
    return line.top < _MARGIN * line.height or line.bottom > (1 - _MARGIN) * line.height


def _running_key(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.lower())


def order_lines(page: Sequence[Line]) -> list[Line]:
    """Return a page's lines as they are read: down one column, then down the next.

    Lines over both columns (a headline) part the page into bands, each read by itself.
    """
    lines = sorted(page, key=lambda line: (round(line.top), line.left))
    gutter = _gutter(lines)
    if not gutter:
        return _merge_rows(lines)
    ordered: list[Line] = []
    band: list[Line] = []
    for line in lines:
        if line.left < gutter < line.right:
            ordered += [*_columns(band, gutter), line]
            band = []
        else:
            band.append(line)
    return ordered + _columns(band, gutter)


def _columns(band: Sequence[Line], gutter: float) -> list[Line]:
    left = [line for line in band if line.right <= gutter]
    return _merge_rows(left) + _merge_rows([line for line in band if line.right > gutter])


def _merge_rows(lines: Sequence[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: (round(line.top / 2), line.left))


def _gutter(lines: Sequence[Line]) -> float:
    """Return where the white space between two columns stands, or 0."""
    if len(lines) < 2 * _COLUMN_LINES:
        return 0
    start, end = min(line.left for line in lines), max(line.right for line in lines)
    places = [start + (end - start) * step / 100 for step in range(25, 76)]
    ranked = []
    for place in places:
        crossing = sum(line.left < place < line.right for line in lines)
        before = sum(line.right <= place for line in lines)
        after = len(lines) - crossing - before
        if min(before, after) >= _COLUMN_LINES and crossing <= _CROSSING_SHARE * len(lines):
            ranked.append((crossing, place))
    if not ranked:
        return 0
    fewest = min(ranked)[0]
    best = [place for crossing, place in ranked if crossing == fewest]
    return best[len(best) // 2]


def paragraphs(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Yield each paragraph as kind and text: ``headline``, ``heading`` or ``text``."""
    if not lines:
        return
    weight: Counter[float] = Counter()
    for line in lines:
        weight[line.size] += len(line.text)
    body = weight.most_common(1)[0][0]
    largest = max(line.size for line in lines if line.page == lines[0].page)
    known = frozenset(
        word for line in lines for word in re.findall(r"[\w-]+(?=[\s.,;:])", line.text.lower())
    )
    headline_seen = False
    for part in _split(lines):
        kind = _kind(part, body, largest)
        if kind == "headline" and headline_seen:
            kind = "heading"
        headline_seen = headline_seen or kind == "headline"
        yield kind, join_lines((each.text for each in part), known)


def _split(lines: Sequence[Line]) -> Iterator[list[Line]]:
    gap = _usual_gap(lines)
    part = [lines[0]]
    for line in lines[1:]:
        if _parts(part, line, gap):
            yield part
            part = []
        part.append(line)
    yield part


def _usual_gap(lines: Sequence[Line]) -> float:
    gaps = [
        after.top - before.top
        for before, after in pairwise(lines)
        if before.page == after.page and 0 < after.top - before.top < 4 * before.size
    ]
    return median(gaps) if gaps else 12.0


def _parts(part: Sequence[Line], line: Line, gap: float) -> bool:
    """Tell whether a line begins another paragraph than the one that is being read."""
    last = part[-1]
    if abs(line.size - last.size) > 0.08 * last.size:
        return True
    if line.bold != last.bold and (line.bold or len(part) == 1):
        return True
    if line.page != last.page or line.top < last.top:
        # Over to the next column or page: the sentence decides.
        return bool(_ENDS.search(last.text)) and (line.text[:1].isupper() or _indented(part, line))
    if line.top - last.top > 1.35 * gap:
        return True
    if line.top - last.top < 0.3 * gap:
        return False
    width = max(each.right for each in part) - min(each.left for each in part)
    ended_short = len(part) > 1 and last.right < max(e.right for e in part) - 0.12 * width
    return _indented(part, line) or (ended_short and bool(_ENDS.search(last.text)))


def _indented(part: Sequence[Line], line: Line) -> bool:
    return len(part) > 1 and line.left > part[-1].left + 0.5 * line.size


def _kind(part: Sequence[Line], body: float, largest: float) -> str:
    size = part[0].size
    if size >= largest - 0.1 and size > 1.3 * body:
        return "headline"
    short = len(part) <= 3 and not re.search(r"[.,;]$", part[-1].text)
    if short and (size > _HEADING_RATIO * body or part[0].bold):
        return "heading"
    return "text"
