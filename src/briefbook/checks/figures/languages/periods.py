"""Quarters and halves of a year: “the third quarter”, “im ersten Halbjahr”, “segundo semestre”."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

_ORDINALS = (
    r"(?:first|1st|erste[nmrs]?|primer|premier|1er|перв\w+|перш\w+|1\.)",
    r"(?:second|2nd|zweite[nmrs]?|segundo|deuxi[èe]me|2e|втор\w+|друг\w+|2\.)",
    r"(?:third|3rd|dritte[nmrs]?|tercer|troisi[èe]me|3e|трет\w+|3\.)",
    r"(?:fourth|4th|vierte[nmrs]?|cuarto|quatri[èe]me|4e|четв[её]рт\w+|4\.)",
)
_QUARTER = r"(?:quarters?|quartals?|vierteljahrs?|trimestre|кварт[аі]л\w*)"
_HALF = (
    r"(?:half[ -]years?|half(?=\s+of\s+(?:the\s+year|this\s+year|last\s+year|\d{4}))|halbjahre?s?|"
    r"semestre|полугоди\w+|півріччі?\w*)"
)
_SPACE = r"[\s\u00a0-]+"
_WHICH = "|".join(f"(?P<n{number}>{form})" for number, form in enumerate(_ORDINALS, start=1))
_NAMED = re.compile(
    rf"(?<!\w)(?:(?:{_WHICH}){_SPACE}(?:(?P<quarter>{_QUARTER})|(?P<half>{_HALF}))"
    r"|[QT](?P<short>[1-4])(?=\s|[,.;:)]|$))(?!\w)",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?<!\w)(?:(?P<quarter>{_QUARTER})|{_HALF})(?!\w)", re.IGNORECASE)
_MAY = re.compile(
    r"quart|viertelj|trimestre|кварт|half|halbj|semestre|полуг|півр|[QT][1-4]", re.IGNORECASE
)
#: Key of a text that speaks of a quarter, or of a half, and does not say which.
_UNSAID = {3: "q?", 6: "h?"}


def find_periods(text: str, *, known: bool) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield where a quarter or half of a year is named, and the keys of which a source has one.

    A claim is also true of a source that names no quarter, and has one of its months, or speaks of
    “the quarter”.
    With ``known`` these are the keys of a source: what it says, and no more.
    """
    if not _MAY.search(text):
        return
    taken: set[int] = set()
    for match in _NAMED.finditer(text):
        taken.add(match.end())
        number = int(match["short"] or next(n for n in range(1, 5) if match[f"n{n}"]))
        length = 6 if match["half"] else 3
        if number * length > 12:
            continue
        key = f"{'h' if length == 6 else 'q'}{number}"
        months = range((number - 1) * length + 1, number * length + 1)
        others = (*(f"month{month}" for month in months), _UNSAID[length])
        yield *match.span(), (key,) if known else (key, *others)
    for match in _BARE.finditer(text) if known else ():
        if match.end() not in taken:
            yield *match.span(), (_UNSAID[3 if match["quarter"] else 6],)


def options_in(either: tuple[str, ...], known: Collection[str]) -> tuple[str, ...]:
    """Return the keys of which a text must have one: its months count where it names no quarter."""
    if either and either[0][0] in "qh" and any(f"{either[0][0]}{n}" in known for n in range(1, 5)):
        return either[:1]
    return either
