"""The words that a book adds of its own, in its language: “chapter 2”, “Used in:”, “How to cite”.

A catalogue of gettext holds them, ``locale/LANGUAGE.po`` beside ``briefbook.pot``. It is read as it
stands, by Babel, so that nothing has to be compiled; Babel knows the numbers and dates of a
language too. One book is built at a time, and its language is that of the process.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from briefbook.core.words.catalogue import key_of, read_catalogue

# Babel is loaded where it is used: most commands write no date.
if TYPE_CHECKING:
    from babel import Locale

ENGLISH = "en"
#: Languages that are written from right to left.
_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he ks ps sd ug ur yi".split())
#: What the first of a month is called where it is no plain number.
_FIRST_DAYS = {"fr": "1er", "it": "1º"}
_NBSP = "\N{NO-BREAK SPACE}"


def message(text: str) -> str:
    """Mark a text as one of the catalogue, where it is looked up later."""
    return text


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels of a book: ``own``, by English text, and else those of its language."""

    language: str = ENGLISH
    own: Mapping[str, str] = field(default_factory=dict)

    @property
    def known(self) -> bool:
        """Return whether there is a catalogue of the language."""
        return self._is_english or read_catalogue(self.language) is not None

    @property
    def plain(self) -> bool:
        """Return whether every text is what the code has."""
        return self.english and not self.own

    @property
    def english(self) -> bool:
        """Return whether dates and numbers are printed as in English."""
        return self._is_english or not self.known

    @property
    def _is_english(self) -> bool:
        # “english” is no code of a language.
        return self.language.partition("_")[0].lower() == ENGLISH

    @property
    def locale(self) -> Locale:
        """What Babel knows of the language."""
        return _locale(self.language)

    @property
    def right_to_left(self) -> bool:
        """Return whether the language is written from right to left."""
        return is_right_to_left(self.language)

    def text(self, text: str, context: str = "") -> str:
        """Return a text in the language; the English one where there is no other."""
        return self._forms(text, context)[0] or text

    def plural(self, one: str, many: str, number: int) -> str:
        """Return the form of a text that a number has."""
        if one in self.own or many in self.own:
            return self.own.get(one if number == 1 else many, many)
        catalogue = read_catalogue(self.language)
        forms = catalogue.texts.get(one, ()) if catalogue else ()
        if catalogue and len(forms) > 1:
            return forms[min(catalogue.form_of(number), len(forms) - 1)] or many
        return (forms[0] if forms else "") or (one if number == 1 else many)

    def _forms(self, text: str, context: str) -> tuple[str, ...]:
        key = key_of(text, context)
        if key in self.own:
            return (self.own[key],)
        catalogue = read_catalogue(self.language)
        return (catalogue.texts.get(key) if catalogue else None) or (text,)


_current = Labels()
_original = Labels()


def use_labels(
    language: str, own: Mapping[str, str] | None = None, original: str | None = None
) -> Labels:
    """Choose the language (``de``, ``zh_CN``) of all that follows; return its labels.

    ``original`` is the language in which the book is written, if this is a translation of it.
    """
    global _current, _original  # noqa: PLW0603  # as gettext has it: one language for all
    _current = Labels(language.replace("-", "_") or ENGLISH, dict(own or {}))
    _original = Labels((original or language).replace("-", "_") or ENGLISH, dict(own or {}))
    return _current


@contextmanager
def in_original() -> Iterator[None]:
    """Use the language of the original in the block: for what its author has written."""
    global _current  # noqa: PLW0603  # as in use_labels
    before, _current = _current, _original
    try:
        yield
    finally:
        _current = before


@contextmanager
def in_english() -> Iterator[None]:
    """Use English in the block: for what is compared with a source, not shown to a reader."""
    global _current  # noqa: PLW0603  # as in use_labels
    before, _current = _current, Labels()
    try:
        yield
    finally:
        _current = before


def labels() -> Labels:
    """Return the labels of the book."""
    return _current


def label(text: str, /, **values: object) -> str:
    """Return a text of the book in its language, with values in place of their ``{names}``."""
    said = _current.text(text)
    return said.format(**values) if values else said


def colon() -> str:
    """Return what stands between a whole and what follows of it: `` : `` in French."""
    return label(": ")


def semicolon() -> str:
    """Return what stands between the members of a list: `` ; `` in French."""
    return label("; ")


def counted(one: str, many: str, number: int, /, **values: object) -> str:
    """Return a text that counts something, ``{n}``, in the form that the number has."""
    return _current.plural(one, many, number).format(n=number_words(number), **values)


def bound(text: str, /, **values: object) -> str:
    """Return a text in which no line may break: ``chapter 2``, ``¶ 7``."""
    return _current.text(text).replace(" ", _NBSP).format(**values)


def sides(text: str) -> tuple[str, str]:
    """Return what precedes and follows the number in a text such as ``¶ {number}``, bound."""
    before, _, after = _current.text(text).replace(" ", _NBSP).partition("{number}")
    return before, after


def number_words(number: float | Decimal) -> str:
    """Return a number as the language groups and points it: ``1,234``, ``1.234``."""
    if _current.english:
        return f"{number:,}"
    from babel.numbers import format_decimal

    return str(format_decimal(number, locale=_current.locale, decimal_quantization=False))


def day_words(year: int, month: int = 0, day: int = 0) -> str:
    """Return a date as the language writes it; a month or a year alone without the rest."""
    from babel.dates import format_date, format_skeleton

    date = dt.date(year, month or 1, day or 1)
    if day:
        return first_of_month(str(format_date(date, "long", locale=_current.locale)))
    skeleton = "yMMMM" if month else "y"
    return str(format_skeleton(skeleton, date, locale=_current.locale))


def first_of_month(date: str, language: str = "") -> str:
    """Write the first day of a month as the language does: ``1er mai``; Babel and CSL have 1."""
    first = _FIRST_DAYS.get((language or _current.language).replace("-", "_").partition("_")[0])
    return re.sub(r"^1(?=\s)", first, date) if first else date


def tick_words(date: dt.date) -> str:
    """Return a mark of an axis of time: the year or the month where it begins, else the day."""
    if (date.month, date.day) == (1, 1):
        return str(date.year)
    from babel.dates import format_skeleton

    skeleton = "MMM" if date.day == 1 else "MMMd"
    return str(format_skeleton(skeleton, date, locale=_current.locale))


def is_right_to_left(language: str) -> bool:
    """Return whether a language is written from right to left."""
    return language.replace("-", "_").split("_")[0].lower() in _RIGHT_TO_LEFT


@cache
def _locale(language: str) -> Locale:
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(ENGLISH)
