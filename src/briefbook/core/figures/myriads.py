"""Digits with the scales of Chinese, Japanese and Korean, which add up: ``3조 2천억``."""

from __future__ import annotations

import re
from fractions import Fraction

from briefbook.core.figures.numerals import MYRIADS
from briefbook.core.figures.patterns import MYRIAD, SPACE

_ADDED = re.compile(rf"{SPACE}?(\d{{1,3}}(?:,\d{{3}})+|\d+)")


def scaled_sections(plain: str, value: Fraction, scale: re.Match[str]) -> tuple[Fraction, int]:
    """Read ``1만 1천``, ``3억 2000만``, ``3조 2천억``: sections below ten thousand, each scaled.

    ``value`` stands before the first ``scale``; returned are the sum, and where it ends.
    """
    total = section = Fraction(0)
    least_section, least = 10_000, 10**18
    number, end = value, scale.start()
    following: re.Match[str] | None = scale
    while following is not None:
        step = MYRIADS[following[1]]
        if step >= (least_section if step < 10_000 else least):
            break
        if step < 10_000:
            section, least_section = section + number * step, step
        else:
            total, section = total + (section + number) * step, Fraction(0)
            least_section, least = 10_000, step
        number, end = Fraction(0), following.start() + len(following[0].rstrip())
        following = MYRIAD.match(plain, end) if step < 10_000 else None
        if following is None and (digits := _ADDED.match(plain, end)):
            number = Fraction(int(digits[1].replace(",", "")))
            following = MYRIAD.match(plain, digits.end())
            if following is None and number < min(least_section, least):
                section, end = section + number, digits.end()
    return total + section, end
