"""The words around a date that are part of its meaning: its year, the end of a run of dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

_RUN = re.compile(
    r"(?:,?\s+\d{4})?(?:\s*[–—-]\s*|\s+(?:to|until|till|through)\s+)(?:the\s+)?", re.IGNORECASE
)
_YEAR = re.compile(r"\.?,?\s+(?:of\s+)?(1[5-9]\d\d|20\d\d)\b")


def date_runs(dates: Iterable[tuple[int, int]], text: str) -> dict[int, int]:
    """Return, by the start of each date from which a run goes, the start of its end."""
    return {
        one[0]: other[0]
        for one, other in pairwise(dates)
        if _RUN.fullmatch(text[one[1] : other[0]])
    }


def year_after(text: str, end: int) -> str:
    """Return the year that follows a month or a day."""
    match = _YEAR.match(text, end)
    return match[1] if match else ""
