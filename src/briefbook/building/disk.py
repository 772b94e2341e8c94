"""A full disk is one thing that is wrong, however many files could not be written."""

from __future__ import annotations

import errno
import os
import re

_FULL = tuple(os.strerror(number) for number in (errno.ENOSPC, errno.EDQUOT))
_NAMED = re.compile(r"\[Errno \d+\][^:\n]*: '(?P<path>[^'\n]+)'")


def full_disk(said: str) -> str | None:
    """Return one line in place of all that a program says on a full disk; None if it is not."""
    words = next((words for words in _FULL if words in said), None)
    if words is None:
        return None
    named = _NAMED.search(said)
    place = f" for {named['path']}" if named else ""
    return f"{words}{place}: free some, and run the same command again"
