"""The words of the book's language, from the locales of CSL."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

from briefbook.bibliography.csl.rendering import Renderer
from briefbook.bibliography.csl.scene import Scene
from briefbook.bibliography.csl.styles.elements import Element
from briefbook.bibliography.csl.styles.locale import Locale, load_locale, locale_code
from briefbook.bibliography.csl.styles.style import Style
from briefbook.bibliography.csl.text.punctuation import assemble
from briefbook.bibliography.dates.text import BibDate
from briefbook.bibliography.dates.words import csl_date, date_words
from briefbook.bibliography.printing.wording import ENGLISH, Wording
from briefbook.bibliography.rich_text import plain
from briefbook.core.words.labels import first_of_month, label, message

#: Words that stand alone, with the term and the form that CSL has for them.
_ALONE = {
    "and_": ("and", "long"), "et_al": ("et-al", "long"), "no_date": ("no date", "short"),
    "translator": ("translator", "short"), "director": ("director", "short"),
    "compiler": ("compiler", "short"), "patent": ("patent", "long"), "editor": ("editor", "short"),
}  # fmt: skip
#: Words before a number or a name.
_BEFORE = {
    "volume": ("volume", "short"), "part": ("part", "long"), "chapter": ("chapter", "short"),
    "number": ("number", "short"), "page": ("page", "short"), "version": ("version", "long"),
    "edited_by": ("editor", "verb"), "translated_by": ("translator", "verb"),
    "accessed": ("accessed", "long"), "scale": ("scale", "long"),
}  # fmt: skip


#: What CSL has no term for.
_OURS = {
    "presented": message("Presented at {}"), "held": message("Held: {}"),
    "between": message("between {}"), "archived": message("archived at "),
    "originally": message("First published {}"),
    "translated_from": message("translated from {}"),
    "special_issue": message("special issue {}"), "supervised_by": message("supervised by {}"),
}  # fmt: skip


def wording_of(language: str) -> Wording:
    """Return the words of a language; English ones where it has none, or is not known."""
    ours: dict[str, Any] = {name: label(text) for name, text in _OURS.items()}
    return replace(_of_locale(language), **ours)


@cache
def _of_locale(language: str) -> Wording:
    code = locale_code(language)
    if code.startswith("en"):
        return replace(ENGLISH, language=language or ENGLISH.language)
    locale = load_locale(code)
    found = {name: _word(locale, *term) for name, term in _ALONE.items()}
    found |= {name: f"{_word(locale, *term)} {{}}" for name, term in _BEFORE.items()}
    for name, term in (("editors", "editor"), ("translators", "translator")):
        found[name] = locale.term(term, "short", plural=True) or ""
    found["pages"] = f"{locale.term('page', 'short', plural=True) or ''} {{}}"
    found["total_pages"] = f"{{}} {locale.term('page', 'short', plural=True) or ''}"
    found["volumes"] = f"{{}} {locale.term('volume', 'short', plural=True) or ''}"
    found["edition"] = f"{{}} {_word(locale, 'edition', 'short')}"
    found["in_"] = _word(locale, "in", "long")[:1].upper() + _word(locale, "in", "long")[1:]
    by_role = tuple(
        (role, f"{word} {{}}" if (word := locale.term(role, "verb")) else english)
        for role, english in ENGLISH.by_role
    )
    given = {name: words for name, words in found.items() if words.strip(" {}")}
    return replace(
        ENGLISH, language=language, by_role=by_role, ordinal=locale.ordinal,
        date=_dates(locale), **given,
    )  # fmt: skip


def _dates(locale: Locale) -> Callable[[BibDate], str]:
    """Return what prints a date as the language does: ``3. Mai 2020``."""
    renderer = Renderer(_PLAIN, locale)
    element = Element("date", {"variable": "issued", "form": "text"})

    def printed(date: BibDate) -> str:
        points = [point for point in (date.start, date.end) if point is not None]
        special = any(p.circa or p.uncertain or p.unknown_digits or p.time for p in points)
        if date.literal or special or (date.span and len(points) < 2):
            # A language has no pattern for these; their months and seasons it has.
            return re.sub(
                r"[A-Za-z]{3,}", lambda m: _MONTHS.get(m[0], _same)(locale, m[0]), date_words(date)
            )
        scene = Scene({"issued": csl_date(date)})
        words = plain(assemble(renderer.render(element, scene).runs, locale))
        return first_of_month(words, locale.language)

    return printed


def _same(_locale: Locale, word: str) -> str:
    return word


def _named(term: str) -> Callable[[Locale, str], str]:
    return lambda locale, word: locale.term(term) or word


_NAMES = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTHS = {name: _named(f"month-{number:02}") for number, name in enumerate(_NAMES, 1)} | {
    name: _named(f"season-{number:02}")
    for number, name in enumerate(("spring", "summer", "autumn", "winter"), 1)
}
_LAYOUT = Element("layout", {})
_CITATION = Element("citation", {}, (_LAYOUT,))
_PLAIN = Style("", Element("style", {}, (_CITATION,)), {}, _CITATION, None)


def _word(locale: Locale, term: str, form: str) -> str:
    return locale.term(term, form) or ""
