"""Where the translations of a book stand, as Sphinx reads them: ``docs/locales/ko/LC_MESSAGES``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

#: Sphinx's default of ``locale_dirs``, from the folder of the pages.
FOLDER = "locales"
_MESSAGES = "LC_MESSAGES"


def catalogue_folder(pages: Path, language: str) -> Path:
    """Return the folder of the catalogues of a language."""
    return pages / FOLDER / language / _MESSAGES


def catalogue_languages(pages: Path) -> tuple[str, ...]:
    """Return the languages that a book has catalogues of, sorted."""
    return tuple(sorted(path.parent.name for path in (pages / FOLDER).glob(f"*/{_MESSAGES}")))


def catalogue_files(pages: Path, language: str) -> Iterator[Path]:
    """Yield the catalogues of a language, one a document, sorted."""
    yield from sorted(catalogue_folder(pages, language).rglob("*.po"))
