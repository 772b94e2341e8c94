"""Text files that people keep: in UTF-8, and what to do about one that is not."""

from __future__ import annotations

import codecs
import shlex
from pathlib import Path

#: UTF-32 first: its mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)
#: Every second byte of Western text in UTF-16 is zero; so many of them tell it.
_ZEROS = 0.4


class TextError(ValueError):
    """A file cannot be read as text; ``line`` is 0 where that concerns the whole of it."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line

    def at(self, shown: str) -> str:
        """Return the reason after the place: ``docs/a.md:3: …``."""
        return f"{shown}:{self.line}: {self}" if self.line else f"{shown}: {self}"


def read_text(path: Path, shown: str) -> str:
    """Return a file's text, its line ends as they are, without a byte order mark.

    ``shown`` is how messages name the file. Raises :class:`TextError` where it cannot be read,
    is not UTF-8 or holds a NUL byte.
    """
    return decode(read_data(path), shown)


def read_data(path: Path) -> bytes:
    """Return a file's bytes; raise :class:`TextError` where it cannot be read."""
    try:
        # A pipe or a device would keep the reader waiting.
        if path.exists() and not path.is_file():
            what = "a folder" if path.is_dir() else "no regular file"
            raise TextError(0, f"is {what}; put a text file in its place, or move it away")
        return path.read_bytes()
    except OSError as error:
        raise TextError(0, f"cannot be read: {error.strerror}; {_remedy(path, error)}") from None


def _remedy(path: Path, error: OSError) -> str:
    if path.is_symlink():
        return "it is a symbolic link: let it lead to a file, or remove it"
    if isinstance(error, PermissionError):
        return f"make it readable: chmod u+r {shlex.quote(path.name)}"
    return "restore it, or remove what names it"


def decode(data: bytes, shown: str) -> str:
    """Return the text of bytes in UTF-8, without a byte order mark.

    Raises :class:`TextError`, which says how to convert the file ``shown``.
    """
    encoding = _other_encoding(data)
    if encoding:
        raise TextError(1, f"in {encoding}, not UTF-8; {_conversion(shown, encoding)}")
    nul = data.find(b"\0")
    if nul >= 0:
        line = data.count(b"\n", 0, nul) + 1
        raise TextError(line, "a NUL byte, which no text has; remove it, or save the file again")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        byte = f"byte 0x{error.object[error.start]:02X}"
        advice = _conversion(shown, "WINDOWS-1252")
        raise TextError(
            line, f"not UTF-8 ({byte}); {advice}, if it was saved on Windows or as Latin-1"
        ) from None


def _other_encoding(data: bytes) -> str:
    """Name the encoding that a byte order mark, or the zero bytes of Western text, reveal."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    if marked or not data:
        return marked
    sample = data[:4000]
    half = len(sample) / 2
    if sample[1::2].count(0) > _ZEROS * half:
        return "UTF-16LE"
    return "UTF-16BE" if sample[::2].count(0) > _ZEROS * half else ""


def _conversion(shown: str, encoding: str) -> str:
    name = shlex.quote(shown)
    new = shlex.quote(f"{shown}.new")
    return (
        "save it as UTF-8 in the editor, or run "
        f"`iconv -f {encoding} -t UTF-8 {name} > {new} && mv {new} {name}`"
    )
