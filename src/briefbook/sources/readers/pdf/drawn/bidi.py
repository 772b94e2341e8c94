"""Put letters and brackets of right-to-left text in logical order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby

from briefbook.sources.readers.pdf.drawn.glyphs import Glyph

_PAIRS = ("()", "[]", "«»")


def in_reading_order(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Return the glyphs with words in visual order reversed to logical order.

    PDFium reverses the words of a line, except the last one of a run.
    """
    found: list[Glyph] = []
    for from_right, run in groupby(glyphs, key=_is_from_right):
        word = list(run)
        if from_right and word[-1].x > word[0].x + 0.1:
            word = [glyph for letter in reversed(_letters(word)) for glyph in letter]
        found += word
    return found


def _letters(word: Iterable[Glyph]) -> list[list[Glyph]]:
    """Return each letter with the marks that are drawn on it."""
    letters: list[list[Glyph]] = []
    for glyph in word:
        if letters and unicodedata.bidirectional(glyph.text[0]) == "NSM":
            letters[-1].append(glyph)
        else:
            letters.append([glyph])
    return letters


def _is_from_right(glyph: Glyph) -> bool:
    return glyph.angle == 0 and unicodedata.bidirectional(glyph.text[0]) in ("R", "AL", "NSM")


def right_brackets(text: str) -> str:
    """Return a line with the brackets that open before those that close.

    A bracket is drawn turned in such a line, and a file may name what is drawn.
    """
    for pair in _PAIRS:
        if _closes_first(text, pair):
            text = text.translate(str.maketrans(pair, pair[::-1]))
            opening, closing = map(re.escape, pair)
            text = re.sub(rf"\s*{opening}\s*", f" {pair[0]}", text)
            text = re.sub(rf"\s*{closing}\s*(?=[^\W_]|$)", f"{pair[1]} ", text).strip()
    return text


def _closes_first(text: str, pair: Sequence[str]) -> bool:
    signs = [char for char in text if char in pair]
    return len(signs) > 1 and signs[0] == pair[1] and signs[-1] == pair[0]
