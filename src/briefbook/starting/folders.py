"""A folder that is written whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from briefbook.core.errors import BriefbookError
from briefbook.core.processes.interrupts import uninterrupted


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files, by their paths in it, to a folder that is empty or does not exist.

    They are written beside it first, so that whatever interrupts this leaves nothing of it there.
    Raises :class:`BriefbookError` where something is in the way, or the disk refuses.
    """
    refuse_taken(folder)
    place = folder.resolve()
    beside = place.with_name(f".{place.name}.new")
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(beside, ignore_errors=True)  # Of a command that was killed.
        for name, content in files.items():
            path = beside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        with uninterrupted(changes_book=True):
            _take_place(beside, place)
    except OSError as error:
        raise BriefbookError(
            f"{error.filename or folder}: cannot be written: {error.strerror}"
        ) from None
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def refuse_taken(folder: Path) -> None:
    """Raise :class:`BriefbookError` where a folder holds anything, or is not a folder."""
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise BriefbookError(f"{folder}: exists and is not a folder; choose another name")
    first = next(iter(sorted(path.name for path in folder.iterdir())), "")
    if first:
        raise BriefbookError(
            f"{folder}: is not empty ({first} is in it); choose a new folder, or run briefbook "
            "init in an existing Sphinx project"
        )


def _take_place(beside: Path, place: Path) -> None:
    if not place.exists():
        beside.rename(place)
        return
    # Not in its stead: a shell that is in the folder would be left in one that is gone.
    # conf.py last: until it is there the folder is not a book.
    for path in sorted(beside.iterdir(), key=lambda path: path.name == "conf.py"):
        path.rename(place / path.name)
