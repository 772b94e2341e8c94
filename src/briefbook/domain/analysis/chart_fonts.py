"""Fonts for charts whose words are in scripts that matplotlib's own fonts lack."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from briefbook.core.words.script_fonts import HANGUL, extra_fonts, ideograph_fonts

_FIRST = 0x0530
"""Armenian; before it are Latin, Greek and Cyrillic."""
_SIGNS = range(0x2000, 0x2E80)


def chart_families(words: str, known: list[str]) -> list[str]:
    """Return the families that the words of a drawing need, after those that are ``known``."""
    needed = {ord(c) for c in words if ord(c) >= _FIRST and ord(c) not in _SIGNS}
    return [*known, *(_family(path) for path in _needed_fonts(needed))]


def _needed_fonts(needed: set[int]) -> Iterator[Path]:
    # matplotlib reads no collection of fonts.
    paths = [HANGUL, *ideograph_fonts(), *(p for p in extra_fonts() if p.suffix == ".ttf")]
    for path in paths if needed else ():
        has = needed & _letters_of(path)
        if has:
            needed -= has
            yield path


@cache
def _letters_of(path: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _family(path: Path) -> str:
    from matplotlib.font_manager import FontProperties, fontManager

    # It tells that a font has no bold weight.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    fontManager.addfont(path)
    return str(FontProperties(fname=path).get_name())
