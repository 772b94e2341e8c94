"""Fonts for charts whose words are in scripts that matplotlib's own fonts lack."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from briefbook.core.words.script_fonts import HANGUL, extra_fonts, ideograph_fonts

if TYPE_CHECKING:
    from matplotlib.figure import Figure

HALO = "name"
"""Begins the id of words that are over a drawing and need an edge in its colour."""
_FIRST = 0x0530
"""Armenian; before it are Latin, Greek and Cyrillic."""
_SIGNS = range(0x2000, 0x2E80)


#: The font in which the book is set; Typst brings it along.
BOOK_TYPE = "Libertinus Serif"
_FAMILIES = re.compile(r"font-family: [^;\"]*")
_SHORTHAND = re.compile(r"(font: [^;\"]*?(?:px|pt)) [^;\"]*")
_NAME = re.compile(rf'(<g id="{HALO}-\d+")(?=>)')


def set_in_book_type(svg: str) -> str:
    """Return a chart whose words are text, in the book's font.

    Letters that it lacks come from what Typst is given beside it. A name on a map is drawn over a
    white edge of its own.
    """
    svg = _SHORTHAND.sub(rf"\1 '{BOOK_TYPE}'", _FAMILIES.sub(f"font-family: '{BOOK_TYPE}'", svg))
    edge = "paint-order: stroke; stroke: #fff; stroke-width: 2.2; stroke-linejoin: round"
    return _NAME.sub(rf'\1 style="{edge}"', svg)


def drop_edges(drawing: Figure) -> None:
    """Take the edges of words away, with which matplotlib would write them as outlines."""
    for artist in drawing.findobj():
        if (artist.get_gid() or "").startswith(HALO):
            artist.set_path_effects([])


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

    # matplotlib warns where a font has no bold weight.
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    fontManager.addfont(path)
    return str(FontProperties(fname=path).get_name())
