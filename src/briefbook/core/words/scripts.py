"""Runs of text in another script than the book's, and the language that each is in.

A reader's voice, the hyphenation and the choice of a font depend on it. Languages are BCP 47 tags;
``und-Cyrl`` is Cyrillic in an unknown language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

_RANGES = {
    "Hang": "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff",
    "Jpan": "\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f",
    "Hani": "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff",
    "Cyrl": "\u0400-\u052f\u1c80-\u1c8f\u2de0-\u2dff\ua640-\ua69f",
    "Arab": "\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefe",
    "Hebr": "\u0591-\u05f4\ufb1d-\ufb4f",
    "Deva": "\u0900-\u097f",
    "Thai": "\u0e00-\u0e7f",
    "Grek": "\u0370-\u03ff\u1f00-\u1fff",
    "Geor": "\u10a0-\u10ff\u1c90-\u1cbf",
    "Armn": "\u0530-\u058f",
}
#: The one language of a script, or the most likely one.
_LANGUAGES = {
    "Hang": "ko", "Jpan": "ja", "Hani": "zh", "Arab": "ar", "Hebr": "he", "Deva": "hi",
    "Thai": "th", "Grek": "el", "Geor": "ka", "Armn": "hy",
}  # fmt: skip
#: The scripts of languages that are not written in Latin letters.
_SCRIPTS = {
    "ko": ("Hang", "Hani"), "ja": ("Jpan", "Hani"), "zh": ("Hani",),
    **dict.fromkeys(("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg"), ("Cyrl",)),
    **dict.fromkeys(("ar", "fa", "ur", "ps", "ckb", "ug", "sd"), ("Arab",)),
    **dict.fromkeys(("he", "yi"), ("Hebr",)), **dict.fromkeys(("hi", "mr", "ne"), ("Deva",)),
    "th": ("Thai",), "el": ("Grek",), "ka": ("Geor",), "hy": ("Armn",),
}  # fmt: skip
_UKRAINIAN = re.compile("[іїєґ]", re.IGNORECASE)
_RUSSIAN = re.compile("[ыэёъ]", re.IGNORECASE)
#: What may be between two words of one run.
_WITHIN = r"(?:[\s\u00a0,.;:·•‧・’'–—-]|\d){0,3}"


@dataclass(frozen=True, slots=True)
class LanguageRun:
    """A part of a text, from ``start`` to ``end``, and its language."""

    start: int
    end: int
    language: str


def _pattern(script: str, letters: str) -> str:
    # Japanese mixes its scripts; a single kana makes the run Japanese.
    letters = letters + _RANGES["Hani"] if script == "Jpan" else letters
    start = f"(?=[{_RANGES['Hani']}]*[{_RANGES['Jpan']}])" if script == "Jpan" else ""
    word = f"[{letters}\u0300-\u036f]+"
    return f"(?P<{script}>{start}[{letters}]{word[:-1]}*(?:{_WITHIN}{word})*)"


@cache
def _run() -> re.Pattern[str]:
    return re.compile("|".join(_pattern(*each) for each in _RANGES.items()))


def foreign_runs(text: str, language: str, known: Mapping[str, str]) -> Iterator[LanguageRun]:
    """Yield the runs of a text in scripts that its ``language`` is not written in.

    ``known`` gives the language of forms that a glossary has, by the form.
    """
    if text.isascii():
        return
    own = _SCRIPTS.get(re.split("[-_]", language)[0].lower(), ())
    for match in _run().finditer(text):
        script = str(match.lastgroup)
        if script not in own:
            yield LanguageRun(*match.span(), _language(script, match[0], known))


def _language(script: str, words: str, known: Mapping[str, str]) -> str:
    if words in known:
        return known[words]
    for form, language in known.items():
        if form in words or (len(words) > 2 and words in form):
            return language
    if script == "Cyrl":
        ukrainian, russian = _UKRAINIAN.search(words), _RUSSIAN.search(words)
        return "und-Cyrl" if bool(ukrainian) == bool(russian) else "uk" if ukrainian else "ru"
    return _LANGUAGES[script]
