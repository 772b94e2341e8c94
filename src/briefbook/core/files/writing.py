"""Files are written whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a file through a temporary one beside it: a reader sees the old or the new text.

    Line ends are written as they are in ``text``. An existing file keeps its permissions.
    Raises :class:`OSError` as the file system does; the old file is then untouched.
    """
    replace_file(path, text.encode("utf-8"))


def replace_file(path: Path, content: bytes) -> None:
    """Write a file of bytes as :func:`write_whole` does one of text.

    The temporary file has a fixed name: what a killed process has left of it, the next replaces.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def write_if_changed(path: Path, text: str) -> bool:
    """Write a file unless it holds this text already; return whether it was written."""
    if path.is_file() and path.read_bytes() == text.encode("utf-8"):
        return False
    write_whole(path, text)
    return True


@contextmanager
def begun(mark: Path) -> Iterator[None]:
    """Keep a mark on the disk while files are half written; a process that is killed leaves it."""
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()
    yield
    mark.unlink(missing_ok=True)


def clear_unfinished(mark: Path, *folders: Path) -> None:
    """Remove folders where :func:`begun` has left its mark: what is in them may be half written."""
    if mark.exists():
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        mark.unlink()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
