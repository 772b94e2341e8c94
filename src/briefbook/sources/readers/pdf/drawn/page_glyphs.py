"""The glyphs of a page, as PDFium reports them: characters, boxes, sizes, fonts."""

from __future__ import annotations

import ctypes
import math
import sys
import unicodedata
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from briefbook.sources.readers.pdf.drawn.glyphs import Glyph
from briefbook.sources.readers.pdf.drawn.tags import Tags

_BOLD_FLAG, _BOLD_WEIGHT = 1 << 18, 650
_BOLD_NAMES = ("bold", "black", "heavy", "semibold", "demi")
#: Letters of other scripts may stand high or low of themselves.
_LATIN = 0x250


def page_glyphs(text: pypdfium2.PdfTextPage, tags: Tags) -> Iterator[Glyph]:
    """Yield the glyphs of a page in the order of the file."""
    box, matrix = raw.FS_RECTF(), raw.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    ink = [ctypes.c_double() for _side in range(4)]
    fonts: dict[tuple[bytes, int, int], bool] = {}
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    for index in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, index)
        if raw.FPDFText_IsGenerated(text, index) == 1:
            yield Glyph(chr(code) if code else " ", generated=True)
            continue
        raw.FPDFText_GetLooseCharBox(text, index, box)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetMatrix(text, index, matrix)
        raw.FPDFText_GetFontInfo(text, index, name, 128, flags)
        weight = raw.FPDFText_GetFontWeight(text, index)
        key = (name.value, flags.value, weight)
        if key not in fonts:
            fonts[key] = _is_bold(*key)
        scale = (matrix.c**2 + matrix.d**2) ** 0.5
        # Some files set letters of no size, and scale them in ways that PDFium does not show.
        said = raw.FPDFText_GetFontSize(text, index) * scale
        size = round(abs(said) if abs(said) > 0.5 else max(1.0, box.top - box.bottom), 2)
        # Letters of a negative size are on their heads.
        angle = round(math.degrees(math.atan2(matrix.b, matrix.a)) + 180 * (said < 0)) % 360
        rise = 0.0
        font = name.value
        if angle == 0 and code < _LATIN and chr(code).isalnum():
            raw.FPDFText_GetCharBox(text, index, ink[0], ink[1], ink[2], ink[3])
            rise = _rise(ink[2].value - y.value, ink[3].value - y.value, size)
        yield Glyph(
            _character(code),
            left=box.left,
            bottom=box.bottom,
            right=box.right,
            top=box.top,
            x=x.value,
            y=y.value,
            size=size,
            rise=rise,
            font=font,
            bold=fonts[key],
            angle=angle,
            tag=tags.of(text, index),
            unmapped=_is_no_character(code) and raw.FPDFText_HasUnicodeMapError(text, index) == 1,
        )


def _rise(bottom: float, top: float, size: float) -> float:
    """Return how far a glyph is above its line, or below it, by what is drawn of it.

    A font may have raised figures of its own, which are on the line by all that is said.
    """
    if size <= 0 or not 0 < top - bottom < 0.58 * size:
        return 0.0
    if bottom > 0.2 * size:
        return bottom
    return bottom if bottom < -0.06 * size and top < 0.45 * size else 0.0


def _character(code: int) -> str:
    # PDFium says U+FFFE for a hyphen that ends a line, 2 for one that it took away.
    if code in (0xFFFE, 2):
        return "-"
    return chr(code) if 0 < code <= sys.maxunicode else "\ufffd"


def _is_no_character(code: int) -> bool:
    """Return whether a code can be no letter: the number of a glyph in its font, more likely.

    PDFium also doubts codes that are what they seem, of fonts that say nothing of theirs.
    """
    if not 0 < code <= sys.maxunicode:
        return True
    return unicodedata.category(chr(code)) in ("Cc", "Co", "Cn", "Cs") and chr(code) not in "\r\n"


def _is_bold(name: bytes, flags: int, weight: int) -> bool:
    low = name.decode("latin-1").lower()
    return (
        any(word in low for word in _BOLD_NAMES)
        or bool(flags & _BOLD_FLAG)
        or weight > _BOLD_WEIGHT
    )
