"""What the book is made from: files by their hashes, and whatever else determines the output."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cached_property
from importlib import metadata
from pathlib import Path

from briefbook.building.build_time import build_time
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import TEXTS, pages_folder
from briefbook.core.files.build_dependencies import Dependencies
from briefbook.core.files.cited_places import FILE as CITED_PLACES

FILES = ("conf.py", "references.bib", "requirements.txt", CITED_PLACES)
FOLDERS = ("sources", "editions")
_MISSING = "missing"
_VERSION = re.compile(r"^Version: *(.+)$", re.MULTILINE)


class Inputs:
    """The inputs of the book in ``root`` at one moment; each file is read once."""

    def __init__(self, root: Path) -> None:
        self._root = root.resolve()
        self._hashes: dict[Path, str] = {}
        self._versions: dict[str, str] = {}
        self._package = Path(__file__).resolve().parent.parent
        self.build_time = build_time(root)

    def of(self, depended: Dependencies) -> dict[str, str]:
        """Return what determines an output with these dependencies: name → hash or value.

        A folder counts with everything in it; a file that does not exist yet counts, as one
        more name, once it appears. The value of a variable may be a secret: only its hash is
        kept. Raises :class:`BriefbookError` where a file cannot be read.
        """
        others = self._named(depended) - self._always.keys()
        found = {
            **{name: self._hash(path) for path, name in self._always.items()},
            **{self._name(path): self._hash(path) for path in others},
        }
        for name in depended.variables:
            value = os.environ.get(name)
            found[f"${name}"] = _MISSING if value is None else _digest(value.encode())
        for name in depended.packages:
            found[f"package {name}"] = self._version(name)
        found["python"] = sys.version
        found["SOURCE_DATE_EPOCH"] = self.build_time
        return found

    def paths(self, depended: Dependencies) -> set[Path]:
        """Return those of the files that exist."""
        return self._always.keys() | self._named(depended)

    @cached_property
    def _always(self) -> dict[Path, str]:
        """The files that every output depends on, by their names: the book's, and our code."""
        found = {self._root / name for name in FILES if (self._root / name).is_file()}
        for name in (pages_folder(self._root), *FOLDERS):
            found.update(self._files(self._root / name))
        found.update(self._files(self._package))
        return {path: self._name(path) for path in found}

    def _named(self, depended: Dependencies) -> set[Path]:
        found: set[Path] = set()
        for name in depended.paths:
            path = Path(name)
            if path.is_dir():
                # A setting such as "/" or ".." means no folder to look through.
                if not self._root.is_relative_to(path):
                    found.update(self._files(path))
            elif path.is_file() and not _is_compiled(path):
                found.add(path)
        return found

    def name_of(self, path: Path) -> str:
        """Return how :meth:`of` names a file."""
        return self._name(path)

    def _name(self, path: Path) -> str:
        if path.is_relative_to(self._package):
            return f"briefbook/{path.relative_to(self._package).as_posix()}"
        if path.is_relative_to(self._root):
            return path.relative_to(self._root).as_posix()
        return path.as_posix()

    def _files(self, folder: Path, above: tuple[str, ...] = ()) -> Iterator[Path]:
        """Yield the files below a folder, following links to folders, but no cycles."""
        real = os.path.realpath(folder)
        if real in above or folder == self._root / TEXTS or folder.name == "__pycache__":
            return
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
            for entry in entries:
                if folder == self._root and (
                    entry.name.startswith(".") or entry.name in ("build", "_build")
                ):
                    continue  # Where the pages are beside conf.py.
                if entry.is_dir():
                    yield from self._files(Path(entry.path), (*above, real))
                # No dangling links, with which editors mark a file as open, and no pipes.
                elif entry.is_file() and not _is_compiled(Path(entry.path)):
                    yield Path(entry.path)

    def _version(self, name: str) -> str:
        if name not in self._versions:
            self._versions[name] = installed_version(name)
        return self._versions[name]

    def _hash(self, path: Path) -> str:
        if path not in self._hashes:
            self._hashes[path] = hash_file(path)
        return self._hashes[path]


def _is_compiled(path: Path) -> bool:
    """Return whether a file is what Sphinx has made of the catalogue of translations beside it."""
    return path.suffix == ".mo" and path.with_suffix(".po").is_file()


def changed_after(path: Path, moment: int) -> bool:
    """Return whether a file may have changed after a moment, in nanoseconds of its file system.

    By the time of the inode's change, which no copying program can set back.
    """
    with suppress(OSError):
        return path.stat().st_ctime_ns >= moment
    return False


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file, ``missing`` where there is none."""
    try:
        return _digest(path.read_bytes())
    except FileNotFoundError:
        return _MISSING
    except IsADirectoryError:
        return "folder"
    except OSError as error:
        raise BriefbookError(f"{path}: cannot be read: {error.strerror}") from error


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def installed_version(name: str) -> str:
    """Return the version of a distribution, ``missing`` where it is not installed.

    As :func:`importlib.metadata.version`, which reads the description too.
    """
    try:
        distribution = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return _MISSING
    stated = _VERSION.search(distribution.read_text("METADATA") or "")
    return stated[1] if stated else distribution.version
