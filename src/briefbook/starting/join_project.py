"""``briefbook init``: the minimum for an existing Sphinx project to hold chapters and sources."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import CONF_FOLDERS, pages_folder
from briefbook.core.files.conf_file import NAME, conf_lines, conf_problem
from briefbook.core.files.transactions import FileChange, commit, exclusive
from briefbook.sources.adding.toctree import has_room, index_page
from briefbook.starting.book_facts import BookFacts
from briefbook.starting.book_files import analysis_contents, analysis_files, page_text

#: An extension list that conf.py may or may not have; what is in it is kept.
_JOINING = """
# Added by briefbook init.
extensions = [*globals().get("extensions", ()), "briefbook"]
"""
_IGNORED = ("/build/", "/sources/texts/", "/sources/.pending.json*")
_BIBLIOGRAPHY = re.compile(r"^[ \t]*(?:\.\. bibliography::|[`:]{3,}\{bibliography\})", re.MULTILINE)
_PAGE = "bibliography"
_CHAPTERS = "\n```{toctree}\n:caption: Chapters\n:maxdepth: 2\n\n```\n"
_APPARATUS = f"\n```{{toctree}}\n:maxdepth: 1\n\n{_PAGE}\n```\n"
_LISTED = re.compile(rf"^{_PAGE}\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Joined:
    """What was done in ``root``, in words, and the new pages that no toctree names."""

    root: Path
    done: tuple[str, ...]
    unlisted: tuple[str, ...]


def join_project(folder: Path, analysis: Sequence[str] = ()) -> Joined:
    """Add what is missing, all of it or nothing; what is there stays as it is.

    ``analysis`` are pages of analysis that are wanted too, with their tables. Raises
    :class:`BriefbookError` where no Sphinx project is, or a file cannot be written.
    """
    root = _project(folder)
    language = re.search(
        r"^language\s*=\s*[\"']([\w-]+)", (root / NAME).read_text("utf-8"), re.MULTILINE
    )
    facts = BookFacts("", language=language[1] if language else "en", analysis=tuple(analysis))
    files = analysis_files(pages_folder(root), facts)
    wanted = {name: text for name, text in files.items() if not (root / name).exists()}
    changes = list(_changes(root, facts, wanted))
    if changes:
        with exclusive(root):
            commit(root, changes)
    page = f"{pages_folder(root)}/{_PAGE}.md".removeprefix("./")
    paths = {change.path for change in changes}
    # Of a first page in reStructuredText the author keeps the lists.
    unlisted = (_PAGE,) if page in paths and not (root / index_page(root)).is_file() else ()
    return Joined(root, tuple(_words(change) for change in changes), unlisted)


def _project(folder: Path) -> Path:
    """Return the folder of conf.py."""
    found = [path for name in CONF_FOLDERS if (path := folder / name / NAME).is_file()]
    if not found:
        below = ", ".join(CONF_FOLDERS[1:])
        raise BriefbookError(
            f"{folder}: not a Sphinx project (no conf.py here or in {below}); name its "
            "folder, or make a book: briefbook new FOLDER"
        )
    root = found[0].parent
    problem = conf_problem(root)
    if problem:
        raise BriefbookError(problem)
    return root


def _changes(root: Path, facts: BookFacts, wanted: Mapping[str, str]) -> Iterator[FileChange]:
    if "briefbook" not in conf_lines(root).strings:
        yield _appended(root, NAME, _JOINING)
    if not (root / "references.bib").exists():
        yield FileChange("new", "references.bib", "% The bibliography of the chapters' sources.\n")
    if not _has_bibliography(root):
        name = f"{pages_folder(root)}/{_PAGE}.md".removeprefix("./")
        yield FileChange("new", name, page_text(_PAGE, BookFacts("")))
    yield from (FileChange("new", name, text) for name, text in wanted.items())
    pages = [page for page in facts.analysis if any(Path(name).stem == page for name in wanted)]
    yield from _listed(root, analysis_contents(replace(facts, analysis=tuple(pages))))
    ignore = root / ".gitignore"
    if not ignore.exists():
        yield FileChange("new", ".gitignore", "".join(f"{line}\n" for line in _IGNORED))
        return
    said = ignore.read_text(encoding="utf-8", errors="replace").splitlines()
    missing = [line for line in _IGNORED if line not in said]
    if missing:
        yield _appended(root, ".gitignore", "".join(f"{line}\n" for line in missing))


def _listed(root: Path, analysis: str) -> Iterator[FileChange]:
    """Name new pages on the first page, and make room there for chapters."""
    page = index_page(root)
    if not (root / page).is_file():
        return
    text = (root / page).read_text(encoding="utf-8", errors="replace")
    added = analysis
    if not _has_bibliography(root) and not _LISTED.search(text):
        added = ("" if has_room(text) else _CHAPTERS) + analysis + _APPARATUS
    if added:
        yield _appended(root, page, added)


def _has_bibliography(root: Path) -> bool:
    folder = root / pages_folder(root)
    return any(
        _BIBLIOGRAPHY.search(path.read_text(encoding="utf-8", errors="replace"))
        for ending in ("*.md", "*.rst")
        for path in folder.rglob(ending)
        if "_build" not in path.parts and "build" not in path.parts
    )


def _appended(root: Path, name: str, text: str) -> FileChange:
    before = (root / name).read_bytes()
    gap = "" if not before or before.endswith(b"\n") else "\n"
    after = before.decode("utf-8", "surrogateescape") + gap + text
    return FileChange("replace", name, after, hashlib.sha256(before).hexdigest())


def _words(change: FileChange) -> str:
    return f"{change.path}: {'new' if change.kind == 'new' else 'a few lines at its end'}"
