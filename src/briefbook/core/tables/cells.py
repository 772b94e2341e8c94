"""What a cell of an editor's table must be; each says what was expected."""

from __future__ import annotations

import re
import unicodedata

from briefbook.core.dates import DateError, parse_date
from briefbook.core.ids import is_id
from briefbook.core.tables.vocabularies import refuse_unlisted
from briefbook.core.words.text import BIDI_CONTROLS

#: As many digits as any figure needs, and a chart can draw.
_NUMBER = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,9})?")


def a_number(value: str) -> str | None:
    """Accept ``11000`` and ``2.5``."""
    expected = "expected a number such as 11000 or 2.5, without separators"
    shown = value if len(value) <= 40 else f"{value[:40]}…"
    return None if _NUMBER.fullmatch(value) else f"{shown!r}: {expected}"


def a_date(value: str) -> str | None:
    """Accept EDTF as :mod:`briefbook.core.dates` reads it."""
    try:
        parse_date(value)
    except DateError as error:
        return str(error)
    return None


def printable(value: str) -> str | None:
    """Accept text without control characters, also those that turn its direction."""
    for char in value:
        if char in BIDI_CONTROLS or (unicodedata.category(char) == "Cc" and char not in "\t\n\r"):
            return f"holds U+{ord(char):04X}, which does not print; remove it"
    return None


def an_id(value: str) -> str | None:
    """Accept an anchor id."""
    if is_id(value):
        return None
    return f"{value!r}: expected an id of a-z, 0-9 and -, beginning with a letter"


def a_qualifier(value: str) -> str | None:
    """Accept a word that hedges a figure."""
    return refuse_unlisted("qualifier", value)


def yes_or_no(value: str) -> str | None:
    """Accept ``yes`` and ``no``."""
    return None if value in {"yes", "no"} else f"{value!r}: expected yes or no"
