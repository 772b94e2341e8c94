"""The direction in which a figure goes: a fall of three points is not a rise of three points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from briefbook.core.figures.figure import format_value
from briefbook.core.figures.numerals import any_of

_RISE = (
    "rose rise rises risen rising grew grow grows grown growing increased increase increases "
    "increasing climbed climb climbs gained gain gains jumped jump soared surged swelled expanded "
    "advanced raised raise raises lifted boosted rallied up higher"
)
_FALL = (
    "fell fall falls fallen falling dropped drop drops declined decline declines declining "
    "decreased decrease decreases decreasing shrank shrunk shrink shrinks shrinking sank sunk down "
    "lower reduced reduce dipped slid plunged contracted tumbled slumped "
    "lost lose loses losing cut cuts slashed reduction"
)
_TRENDS = dict.fromkeys(_RISE.split(), "up") | dict.fromkeys(_FALL.split(), "down")
_TREND = re.compile(
    rf"\b(?<!made )(?<!make )(?<!makes )(?<!making )({any_of(_TRENDS)})"
    r"((?:\s+(?!and\b|or\b|but\b|not\b|by\b|to\b|from\b)"
    r"[^\W\d_]+(?:['’][^\W\d_]+)?){0,5}?)"
    r"(?:\s+(by|to|from)(?:\s+(?:up to|at least|at most|as much as|(?:no |not )?(?:more|less) than"
    r"|about|around|some|nearly|almost|roughly|over|under|a|an)){0,2})?"
    r"\s+(?:US\$|[$€£¥])?$",
    re.IGNORECASE,
)
#: “Fell by 3 points to 12”: the second figure too.
_GOES_ON = re.compile(r"^[^.;:,]{0,40}?\b(by|to|from)\s+(?:US\$|[$€£¥])?$", re.IGNORECASE)
_REACH = 80
#: “A third more”, “20 percent lower”, “two metres above the mark”, “four hours later”.
_MORE = "more higher larger bigger greater longer taller older faster dearer richer"
_LESS = "less fewer lower smaller shorter cheaper younger slower poorer"
#: “A 12 percent decrease”, “12% fall”.
_A_RISE = "increase rise growth gain jump surge climb"
_A_FALL = "decrease decline fall drop reduction cut loss slump"
_POINTS = re.compile(r"\s+(?:percentage\s+)?points?\b")
_UP_OF = "above later higher longer taller older deeper"
_DOWN_OF = "below earlier lower shorter younger"
_COMPARED = re.compile(
    rf"\s+(?:(?:percentage\s+)?points?\s+)?(?:(?P<up>{any_of((*_MORE.split(), *_A_RISE.split()))})"
    rf"|{any_of((*_LESS.split(), *_A_FALL.split()))})\b",
    re.IGNORECASE,
)
_PLACED = re.compile(
    rf"\s?[^\W\d_]+\s+(?:(?P<up>{any_of(_UP_OF.split())})|{any_of(_DOWN_OF.split())})\b"
)
#: What a text must have for a trend to stand in it.
MAY_TREND = frozenset(
    (
        *_TRENDS, *_MORE.split(), *_LESS.split(), *_UP_OF.split(), *_DOWN_OF.split(),
        *_A_RISE.split(), *_A_FALL.split(),
    )
)  # fmt: skip


def trends(text: str, figures: Iterable[tuple[int, int]]) -> dict[int, str]:
    """Return which way figures go, by their starts: ``up by``, ``down to``, ``up``.

    ``figures`` are starts and ends, in order.
    """
    found: dict[int, str] = {}
    before = (-1, -1)
    for start, end in figures:
        trend = trend_before(text, start)
        if not trend and before[0] in found and start >= before[1]:
            goes_on = _GOES_ON.search(text[before[1] : start])
            trend = f"{found[before[0]].split(' ')[0]} {goes_on[1].lower()}" if goes_on else ""
        trend = trend or compared(text, end, share=_is_share(text, end))
        if trend:
            found[start] = trend
        before = (start, end)
    return found


def _is_share(text: str, end: int) -> bool:
    return text[:end].endswith(("%", "cent")) or bool(_POINTS.match(text, end))


def compared(text: str, end: int, *, share: bool = True) -> str:
    """Return which way a figure goes by the words behind it; a ``share`` can be “a third more”."""
    match = (_COMPARED.match(text, end) if share else None) or _PLACED.match(text, end)
    return "" if match is None else "up" if match["up"] else "down"


def trend_before(text: str, start: int) -> str:
    """Return which way a figure goes by the words before it: “fell by about”."""
    match = _TREND.search(text[max(0, start - _REACH) : start])
    if match is None:
        return ""
    word, step = match[1].lower(), (match[3] or "").lower()
    # “Up to” is a bound; “down on” and “lower than” compare with something else.
    return "" if (word, step) == ("up", "to") else f"{_TRENDS[word]} {step}".strip()


def trends_agree(mine: str, theirs: frozenset[str]) -> bool:
    """Tell whether a trend is one of several: the same way, by as much or to what is said there."""
    way, _, step = mine.partition(" ")
    for each in theirs:
        other_way, _, other_step = each.partition(" ")
        if {step, other_step} == {"by", "from"} and way == other_way:
            continue  # “Fell by 15” is not “fell from 15”.
        # What a figure falls from is not turned by a word for what it rose to.
        if "from" in (step, other_step) and (
            way != other_way or {step, other_step} != {"from", "to"}
        ):
            return True
        if way == other_way and (not step or not other_step or step == other_step):
            return True
    return not theirs


def step_told(key: str, trend: str, leads: Mapping[str, Iterable[str]]) -> bool:
    """Tell whether “by 6 points” is the step of a text's “from 64 to 58 percent”.

    ``leads`` are the figures to which each figure of the text leads.
    """
    way, _, step = trend.partition(" ")
    if not way or step not in ("by", "") or not _PLAIN.fullmatch(key):
        return False
    return any(
        sign == other_sign and format_value(end - start if way == "up" else start - end) == key
        for one, others in leads.items()
        for other in others
        for sign, start in _amount(one)
        for other_sign, end in _amount(other)
    )


_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_AMOUNT = re.compile(rf"([$€£¥₩₽₴]?)({_PLAIN.pattern})%?")


def _amount(key: str) -> Iterator[tuple[str, Fraction]]:
    """Yield the money and the number of a key; of a share, its points."""
    if match := _AMOUNT.fullmatch(key):
        yield match[1], Fraction(match[2])
