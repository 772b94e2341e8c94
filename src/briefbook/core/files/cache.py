"""What was made from the same inputs before is not made again.

A folder of files, each named by a hash of all that it was made from: nothing in it is ever out of
date, and books, builds and machines may share it. ``BRIEFBOOK_CACHE`` names the folder. The time
of a file is that of its last use: what was not used for sixty days is removed after a build.
"""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from briefbook.core.errors import BriefbookError

VARIABLE = "BRIEFBOOK_CACHE"
_DIGITS = 24
_NAME = re.compile(rf"\.?[\w.-]+-[0-9a-f]{{{_DIGITS}}}(?:\.[a-z]+)*(?:\.\d+)?")
_DAY = 24 * 60 * 60
#: In seconds, and in bytes.
_LONGEST_UNUSED, _USE_NOTED = 60 * _DAY, _DAY
_LARGEST = 512 * 1024**2


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


@contextmanager
def shared_cache(root: Path) -> Iterator[None]:
    """Let what is built in this block use the cache of the book in ``root``, wherever it lies.

    Raises :class:`BriefbookError` as :func:`cache_environment` does.
    """
    before = os.environ.get(VARIABLE)
    os.environ.update(cache_environment(root))
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before


def cached(folder: Path, name: str, inputs: Iterable[str], make: Callable[[], bytes]) -> bytes:
    """Return what ``make`` makes of the inputs, from the cache if it is there and whole.

    ``name`` says what it is, with its ending: of ``chart.svg`` the file is ``chart-1f09….svg``. It
    begins with the digest of the rest: what a crash or a disk has spoilt is made again, or each
    later build would show it. A file that cannot be written is none the next time.
    """
    digest = hashlib.sha256()
    for each in inputs:
        digest.update(each.encode("utf-8", "surrogatepass") + b"\0")
    stem, dot, ending = name.partition(".")
    path = folder / f"{stem}-{digest.hexdigest()[:_DIGITS]}{dot}{ending}"
    with suppress(OSError):
        stated, _, content = path.read_bytes().partition(b"\n")
        if stated == _digest(content):
            _note_use(path)
            return content
    content = make()
    with suppress(OSError):
        write_once(path, _digest(content) + b"\n" + content)
    return content


def prune_cache(folder: Path) -> None:
    """Remove what no build has used for long, and the oldest of more than there is room for.

    Other processes may read and write here meanwhile: what they miss they make. Files with names
    of other kinds are left alone.
    """
    found = []
    for path in folder.glob("*-*") if folder.is_dir() else ():
        if _NAME.fullmatch(path.name):
            with suppress(OSError):
                state = path.stat()
                found.append((state.st_mtime, state.st_size, path))
    now, room = time.time(), _LARGEST
    for used, size, path in sorted(found, reverse=True):
        room -= size
        # What begins with a dot was left by a process that was killed while it wrote.
        longest = _LONGEST_UNUSED if not path.name.startswith(".") else _USE_NOTED
        if room < 0 or now - used > longest:
            with suppress(OSError):
                path.unlink()


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode()


def _note_use(path: Path) -> None:
    """Give a file the time of its last use, once a day."""
    if time.time() - path.stat().st_mtime > _USE_NOTED:
        os.utime(path)


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
