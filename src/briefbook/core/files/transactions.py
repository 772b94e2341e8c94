"""Paths that stay inside the book, and several files changed as one.

Changes are first written down whole in one journal file; renaming that file into place is
the moment at which they happen. A process killed before leaves the book as it was; killed
after, :func:`finish_interrupted` carries the journal out, and every command begins with it.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from briefbook.core.errors import BriefbookError
from briefbook.core.processes.interrupts import uninterrupted

#: Where the journal stands, from the book's root.
JOURNAL = "sources/.pending.json"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file to be changed.

    ``kind`` is ``new`` (the file must not exist), ``append``, ``replace`` (what it holds must
    have the SHA-256 ``before``), or ``copy``: of the file at the path ``text``, as long as that
    still has the SHA-256 ``before``. ``path`` is relative to the book's root.
    """

    kind: str
    path: str
    text: str
    before: str = ""


def inside(root: Path, relative: str) -> Path:
    """Return the path of a file of the book, which need not exist yet.

    Raises :class:`BriefbookError` where it is outside the book, also by a symbolic link.
    """
    base = root.resolve()
    path = (base / relative).resolve()
    if not path.is_relative_to(base) or path == base:
        raise BriefbookError(f"{relative}: is outside the book; give a path inside it")
    return base / relative


@contextmanager
def exclusive(root: Path) -> Iterator[None]:
    """Lock the book's ``sources/`` folder against a second command that writes.

    Raises :class:`BriefbookError` where another one is at work.
    """
    folder = inside(root, "sources")
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise BriefbookError(
            f"{folder}: another briefbook is adding to this book; wait for it and try again"
        ) from None
    try:
        yield
    finally:
        os.close(handle)


def commit(root: Path, changes: Sequence[FileChange]) -> None:
    """Make all changes or none; the caller holds the book with :func:`exclusive`.

    Raises :class:`BriefbookError` where a file is in the way or the disk refuses; the
    book is then as it was.
    """
    for change in changes:
        _check(root, change)
    journal = inside(root, JOURNAL)
    plan = {"version": _VERSION, "changes": [asdict(change) for change in changes]}
    with uninterrupted(changes_book=True):
        try:
            _put(journal, json.dumps(plan).encode("ascii"), durable=True)
        except OSError as error:
            raise BriefbookError(f"{journal}: cannot be written: {error.strerror}") from None
        _carry_out(root, changes)


def finish_interrupted(root: Path) -> tuple[str, ...]:
    """Carry out what an interrupted command had begun; return the paths concerned.

    Does nothing where nothing was interrupted, or where the command is still at work.
    """
    journal = root / JOURNAL
    if not journal.exists():
        return ()
    try:
        with exclusive(root), uninterrupted(changes_book=True):
            plan = json.loads(journal.read_bytes())
            changes = [FileChange(**change) for change in plan["changes"]]
            _carry_out(root, changes)
    except FileNotFoundError:
        return ()  # the command that was at work has just finished
    except (ValueError, TypeError, KeyError):
        raise BriefbookError(
            f"{journal}: is damaged; remove it and look at the newest files in chapters/"
        ) from None
    return tuple(change.path for change in changes)


def _carry_out(root: Path, changes: Sequence[FileChange]) -> None:
    """Make each change that is not made yet, then remove the journal."""
    try:
        for change in changes:
            data = _pending(root, change)
            if data is not None:
                path = inside(root, change.path)
                path.parent.mkdir(parents=True, exist_ok=True)
                _put(path, data)
        os.sync()
        (root / JOURNAL).unlink()
    except OSError as error:
        raise BriefbookError(
            f"{error.filename or root}: cannot be written: {error.strerror}; "
            "fix that and run any briefbook command to finish"
        ) from None


def _check(root: Path, change: FileChange) -> None:
    if change.kind == "new" and inside(root, change.path).exists():
        raise BriefbookError(f"{change.path}: exists already; it is never overwritten")
    _pending(root, change)


def _pending(root: Path, change: FileChange) -> bytes | None:
    """Return what the file must hold after the change; ``None`` where it does already."""
    path = inside(root, change.path)
    data = path.read_bytes() if path.exists() else b""
    if change.kind == "copy":
        return _original(change, data)
    text = change.text.encode("utf-8", "surrogateescape")
    if change.kind == "append":
        return None if text in data else data + text
    if path.exists() and data == text:
        return None
    expected = change.before if change.kind == "replace" else ""
    if (hashlib.sha256(data).hexdigest() if path.exists() else "") != expected:
        raise BriefbookError(f"{change.path}: was changed meanwhile; move it away and try again")
    return text


def _original(change: FileChange, there: bytes) -> bytes | None:
    """Return what is to be copied; ``None`` where it is there, or is no longer what it was."""
    source = Path(change.text)
    data = source.read_bytes() if source.is_file() else b""
    wanted = hashlib.sha256(data).hexdigest() == change.before
    return data if wanted and data != there else None


def _put(path: Path, data: bytes, *, durable: bool = False) -> None:
    """Write a file beside its place, then rename it; the name is fixed, so none stays behind."""
    temporary = path.with_name(f".{path.name}.tmp")
    with temporary.open("wb") as file:
        file.write(data)
        if durable:
            file.flush()
            os.fsync(file.fileno())
    temporary.replace(path)
