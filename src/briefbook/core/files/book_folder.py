"""The folder of a book: conf.py, with docs/ beside it or among the documents themselves."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

from briefbook.core.errors import BriefbookError
from briefbook.core.files.conf_file import NAME, conf_lines, conf_problem

DOCUMENTS = "docs"
#: Where a Sphinx project that was not made by briefbook may keep its conf.py.
ELSEWHERE = ("docs", "doc", "source", "docs/source", "doc/source")
_ENDINGS = (".md", ".rst", ".ipynb")
#: Folders beside conf.py that hold no documents of the book, hidden ones apart.
NO_DOCUMENTS = ("build", "_build", "sources", "editions", "venv", "node_modules")


def require_book(root: Path) -> Path:
    """Return ``root`` if a book is there whose conf.py is Python.

    Raises :class:`BriefbookError` if not, with the line of conf.py.
    """
    if not (root / NAME).exists() or not _has_documents(root):
        elsewhere = [name for name in ELSEWHERE if (root / name / NAME).is_file()]
        advice = (
            f"conf.py is in {elsewhere[0]}/: cd {elsewhere[0]}, and run this there"
            if elsewhere
            else "run this in the book's folder, or make a book: briefbook new FOLDER"
        )
        raise BriefbookError(f"{root}: no conf.py with a folder docs/ beside it; {advice}")
    problem = conf_problem(root) or _stranger(root)
    if problem:
        raise BriefbookError(problem)
    return root


def _stranger(root: Path) -> str:
    """Say so where nothing in conf.py names briefbook; settings from elsewhere may."""
    line = conf_lines(root).options.get("extensions")
    text = (root / NAME).read_text(encoding="utf-8", errors="replace")
    elsewhere = re.search(r"^\s*(from|import|exec)\b", text, re.MULTILINE)
    if line is None or elsewhere or "brief" in text:
        return ""
    return f"{NAME}:{line}: briefbook is not among the extensions; run: briefbook init"


def documents_folder(root: Path) -> str:
    """Return where the documents are, from the folder of conf.py: ``docs``, or ``.``.

    A project that has its first page beside conf.py may still have a folder called docs.
    """
    first_page = any((root / f"index{ending}").is_file() for ending in _ENDINGS)
    return DOCUMENTS if (root / DOCUMENTS).is_dir() and not first_page else "."


def document_path(root: Path, name: str) -> str:
    """Return the path of a document from the book's folder: ``docs/chapters/a.md``."""
    return PurePosixPath(documents_folder(root), name).as_posix()


def markdown_files(root: Path) -> list[Path]:
    """Return the Markdown documents of a book, by path."""
    folder = documents_folder(root)
    if folder != ".":
        return sorted(path for path in (root / folder).rglob("*.md") if not path.is_dir())
    found: list[Path] = []
    for here, folders, names in os.walk(root):
        top = Path(here) == root
        folders[:] = [
            name
            for name in folders
            if not (name.startswith((".", "_")) or (top and name in NO_DOCUMENTS))
        ]
        found += [Path(here, name) for name in names if name.endswith(".md")]
    return sorted(found)


def is_markdown_document(root: Path, name: str) -> bool:
    """Tell whether a file, by its path from the book's folder, is or was a Markdown document."""
    path = PurePosixPath(name)
    folder = documents_folder(root)
    inside = name.startswith(f"{folder}/") if folder != "." else path.parts[0] not in NO_DOCUMENTS
    return inside and path.suffix == ".md" and not path.is_absolute()


def _has_documents(root: Path) -> bool:
    if (root / DOCUMENTS).is_dir():
        return True
    return any(path.suffix in _ENDINGS for path in root.iterdir())


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
