"""The language of a work, whatever an entry calls it: ``ngerman``, ``fre``, ``Français``."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from briefbook.bibliography.items.field_reading import csl_table

#: Names of languages, in the languages in which .bib files are kept.
_NAMED_IN = ("en", "de", "fr", "es", "it", "pt", "ru", "uk", "nl", "pl", "sv", "ko", "ja", "zh")


@lru_cache(maxsize=256)
def language_code(given: str) -> str:
    """Return the code of the first language that a field names; nothing for no language."""
    first = re.split(r"[;,/&\s]", given.strip().lower().removeprefix("lang"), maxsplit=1)[0]
    if not first:
        return ""
    known = csl_table()["languages"].get(first)
    return str(known) if known else _by_code(first) or _names().get(first, "")


def _by_code(code: str) -> str:
    """Return ``fr`` for ``fre`` and ``fra``, and ``fr-FR`` for ``fr_fr``."""
    from babel.core import get_global

    base, _, region = code.replace("_", "-").partition("-")
    aliases = get_global("language_aliases")
    found = str(aliases.get(base, base))
    if found not in _codes():
        return ""
    return f"{found}-{region.upper()}" if len(region) == 2 else found


@cache
def _codes() -> frozenset[str]:
    from babel import Locale

    return frozenset(Locale("en").languages)


@cache
def _names() -> dict[str, str]:
    from babel import Locale

    return {
        name.lower(): code
        for own in _NAMED_IN
        for code, name in Locale(own).languages.items()
        if len(code) == 2
    }
