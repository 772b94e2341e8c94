"""A full disk is one error, however many files could not be written."""

from __future__ import annotations

import errno
import re

#: As Python prints the error; the bare words may be in a book.
_FULL = re.compile(
    rf"\[Errno (?:{errno.ENOSPC}|{errno.EDQUOT})\] (?P<words>[^:\n]+)(?:: '(?P<path>[^'\n]+)')?"
)


def full_disk(said: str) -> str | None:
    """Return one line for all that a program reports on a full disk; None for any other failure."""
    full = _FULL.search(said)
    if full is None:
        return None
    place = f" for {full['path']}" if full["path"] else ""
    return f"{full['words']}{place}: free some space, and run the same command again"
