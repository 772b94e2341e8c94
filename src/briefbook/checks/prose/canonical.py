"""The canonical form in which quotations and texts are compared."""

from __future__ import annotations

import re
from functools import lru_cache

from briefbook.core.words.quotation_marks import ALL
from briefbook.core.words.text import normalise

_DASH = re.compile(r"\s*-\s*")
#: The spaces of French within its marks: « mot ». In »Wort« they would stand outside.
_WITHIN = re.compile(r"(?<![\w.!?…»])(«)\s+|\s+(»)(?!\w)")
_MARKS = re.compile(f"[{re.escape(ALL)}]+")


@lru_cache(maxsize=65536)
def canonical(text: str) -> str:
    """Return a text with one kind of quotation mark, without spaces within it or around dashes."""
    if "«" in text or "»" in text:
        text = _WITHIN.sub(r"\1\2", text)
    return _DASH.sub("-", _MARKS.sub("'", normalise(text)))
