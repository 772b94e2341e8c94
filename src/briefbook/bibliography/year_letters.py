"""The letters that tell works of one author and year apart."""

from __future__ import annotations


def year_letter(number: int) -> str:
    """Return a, b … z, aa, ab … for 1, 2, 3."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters
