"""Digits with the scales of Chinese, Japanese and Korean: ``3조 5천억``, ``1만 2천``, ``5千万``.

A scale below ten thousand counts within a group, and the scale behind the group counts the group:
``1천200만`` is 1,200 × 10,000. Each further group has a smaller scale.
"""

from __future__ import annotations

import re
from fractions import Fraction

from briefbook.core.figures.numerals import HUNDREDS, MYRIADS, any_of

_SPACE = "[ \u00a0\u2009\u202f]"
_WITHIN = {scale: step for scale, step in MYRIADS.items() if step < 10_000} | HUNDREDS
_BEHIND = {scale: step for scale, step in MYRIADS.items() if step >= 10_000}
# 백 and 십 begin too many words to be looked for behind a space: “5 백신”.
_BEGINS = re.compile(rf"\s?(?:{any_of(MYRIADS)})|{any_of(HUNDREDS)}")
_SMALL = re.compile(rf"\s?({any_of(_WITHIN)})")
_LARGE = re.compile(rf"\s?({any_of(_BEHIND)})")
_NUMBER = r"\d{1,3}(?:,\d{3})+(?!\d)|\d+"
_SCALED = rf"(?=\s?(?:{any_of(MYRIADS)})|{any_of(HUNDREDS)})"
# Behind a space a short number without a scale begins something else: “6천 17일”.
_FOLLOWING = re.compile(
    rf"({_NUMBER})|{_SPACE}({_NUMBER}){_SCALED}|{_SPACE}(\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d{{3,}})"
)


def read_myriads(plain: str, value: Fraction, start: int, end: int) -> tuple[Fraction, int] | None:
    """Return the value of a number and where it ends; ``None`` where no such scale follows.

    The digits stand from ``start`` to ``end`` and are worth ``value``.
    """
    begins = _BEGINS.match(plain, end)
    if begins is None or _is_article(plain, start, begins[0]):
        return None
    total, least = Fraction(0), Fraction(10**20)
    place: int | None = end
    while place is not None:
        amount, step, after = _group(plain, value, place)
        if amount >= least:
            break
        total, end, least = total + amount, after, Fraction(step)
        place = None
        if step > 1 and (following := _next(plain, after)):
            value, place = following
    return total, end


def counted_by_jo(figure: str) -> str:
    """Return the number of a bare ``23조``, or nothing: 23 trillion, Article 23, or group 23."""
    match = _BARE_JO.fullmatch(figure)
    return match[1] if match else ""


_BARE_JO = re.compile(r"(\d{1,4})\s?조")


def _is_article(plain: str, start: int, scale: str) -> bool:
    """Tell whether 제2조 is read: the second article of a law, not two trillion."""
    return scale.strip() == "조" and plain[max(0, start - 1) : start] == "제"


def _group(plain: str, value: Fraction, end: int) -> tuple[Fraction, int, int]:
    """Return what a group such as ``5천억`` is worth, the scale behind it or 1, and its end."""
    section, least = Fraction(0), 10_000
    while (small := _SMALL.match(plain, end)) and _WITHIN[small[1]] < least:
        least = _WITHIN[small[1]]
        section, value, end = section + value * least, Fraction(0), small.end()
        following = _next(plain, end)
        if following is None or following[0] >= least:
            break
        value, end = following
    large = _LARGE.match(plain, end)
    if large is None:
        return section + value, 1, end
    return (section + value) * _BEHIND[large[1]], _BEHIND[large[1]], large.end()


def _next(plain: str, end: int) -> tuple[Fraction, int] | None:
    """Return the number that goes on behind a scale, and its end."""
    match = _FOLLOWING.match(plain, end)
    if match is None:
        return None
    digits = match[1] or match[2] or match[3]
    return Fraction(int(digits.replace(",", ""))), match.end()
