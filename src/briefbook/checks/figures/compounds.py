"""Measures told in two units: “seven years and six months” is seven and a half years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import pairwise

from briefbook.checks.figures.claim import Claim
from briefbook.core.figures.figure import format_value

#: A unit, and how many of a smaller one it has.
_HAS = {
    ("year", "month"): 12, ("week", "day"): 7, ("hour", "minute"): 60, ("minute", "second"): 60,
    ("foot", "inch"): 12, ("kg", "g"): 1000, ("km", "m"): 1000, ("m", "cm"): 100,
}  # fmt: skip
#: The first unit, and perhaps an “and” of some language.
_BETWEEN = re.compile(r"[\s\u00a0-]?[^\W\d_]+,?(?:\s+[^\W\d_]{1,3})?\s+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def compounds(claims: Iterable[Claim], text: str) -> Iterator[tuple[str, str]]:
    """Yield the keys and units of what two figures measure together, in either of their units."""
    for one, other in pairwise(claims):
        ratio = _HAS.get((one.unit, other.unit))
        if not ratio or not _BETWEEN.fullmatch(text, one.end, other.start):
            continue
        if _NUMBER.fullmatch(one.keys[0]) and _NUMBER.fullmatch(other.keys[0]):
            large, small = Fraction(one.keys[0]), Fraction(other.keys[0])
            if small < ratio:
                total = large + small / ratio
                # What is said to be rounded is compared with decimals.
                yield format_value(round(total, 2)), one.unit
                yield format_value(total * ratio), other.unit
