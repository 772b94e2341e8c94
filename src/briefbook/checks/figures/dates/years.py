"""Years and decades around figures: “400 people in 2019”, “in 2024 it employs 900”, “the 1960s”."""

from __future__ import annotations

import re
from collections.abc import Iterator

_YEAR = r"(?:1[5-9]|20)\d\d"
#: “64 percent in 2023”; a number between them would have the year for itself.
_BEHIND = re.compile(rf"(?:\s+(?!in\b)[a-z]+){{0,3}}\s+in\s+({_YEAR})(?![\d–-]|\s+dollars)")
#: “In 2019 the port employed 400”, but not “in 2019 he said that 400 …”.
_OTHERS = "(?:and|or|that|but|said|told|to|from|by|after|before|against|than|over|up|down|compared)"
_BEFORE = re.compile(
    rf"\bin\s+({_YEAR}),?(?:\s+(?!{_OTHERS}\b)[a-z-]+){{0,4}}"
    r"\s+(?:US\$|[$€£¥])?$",
    re.IGNORECASE,
)
_REACH = 60
#: The year of the first of two figures: “from 3,050 in 2019 to 3,420 in 2024”.
OF_FIRST = re.compile(rf"\s+in\s+{_YEAR}(?=\s+(?:to|and)\s)")
_DECADE = re.compile(r"(?:1[5-9]|20)\d0")


def year_of(text: str, start: int, end: int) -> str:
    """Return the year for which a figure from ``start`` to ``end`` is given; else nothing."""
    if behind := _BEHIND.match(text, end):
        return behind[1]
    before = _BEFORE.search(text[max(0, start - _REACH) : start])
    return before[1] if before else ""


def is_year(text: str, start: int, end: int) -> bool:
    """Tell whether a bare year stands there."""
    return re.compile(_YEAR).fullmatch(text, start, end) is not None


def decade_at(text: str, start: int, end: int) -> str:
    """Return the key of a decade whose year stands there: ``~1960s``; else nothing."""
    decade = _DECADE.fullmatch(text, start, end) and text[end : end + 1] == "s"
    return f"~{text[start:end]}s" if decade else ""


def decades_of(key: str) -> Iterator[str]:
    """Yield the decade to which the year of a key belongs."""
    if re.fullmatch(_YEAR, key):
        yield f"~{key[:3]}0s"
