"""Dates as a style prints them: parts, ranges, seasons, words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from briefbook.bibliography.csl.scene import Rendered, Scene
from briefbook.bibliography.csl.styles.elements import Element
from briefbook.bibliography.csl.text.text_case import with_case
from briefbook.bibliography.rich_text import Run

if TYPE_CHECKING:
    from briefbook.bibliography.csl.rendering import Renderer

_SHOWN = {
    "year": {"year"},
    "year-month": {"year", "month"},
    "year-month-day": {"year", "month", "day"},
}


class Day(NamedTuple):
    """One end of a date; 0 for what is not given, ``season`` 1 to 4."""

    year: int
    month: int = 0
    day: int = 0
    season: int = 0

    def has(self, name: str) -> bool:
        """Return whether a part is given."""
        if name == "month":
            return bool(self.month or self.season)
        return bool(self.day) if name == "day" else bool(self.year)


def days_of(date: dict[str, Any]) -> list[Day]:
    """Return the ends of a date: none, one or two."""
    found = []
    for part in date.get("date-parts", ())[:2]:
        numbers = [int(str(n)) for n in part if str(n).lstrip("-").isdigit()]
        if not numbers:
            continue
        month = numbers[1] if len(numbers) > 1 else 0
        season = month - 12 if 13 <= month <= 16 else month - 20 if 21 <= month <= 24 else 0
        given = str(date.get("season", ""))
        season = season or (int(given) if given in {"1", "2", "3", "4"} else 0)
        day = numbers[2] if len(numbers) > 2 else 0
        found.append(Day(numbers[0], 0 if season else month, day, season))
    return found


def sortable(date: dict[str, Any], parts: set[str] = _SHOWN["year-month-day"]) -> str:
    """Return the parts of a date as figures that sort, years before Christ first."""
    days = days_of(date)
    if not days:
        return ""
    first = days[0]
    month = first.month or first.season * 3
    return "".join(
        f"{day.year + 50000:05}" * ("year" in parts)
        + f"{day.month or month:02}" * ("month" in parts)
        + f"{day.day:02}" * ("day" in parts)
        for day in days
    )


class DateRenderer:
    """Renders ``cs:date``."""

    def __init__(self, renderer: Renderer) -> None:
        self._r = renderer

    def render(self, element: Element, scene: Scene) -> Rendered:
        """Render a date variable, with the year's letter where the date of issue is printed."""
        variable = element.get("variable")
        date = scene.date(variable)
        if not date:
            return Rendered(tried=True)
        if scene.sorting:
            known = sortable(date, self._sorted_parts(element))
            return Rendered([Run(known or str(date.get("literal", "")))], True, True)
        parts, delimiter = self._parts(element)
        days = days_of(date)
        literal = str(date.get("literal") or date.get("raw") or "")
        scene.printed.add(variable)
        suffix = self._suffix(scene, parts)
        if literal and (not days or all(part.get("name") == "year" for part in parts)):
            return Rendered(self._r.finished([Run(literal + suffix)], element), True, True)
        runs = self._between(days, parts, delimiter, suffix)
        while runs and not runs[-1].text.strip(" ,"):
            # What was to precede a part that the date has not.
            runs.pop()
        if not runs:
            return Rendered(tried=True)
        if element.get("text-case"):
            runs = with_case(runs, element.get("text-case"))
        return Rendered(self._r.finished(runs, element), tried=True, found=True)

    @staticmethod
    def _sorted_parts(element: Element) -> set[str]:
        """Return the parts that an element sorts by: those that it would print."""
        if element.get("form"):
            return _SHOWN.get(element.get("date-parts"), _SHOWN["year-month-day"])
        own = {part.get("name") for part in element.all("date-part")}
        return own or _SHOWN["year-month-day"]

    def _suffix(self, scene: Scene, parts: list[Element]) -> str:
        """Return the year's letter for the first year of a work whose style does not place it."""
        if not scene.apart.suffix or self._r.places_suffix or scene.suffixed:
            return ""
        if not any(part.get("name") == "year" for part in parts):
            return ""
        scene.suffixed = True
        return scene.apart.suffix

    def _parts(self, element: Element) -> tuple[list[Element], str]:
        """Return the parts that are printed, in order, and what is between them."""
        own = {part.get("name"): part for part in element.all("date-part")}
        form = element.get("form")
        if not form:
            return list(element.all("date-part")), element.get("delimiter")
        local = self._r.locale.dates.get(form)
        if local is None:
            return list(own.values()), ""
        shown = _SHOWN.get(element.get("date-parts"), _SHOWN["year-month-day"])
        parts = []
        for part in local.all("date-part"):
            if part.get("name") in shown:
                given = own.get(part.get("name"))
                extra = {k: v for k, v in given.attributes.items()
                         if k not in {"prefix", "suffix"}} if given else {}  # fmt: skip
                parts.append(Element("date-part", {**part.attributes, **extra}))
        return parts, local.get("delimiter")

    def _between(
        self, days: list[Day], parts: list[Element], delimiter: str, suffix: str
    ) -> list[Run]:
        if not days:
            return []
        first = days[0]
        if len(days) == 1 or days[1] == first or not days[1].year:
            return self._one(first, parts, delimiter, suffix)
        last = days[1]
        differ = [p for p in parts if _value(first, p) != _value(last, p)]
        if not differ:
            return self._one(first, parts, delimiter, suffix)
        names = [p.get("name") for p in differ]
        widest = "year" if "year" in names else "month" if "month" in names else "day"
        order = ["year", "month", "day"]
        finer = set(order[order.index(widest) :])
        places = [i for i, part in enumerate(parts) if part.get("name") in finer]
        start, end = places[0], places[-1] + 1
        if any(part.get("name") not in finer for part in parts[start:end]):
            start, end = 0, len(parts)
        range_sign = parts[end - 1].get("range-delimiter", "–")
        head = self._one(first, parts[:start], delimiter)
        left = _without_suffix(self._one(first, parts[start:end], delimiter))
        right = _without_prefix(self._one(last, parts[start:end], delimiter, suffix))
        tail = self._one(last, parts[end:], delimiter, suffix)
        joint = [Run(delimiter)] if delimiter else []
        return [
            *head, *(joint if head else []), *left, Run(range_sign), *right,
            *(joint if tail else []), *tail,
        ]  # fmt: skip

    def _one(self, day: Day, parts: list[Element], delimiter: str, suffix: str = "") -> list[Run]:
        runs: list[Run] = []
        for part in parts:
            text = self._part(day, part)
            if not text:
                continue
            if part.get("name") == "year":
                text += suffix
            if part.get("strip-periods") == "true":
                text = text.replace(".", "")
            piece = (
                with_case([Run(text)], part.get("text-case"))
                if part.get("text-case")
                else [Run(text)]
            )
            if runs and delimiter:
                runs.append(Run(delimiter))
            runs += self._r.finished(piece, part)
        return runs

    def _part(self, day: Day, part: Element) -> str:
        name, form, locale = part.get("name"), part.get("form"), self._r.locale
        if name == "year":
            return self._year(day.year, form)
        if name == "month":
            return self._month(day, form or "long")
        if not day.day:
            return ""
        only_first = locale.options.get("limit-day-ordinals-to-day-1") == "true"
        if form == "ordinal" and (day.day == 1 or not only_first):
            return locale.ordinal(day.day, locale.gender(f"month-{day.month:02}"))
        return f"{day.day:02}" if form == "numeric-leading-zeros" else str(day.day)

    def _year(self, year: int, form: str) -> str:
        if not year:
            return ""
        locale = self._r.locale
        if year < 0:
            return f"{-year}{locale.term('bc') or 'BC'}"
        if form == "short":
            return f"{year % 100:02}"
        return f"{year}{locale.term('ad') or 'AD'}" if year < 1000 else str(year)

    def _month(self, day: Day, form: str) -> str:
        locale = self._r.locale
        if day.season:
            return locale.term(f"season-{day.season:02}") or ""
        if not 1 <= day.month <= 12:
            return ""
        if form == "numeric":
            return str(day.month)
        if form == "numeric-leading-zeros":
            return f"{day.month:02}"
        return locale.term(f"month-{day.month:02}", form) or str(day.month)


def _value(day: Day, part: Element) -> tuple[int, int]:
    name = part.get("name")
    if name == "year":
        return day.year, 0
    return (day.month, day.season) if name == "month" else (day.day, 0)


def _without_prefix(runs: list[Run]) -> list[Run]:
    """Take the space from the start of the second of two ends: April 26–29."""
    while runs and not runs[0].text.strip():
        runs = runs[1:]
    return [runs[0]._replace(text=runs[0].text.lstrip()), *runs[1:]] if runs else []


def _without_suffix(runs: list[Run]) -> list[Run]:
    """Take the blank or comma from the end of the first of two ends."""
    if runs:
        text = runs[-1].text.rstrip(" ,")
        runs[-1:] = [runs[-1]._replace(text=text)] if text else []
    return runs
