"""What was made from the same inputs before is not made again.

A folder of files, each named by a hash of all that it was made from: nothing in it is ever out of
date, and books, builds and machines may share it. ``BRIEFBOOK_CACHE`` names the folder.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from briefbook.core.errors import BriefbookError

VARIABLE = "BRIEFBOOK_CACHE"


def cache_folder(doctrees: str | os.PathLike[str]) -> Path:
    """Return the folder that ``BRIEFBOOK_CACHE`` names; without one, a folder of the doctrees."""
    return Path(os.environ.get(VARIABLE) or Path(doctrees, "briefbook", "cache"))


def cache_environment(root: Path) -> dict[str, str]:
    """Return the environment in which all that a book builds shares one cache, in ``build/``.

    Raises :class:`BriefbookError` where ``BRIEFBOOK_CACHE`` names what is no folder to write in.
    """
    given = os.environ.get(VARIABLE)
    if not given:
        return {VARIABLE: str(root.resolve() / "build" / "cache")}
    folder = Path(given).resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        reason = "" if os.access(folder, os.W_OK) else "it cannot be written"
    except OSError as error:
        reason = str(error.strerror or error)
    if reason:
        raise BriefbookError(f"{VARIABLE} is {given!r}: {reason}; name a folder, or unset it")
    return {VARIABLE: str(folder)}


def cached_file(folder: Path, name: str, inputs: Iterable[str], make: Callable[[], bytes]) -> Path:
    """Return a file of the cache; make it where it is not there.

    ``name`` says what it is, with its ending: of ``chart.svg`` the file is ``chart-1f09….svg``.
    Raises :class:`OSError` if it cannot be written.
    """
    digest = hashlib.sha256()
    for each in inputs:
        digest.update(each.encode("utf-8", "surrogatepass") + b"\0")
    stem, dot, ending = name.partition(".")
    path = folder / f"{stem}-{digest.hexdigest()[:24]}{dot}{ending}"
    # What a disk that lost its power left empty is made again, or each later build would show it.
    if path.is_file() and path.stat().st_size:
        return path
    write_once(path, make())
    return path


def write_once(path: Path, content: bytes) -> None:
    """Write a file that is the same whoever writes it; several processes may do so at a time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with fresh.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
