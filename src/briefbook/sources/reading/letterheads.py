"""The line of a letter or a notice that says where and when: “Berlin, den 20. März 2025”."""

from __future__ import annotations

import re

from briefbook.core.words.text import tidy
from briefbook.sources.reading.dates import part_date

#: In words.
_LONGEST = 12
_WORD = r"[^\W\d_a-zà-öø-ÿа-яёіїєґ][\w.'’]*"
_WITHIN = r"am|an der|im|upon|sur|de|del|de la|la|los|di|do|da|над|на"
_PLACE = (
    rf"{_WORD}(?:[ -](?:(?:{_WITHIN})[ -])?{_WORD}){{0,3}}(?:, ?{_WORD})?(?: ?\([^()\d]{{2,30}}\))?"
)
_BEFORE = r"(?i:fait à|en|à|in|hecho en|dado en|given at|м\.|г\.|с\.|місто|город)"
_JOINED = r"(?i:den|dem|le|the|a|à|on|dnia|am|el|il)"
_OF_YEAR = r"(?i:года|року|год|рік|roku|г|р|r)"
_EAST_ASIAN = r"[\u3040-\u30ff\u3400-\u9fff가-힣]{1,8}"
#: What is left of such a line without its date. A comma, a word such as “in”, or a script without
#: capitals tells a place from a name or a heading.
_LINE = re.compile(
    rf"(?:\d{{4,5}} )?(?:{_BEFORE} ?{_PLACE}[,،]?|{_PLACE} ?[,،|·–—])"
    rf"(?: {_JOINED})?(?: {_OF_YEAR})?\.?"
    rf"|[于於在]?{_EAST_ASIAN}[,、，]?|[\u0600-\u06ff ]{{2,30}}،(?: في)?"
)


def date_beside_place(text: str) -> str:
    """Return the date of a line that holds a place and a day and nothing else, as EDTF.

    Nothing for any other line: a sentence with a date, a name, a date alone.
    """
    plain = tidy(text)
    if len(plain.split()) > _LONGEST:
        return ""
    found, rest = part_date(plain)
    return found if len(found) == len("2025-03-20") and _LINE.fullmatch(tidy(rest)) else ""
