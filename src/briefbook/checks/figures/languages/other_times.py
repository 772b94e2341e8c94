"""Times of day in other languages: ``10:30 вечора``, ``7.45 Uhr abends``, ``오후 7시 30분``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefbook.checks.figures.languages.sense_tables import Senses, senses_of
from briefbook.checks.figures.languages.spoken_times import spoken_times

#: Also 14 h 30 and 14h30, as French has them.
_CLOCK = re.compile(
    r"(?<![\d.,:])(\d{1,2})(?:[:.]|\s?h(?:eures?)?\s?)(\d{2})(?![\d:]|\.\d)", re.IGNORECASE
)
_BEHIND = 16
_BEFORE = 8
_NOON, _DAY = 12, 24


def find_other_times(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield where each time stands that a language other than English gives, and what it can be."""
    tables = senses_of(text)
    clock24 = any(senses.clock24 for senses in tables)
    for senses in tables:
        for match in senses.hour.finditer(text):
            minute = 30 if match[3] else int(match[2] or 0)
            yield from _time(match, minute, _late(text, match, tables), clock24=clock24)
        for match, hour, minute in spoken_times(text, senses.code):
            late = _late(text, match, tables)
            # “Um halb sieben” says no more than a clock with hands.
            hours = _hours(hour, late, clock24=False) if hour or late is None else [_NOON * late]
            yield *match.span(), tuple(f"t{h}:{minute:02}" for h in hours)
    for match in _CLOCK.finditer(text) if tables else ():
        late = _late(text, match, tables)
        if late is not None or (clock24 and "." not in match[0]):
            yield from _time(match, int(match[2]), late, clock24=clock24)


def _time(
    match: re.Match[str], minute: int, late: bool | None, *, clock24: bool
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    hour = int(match[1])
    if hour <= _DAY and minute < 60:
        hours = _hours(hour, late, clock24=clock24)
        yield *match.span(), tuple(f"t{h}:{minute:02}" for h in hours)


def _hours(hour: int, late: bool | None, *, clock24: bool) -> list[int]:
    if hour > _NOON or hour == 0:
        return [hour % _DAY]
    if late is None and not clock24:
        return sorted({hour % _NOON, hour % _NOON + _NOON})
    return [hour % _NOON + (_NOON if late else 0) if late is not None else hour]


def _late(text: str, match: re.Match[str], tables: Sequence[Senses]) -> bool | None:
    """Tell whether a time is in the second half of the day; ``None`` where it does not say."""
    start, end = match.span()
    behind = re.split(r"[\d.;,]", text[end : end + _BEHIND], maxsplit=1)[0]
    before = text[max(0, start - _BEFORE) : start]
    for senses in tables:
        around = before if senses.before_hours else behind
        if senses.pm.search(around):
            return True
        if senses.am.search(around):
            return False
    return None
