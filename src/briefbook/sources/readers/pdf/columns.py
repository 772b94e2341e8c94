"""The reading order of a page: its columns, and what is above them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from briefbook.sources.readers.pdf.model import FontSpan, Fragment, rows_of

#: The fewest lines of a column, and the least length of its lines, longer than a table cell's.
_LEAST_LINES = 3
_SHORTEST = 10
#: The least share of a column's lines that begin in the middle of a sentence.
_FLOWING = 0.2
#: The most lines under columns that do not cross their gutter.
_LONGEST_TAIL = 3


@dataclass(frozen=True, slots=True)
class _Band:
    """A part of a page divided by a gutter: its first and last fragments."""

    start: int
    end: int
    gutter: float
    score: float


def regions_of(fragments: Sequence[Fragment], *, rtl: bool = False) -> list[list[Fragment]]:
    """Return the fragments of a page as regions without a gutter, in reading order.

    ``rtl``: the page, and so its columns, are read from right to left.
    """
    ordered = sorted(_rejoined(fragments), key=lambda each: (each.top, each.left))
    return _regions(ordered, rtl=rtl, depth=0)


def _regions(ordered: list[Fragment], *, rtl: bool, depth: int) -> list[list[Fragment]]:
    if not ordered:
        return []
    band = _best_band(ordered) if depth < 12 else None
    if not band:
        return [ordered]
    band = _without_tail(band, ordered)
    inside = ordered[band.start : band.end]
    left = [each for each in inside if each.right <= band.gutter]
    right = [each for each in inside if each.right > band.gutter]
    first, second = (right, left) if rtl else (left, right)
    parts = (ordered[: band.start], first, second, ordered[band.end :])
    return [region for part in parts for region in _regions(part, rtl=rtl, depth=depth + 1)]


def _without_tail(band: _Band, ordered: Sequence[Fragment]) -> _Band:
    """Return a band without the few lines that stand apart under columns of the same length."""
    for end in range(band.end - 1, max(band.start, band.end - _LONGEST_TAIL - 1), -1):
        above, last = ordered[band.start : end], ordered[end]
        bottoms = [
            max((each.bottom for each in above if (each.right <= band.gutter) == left), default=0)
            for left in (True, False)
        ]
        even = abs(bottoms[0] - bottoms[1]) < 1.6 * last.size
        if even and last.top - max(bottoms) > 0.5 * last.size:
            return replace(band, end=end)
    return band


def _rejoined(fragments: Sequence[Fragment]) -> list[Fragment]:
    """Join the parts of a justified line with wide spaces, where no column begins at the gap.

    A gap that is below or above another at the same place may be a gutter.
    """
    joined: list[Fragment] = []
    rows = rows_of(fragments)
    lefts = [fragment.left for row in rows for fragment in row]
    for row in rows:
        last: Fragment | None = None
        for fragment in row:
            alike = sum(abs(left - fragment.left) < 1.5 for left in lefts)
            near = last is not None and 0 <= fragment.left - last.right < 1.8 * fragment.size
            alone = (
                alike < 2
                and not (last and (last.rtl or last.tag != fragment.tag))
                and not fragment.rtl
            )
            if last and near and alone:
                last = joined[-1] = _join(last, fragment)
            else:
                last = fragment
                joined.append(fragment)
    return joined


def _join(one: Fragment, other: Fragment) -> Fragment:
    first = one.spans[-1]
    spaced = FontSpan(f"{first.text} ", first.size, first.baseline)
    return Fragment(
        one.left,
        other.right,
        min(one.top, other.top),
        max(one.bottom, other.bottom),
        one.bold and other.bold,
        (*one.spans[:-1], spaced, *other.spans),
        one.rtl,
        one.tag,
        one.face if one.face == other.face else "",
    )


def _best_band(ordered: Sequence[Fragment]) -> _Band | None:
    """Return the part of the page with the most text that one gutter divides, or ``None``."""
    half = max(1.5, 0.3 * median(each.size for each in ordered))
    best: _Band | None = None
    for edge in sorted({round(each.right, 0) for each in ordered}):
        gutter = edge + half + 0.5
        start = 0
        for place in range(len(ordered) + 1):
            crosses = place == len(ordered) or (
                ordered[place].left < gutter + half and ordered[place].right > gutter - half
            )
            if not crosses:
                continue
            score = _score(ordered[start:place], gutter)
            if score and (best is None or score > best.score):
                best = _Band(start, place, gutter, score)
            start = place + 1
    return best


def _score(part: Sequence[Fragment], gutter: float) -> float:
    """Return how much text a gutter divides; 0 if that is not columns of prose."""
    left = [each for each in part if each.right <= gutter]
    right = [each for each in part if each.right > gutter]
    if min(len(left), len(right)) < _LEAST_LINES:
        return 0
    top = max(min(each.top for each in left), min(each.top for each in right))
    bottom = min(max(each.bottom for each in left), max(each.bottom for each in right))
    beside = [
        [each for each in side if each.bottom > top and each.top < bottom] for side in (left, right)
    ]
    prose = all(map(_is_prose, (left, right))) or _is_column_beside_a_figure(left, right)
    if min(map(len, beside)) < _LEAST_LINES or not prose:
        return 0
    return sum(len(each.text) for each in part)


def _is_column_beside_a_figure(left: Sequence[Fragment], right: Sequence[Fragment]) -> bool:
    """Return whether one side is running text and the other as wide: it may hold a drawing."""
    widths = [max(e.right for e in side) - min(e.left for e in side) for side in (left, right)]
    if not 0.75 < widths[0] / max(1.0, widths[1]) < 1.33:
        return False
    return any(
        len(side) >= 2 * _LEAST_LINES
        and _is_prose(side)
        and median(each.right - each.left for each in side) > 0.8 * width
        for side, width in zip((left, right), widths, strict=True)
    )


def _is_prose(side: Sequence[Fragment]) -> bool:
    texts = [each.text for each in side]
    if median(map(len, texts)) < _SHORTEST:
        # Scripts without spaces say more with fewer signs.
        wide = sum(ord(char) > 0x2E80 for text in texts for char in text)
        if 2 * wide < sum(map(len, texts)):
            return False
    numeric = sum(not any(map(str.isalpha, text)) for text in texts)
    flowing = sum(text[:1].isalpha() and not text[:1].isupper() for text in texts)
    return numeric <= 0.35 * len(texts) and flowing >= _FLOWING * len(texts)
