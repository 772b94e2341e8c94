"""The comma and the semicolon of Arabic script, in what a book prints of its own."""

from __future__ import annotations

import re

from briefbook.core.words.labels import labels

_LANGUAGES = frozenset("ar ckb fa ps sd ug ur".split())
_STOPS = {",": "،", ";": "؛"}
_LETTER = re.compile(r"[^\W\d_]")
# Not one within a number.
_STOP = re.compile(r"[,;](?=[\s\u00a0]|$)")


def arabic_stops(text: str) -> str:
    """Return a text of the same length, with Arabic stops beside Arabic words.

    In books of a language that is written otherwise the text stays, and so does what stands
    between Latin words: “Bell, Ann”.
    """
    if labels().language.partition("_")[0] not in _LANGUAGES:
        return text
    return _STOP.sub(lambda stop: _STOPS[stop[0]] if _is_arabic(stop) else stop[0], text)


def _is_arabic(stop: re.Match[str]) -> bool:
    """Return whether the nearest letter before or behind a stop is Arabic."""
    before = _LETTER.search(stop.string[: stop.start()][::-1])
    behind = _LETTER.search(stop.string, stop.end())
    return any("\u0600" <= letter[0] <= "\u08ff" for letter in (before, behind) if letter)
