"""The numbers, scales, units, months and eras of other languages, from languages.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources

_DATA = tomllib.loads(
    resources.files("briefbook.core.figures").joinpath("languages.toml").read_text("utf-8")
)
_CODES = ("de", "fr", "es", "ru", "uk", "ar", "he", "ko")


@dataclass(frozen=True, slots=True)
class Numbers:
    """The number words of a language; ``join`` may stand between two of them."""

    values: dict[str, int]
    join: str
    marks: frozenset[str]


def _by_word(table: dict[str, str]) -> dict[str, int]:
    return {word: int(value) for value, words in table.items() for word in words.split()}


def _numbers(code: str) -> Numbers:
    table = dict(_DATA[code])
    marks = frozenset(table.pop("marks", "").split())
    return Numbers(join=table.pop("join", ""), marks=marks, values=_by_word(table))


LANGUAGES = {code: _numbers(code) for code in _CODES}
#: Scales and units of all languages, read behind digits whatever language a text is in.
OTHER_SCALES: dict[str, int] = _by_word(_DATA["scales"])
OTHER_UNITS: dict[str, str] = {
    word: unit for unit, words in _DATA["units"].items() for word in words.split()
}
OTHER_MONTHS: dict[str, int] = _by_word(_DATA["months"])
OTHER_WEEKDAYS: dict[str, str] = {
    word: day for day, words in _DATA["weekdays"].items() for word in words.split()
}
#: The commonest words of languages whose numbers are not read, by their codes.
NOT_READ = {code: frozenset(words.split()) for code, words in _DATA["not_read"].items()}
#: The year before the first one of an era.
ERAS = _by_word(_DATA["eras"])
HIJRI_MONTHS = {word.replace("_", " "): month for word, month in _by_word(_DATA["hijri"]).items()}
#: Scales that may stand alone; months that may not.
ALONE = frozenset(_DATA["alone"]["words"].split())
UNSURE_MONTHS = frozenset(_DATA["unsure"]["words"].split())
