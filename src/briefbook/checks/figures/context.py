"""The words around a figure that are part of its meaning: unit, rate, bound, direction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from briefbook.core.figures.number_words import lower_words
from briefbook.core.figures.numerals import any_of

#: Units of time and measure whose change changes the claim, by the spellings they have.
_UNITS = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "week": "week",
    "month": "month", "year": "year", "yr": "year", "mile": "mile", "kilometre": "km",
    "kilometer": "km", "km": "km", "metre": "m", "meter": "m", "foot": "foot", "feet": "foot",
    "inch": "inch", "inches": "inch", "kilogram": "kg", "kg": "kg", "gram": "g", "ton": "ton",
    "tonne": "tonne", "litre": "litre", "liter": "litre", "barrel": "barrel",
    "hectare": "hectare", "decade": "decade", "century": "century", "centuries": "century",
    "gallon": "gallon", "millilitre": "ml", "milliliter": "ml", "ml": "ml", "centimetre": "cm",
    "centimeter": "cm", "cm": "cm", "millimetre": "mm", "millimeter": "mm", "mm": "mm",
    "yard": "yard", "milligram": "mg", "mg": "mg", "kilowatt": "kW", "megawatt": "MW",
    "gigawatt": "GW", "kw": "kW", "mw": "MW", "gw": "GW", "acre": "acre", "calorie": "calorie",
    "kilocalorie": "kilocalorie", "kcal": "kilocalorie", "cubic metre": "m³", "cubic meter": "m³",
    "m³": "m³", "cubic kilometre": "km³", "cubic kilometer": "km³", "km³": "km³",
    "cubic foot": "cubic foot", "cubic feet": "cubic foot", "square metre": "m²",
    "square meter": "m²", "m²": "m²", "square kilometre": "km²", "square kilometer": "km²",
    "km²": "km²", "square mile": "square mile", "square foot": "square foot",
    "square feet": "square foot",
}  # fmt: skip
#: Words that are not a quality: with them something else than the unit is counted.
_NO_QUALITY = (
    "a an the of in on at by to for from with and or per each every last next this that past after "
    "before until than as is are was were be been has have had who which people men women children "
    "police staff cattle fish sheep aircraft crew percent million billion thousand hundred dozen"
).split(" ")
_UNIT = re.compile(rf"(?:\s+|-)({any_of(_UNITS)})s?\b", re.IGNORECASE)
#: Words of quality may stand between a figure and its unit: “seven very long weeks”.
_QUALITY = re.compile(
    rf"((?:\s+(?!(?:{any_of(_NO_QUALITY)})\b)[a-z]+(?:-[a-z]+)?(?<!s)){{1,3}})\s+"
    rf"({any_of(_UNITS)})s\b"
)
_DEGREES = re.compile(
    r"\s?(?:°\s?|degrees?\s+)(C|F)(?:elsius|entigrade|ahrenheit)?\b", re.IGNORECASE
)
_PLURALS = frozenset(f"{unit}s" for unit in _UNITS)
_TIMES = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "dai": "day",
    "week": "week", "month": "month", "quarter": "quarter", "year": "year", "annual": "year",
    "annum": "year",
}  # fmt: skip
_RATE = re.compile(
    r"\s*(?:(?!(?:in|for|over|within|after|before)\b)[\w-]+\s+){0,4}?"
    r"(?:(?:an?|per|each|every)\s+(minute|hour|day|week|month|quarter|year|annum)\b"
    r"(?!\s+(?:later|ago|earlier|before|after|long|old|from|or))"
    r"|(hour|dai|week|month|quarter|year|annual)ly\b"
    # “40 metres a second until noon”, but not “one race and a second in May”.
    r"|(?:per\s+|(?<=s )a\s+)(second)\b(?!\s+(?:later|ago|long|time|man|woman)))",
    re.IGNORECASE,
)
#: What a text must have for a rate to stand in it.
MAY_RATE = frozenset(
    "second minute hour hourly day daily week weekly month monthly quarter quarterly year yearly"
    " annually annum"
    .split()
)  # fmt: skip
#: … and for a bound.
MAY_BOUND = frozenset(
    "before prior earlier after since later than least most many much nearly almost over above"
    " reach high barely scarcely quite under below up upwards excess exceed exceeds exceeded"
    " exceeding maximum short approaching or than"
    .split()
)  # fmt: skip
_FILLER = r"(?:\s+(?:an?|the|some|about|around|roughly|another))?\s+(?:US\$|[$€£¥])?$"
_BOUND = re.compile(
    r"\b(?:(?P<upper>no more than|not more than|fewer than|less than|up to|as many as|as much as"
    r"|(?:can|may|could) reach|as high as|at most|a maximum of|just short of|nearly|almost"
    r"|barely|scarcely|not quite|approaching|under|below"
    r"|(?:younger|shorter|smaller|lower|cheaper|lighter|shallower) than)"
    r"|(?:older|longer|larger|bigger|higher|greater|taller|heavier|deeper) than"
    r"|more than|no fewer than|no less than|not less than|at least|upwards of|in excess of"
    rf"|exceed(?:s|ed|ing)?|over|above){_FILLER}",
    re.IGNORECASE,
)
#: “(<1%)”, “≥ 40”; an arrow is none.
_BOUND_SIGN = re.compile(r"(?:(?P<upper>(?<![<=-])<|[≤⩽])|(?<![-=–—>])>|[≥⩾])\s?(?:US\$|[$€£¥])?$")
#: “Over two years” can be a length of time.
_EITHER = re.compile(rf"\b(?:over|above){_FILLER}", re.IGNORECASE)
#: Of a year: “before 2027” is not “after 2027”.
_YEAR = re.compile(r"(?:1[0-9]|20|21)[0-9]{2}")
_WHEN = re.compile(
    r"\b(?:(before|prior to|earlier than)|after|since|later than)\s+(?:the year\s+)?$",
    re.IGNORECASE,
)
_NOT_BEFORE = re.compile(
    r"(?:\b(?:not|never|none|no|nobody|nothing|nor|cannot)|n['’]t)\s+(?:[a-z]+\s+){0,2}$",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"[\s-]*(?:\w+\s+){0,2}?or (?:(more|above|over)|(?:less|fewer|nearly so))\b")
_FORWARD = re.compile(r"\s*(?:\w+\s+)?(?:to|–|-|—|→|⟶|⇒|->|=>)\s*(?:US\$|[$€£¥])?", re.IGNORECASE)
_MAY_BE_EARLIER = frozenset("before earlier previously formerly originally then first ago".split())
#: “20; 12 before”.
_EARLIER = re.compile(
    r"\s*(?:[^\W\d_]+\s+){0,2}?(?:before|earlier|previously|formerly|originally|until then|at first"
    r"|the year before|a year ago)\b",
    re.IGNORECASE,
)
_BACKWARD = re.compile(r"[^.;:]{0,60}\bfrom\s+(?:US\$|[$€£¥])?", re.IGNORECASE)


def has_bound_sign(text: str) -> bool:
    """Tell quickly whether a text may have a bound in signs: ``<``, ``≥``."""
    return not _BOUND_SIGNS.isdisjoint(text)


_BOUND_SIGNS = frozenset("<>≤≥⩽⩾")


def unit_after(text: str, end: int) -> str:
    """Return the unit of time or measure that follows a figure: ``seven months``."""
    if match := _UNIT.match(text, end):
        return _UNITS[match[1].lower()]
    if degrees := _DEGREES.match(text, end):
        return f"°{degrees[1].upper()}"
    if _PLURALS.isdisjoint(lower_words(text)):
        return ""
    match = _QUALITY.match(text, end)
    return _UNITS[match[2].lower()] if match else ""


def rate_after(text: str, end: int) -> str:
    """Return the time for which a figure is given: ``$1,800 a year``, ``2½ sailings weekly``."""
    match = _RATE.match(text, end)
    return _TIMES[(match[1] or match[2] or match[3]).lower()] if match else ""


def bound_around(text: str, start: int, end: int, unit: str) -> str:
    """Return ``lower`` for “more than 600” and “600 or more”, ``upper`` for “up to 600”."""
    before = text[max(0, start - 40) : start]
    if sign := _BOUND_SIGN.search(before):
        return "upper" if sign["upper"] else "lower"
    stated = _BOUND.search(before)
    if stated and not (unit and _EITHER.search(before)):
        return "upper" if stated["upper"] else "lower"
    when = _WHEN.search(before) if _YEAR.fullmatch(text, start, end) else None
    if when:
        # “Will not begin before 2025”.
        turned = _NOT_BEFORE.search(before[: when.start()]) is not None
        return "upper" if bool(when[1]) is not turned else "lower"
    behind = _BEHIND.match(text, end) if " or " in text[end : end + 40] else None
    return ("lower" if behind[1] else "upper") if behind else ""


def directions(text: str, figures: Sequence[tuple[int, int, str]]) -> dict[int, str]:
    """Return, by the place of its start, the figure to which another leads.

    “From 85 to 140” and “140, up from 85” both lead from 85 to 140; ``figures`` are starts,
    ends and keys, in order.
    """
    found: dict[int, str] = {}
    earlier = not _MAY_BE_EARLIER.isdisjoint(lower_words(text))
    for one, other in pairwise(figures):
        between = text[one[1] : other[0]]
        if one[2] == other[2]:
            continue
        if _FORWARD.fullmatch(between):
            found[one[0]] = other[2]
        elif (earlier and "." not in between and _EARLIER.match(text, other[1])) or (
            "from" in between and _BACKWARD.fullmatch(between)
        ):
            found.setdefault(other[0], one[2])
    return found
