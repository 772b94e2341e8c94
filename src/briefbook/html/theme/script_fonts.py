"""Fonts for scripts that the site's own lack, with only the letters that the book uses.

Hangul is ours, from the PDF; all others come from the extra ``briefbook[fonts]``. Signs and
emoji are left to the reader's machine, which has them in colour. fontTools is loaded only where
a book has such letters.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from briefbook.core.files.cache import cached
from briefbook.core.files.writing import replace_file
from briefbook.core.words.script_fonts import FACES, HANGUL, east_asian_face, extra_fonts

FAMILY = "Brief Scripts"
_PREFIX = "brief-script-"
#: Blocks of letters from Armenian on; Latin, Greek, Cyrillic, signs and emoji are not among them.
_BLOCKS = ((0x0530, 0x1DBF), (0x2D00, 0x2DDF), (0x2E80, 0xD7FF), (0xF900, 0xFDFF), (0xFE70, 0xFFDC),
           (0x20000, 0x323AF))  # fmt: skip


def script_letters(text: str) -> set[str]:
    """Return the letters of a text that the site's own fonts lack."""
    if text.isascii():
        return set()
    return {c for c in set(text) if any(first <= ord(c) <= last for first, last in _BLOCKS)}


def write_script_fonts(letters: Iterable[str], language: str, static: Path, cache: Path) -> str:
    """Write the fonts that the letters need; return the CSS rules that name them.

    ``cache`` is the folder that keeps what was made, as making it takes seconds.
    """
    rest, rules, written = {ord(letter) for letter in letters}, [], set()
    for path, number in _sources(language):
        taken = sorted(rest & _letters_of(path, number)) if rest else []
        if not taken:
            continue
        rest.difference_update(taken)
        name = f"{_PREFIX}{path.stem.split('[')[0].split('-')[0].lower()}.woff"
        replace_file(static / "fonts" / name, _subset(path, number, taken, cache))
        written.add(name)
        rules.append(
            f'@font-face {{ font-family: "{FAMILY}"; font-weight: 100 900; font-display: swap; '
            f'src: url("fonts/{name}") format("woff"); unicode-range: {_ranges(taken)}; }}\n'
        )
    for old in (static / "fonts").glob(f"{_PREFIX}*"):
        if old.name not in written:
            old.unlink()
    return "".join(rules)


def _sources(language: str) -> Iterator[tuple[Path, int]]:
    yield HANGUL, -1
    for path in extra_fonts():
        if "Emoji" not in path.name and "Symbols" not in path.name:
            yield path, FACES.index(east_asian_face(language)) if path.suffix == ".ttc" else -1


def _letters_of(path: Path, number: int) -> set[int]:
    from fontTools.ttLib import TTCollection, TTFont  # type: ignore[import-untyped]

    if number < 0:
        with TTFont(path, lazy=True) as font:
            return set(font.getBestCmap())
    with TTCollection(path, lazy=True) as fonts:
        return set(fonts.fonts[number].getBestCmap())


def _subset(path: Path, number: int, letters: list[int], cache: Path) -> bytes:
    told = f"{path.name} {path.stat().st_size} {number} {letters}"
    return cached(cache, "font.woff", [told], lambda: _make_subset(path, number, letters))


def _make_subset(path: Path, number: int, letters: list[int]) -> bytes:
    from fontTools import subset  # type: ignore[import-untyped]

    logging.getLogger("fontTools").setLevel(logging.WARNING)  # It tells each of its steps.
    options = subset.Options(
        layout_features=["*"], hinting=False, flavor="woff", font_number=number,
        recalc_timestamp=False, notdef_outline=True,
    )  # fmt: skip
    with subset.load_font(path, options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=letters)
        subsetter.subset(font)
        for record in font["name"].names:
            # Licences reserve the names of fonts for what is not changed.
            if record.nameID in {1, 3, 4, 6, 16}:
                record.string = FAMILY.replace(" ", "") if record.nameID == 6 else FAMILY
        made = BytesIO()
        subset.save_font(font, made, options)
    return made.getvalue()


def _ranges(codes: list[int]) -> str:
    runs: list[list[int]] = []
    for code in codes:
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return ", ".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in runs)
