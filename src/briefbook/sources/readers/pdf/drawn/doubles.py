"""Letters that PDFium gives in two halves, or that a file draws twice to make them bold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefbook.sources.readers.pdf.drawn.glyphs import Glyph

#: In the size of the letters and in their own width: nearer than this the same letter twice is
#: drawn once, and once more beside it.
_NEAR, _OF_WIDTH = 0.12, 0.45
_HIGH, _LOW, _END = 0xD800, 0xDC00, 0xE000
_UNREAD = "\ufffd"


def joined_halves(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Yield the glyphs with each pair of surrogates as the letter that it stands for.

    Letters of mathematics, and emoji, are beyond what UTF-16 says in one.
    """
    high: Glyph | None = None
    for glyph in glyphs:
        code = ord(glyph.text[0])
        if high and _LOW <= code < _END:
            first = ord(high.text)
            letter = chr(0x10000 + ((first - _HIGH) << 10) + (code - _LOW))
            yield replace(high, text=letter, unmapped=False)
            high = None
            continue
        if high:
            yield replace(high, text=_UNREAD)
        high = glyph if _HIGH <= code < _LOW else None
        if not high:
            yield replace(glyph, text=_UNREAD) if _LOW <= code < _END else glyph
    if high:
        yield replace(high, text=_UNREAD)


def drawn_once(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return the glyphs without those that stand on the same letter once more; it is bold then."""
    kept: list[Glyph] = []
    places: dict[tuple[str, int, int], list[int]] = {}
    for glyph in glyphs:
        if glyph.generated or glyph.text.isspace():
            kept.append(glyph)
            continue
        column, row = int(glyph.x), int(glyph.y)
        same = (
            place
            for x in (column - 1, column, column + 1)
            for y in (row - 1, row, row + 1)
            for place in places.get((glyph.text, x, y), ())
            if _on(kept[place], glyph)
        )
        if (place := next(same, None)) is not None:
            kept[place] = replace(kept[place], bold=True)
            continue
        places.setdefault((glyph.text, column, row), []).append(len(kept))
        kept.append(glyph)
    return kept


def _on(one: Glyph, other: Glyph) -> bool:
    if one.angle != other.angle or abs(one.size - other.size) > _NEAR * one.size:
        return False
    near = min(_NEAR * one.size, _OF_WIDTH * (one.right - one.left))
    across, up = abs(one.x - other.x), abs(one.y - other.y)
    # The letters of a ligature share one place.
    return across < near and up < near and (across > 0 or up > 0)
