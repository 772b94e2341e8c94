"""Names in other scripts than Latin, declined or not: Зеленський in “Зеленського”, 김 in “김은”."""

from __future__ import annotations

import re
from functools import lru_cache

from briefbook.core.words.text import normalise

_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_SCRIPTS = (
    re.compile("[\u0400-\u052f]"), re.compile("[\u0600-\u06ff]"), re.compile("[\u0590-\u05ff]"),
    re.compile("[\u1100-\u11ff\uac00-\ud7a3]"), re.compile("[\u3400-\u9fff]"),
    re.compile("[\u3040-\u30ff]"), re.compile("[\u0370-\u03ff]"), re.compile("[\u0900-\u097f]"),
    re.compile("[\u0e00-\u0e7f]"), re.compile("[\u10a0-\u10ff]"), re.compile("[\u0530-\u058f]"),
)  # fmt: skip
#: Of alphabets whose words change their ends.
_DECLINED = re.compile("[\u0370-\u052f\u0530-\u058f\u10a0-\u10ff]")
#: So many letters at a word's end may be another ending.
_ENDING = 3
_STEM = 3


@lru_cache(maxsize=8192)
def is_foreign(text: str) -> bool:
    """Return whether most letters of a text are not Latin."""
    if text.isascii():
        return False
    return 2 * len(_LATIN.findall(text)) < len(_LETTER.findall(text))


def shares_script(form: str, text: str) -> bool:
    """Return whether a text has letters of the script that a form is written in."""
    return any(script.search(form) and script.search(text) for script in _SCRIPTS)


def stands_in(form: str, text: str) -> bool:
    """Return whether a text has a form; in an alphabet its words may be declined."""
    return all(_pattern(word).search(_plain(text)) for word in _plain(form).split())


@lru_cache(maxsize=4096)
def _pattern(word: str) -> re.Pattern[str]:
    if not _DECLINED.search(word):
        return re.compile(re.escape(word))
    stem = word[: max(_STEM, len(word) - _ENDING)]
    return re.compile(rf"(?<!\w){re.escape(stem)}\w{{0,{len(word) - len(stem) + _ENDING}}}(?!\w)")


@lru_cache(maxsize=2048)
def _plain(text: str) -> str:
    return normalise(text).casefold()
