"""A number that is spelt out, word by word."""

from __future__ import annotations

from fractions import Fraction


class SpokenTotal:
    """A number that is built up word by word."""

    def __init__(self, first: int, *, by_twenties: bool) -> None:
        self._by_twenties = by_twenties
        self._total, self._current = (first, 0) if first >= 1000 else (0, first)
        self._least = first if first >= 1000 else 10**18

    def add(self, value: int) -> bool:
        """Add a word; return ``False`` if it begins another number."""
        current = self._current
        if value >= 1000:
            if value >= self._least:
                if not current and value > self._total:
                    # “mil millones”: a thousand millions.
                    self._total, self._least = self._total * value, value
                    return True
                return False
            self._total += max(current, 1) * value
            self._current, self._least = 0, value
        elif value == 100 and 1 < current < 10:
            self._current = current * 100
        elif self._by_twenties and value == 20 and current % 100 == 4:
            self._current = current + 76  # quatre-vingts
        elif self._may_add(value):
            self._current += value
        else:
            return False
        return True

    def _may_add(self, value: int) -> bool:
        rest = self._current % 100
        if value >= 100:
            return self._current == 0
        if rest == 0:
            return True
        tens, small = rest % 10 == 0 and rest >= 20, value < 10
        french = self._by_twenties and rest in (60, 80) and value < 20
        teen = value == 10 and 1 < rest < 10  # Arabic and Hebrew: five ten
        french = french or (rest == 10 and value in {7, 8, 9})
        turned = rest < 10 and value % 10 == 0 and value >= 20  # and: eight and thirty
        return (tens and small) or french or teen or turned

    @property
    def value(self) -> Fraction:
        """What the words make."""
        return Fraction(self._total + self._current)
