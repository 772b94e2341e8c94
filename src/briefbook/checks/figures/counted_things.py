"""What a figure counts: 787,813 cases are not 787,813 deaths.

That is only told where the source counts both: its words behind the figure have nothing in common
with those of the claim, and of the claim's things it has fewer. English alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

#: The words right after a figure, of which the last is what is counted.
_BEHIND = re.compile(r"(?:\s+[a-z][a-z-]+){1,4}")
#: Where the things end that are counted: “787,813 deaths were reported”.
_ENDS = frozenset(
    "a an the of in on at by to for from with and or but nor per each every as than that which who "
    "whom whose is are was were be been being has have had do does did will would can could may "
    "might must shall should not never no more less fewer other others such so if when while "
    "after before since until during over under between among across around against into about "
    "ago later earlier percent points million billion thousand hundred dozen times fold this "
    "these those their its his her our your my all both some any only also still already yet "
    "died killed injured wounded said says told left right out up down off back away"
    .split()
)  # fmt: skip
_COUNTS = re.compile(r"(?:\s+|-)([A-Za-z]{2,})\b|-to-\d")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def things_behind(text: str, end: int) -> tuple[str, ...]:
    """Return the words for what a figure that ends there counts, the noun last; none if unsure."""
    match = _BEHIND.match(text, end)
    words: list[str] = []
    for word in match[0].split() if match else ():
        if word in _ENDS or word.endswith(("ly", "ed", "ing")):
            break
        words.append(word)
    return tuple(words) if words and words[-1].endswith("s") else ()


def counts_something(text: str, end: int) -> bool:
    """Tell whether a figure that ends there is surely neither a day nor a rank."""
    match = _COUNTS.match(text, end)
    return match is not None and (match[1] or "to") not in _ENDS - {"to"}


def most_counted(
    counted: Iterable[tuple[str, tuple[str, ...]]],
) -> dict[str, Fraction]:
    """Return the largest number of each thing in a text, by the stem of its noun.

    ``counted`` are the keys of its figures, with the words behind them.
    """
    most: dict[str, Fraction] = {}
    for key, words in counted:
        if words and _NUMBER.fullmatch(key):
            stem = _stem(words[-1])
            most[stem] = max(Fraction(key), most.get(stem, Fraction(0)))
    return most


_SINGLE = re.compile(r"\ban?\s+([a-z]{3,})(?:\s+([a-z]{3,}))?", re.IGNORECASE)


def singles(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what a text has one of: “a school and two sports halls”."""
    for match in _SINGLE.finditer(text):
        yield from (("1", (f"{word}s",)) for word in match.groups() if word and word not in _ENDS)


def counts_another(
    key: str,
    mine: tuple[str, ...],
    here: Iterable[tuple[str, ...]],
    most: Mapping[str, Fraction],
) -> str:
    """Return what a source counts with a figure where that surely is not what the claim says.

    ``mine`` are the claim's words, ``here`` those behind the same figure in the source. Of a
    larger number of the claim's things the figure may be a part: “five of the 300 cases died”.
    """
    theirs = list(here)
    noun = _stem(mine[-1]) if mine else ""
    if not all(theirs) or noun not in most or not _NUMBER.fullmatch(key):
        return ""
    if Fraction(key) <= most[noun]:
        return ""
    stems = {_stem(part) for word in mine for part in word.split("-")}
    for words in theirs:
        if not stems.isdisjoint(_stem(part) for word in words for part in word.split("-")):
            return ""
    return " ".join(min(theirs, default=()))


def _stem(word: str) -> str:
    return word.lower().rstrip("s")[:6]
