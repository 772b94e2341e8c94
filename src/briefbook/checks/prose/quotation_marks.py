"""Find where quotations begin and end, in any quotation marks.

Only outer quotations are found; one within another belongs to it. Apostrophes are not quotation
marks, nor are the signs of feet and inches:
 ``the soldiers’ pay``, ``’90s``, ``Workers' Party``, ``6′ 2″``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefbook.core.passages import Span
from briefbook.core.words.quotation_marks import ALL, PAIRS, SINGLE

#: Marks that both open and close, and do neither between letters.
_TURNED = frozenset("”»›")
#: Closing marks that are apostrophes where nothing was opened.
_APOSTROPHES = frozenset("’❜")
_MARK = re.compile(f"[{re.escape(''.join(sorted({*ALL} - _APOSTROPHES)))}]")
#: Two characters for one mark, as in TeX and on typewriters; the outer one is blanked out.
_DOUBLED = re.compile(r"``|''|’’|‘‘")
_OPENING = "\u00a0“"
_CLOSED = "”\u00a0"


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: offsets ``start`` to ``end`` with its marks, ``words`` without them."""

    start: int
    end: int
    words: str


def find_quotations(text: str, code: Sequence[Span] = ()) -> tuple[list[Quotation], list[int]]:
    """Return the outer quotations of a text, and the offsets of unbalanced marks.

    ``code`` are literal parts of the text, in which marks do not count.
    """
    readable = _doubled(_without(text, code))
    found: list[Quotation] = []
    alone: list[int] = []
    place = 0
    while mark := _MARK.search(readable, place):
        place, char = mark.start(), mark[0]
        end = _closing(readable, place) if char in PAIRS and _opens(readable, place) else 0
        if end:
            found.append(Quotation(place, end, text[place + 1 : end - 1]))
            place = end
            continue
        if char not in SINGLE:
            alone.append(place)
        place += 1
    return found, alone


def _without(text: str, code: Sequence[Span]) -> str:
    """Return the text with its literal parts blanked out, in the same length."""
    for span in code:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _doubled(text: str) -> str:
    """Return the text with ` `` ` and `''` as one mark each, in the same length."""
    if not _DOUBLED.search(text):
        return text

    def mark(match: re.Match[str]) -> str:
        before = text[match.start() - 1 : match.start()]
        after = text[match.end() : match.end() + 1]
        opens = match[0] in ("``", "‘‘") or (not before.strip(" \n([") and after.strip() != "")
        return _OPENING if opens else _CLOSED

    return _DOUBLED.sub(mark, text)


def _opens(text: str, place: int) -> bool:
    """Return whether a mark can open a quotation here."""
    char = text[place]
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    if char in _TURNED:
        return not before.isalnum() and before not in ".,!?…" and not after.isspace()
    if char not in SINGLE:
        return True
    # A digit after the mark is read as a shortened year (’90s); 'tis is too rare to matter.
    return not before.isalnum() and not after.isspace() and not after.isdigit()


def _closing(text: str, start: int) -> int:
    """Return the offset after the mark that closes the one at ``start``; 0 if none does."""
    opening = text[start]
    closings = PAIRS[opening]
    if opening in SINGLE:
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
    """Return the end of a single-quoted text, at a mark that is least likely an apostrophe."""
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
