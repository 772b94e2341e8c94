"""Join the glyphs of a page into fragments: text on one line without a wide gap."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

#: In the size of the letters: a wider gap parts fragments, such as columns and cells.
_WIDE = 0.75
#: The share of a fragment's letters that determines its format.
_WHOLE = 0.8
#: A letter that stands higher or lower than this is on another line.
_OFF_LINE = 0.6
#: How large a raised figure counts that the font draws small, and the share of a font's letters
#: that may be raised.
_RISEN_SIZE, _MOST_RISEN = 0.7, 0.1


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character as PDFium gives it, in the page's own coordinates (from the bottom left).

    ``rise`` is how far it seems to be drawn above its line, or below it.
    """

    text: str
    left: float = 0.0
    bottom: float = 0.0
    right: float = 0.0
    top: float = 0.0
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0
    bold: bool = False
    angle: int = 0
    tag: str = ""
    rise: float = 0.0
    font: bytes = b""
    generated: bool = False
    unmapped: bool = False


@dataclass(slots=True)
class Turned:
    """Turns a page so that its text runs from left to right; the top left is nought."""

    angle: int
    corners: list[tuple[float, float]]
    fragments: list[list[Any]] = field(default_factory=list)
    _left: float = 0.0
    _top: float = 0.0
    width: float = 0.0
    height: float = 0.0

    def __post_init__(self) -> None:
        places = [self._turn(x, y) for x, y in self.corners]
        xs, ys = [x for x, _y in places], [y for _x, y in places]
        self._left, self._top = min(xs), max(ys)
        self.width, self.height = max(xs) - min(xs), max(ys) - min(ys)

    def _turn(self, x: float, y: float) -> tuple[float, float]:
        cos, sin = math.cos(math.radians(self.angle)), math.sin(math.radians(self.angle))
        return x * cos + y * sin, y * cos - x * sin

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return a point as seen on the turned page, from its top left."""
        x, y = self._turn(x, y)
        return x - self._left, self._top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> list[float]:
        """Return a box as left, top, right and bottom on the turned page."""
        (a, b), (c, d) = self.place(left, bottom), self.place(right, top)
        return [round(v, 2) for v in (min(a, c), min(b, d), max(a, c), max(b, d))]


@dataclass(slots=True)
class _Growing:
    """A fragment while its glyphs are added."""

    left: float
    top: float
    right: float
    bottom: float
    spans: list[list[Any]]
    last: tuple[float, float]
    tag: str = ""
    bold: int = 0
    count: int = 0
    rtl: int = 0
    fonts: Counter[bytes] = field(default_factory=Counter)
    ends_bold: bool = False

    def values(self) -> list[Any]:
        """Return it as JSON can carry it."""
        # Bold words at the beginning of a paragraph make no bold line.
        bold = self.ends_bold and self.bold > _WHOLE * self.count
        rtl = self.rtl * 2 > self.count
        font, count = self.fonts.most_common(1)[0]
        face = font.decode("latin-1").split("+")[-1] if count > _WHOLE * self.count else ""
        place = (self.left, self.right, self.top, self.bottom)
        return [*place, bold, self.spans, rtl, self.tag, face]


def fragments_of(glyphs: Iterable[Glyph], angle: int, corners: list[tuple[float, float]]) -> Turned:
    """Return the page turned so that text at ``angle`` is upright, with its fragments."""
    page = Turned(angle, corners)
    growing: _Growing | None = None
    space = False
    for glyph in glyphs:
        if glyph.text.isspace():
            if growing and glyph.text in "\r\n":
                page.fragments.append(growing.values())
                growing = None
            space = True
            continue
        if glyph.angle != angle and not _near(glyph.angle, angle):
            continue
        left, top, right, bottom = page.box(glyph.left, glyph.bottom, glyph.right, glyph.top)
        baseline = round(page.place(glyph.x, glyph.y)[1], 2)
        parted = growing and _parts(growing, left, right, baseline, glyph.size)
        if growing and (parted or growing.tag != glyph.tag):
            page.fragments.append(growing.values())
            growing = None
        if not growing:
            growing = _Growing(left, top, right, bottom, [], (left, right), glyph.tag)
            space = False
        _add(growing, glyph, (left, top, right, bottom), baseline, space=space)
        space = False
    if growing:
        page.fragments.append(growing.values())
    return page


def raised_glyphs(glyphs: list[Glyph]) -> list[Glyph]:
    """Return the glyphs with those moved and made small that their font draws raised or lowered.

    A font that draws many of its letters so says nothing that holds of its outlines.
    """
    counts: dict[bytes, list[int]] = {}
    for glyph in glyphs:
        if glyph.text.isalpha():
            count = counts.setdefault(glyph.font, [0, 0])
            count[0] += 1
            count[1] += glyph.rise != 0
    wrong = {font for font, (all_, risen) in counts.items() if risen > _MOST_RISEN * all_}
    return [
        replace(each, y=each.y + each.rise, size=round(_RISEN_SIZE * each.size, 2))
        if each.rise and each.font not in wrong
        else each
        for each in glyphs
    ]


def _near(one: int, other: int) -> bool:
    """Return whether two angles are the same but for how a scanner drew the page in."""
    return min((one - other) % 360, (other - one) % 360) <= 3


def _parts(growing: _Growing, left: float, right: float, baseline: float, size: float) -> bool:
    """Return whether a glyph begins another fragment."""
    _text, last_size, last_baseline = growing.spans[-1]
    larger = max(size, last_size)
    if abs(baseline - last_baseline) > _OFF_LINE * larger:
        return True
    gap = max(left - growing.last[1], growing.last[0] - right)
    if gap > _WIDE * larger:
        return True
    # Back to the beginning: another line that stands close, or words set over words.
    return right < growing.left - 0.2 * larger and not growing.rtl


def _add(
    growing: _Growing,
    glyph: Glyph,
    box: tuple[float, float, float, float],
    baseline: float,
    *,
    space: bool,
) -> None:
    left, top, right, bottom = box
    text = f"{' ' * space}{glyph.text}"
    last = growing.spans[-1] if growing.spans else None
    if last and abs(last[1] - glyph.size) < 0.2 and abs(last[2] - baseline) < 0.5:
        last[0] += text
    else:
        if last and space:
            last[0] += " "
            text = glyph.text
        growing.spans.append([text, glyph.size, baseline])
    growing.left, growing.right = min(growing.left, left), max(growing.right, right)
    growing.top, growing.bottom = min(growing.top, top), max(growing.bottom, bottom)
    growing.last = (left, right)
    growing.count += 1
    growing.bold += glyph.bold
    growing.fonts[glyph.font] += 1
    growing.ends_bold = glyph.bold or (growing.ends_bold and not glyph.text.isalnum())
    growing.rtl += unicodedata.bidirectional(glyph.text[0]) in ("R", "AL")


def turned_text(glyphs: Iterable[Glyph], angle: int) -> str:
    """Return the text that is at another angle than ``angle``."""
    text = "".join(
        " " if glyph.text.isspace() else glyph.text
        for glyph in glyphs
        if glyph.text.isspace() or not _near(glyph.angle, angle)
    )
    return " ".join(text.split())
