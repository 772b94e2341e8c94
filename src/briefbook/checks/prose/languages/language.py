"""Words by language that a quotation may not leave out or change; ``en.toml`` explains them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from briefbook.core.figures.number_words import lower_words

CODES = ("en", "de", "fr", "es", "ru", "uk", "ko")
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LATIN = ("en", "de", "fr", "es")
_UKRAINIAN = re.compile("[іїєґ]")
_RUSSIAN = re.compile("[ыэъё]")
_CYRILLIC = re.compile("[а-я]")
_HANGUL = re.compile("[\uac00-\ud7a3]")


@dataclass(frozen=True, eq=False)
class Language:
    """One language: sets of words, all in lower case, and patterns of phrases."""

    code: str
    common: frozenset[str]
    editorial: frozenset[str]
    negations: frozenset[str]
    denials: frozenset[str]
    contents: frozenset[str]
    carrying: frozenset[str]
    reporting: frozenset[str]
    speaking: frozenset[str]
    attributions: frozenset[str]
    hedges: frozenset[str]
    doubts: frozenset[str]
    unsure: frozenset[str]
    modals: frozenset[str]
    pronouns: frozenset[str]
    breaks: frozenset[str]
    conjunctions: frozenset[str]
    complements: frozenset[str]
    determiners: frozenset[str]
    questions: frozenset[str]
    infinitives: frozenset[str]
    follows: tuple[str, ...]
    #: Verbs of reported speech without “that”: “habe”, “sei”.
    reported: frozenset[str]
    phrase_words: frozenset[str]
    denial_phrases: re.Pattern[str] | None
    idioms: re.Pattern[str] | None
    #: Whether several negations in a clause count as one (negative concord): “никогда не”.
    concord: bool

    def negates(self, word: str) -> bool:
        """Return whether a word negates."""
        low = word.lower()
        return low in self.negations or low in self.denials

    def qualifies(self, word: str) -> bool:
        """Return whether a word hedges, or names who says something."""
        low = word.lower()
        return low in self.hedges or low in self.speaking or low in self.attributions


def language(code: str) -> Language:
    """Return a language by its code, one of ``CODES``."""
    return _LANGUAGES[code]


@lru_cache(maxsize=65536)
def language_of(text: str) -> Language:
    """Return the language of a text, by its script and most frequent words; English by default."""
    low = text.lower()
    if not low.isascii():
        if _HANGUL.search(low):
            return _LANGUAGES["ko"]
        if _CYRILLIC.search(low):
            ukrainian = len(_UKRAINIAN.findall(low)) > len(_RUSSIAN.findall(low))
            return _LANGUAGES["uk" if ukrainian else "ru"]
    words = set(_TOKEN.findall(low.replace("’", "'")))
    counts = [(len(words & _LANGUAGES[code].common), code) for code in _LATIN]
    best = max(count for count, _code in counts)
    # The first with the highest count: English before the others.
    return _LANGUAGES[next(code for count, code in counts if count == best)]


def may_negate(text: str) -> bool:
    """Return whether a text can have a negation in any language: a quick test before parsing."""
    if not text.isascii() and _FAR.search(text):
        return True
    return not _TRIGGERS.isdisjoint(lower_words(text)) or "n't" in text or "n’t" in text


#: Letters of languages for which the quick test is not made and always passes.
_FAR = re.compile("[\u00c0-\u024f\u0400-\u04ff\u1100-\ud7ff]")


def _phrases(phrases: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern for any of the phrases; “…” in one stands for up to four words."""
    longest = sorted(phrases, key=len, reverse=True)
    spaced = "|".join(
        r"\s+".join(map(re.escape, phrase.split())).replace(r"\s+…", r"(?:\s+[\w-]+){0,4}?")
        for phrase in longest
    )
    return re.compile(rf"(?<![\w-])(?:{spaced})(?![\w-])", re.IGNORECASE) if longest else None


def _read(code: str) -> Language:
    folder = resources.files("briefbook.checks.prose.languages")
    data = tomllib.loads(folder.joinpath(f"{code}.toml").read_text(encoding="utf-8"))
    sets = {
        name: frozenset(data[name])
        for name in (
            "common", "editorial", "negations", "denials", "contents", "carrying", "reporting",
            "speaking", "attributions", "hedges", "doubts", "unsure", "pronouns", "breaks",
            "conjunctions", "complements", "determiners", "questions", "infinitives",
        )
    }  # fmt: skip
    return Language(
        code=code, **sets, follows=tuple(data["follows"]),
        reported=frozenset(data.get("reported", ())),
        modals=frozenset(data.get("modals", ())),
        # Of each phrase, the rarest word.
        phrase_words=frozenset(
            max(phrase.split(), key=lambda word: (word not in sets["common"], len(word)))
            for phrase in data["denial_phrases"]
        ),
        denial_phrases=_phrases(data["denial_phrases"]), idioms=_phrases(data["idioms"]),
        concord=bool(data.get("concord")),
    )  # fmt: skip


_LANGUAGES = {code: _read(code) for code in CODES}
#: Every word of a negation or of a phrase that denies, in Latin letters.
_TRIGGERS = frozenset(
    word
    for each in _LANGUAGES.values()
    for word in (*each.negations, *each.denials, *each.phrase_words)
    if word.isascii()
) | {"too"}
