"""What the tools that build a book say themselves: labels, themes, scripts, months.

Words of theirs are in every book, and tell nothing of this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from babel import Locale, UnknownLocaleError

from briefbook.packs.scanning.needles import Found

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
#: Books that we bring along; their words are no tool's.
_BOOKS = (
    "starting",
    "tests",
    "test",
)
_LARGE = 600_000
#: A pack with more findings than these holds the rest, whatever the tools say.
_ENOUGH = 400


def identical(name: str, data: bytes) -> bool:
    """Tell whether a file is one that a package brings along, to the byte."""
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
    """What the tools say, read when something was found, since that takes seconds."""

    def __init__(self, language: str) -> None:
        self._calendar = set(_calendar(language)) | set(_calendar("en"))
        self._known: dict[Found, bool] = {}

    def say(self, found: Found) -> bool:
        """Tell whether a tool says it itself; of so many findings nobody does."""
        if found not in self._known:
            self._known[found] = len(self._known) < _ENOUGH and self._look(found)
        return self._known[found]

    def _look(self, found: Found) -> bool:
        if found.kind == "word" and found.what in self._calendar:
            return True
        parts = found.what.casefold().split() if found.kind != "sign" else []
        if not parts or not all(part in _said() for part in parts):
            return False
        # What comes before is looked at last: a pattern that begins with letters is found quickly.
        words = r"[\W_]+".join(map(re.escape, parts)) + r"(?![^\W_])"
        begins = (match.start() for match in re.finditer(words, _said()))
        return any(not _said()[begin - 1 : begin].isalnum() for begin in begins)


@cache
def _said() -> str:
    """Return all that the tools say, without case."""
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


def _calendar(language: str) -> Iterator[str]:
    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return
    for names in (locale.months, locale.days):
        for forms in names.values():
            for width in forms.values():
                for words in width.values():
                    yield from (part.strip(".").casefold() for part in words.split())
