"""Join letters and accents that a file draws as two glyphs, as TeX long did."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from briefbook.sources.readers.pdf.drawn.glyphs import Glyph

#: Accents that stand alone, and the characters that join the letter before them.
_JOINING = dict(zip("´`˘¨ˇ^ˆ~˜¸˙˝˚¯˛", "\u0301\u0300\u0306\u0308\u030c\u0302\u0302\u0303\u0303"
                    "\u0327\u0307\u030b\u030a\u0304\u0328", strict=True))  # fmt: skip
_DOTLESS = {"ı": "i", "ȷ": "j"}
#: The most glyphs between a letter and its accent: some accents are drawn at the end of a run.
_REACH = 80
#: In the size of the letters: how far the middles of accent and letter may be apart, how far
#: their lines, and from which gap on words are parted.
_OFF_CENTRE, _RAISED, _SPACE = 0.22, 0.5, 0.15


def with_accents(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return the glyphs with each accent that is drawn over a letter joined to it."""
    found: list[Glyph | None] = list(glyphs)
    for place, accent in enumerate(glyphs):
        joining = _JOINING.get(accent.text)
        if not joining or accent.generated:
            continue
        under = _letter_under(found, place, accent)
        letter = found[under] if under is not None else None
        if under is None or letter is None:
            continue
        base = _DOTLESS.get(letter.text, letter.text)
        found[under] = replace(letter, text=unicodedata.normalize("NFC", base + joining))
        found[place] = None
        _close_gap(found, place)
    return [glyph for glyph in found if glyph]


def _letter_under(glyphs: Sequence[Glyph | None], place: int, accent: Glyph) -> int | None:
    """Return where the letter is over which an accent is drawn."""
    middle = (accent.left + accent.right) / 2
    best: tuple[float, int] | None = None
    for other in range(max(0, place - _REACH), min(len(glyphs), place + _REACH)):
        glyph = glyphs[other]
        if glyph is None or glyph.angle != accent.angle or not _is_letter(glyph.text):
            continue
        apart = abs((glyph.left + glyph.right) / 2 - middle)
        near = apart < _OFF_CENTRE * glyph.size and abs(glyph.y - accent.y) < _RAISED * glyph.size
        if near and (best is None or apart < best[0]):
            best = (apart, other)
    return best[1] if best else None


def _is_letter(text: str) -> bool:
    # Unicode counts some of the accents themselves among the letters.
    return text[0].isalpha() and text not in _JOINING


def _close_gap(glyphs: list[Glyph | None], place: int) -> None:
    """Take away the spaces that PDFium made around an accent, or keep one where words part."""
    before, after = place - 1, place + 1
    made = []
    while before >= 0 and _is_made(glyphs[before]):
        made.append(before)
        before -= 1
    while after < len(glyphs) and _is_made(glyphs[after]):
        made.append(after)
        after += 1
    left = glyphs[before] if before >= 0 else None
    right = glyphs[after] if after < len(glyphs) else None
    if not made or left is None or right is None or left.generated or right.generated:
        return
    same_line = abs(left.y - right.y) < _RAISED * left.size
    gap = max(right.left - left.right, left.left - right.right)
    if not same_line:
        return
    for each in made:
        glyphs[each] = None
    if gap > _SPACE * left.size:
        glyphs[made[0]] = Glyph(" ", generated=True)


def _is_made(glyph: Glyph | None) -> bool:
    return glyph is None or (glyph.generated and glyph.text.isspace())
