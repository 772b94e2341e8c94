"""The words of a language: terms, ordinals, forms of dates, quotation marks."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from briefbook.bibliography.csl.styles.elements import LANG, Element, parse

#: Where a form of a term is not given, the next is looked for.
_NEXT_FORM = {"verb-short": "verb", "symbol": "short", "verb": "long", "short": "long"}


@dataclass(frozen=True, slots=True)
class LocaleTerm:
    """A word: of one, of several, and its gender."""

    single: str
    multiple: str
    gender: str = ""


@dataclass(slots=True)
class Locale:
    """Look-ups for one language, e.g. ``de-DE``."""

    language: str
    terms: dict[tuple[str, str], LocaleTerm] = field(default_factory=dict)
    #: (name, gender form) of each ordinal's ending, with what it counts for.
    ordinals: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    dates: dict[str, Element] = field(default_factory=dict)
    options: dict[str, str] = field(default_factory=dict)

    def term(self, name: str, form: str = "long", *, plural: bool = False) -> str | None:
        """Return a word; ``None`` where the language has none."""
        found = self._find(name, form)
        return None if found is None else found.multiple if plural else found.single

    def gender(self, name: str) -> str:
        """Return the gender of a word: ``masculine``, ``feminine`` or nothing."""
        found = self._find(name, "long")
        return found.gender if found else ""

    def _find(self, name: str, form: str) -> LocaleTerm | None:
        wanted: str | None = form
        while wanted:
            if (name, wanted) in self.terms:
                return self.terms[name, wanted]
            wanted = _NEXT_FORM.get(wanted)
        return None

    def ordinal(self, number: int, gender: str = "") -> str:
        """Return ``3rd`` for 3."""
        for wanted in (gender, ""):
            ending = self._ending(number, wanted)
            if ending is not None:
                return f"{number}{ending}"
        return str(number)

    def _ending(self, number: int, gender: str) -> str | None:
        two = self.ordinals.get((f"ordinal-{number % 100:02}", gender))
        if two and (two[1] != "whole-number" or number < 100):
            return two[0]
        one = self.ordinals.get((f"ordinal-{number % 10:02}", gender))
        if one and one[1] in {"", "last-digit"}:
            return one[0]
        any_other = self.ordinals.get(("ordinal", gender))
        return any_other[0] if any_other else None

    def mark(self, name: str) -> str:
        """Return a quotation mark by its name, e.g. ``open-quote``."""
        return self.term(name) or {"o": "“", "c": "”"}[name[0]]

    @property
    def punctuation_in_quote(self) -> bool:
        """Return whether a full stop goes before the closing mark, as in American print."""
        return self.options.get("punctuation-in-quote") == "true"

    def take(self, element: Element) -> None:
        """Take over what a ``cs:locale`` gives; it replaces what is known."""
        for options in element.all("style-options"):
            self.options.update(options.attributes)
        for date in element.all("date"):
            self.dates[date.get("form")] = date
        for terms in element.all("terms"):
            found = list(terms.all("term"))
            if any(term.get("name").startswith("ordinal") for term in found):
                self.ordinals.clear()
            for term in found:
                self._take(term)

    def _take(self, term: Element) -> None:
        name, form = term.get("name"), term.get("form", "long")
        if name.startswith("ordinal"):
            self.ordinals[name, term.get("gender-form")] = (term.text, term.get("match"))
            return
        single, multiple = term.find("single"), term.find("multiple")
        one = single.text if single else term.text
        several = multiple.text if multiple else one
        key = (f"{name}/{term.get('gender-form')}" if term.get("gender-form") else name, form)
        self.terms[key] = LocaleTerm(_clean(one), _clean(several), term.get("gender"))


def _clean(text: str) -> str:
    return " ".join(text.split(" ")).replace("\n", " ") if text.strip() else text


def locale_code(language: str, preferred: str = "") -> str:
    """Return the code of a locale that there is: ``de`` is ``de-DE``; unknown ones ``en-US``.

    ``preferred`` is a style's own, taken where it is of the same language.
    """
    code = language.replace("_", "-")
    if (
        preferred
        and "-" not in code
        and preferred.split("-", maxsplit=1)[0].lower() == code.lower()
    ):
        code = preferred
    known, primary = _known()
    by_name = {name.lower(): name for name in known}
    base = code.split("-")[0].lower()
    return by_name.get(code.lower()) or primary.get(base) or by_name.get(base) or "en-US"


@cache
def _known() -> tuple[frozenset[str], dict[str, str]]:
    listed = json.loads(_folder().joinpath("locales.json").read_text("utf-8"))
    return frozenset(listed["language-names"]), dict(listed["primary-dialects"])


def _folder() -> Traversable:
    return files("citeproc").joinpath("data", "locales")


@cache
def _read(code: str) -> Element | None:
    path = _folder().joinpath(f"locales-{code}.xml")
    return parse(path.read_bytes()) if path.is_file() else None


def load_locale(language: str, own: Iterable[Element] = (), preferred: str = "") -> Locale:
    """Return the words of a language; ``own`` are a style's, which come before all others."""
    code = locale_code(language, preferred)
    base = code.split("-")[0]
    locale = Locale(code)
    for name in dict.fromkeys(("en-US", _known()[1].get(base, base), code)):
        element = _read(name)
        if element is not None:
            locale.take(element)
    given = list(own)
    for wanted in ("", base, code):
        for element in given:
            if element.attributes.get(LANG, "") == wanted:
                locale.take(element)
    return locale
