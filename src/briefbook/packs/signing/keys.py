"""Key files: which kind one is, and the passphrase that opens it."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from briefbook.core.errors import BriefbookError

#: The variable that holds the passphrase where there is no terminal.
VARIABLE = "BRIEFBOOK_SIGN_PASSPHRASE"
Opened = TypeVar("Opened")
_TRIES = 3
_NEEDED = {"minisign": "minisign", "pyhanko": "pyHanko"}


class WrongPassphraseError(Exception):
    """The passphrase does not open the key."""


def read_key(path: Path) -> bytes:
    """Return the bytes of a key file. Raises :class:`BriefbookError` where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise BriefbookError(f"{path}: cannot be read: {error.strerror}; name a key file") from None


def need(module: str) -> None:
    """Raise :class:`BriefbookError` where a package of the extra is not installed."""
    if find_spec(module) is None:
        raise BriefbookError(
            f"signatures need {_NEEDED[module]}; install it with pip install 'briefbook[sign]'"
        )


def open_key(path: Path, opened_by: Callable[[str], Opened]) -> Opened:
    """Return a key that ``opened_by`` opens with a passphrase, from the variable or a terminal.

    ``opened_by`` raises :class:`WrongPassphraseError`. Raises :class:`BriefbookError` where there
    is no passphrase, or none that opens it.
    """
    given = os.environ.get(VARIABLE)
    if given is None and not sys.stdin.isatty():
        raise BriefbookError(
            f"{path}: the key has a passphrase; run the command on a terminal, or set {VARIABLE}"
        )
    for _ in range(1 if given is not None else _TRIES):
        asked = given if given is not None else getpass.getpass(f"passphrase of {path}: ")
        try:
            return opened_by(asked)
        except WrongPassphraseError:
            if given is None:
                print("that passphrase does not open it", file=sys.stderr)
    which = f"the one in {VARIABLE} does" if given is not None else "these passphrases do"
    raise BriefbookError(f"{path}: {which} not open it; nothing was signed")
