"""What stands around figures in other languages than English: unit, bound, direction.

What :mod:`context`, :mod:`near_values`, :mod:`shares` and :mod:`trends` read in English is read
here from the tables of senses.toml, for every language alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from briefbook.checks.figures.languages.sense_tables import Senses, senses_of
from briefbook.core.figures.figure import format_value
from briefbook.core.figures.find import find_figures

_REACH = 48
_CLAUSE = re.compile(r"[.:,](?!\d)|[;!?。；：！？،؛、，]")
#: “3분의 1”, “三分之一”: the whole comes first.
_WHOLE_FIRST = re.compile(
    r"(\d{1,3}|[一二三四五六七八九十百]{1,2}|[이삼사오육칠팔구십백])\s?(?:분의|分之|分の)\s?"
    r"(\d{1,3}(?:\.\d+)?|[一二三四五六七八九十]{1,3}|[일이삼사오육칠팔구십]{1,3})"
)


def unit_beside(text: str, end: int) -> str:
    """Return the unit of time or measure behind a figure: ``zwei Monate``, ``48㎞``."""
    for senses in senses_of(text):
        pattern, names = senses.units
        if match := pattern.match(text, end):
            return names[match[1].lower()]
    return ""


def bound_beside(text: str, start: int, end: int) -> str:
    """Return ``lower`` for “mindestens 40” and “6년 이상”, ``upper`` for “höchstens 40”."""
    if _YEAR.fullmatch(text, start, end):
        dated = date_bound(text, start, end, senses_of(text))
        if dated or _OF_YEARS.match(text, end):
            return dated
    return _bound(
        text, start, end,
        [(s.upper, s.upper_behind, s.lower, s.lower_behind) for s in senses_of(text)],
    )  # fmt: skip


def date_bound(text: str, start: int, end: int, tables: Sequence[Senses]) -> str:
    """Return ``lower`` for “frühestens 2028”, ``upper`` for “늦어도 3월”."""
    return _bound(
        text, start, end,
        [(s.latest, s.latest_behind, s.earliest, s.earliest_behind) for s in tables],
    )  # fmt: skip


_Four = tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]
_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d")
_OF_YEARS = re.compile(r"\s?(?:年|년|року|рік|году|годов|год)")


def _bound(text: str, start: int, end: int, patterns: Sequence[_Four]) -> str:
    before = text[max(0, start - _REACH) : start]
    for upper, upper_behind, lower, lower_behind in patterns:
        high, low = upper.search(before), lower.search(before)
        if high and low:  # “не более” has “более” in it
            return "upper" if high.start() < low.start() else "lower"
        if high or upper_behind.match(text, end):
            return "upper"
        if low or lower_behind.match(text, end):
            return "lower"
    return ""


def hedge_beside(text: str, start: int, end: int) -> str:
    """Return how a figure is said to be rounded, as near_values.py has it; else nothing."""
    before = text[max(0, start - _REACH) : start]
    for senses in senses_of(text):
        for name in ("below", "above", "near"):
            if getattr(senses, name).search(before):
                return name
        if senses.near_behind.match(text, end):
            return "near"
    return {"upper": "less", "lower": "more"}.get(bound_beside(text, start, end), "")


def parts_beside(text: str, *, every: bool) -> Iterator[tuple[int, int, str]]:
    """Yield parts of a whole: ``zwei Drittel``, ``чверть``, ``3분의 1``; start, end, key.

    With ``every`` also those that may be other words: a quarter of a town.
    """
    for senses in senses_of(text):
        pattern, wholes = senses.parts
        for match in pattern.finditer(text):
            start, count = _counted(text, match.start(), senses)
            if every or count or match[0].lower() not in senses.counted:
                whole = wholes.get(" ".join(match[0].lower().split()), 0)
                if whole and 0 < (count or 1) < whole:
                    yield start, match.end(), format_value(Fraction(count or 1, whole))
    for match in () if text.isascii() else _WHOLE_FIRST.finditer(text):
        of_all, some = (_number(match[n]) for n in (1, 2))
        if 0 < some < of_all:
            hundred = of_all == 100
            share = f"{format_value(some)}%" if hundred else format_value(some / of_all)
            yield *match.span(), share


def _counted(text: str, start: int, senses: Senses) -> tuple[int, int]:
    """Return where the number before a part begins, and the number: 2 of “zwei Drittel”."""
    if article := senses.article.search(text[max(0, start - 8) : start]):
        return start - len(article[0]), 1
    for figure in find_figures(text):
        if figure.end <= start and not text[figure.end : start].strip() and figure.value < 100:
            return figure.start, int(figure.value)
    return start, 0


def _number(said: str) -> Fraction:
    if said[0] in "0123456789":
        return Fraction(said)
    return next((f.value for f in find_figures(f"{said} 个")), Fraction(_SMALL.get(said, 0)))


_SMALL = {
    sign: value
    for signs in ("一二三四五六七八九十", "일이삼사오육칠팔구십")
    for value, sign in enumerate(signs, start=1)
} | {"百": 100, "백": 100}  # fmt: skip


def ratios(text: str) -> Iterator[str]:
    """Yield the shares that two numbers of a text make: ``0.3`` of “27 von 90”."""
    tables = senses_of(text)
    for one, other in pairwise(find_figures(text)):
        between = text[one.end : other.start]
        joined = _OF.fullmatch(between) or any(s.of.fullmatch(between) for s in tables)
        if joined and not one.unit and 1 <= one.value < other.value:
            yield format_value(one.value / other.value)


#: The year of the first of two figures: “de 12,5 % en 2023 à 9,8 %”.
_YEAR_BETWEEN = re.compile(
    r"^\s*(?:(?:im Jahr|in|en|del año|в|у|عام|سنة)\s+)?(?:1[5-9]|20)\d\d"
    r"(?:\s*(?:року|році|году|年|년))?(?!\d)"
)
_OF = re.compile(r"\s+(?:out\s+)?of\s+(?:the\s+|its\s+|all\s+)?")


def trends_beside(text: str, figures: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Return which way the figures of a text go, by their starts: ``up``, ``down by``, ``up to``.

    A clause in which something rises and something else falls says nothing of either, but what
    stands right behind a figure does: “14 Prozent mehr”.
    """
    found: dict[int, str] = {}
    tables = senses_of(text)
    for start, end in figures if tables else ():
        clause = _clause(text, start, end)
        up = any(senses.rise.search(clause) for senses in tables)
        down = any(senses.fall.search(clause) for senses in tables)
        more = any(senses.more.match(text, end) for senses in tables)
        less = any(senses.less.match(text, end) for senses in tables)
        if more or less:
            found[start] = "up" if more else "down"
        elif up is not down:
            found[start] = f"{'up' if up else 'down'} {_step(text, start, tables)}".strip()
    return found


def _step(text: str, start: int, tables: Sequence[Senses]) -> str:
    """Return whether a figure tells by how much something goes, or to what; else nothing."""
    before = text[max(0, start - _REACH) : start]
    if any(senses.by.search(before) for senses in tables):
        return "by"
    return "to" if any(senses.up_to.search(before) for senses in tables) else ""


def _clause(text: str, start: int, end: int) -> str:
    begin = max((stop.end() for stop in _CLAUSE.finditer(text, 0, start)), default=0)
    stop = _CLAUSE.search(text, end)
    return text[begin : stop.start() if stop else len(text)]


def leads_on(text: str, between: str) -> bool:
    """Tell whether the words between two figures lead from one to the other: “von 8 auf 12”."""
    between = _YEAR_BETWEEN.sub("", between)
    return any(senses.to.fullmatch(between) for senses in senses_of(text))
