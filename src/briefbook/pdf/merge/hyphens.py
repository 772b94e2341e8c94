"""Make hyphens readable as hyphens, whatever their first use in the file.

Typst gives each glyph of a font one meaning, that of its first use, and marks the other uses with
``ActualText``, which half of all readers do not know. Where the first hyphen of a font parts a word
at the end of a line, they lose every hyphen of the book: it means U+00AD, the soft one.
"""

from __future__ import annotations

import re

# `<glyph> <meaning>` in a ToUnicode map (ISO 32000-1, 9.10.3); a ligature has a longer meaning.
_SOFT = re.compile(rb"(<[0-9A-Fa-f]+>\s*<(?:[0-9A-Fa-f]{4})*?)00[Aa][Dd](?=(?:[0-9A-Fa-f]{4})*>)")
_HYPHEN = rb"\g<1>002D"


def with_hard_hyphens(mapping: bytes) -> bytes:
    """Return a ToUnicode map in which no glyph means a soft hyphen; its length stays."""
    return _SOFT.sub(_HYPHEN, mapping)
