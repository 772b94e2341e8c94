"""Where the quotations of a text begin and end, whatever marks they stand in.

Outer quotations count; what is quoted within one belongs to it. Apostrophes are no marks:
``the soldiers’ pay``, ``’90s``, ``Workers' Party``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefbook.core.passages import Span

#: Marks that open, each with those that can close it; „ and ‚ end differently by language.
_PAIRS = {
    "“": "”", "„": "“”", "«": "»", "‹": "›", "「": "」", "『": "』", "〝": "〞",
    '"': '"', "‘": "’", "‚": "‘’", "'": "'",
}  # fmt: skip
#: Marks that also serve as apostrophes.
_SINGLE = frozenset("‘‚'")
_CLOSING_ONLY = frozenset("”»›」』〞")
_MARK = re.compile(f"[{''.join(sorted({*_PAIRS, *_CLOSING_ONLY}))}]")
_TEX = re.compile(r"``(?=\w)|(?<=[\w.,])''")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks, from ``start`` to ``end``; ``words`` is what stands between."""

    start: int
    end: int
    words: str


def find_quotations(text: str, code: Sequence[Span] = ()) -> tuple[list[Quotation], list[int]]:
    """Return the outer quotations of a text, and the offsets of marks without a partner."""
    readable = _without(text, code)
    found: list[Quotation] = []
    alone: list[int] = []
    place = 0
    while mark := _MARK.search(readable, place):
        place, char = mark.start(), mark[0]
        if char in _PAIRS and _opens(readable, place):
            end = _closing(readable, place)
            if end:
                found.append(Quotation(place, end, text[place + 1 : end - 1]))
                place = end
                continue
            if char not in _SINGLE:
                alone.append(place)
        elif char in _CLOSING_ONLY:
            alone.append(place)
        place += 1
    # ``So'' is no quotation mark outside TeX, and nobody would look for its words.
    if "``" in readable or "''" in readable:
        alone = sorted({*alone, *(m.start() for m in _TEX.finditer(readable))})
    return found, alone


def _without(text: str, code: Sequence[Span]) -> str:
    """Blank out the literal parts, so that marks in them are not seen."""
    for span in code:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _opens(text: str, place: int) -> bool:
    """Tell whether a mark can open a quotation here."""
    if text[place] not in _SINGLE:
        return True
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    # ’90s and 'tis are rare in a briefing; a digit after the mark is taken for a shortened year.
    return not before.isalnum() and not after.isspace() and not after.isdigit()


def _closing(text: str, start: int) -> int:
    """Return the offset behind the mark that closes the one at ``start``; 0 where none does."""
    opening = text[start]
    closings = _PAIRS[opening]
    if opening in _SINGLE:
        return _closing_single(text, start, closings)
    depth = 0
    for place in range(start + 1, len(text)):
        if text[place] == opening and opening not in closings:
            depth += 1
        elif text[place] in closings:
            if not depth:
                return place + 1
            depth -= 1
    return 0


def _closing_single(text: str, start: int, closings: str) -> int:
    """Find the end of a single-quoted text: not an apostrophe, nor a plural's if it can be."""
    ends = list(_single_ends(text, start, closings))
    if not ends:
        return 0
    surely = [place for place in ends if text[place - 1] not in "sS"]
    return (surely or ends)[0] + 1


def _single_ends(text: str, start: int, closings: str) -> Iterator[int]:
    stop = re.compile(r"[“„«]|(?<!\w)[‘‚]").search(text, start + 1)
    for place in range(start + 2, stop.start() if stop else len(text)):
        following = text[place + 1] if place + 1 < len(text) else " "
        if text[place] in closings and not following.isalnum() and not text[place - 1].isspace():
            yield place
