"""Folders of ``build/``: made, replaced in one step, cleared of whatever is in the way."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from briefbook.core.errors import BriefbookError
from briefbook.core.processes.interrupts import uninterrupted


@contextmanager
def explain_write_errors(root: Path) -> Iterator[None]:
    """Say in one line why something below ``root`` cannot be read or written.

    Raises :class:`BriefbookError` in place of :class:`OSError`, but not where nobody reads on.
    """
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise BriefbookError(explain(error, root)) from error


def explain(error: OSError, root: Path) -> str:
    """Return one line: what the system refused, where, and what to do."""
    path = Path(str(error.filename or root / "build"))
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    reason = error.strerror or error
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        again = "free some space and run the same command again"
        return f"{shown}: cannot be written: {reason}; {again}"
    if not path.is_relative_to(root / "build") and error.errno != errno.EROFS:
        advice = "see that you may read and write it, or move it away"
        return f"{shown}: cannot be opened: {reason}; {advice}"
    return (
        f"{shown}: cannot be written: {reason}; see that you may write build/, or remove it, "
        "and run the same command again"
    )


def clear(path: Path) -> None:
    """Remove a file, a link, or a folder with all that is in it; nothing if it is not there."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        with suppress(FileNotFoundError, NotADirectoryError):
            path.unlink()


def make_folder(path: Path) -> None:
    """Make a folder; a file of that name is removed."""
    if not path.is_dir():
        clear(path)
    path.mkdir(parents=True, exist_ok=True)


def put_in_place(work: Path, place: Path) -> None:
    """Replace a folder by another in two renames, so that it is never half written."""
    for note in work.glob(".*"):
        # What a builder remembers for its next run here; there is none.
        if note.name != ".nojekyll":
            clear(note)
    old = put_aside(work)
    clear(old)
    with uninterrupted():
        if place.exists() or place.is_symlink():
            place.rename(old)
        work.rename(place)
    clear(old)


def put_aside(work: Path) -> Path:
    """Return where the old output is kept until the new one is in place."""
    return work.with_name(f"{work.name}-before")
