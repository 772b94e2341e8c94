"""Times of day: ``6:30``, ``6.30 a.m.``, ``half past six``, ``18.30 Uhr``, ``7 in the evening``.

A time that does not say which half of the day it means agrees with both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefbook.checks.figures.languages.other_times import find_other_times
from briefbook.core.figures.number_words import lower_words
from briefbook.core.figures.numerals import WORDS, any_of

_HOURS = {word: value for word, value in WORDS.items() if 1 <= value <= 12}
_MINUTES = {"five": 5, "ten": 10, "twenty": 20, "twenty-five": 25, "a quarter": 15, "quarter": 15}
_HALF_DAY = (
    r"(?:\s*(?P<meridiem>[ap])\.?\s?m\b\.?|\s+(?:o['’]clock\s+)?(?:in\s+the\s+|at\s+)?"
    r"(?P<part>morning|afternoon|evening|night)\b)"
)
_HOUR = rf"(?P<hour>\d{{1,2}}|{any_of(_HOURS)})"
_STEPS = (
    rf"\b(?P<step>{any_of(_MINUTES)})(?:\s+minutes)?\s+(?P<way>past|to)\s+"
    rf"(?P<hour>{any_of(_HOURS)})\b(?!\s+(?:percent|per|million|thousand)){_HALF_DAY}?"
)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d.,:])(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?![\d:]){_HALF_DAY}?",
        rf"(?<![\d.,:])(?P<hour>\d{{1,2}})\.(?P<minute>\d{{2}}){_HALF_DAY}",
        r"(?<![\d.,:])(?P<hour>\d{1,2})(?:[.:]|\s?h\s?)(?P<minute>\d{2})\s?(?:Uhr|hrs?|h)\b",
        rf"\b(?P<half>half)\s+past\s+{_HOUR}\b{_HALF_DAY}?",
        _STEPS,
        # Behind “a quarter to six in the morning”.
        rf"(?<![\d.,:$€£])\b{_HOUR}\s*{_HALF_DAY}",
        rf"\b{_HOUR}\s+o['’]clock\b",
        r"\b(?P<hour>12|twelve)\s+(?P<twelve>noon|midday|midnight)\b",
    )
)
_MAY_WORDS = frozenset(
    "past quarter clock morning afternoon evening night noon midday midnight am pm m uhr h hrs hr"
    .split()
)  # fmt: skip
_NAMED = re.compile(r"(?<!after)(?<!fore)\b(noon|midday|midnight)\b", re.IGNORECASE)


def find_times(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield where each time of day stands, and what it can be: ``t6:30``, ``t18:30`` or both."""
    taken: list[tuple[int, int]] = []
    for found in find_other_times(text):
        taken.append(found[:2])
        yield found
    words = lower_words(text)
    steps = "to" in words and not words.isdisjoint(_MINUTES)
    if not steps and ":" not in text and words.isdisjoint(_MAY_WORDS):
        return
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(s < end and start < e for s, e in taken):
                continue
            minutes = _minutes(match)
            if minutes is not None:
                taken.append((start, end))
                yield start, end, tuple(f"t{m // 60}:{m % 60:02}" for m in minutes)
    for match in _NAMED.finditer(text):
        if any(s <= match.start() < e for s, e in taken):
            continue
        yield *match.span(), ("t0:00",) if match[1].lower() == "midnight" else ("t12:00",)


def _minutes(match: re.Match[str]) -> tuple[int, ...] | None:
    """Return the minutes since midnight that a time can mean; ``None`` if it is not one."""
    found = match.groupdict()
    raw = (found["hour"] or "").lower()
    hour = _HOURS.get(raw) or int(raw) if raw in _HOURS or raw.isdecimal() else -1
    minute = int(found.get("minute") or 0)
    if found.get("half"):
        minute = 30
    if step := found.get("step"):
        minute = _MINUTES[step.lower()] * (1 if (found.get("way") or "").lower() == "past" else -1)
    if not 0 <= hour <= 24 or minute > 59:
        return None
    if twelve := found.get("twelve"):
        return (0,) if twelve.lower() == "midnight" else (720,)
    late = _late(found, hour)
    noon = 12
    if late is None and (hour > noon or raw.startswith("0")):
        return ((hour * 60 + minute) % 1440,)
    if late is None:
        return tuple(
            sorted(
                {(hour % noon * 60 + minute) % 1440, ((hour % noon + noon) * 60 + minute) % 1440}
            )
        )
    if hour > noon:
        return ((hour * 60 + minute) % 1440,)
    return (((hour % noon + (noon if late else 0)) * 60 + minute) % 1440,)


def _late(found: dict[str, str | None], hour: int) -> bool | None:
    """Tell whether a time is in the second half of the day; ``None`` where it does not say."""
    if meridiem := found.get("meridiem"):
        return meridiem.lower() == "p"
    part = (found.get("part") or "").lower()
    if not part:
        return None
    if part == "night":
        return 5 <= hour < 12  # “at 2 at night” is before dawn
    return part != "morning"
