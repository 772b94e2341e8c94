"""The folder of a book: conf.py, and its pages in docs/, in source/ or beside it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from briefbook.core.errors import BriefbookError
from briefbook.core.files.conf_file import NAME, conf_lines, conf_problem

#: Where conf.py may stand, from the folder that a command is given; as sphinx-quickstart makes it.
CONF_FOLDERS = (".", "source", "docs/source", "docs", "doc")
#: Where the pages may stand, from conf.py's folder: where the first page is.
_PAGES = (".", "docs", "source")
_FIRST = ("index.md", "index.rst")
#: What a folder of build output holds.
_BUILT = ("built.json", "doctrees", ".doctrees")
#: The articles' own texts, from the book's folder; some are Markdown.
TEXTS = "sources/texts"
#: The published editions, from the book's folder.
EDITIONS = "editions"


def find_book(start: Path) -> Path:
    """Return the folder of conf.py for the folder that a command is given, or ``start`` itself."""
    found = (start / name for name in CONF_FOLDERS if (start / name / NAME).is_file())
    return next(found, start)


def pages_folder(root: Path) -> str:
    """Return where a book's pages stand, from its folder: ``docs``, ``source`` or ``.``."""
    found = [name for name in _PAGES if any((root / name / page).is_file() for page in _FIRST)]
    return found[0] if found else "docs"


def page_files(root: Path, suffix: str = ".md") -> Iterator[Path]:
    """Yield the Markdown files that may be pages of a book, sorted; or those of another suffix."""
    for parent, folders, files in os.walk(root / pages_folder(root)):
        folders[:] = sorted(name for name in folders if _may_hold_pages(root, Path(parent, name)))
        yield from (Path(parent, name) for name in sorted(files) if name.endswith(suffix))


def _may_hold_pages(root: Path, folder: Path) -> bool:
    """Tell folders of pages from others, where conf.py is in the same folder as the pages."""
    hidden = folder.name.startswith(".") or folder == root / TEXTS
    return not hidden and not any((folder / name).exists() for name in _BUILT)


def require_book(root: Path) -> Path:
    """Return ``root`` if a book is there whose conf.py is Python.

    Raises :class:`BriefbookError` if not, with the line of conf.py.
    """
    if not (root / NAME).exists() or not (root / pages_folder(root)).is_dir():
        raise BriefbookError(
            f"{root}: no conf.py with a folder docs/ beside it; run this in the book's folder, "
            "name it with --book, or make a book: briefbook new FOLDER"
        )
    problem = conf_problem(root) or _stranger(root) or _circle(root)
    if problem:
        raise BriefbookError(problem)
    return root


def _stranger(root: Path) -> str:
    """Say so where nothing in conf.py names briefbook; settings from elsewhere may."""
    text = (root / NAME).read_text(encoding="utf-8", errors="replace")
    elsewhere = re.search(r"^\s*(from|import|exec)\b", text, re.MULTILINE)
    if "extensions" not in conf_lines(root).options or elsewhere or "brief" in text:
        return ""
    return no_briefbook(root)


def no_briefbook(root: Path) -> str:
    """Say that conf.py does not load this package, with the line where it should."""
    line = conf_lines(root).options.get("extensions", 1)
    return f"{NAME}:{line}: briefbook is not among the extensions; run: briefbook init"


def _circle(root: Path) -> str:
    """Say so where a link among the pages leads to a folder above it: Sphinx would follow it.

    It reads the same pages again below each other, forty times, and whatever else is there.
    """
    for parent, folders, _files in os.walk(root / pages_folder(root)):
        for name in folders:
            link = Path(parent, name)
            if link.is_symlink() and Path(parent).resolve().is_relative_to(link.resolve()):
                shown = link.relative_to(root)
                return f"{shown}: a link to a folder that contains it; remove the link"
    return ""


#: Folders that hold conf.py and the pages of a project, and nothing of it above them.
_SOURCE_FOLDERS = frozenset({"source", "src", "docs", "doc"})


def book_root(confdir: Path, srcdir: Path) -> Path:
    """Return the folder that holds all of a book.

    It is that of conf.py; where that is ``docs/`` or ``source/`` itself and the pages are beside
    it, as sphinx-quickstart makes it, the folder above.
    """
    root = confdir.resolve()
    if root != srcdir.resolve():
        return root
    while root.name in _SOURCE_FOLDERS and root.parent != root:
        root = root.parent
    return root
