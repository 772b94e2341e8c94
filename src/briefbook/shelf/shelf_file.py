"""``shelf.toml``: the books of a shelf, by the names by which they cite each other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import require_book
from briefbook.core.files.conf_file import conf_text
from briefbook.core.files.toml_files import TomlError, read_toml

NAME = "shelf.toml"
_KEYS = ("title", "url", "language", "outputs", "books")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]+)*")
_BOOK_NAME = re.compile(r"[a-z][a-z0-9-]*")


@dataclass(frozen=True, slots=True)
class ShelfBook:
    """A book of the shelf: its name, which is its folder in the library too, and where it is."""

    name: str
    root: Path


@dataclass(frozen=True, slots=True)
class Shelf:
    """A shelf; ``root`` is the folder of shelf.toml, ``url`` the library's address or empty.

    ``language`` is that of the pages over all books: as shelf.toml says, else the one that all
    books have, else English.
    """

    root: Path
    title: str
    url: str
    outputs: tuple[str, ...]
    books: tuple[ShelfBook, ...]
    language: str = "en"


def read_shelf(root: Path) -> Shelf:
    """Read shelf.toml in ``root``.

    Raises :class:`BriefbookError` where it is missing, unreadable or names something else.
    """
    root = root.resolve()
    if not (root / NAME).exists():
        raise BriefbookError(
            f'{root}: no {NAME}; write one with title = "…" and under [books] a line '
            'NAME = "FOLDER" for each book'
        )
    try:
        data, text = read_toml(root / NAME, NAME)
    except TomlError as error:
        place = f"{NAME}:{error.line}" if error.line else NAME
        raise BriefbookError(f"{place}: {error}") from None
    for key in data:
        if key not in _KEYS:
            raise _problem(text, key, f"{key!r} is not a setting; there are {', '.join(_KEYS)}")
    url = _text(text, data, "url")
    books = tuple(_books(root, text, data))
    return Shelf(
        root,
        _text(text, data, "title") or "The library",
        f"{url.rstrip('/')}/" if url else "",
        _outputs(text, data),
        books,
        _language(text, data) or _shared_language(books),
    )


def _language(text: str, data: Mapping[str, Any]) -> str:
    value = _text(text, data, "language")
    if value and not _LANGUAGE.fullmatch(value):
        raise _problem(
            text, "language", f"language = {value!r}: expected a code, such as en, fr or pt-BR"
        )
    return value.replace("-", "_")


def _shared_language(books: Iterable[ShelfBook]) -> str:
    languages = {conf_text(book.root, "language") for book in books}
    return languages.pop() if len(languages) == 1 and "" not in languages else "en"


def _text(text: str, data: Mapping[str, Any], key: str) -> str:
    value = data.get(key, "")
    if not isinstance(value, str):
        raise _problem(text, key, f"{key} is {value!r}, not a text in quotation marks")
    return value


def _outputs(text: str, data: Mapping[str, Any]) -> tuple[str, ...]:
    value = data.get("outputs", ["html"])
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise _problem(text, "outputs", f'outputs is {value!r}, not a list such as ["html", "pdf"]')
    # The library is made of sites.
    return tuple(dict.fromkeys(("html", *value)))


def _books(root: Path, text: str, data: Mapping[str, Any]) -> Iterator[ShelfBook]:
    books = data.get("books", {})
    if not isinstance(books, dict) or not books:
        raise _problem(
            text, "books", 'no book; write under [books] a line NAME = "FOLDER" for each'
        )
    seen: dict[Path, str] = {}
    for name, folder in books.items():
        if not _BOOK_NAME.fullmatch(name):
            raise _problem(
                text, name, f"{name!r} cannot name a book: use a–z, 0–9 and -, from a letter on"
            )
        if not isinstance(folder, str):
            raise _problem(text, name, f"{name} is {folder!r}, not the folder of a book")
        path = (root / folder).resolve()
        if path in seen:
            raise _problem(text, name, f"{name} is the same folder as {seen[path]}")
        seen[path] = name
        try:
            yield ShelfBook(name, require_book(path))
        except BriefbookError as error:
            raise _problem(text, name, f"{name}: {error}") from None


def _problem(text: str, key: str, said: str) -> BriefbookError:
    """Return an error that names the line on which a key stands."""
    start = re.compile(rf"""\s*\[?["']?{re.escape(key)}["']?\s*[\]=]""")
    line = next((n for n, each in enumerate(text.splitlines(), 1) if start.match(each)), 0)
    return BriefbookError(f"{NAME}:{line}: {said}" if line else f"{NAME}: {said}")
