"""The words that the tools add to every book: labels, themes, scripts, months.

They say nothing about the content of this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from babel import Locale, UnknownLocaleError

from briefbook.packs.scanning.needles import Leak

_STATIC = (
    "briefbook", "sphinx", "sphinx_book_theme", "pydata_sphinx_theme", "sphinx_design", "alabaster",
)  # fmt: skip
_PACKAGES = (
    "briefbook", "sphinx", "sphinx_book_theme", "pydata_sphinx_theme", "sphinx_design",
    "docutils", "myst_parser", "sphinxcontrib.bibtex", "alabaster", "citeproc",
)  # fmt: skip
_TEXTS = frozenset({
    ".py", ".html", ".js", ".css", ".po", ".pot", ".typ", ".xml", ".csl", ".toml", ".xhtml",
    ".jinja", ".json", ".txt", ".svg",
})  # fmt: skip
#: Books within the package; their words are not a tool's.
_BOOKS = (
    "starting",
    "tests",
    "test",
)
_LARGE = 600_000
#: With more findings than this, a pack has leaked, whatever the tools print.
_ENOUGH = 400


def identical(name: str, data: bytes) -> bool:
    """Return whether a file is one that a package brings along, to the byte."""
    return any(data == path.read_bytes() for path in _static_files().get(Path(name).name, ()))


@cache
def _static_files() -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for folder in _folders(_STATIC):
        for path in folder.rglob("*"):
            in_static = {"static", "fonts", "_static", "themes"}.intersection(path.parts)
            if in_static and path.is_file():
                found.setdefault(path.name, []).append(path)
    return found


class Tools:
    """The tools' own words, read only when something was found, since that takes seconds."""

    def __init__(self, language: str, dates: Iterable[tuple[str, int, int]] = ()) -> None:
        """Take the language, and the dates of the pack, which a build writes in words."""
        self._calendar = {w for name in {language, "en"} for w, _month in _calendar(name)}
        self._dates = set(_date_pairs(dates, {language, "en"}))
        self._known: dict[Leak, bool] = {}

    def say(self, found: Leak) -> bool:
        """Return whether a tool says it itself; never if there are too many findings."""
        if found not in self._known:
            self._known[found] = len(self._known) < _ENOUGH and self._look(found)
        return self._known[found]

    def _look(self, found: Leak) -> bool:
        if found.kind == "word" and found.what in self._calendar:
            return True
        parts = found.what.casefold().split() if found.kind != "sign" else []
        if len(parts) == 3 and found.kind == "words":
            # “about March 2025”: a date of the pack, and a word that a tool puts to it.
            one, two, three = parts
            dated = {f"{one} {two}": three, f"{two} {three}": one}
            rest = next((word for pair, word in dated.items() if pair in self._dates), "")
            if rest and (rest.isdigit() or self.say(Leak("word", rest))):
                return True
        if not parts or not all(part in _said() for part in parts):
            return False
        words = re.compile(r"(?<![^\W_])" + r"[\W_]+".join(map(re.escape, parts)) + r"(?![^\W_])")
        return any(words.search(each) for each in _around(max(parts, key=len), len(found.what)))


def _around(word: str, length: int) -> Iterator[str]:
    """Yield the tools' words around each place of a word: the rarest is found fast."""
    at = _said().find(word)
    while at >= 0:
        yield _said()[max(0, at - 2 * length - 1) : at + 3 * length]
        at = _said().find(word, at + 1)


@cache
def _said() -> str:
    """Return all of the tools' words, without case."""
    texts = []
    for folder in _folders(_PACKAGES):
        for path in sorted(folder.rglob("*")):
            of_book = any(name in path.relative_to(folder).parts for name in _BOOKS)
            if path.suffix in _TEXTS and not of_book and path.stat().st_size < _LARGE:
                texts.append(path.read_bytes().decode("utf-8", "replace"))
    return "\n".join(texts).casefold()


def _folders(packages: tuple[str, ...]) -> Iterator[Path]:
    for name in packages:
        try:
            spec = find_spec(name)
        except ModuleNotFoundError:
            continue
        yield from map(Path, (spec and spec.submodule_search_locations) or ())


def _date_pairs(dates: Iterable[tuple[str, int, int]], languages: Iterable[str]) -> Iterator[str]:
    """Yield months with their years and days, as they are beside each other in words."""
    names = {each for language in languages for each in _calendar(language) if each[1]}
    for year, number, day in dates:
        for word in (word for word, month in names if month == number):
            yield from (f"{word} {year}", f"{year} {word}", f"{day} {word}", f"{word} {day}")


def _calendar(language: str) -> Iterator[tuple[str, int]]:
    """Yield the names of months with their numbers, and of days with 0, without case."""
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return
    for names, is_month in ((locale.months, True), (locale.days, False)):
        for forms in names.values():
            for width in forms.values():
                for number, words in width.items():
                    for part in words.split():
                        yield part.strip(".").casefold(), number if is_month else 0
