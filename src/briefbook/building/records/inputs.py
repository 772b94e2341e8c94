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

from briefbook.building.records.build_time import build_time
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
        # Paths are texts here: there are thousands, and each run looks at all of them.
        self._root = str(root.resolve())
        self._hashes: dict[str, str] = {}
        self._versions: dict[str, str] = {}
        self._package = str(Path(__file__).resolve().parents[2])
        self._folders = ((self._package + os.sep, "briefbook/"), (self._root + os.sep, ""))
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

    def paths(self, depended: Dependencies) -> set[str]:
        """Return those of the files that exist."""
        return self._always.keys() | self._named(depended)

    @cached_property
    def _always(self) -> dict[str, str]:
        """The files that every output depends on, by their names: the book's, and our code."""
        found = {path for name in FILES if os.path.isfile(path := self._below(name))}
        for name in (pages_folder(Path(self._root)), *FOLDERS):
            found.update(self._files(self._below(name)))
        found.update(self._files(self._package))
        return {path: self._name(path) for path in found}

    def _below(self, name: str) -> str:
        return self._root if name == "." else f"{self._root}{os.sep}{name}"

    def _named(self, depended: Dependencies) -> set[str]:
        found: set[str] = set()
        for path in depended.paths:
            if os.path.isdir(path):
                # A setting such as "/" or ".." means no folder to look through.
                if not Path(self._root).is_relative_to(path):
                    found.update(self._files(path))
            elif os.path.isfile(path) and not _is_compiled(path):
                found.add(path)
        return found

    def name_of(self, path: str) -> str:
        """Return how :meth:`of` names a file."""
        return self._name(path)

    def _name(self, path: str) -> str:
        for folder, name in self._folders:
            if path.startswith(folder):
                return f"{name}{path.removeprefix(folder)}"
        return path

    def _files(self, folder: str, above: tuple[str, ...] = ()) -> Iterator[str]:
        """Yield the files below a folder, following links to folders, but no cycles."""
        real = os.path.realpath(folder)
        if real in above or folder == self._below(TEXTS) or folder.endswith("/__pycache__"):
            return
        with suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
            for entry in entries:
                if folder == self._root and (
                    entry.name.startswith(".") or entry.name in ("build", "_build")
                ):
                    continue  # Where the pages are beside conf.py.
                # No dangling links, with which editors mark a file as open, and no pipes. An
                # entry raises an error for a link to itself, which leads nowhere either.
                link = entry.is_symlink()
                if os.path.isdir(entry.path) if link else entry.is_dir():
                    yield from self._files(entry.path, (*above, real))
                elif (os.path.isfile(entry.path) if link else entry.is_file()) and not (
                    _is_compiled(entry.path)
                ):
                    yield entry.path

    def _version(self, name: str) -> str:
        if name not in self._versions:
            self._versions[name] = installed_version(name)
        return self._versions[name]

    def _hash(self, path: str) -> str:
        if path not in self._hashes:
            self._hashes[path] = hash_file(path)
        return self._hashes[path]


def _is_compiled(path: str) -> bool:
    """Return whether a file is what Sphinx has made of the catalogue of translations beside it."""
    return path.endswith(".mo") and os.path.isfile(f"{path.removesuffix('.mo')}.po")


def changed_after(path: str, moment: int) -> bool:
    """Return whether a file may have changed after a moment, in nanoseconds of its file system.

    By the time of the inode's change, which no copying program can set back.
    """
    with suppress(OSError):
        return os.stat(path).st_ctime_ns >= moment
    return False


def hash_file(path: str | Path) -> str:
    """Return the SHA-256 of a file, ``missing`` where there is none."""
    try:
        with open(path, "rb") as file:
            return _digest(file.read())
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
