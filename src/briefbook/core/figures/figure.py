"""A number of a text, exact, and how its value is written."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text.

    ``text`` is what stands there from ``start`` to ``end`` (offsets in characters, units
    and scales included); ``value`` is exact; ``unit`` is ``%``, a currency sign, ``h`` for a
    time of day, or empty.
    A figure that is not ``certain`` may be no number at all (“one of the soldiers”).
    """

    text: str
    start: int
    end: int
    value: Fraction
    unit: str = ""
    certain: bool = True

    @property
    def key(self) -> str:
        """The value in one spelling: ``11000``, ``45%``, ``$2000``, ``2.5``, ``2/3``."""
        if self.unit == "h":
            return f"{int(self.value)}:{int(self.value % 1 * 60):02}"
        number = format_value(self.value)
        return f"{number}{self.unit}" if self.unit == "%" else f"{self.unit}{number}"


def format_value(value: Fraction) -> str:
    """Write a value: as a decimal where that is exact, else as a fraction."""
    if value.denominator == 1:
        return str(value.numerator)
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest != 1:
        return f"{value.numerator}/{value.denominator}"
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    whole = str(abs(int(value * 10**digits))).rjust(digits + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{whole[:-digits]}.{whole[-digits:]}" if digits else whole)
