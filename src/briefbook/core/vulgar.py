"""Digits of every script and the ready-made fractions of Unicode, as numbers."""

from __future__ import annotations

import sys
import unicodedata
from fractions import Fraction


def _vulgar(char: str) -> Fraction:
    parts = unicodedata.normalize("NFKD", char).split("⁄")
    return Fraction(int(parts[0]), int(parts[1]))


#: ``½`` and the other single-character fractions.
VULGAR: dict[str, Fraction] = {
    char: _vulgar(char) for char in (*map(chr, range(0x2150, 0x215F)), "¼", "½", "¾")
}

_ASCII = {
    code: str(unicodedata.decimal(chr(code)))
    for code in range(0x80, sys.maxunicode + 1)
    if unicodedata.decimal(chr(code), None) is not None
} | {ord("٬"): ",", ord("٫"): "."}


def ascii_digits(text: str) -> str:
    """Return the text, as long as before, with the digits of every script as 0 to 9."""
    return text if text.isascii() else text.translate(_ASCII)
