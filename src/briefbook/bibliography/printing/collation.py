"""The order of names and titles: as the Unicode collation algorithm has it, by language.

Letters first, then accents, then case; marks and blanks count only where all else is equal, but
for commas: a family name is compared before a given name, so that Low, Zoe precedes Lowell, Ann.
Ø sorts as O, Ł as L, ё as е, and a language's own letters where that language puts them (Å after
Z in Swedish). Scripts follow each other: Latin, Greek, Cyrillic …, Hangul, Han.
"""

from __future__ import annotations

import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

CollationKey = tuple[tuple[str, ...], tuple[str, ...], str]


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("collation.toml").read_text("utf-8"))


@cache
def _letters(language: str) -> dict[str, str]:
    """Return what sorts each letter of its own that a language has."""
    table = _table()
    letters = {
        # No letter that may follow sorts behind this sign.
        letter: group[0] + "\uffff" * place
        for group in table["after"].get(language, ())
        for place, letter in enumerate(group)
        if place
    }
    alike = table["alike"].get(language, {})
    return letters | {letter: letters[own] for letter, own in alike.items()}


@lru_cache(maxsize=8192)
def collation_key(text: str, language: str = "en") -> CollationKey:
    """Return what sorts the text in a language, given as ``de`` or ``de-DE``."""
    own, same = _letters(language.split("-", maxsplit=1)[0].lower()), _table()["same"]
    letters: list[str] = []
    accents: list[str] = []
    for sign in unicodedata.normalize("NFC", text).casefold():
        if sign == ",":
            # Before all letters.
            letters.append(" ")
        if sign in own:
            letters.append(own[sign])
            continue
        for part in unicodedata.normalize("NFKD", same.get(sign, sign)):
            if unicodedata.combining(part):
                accents.append(part)
            elif part.isalnum():
                letters.append(part)
        accents.append(sign if sign in same else "")
    return (tuple(letters), tuple(accents), text)
