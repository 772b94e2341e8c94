"""The folder of a book: conf.py, and docs/ beside it."""

from __future__ import annotations

from pathlib import Path

from briefbook.core.errors import BriefbookError
from briefbook.core.files.conf_file import NAME, conf_problem


def require_book(root: Path) -> Path:
    """Return ``root`` if a book is there whose conf.py is Python.

    Raises :class:`BriefbookError` if not, with the line of conf.py.
    """
    if not (root / NAME).exists() or not (root / "docs").is_dir():
        raise BriefbookError(
            f"{root}: no conf.py with a folder docs/ beside it; run this in the book's folder"
        )
    problem = conf_problem(root)
    if problem:
        raise BriefbookError(problem)
    return root


#: Folders that hold conf.py and the pages of a project, and nothing of it above them.
_SOURCE_FOLDERS = frozenset({"source", "src", "docs", "doc"})


def book_root(confdir: Path, srcdir: Path) -> Path:
    """Return the folder that holds all of a book.

    It is that of conf.py; where that is ``docs/`` or ``source/`` itself and the pages stand beside
    it, as sphinx-quickstart makes it, the folder above.
    """
    root = confdir.resolve()
    if root != srcdir.resolve():
        return root
    while root.name in _SOURCE_FOLDERS and root.parent != root:
        root = root.parent
    return root
