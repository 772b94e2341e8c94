"""TOML files that people keep, with the line of what cannot be read."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from briefbook.core.files.text_files import TextError, read_text

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


class TomlError(ValueError):
    """The file cannot be read; ``line`` is 0 where that concerns the whole of it."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


def read_toml(path: Path, shown: str = "") -> tuple[dict[str, Any], str]:
    """Return what a file in UTF-8 holds, and its text.

    A byte order mark, which editors on Windows write, is no part of it. ``shown`` is how
    messages name the file. Raises :class:`TomlError` with a reason that says what to fix.
    """
    try:
        text = read_text(path, shown or str(path))
    except TextError as error:
        raise TomlError(error.line, str(error)) from None
    try:
        return tomllib.loads(text), text
    except RecursionError:
        raise TomlError(0, "nested too deeply to be read; fix it or restore it") from None
    except ValueError as error:  # also what is no number that Python reads
        place = _PLACE.search(str(error))
        column = f"column {place[2]}: " if place and place[2] else ""
        line = int(place[1]) if place and place[1] else text.rstrip().count("\n") + 1
        known = isinstance(error, tomllib.TOMLDecodeError)
        what = _PLACE.sub("", str(error)) if known else "a number is too long"
        raise TomlError(line, f"{column}not valid TOML: {what}; fix it or restore it") from None
