"""The words of the book's language, from the locales of CSL."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from briefbook.bibliography.csl.locale import Locale, load_locale, locale_code
from briefbook.bibliography.printing.wording import ENGLISH, Wording

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


@cache
def wording_of(language: str) -> Wording:
    """Return the words of a language; English ones where it has none, or is not known."""
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
    return replace(ENGLISH, language=language, by_role=by_role, **given)


def _word(locale: Locale, term: str, form: str) -> str:
    return locale.term(term, form) or ""
