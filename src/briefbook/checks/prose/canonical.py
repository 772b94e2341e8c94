"""The form in which quotations are compared."""

from __future__ import annotations

import re
from functools import lru_cache

from briefbook.core.words.quotation_marks import ALL
from briefbook.core.words.text import normalise

_DASH = re.compile(r"\s*-\s*")
_MARKS = re.compile(f"[{re.escape(ALL)}]+")


@lru_cache(maxsize=65536)
def canonical(text: str) -> str:
    """Return the form in which quotations are compared: one mark for all, dashes unspaced."""
    return _DASH.sub("-", _MARKS.sub("'", normalise(text)))
