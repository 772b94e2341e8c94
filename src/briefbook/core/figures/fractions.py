"""Digits of every script and the ready-made fractions of Unicode, as numbers."""

from __future__ import annotations

import unicodedata
from fractions import Fraction


def _vulgar(char: str) -> Fraction:
    parts = unicodedata.normalize("NFKD", char).split("⁄")
    return Fraction(int(parts[0]), int(parts[1]))


#: ``½`` and the other single-character fractions.
VULGAR: dict[str, Fraction] = {
    char: _vulgar(char) for char in (*map(chr, range(0x2150, 0x215F)), "¼", "½", "¾")
}


class _Digits(dict[int, "int | str"]):
    """A table for ``str.translate``, filled as characters are met.

    Filling it for all of Unicode would take a third of a second at each start.
    """

    def __missing__(self, code: int) -> int | str:
        digit = unicodedata.decimal(chr(code), None)
        self[code] = found = code if digit is None else str(digit)
        return found


_ASCII = _Digits({ord("٬"): ",", ord("٫"): "."})


def ascii_digits(text: str) -> str:
    """Return the text with the digits of every script as 0 to 9, of the same length."""
    return text if text.isascii() else text.translate(_ASCII)
