"""references.bib: read through pybtex, added to at the end, otherwise byte for byte as it was."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pybtex.database.input.bibtex import LowLevelParser
from pybtex.scanner import PybtexSyntaxError

from briefbook.core.errors import BriefbookError
from briefbook.core.files.text_files import TextError, decode, read_data
from briefbook.sources.bibliography.latex import name_to_latex, to_latex
from briefbook.sources.reading.article import Metadata

_WIDTH = 10
#: The names that BibLaTeX has for the languages that are told apart here.
LANGUAGES = {
    "ar": "arabic",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fr": "french",
    "it": "italian",
    "ja": "japanese",
    "ko": "korean",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "ru": "russian",
    "uk": "ukrainian",
    "zh": "chinese",
}
_UNSAFE = '{}\\" <>\n'


@dataclass(frozen=True, slots=True)
class Bibliography:
    """A .bib file's bytes and its keys, in small letters as BibTeX compares them."""

    path: Path
    data: bytes
    keys: frozenset[str]


def read_bibliography(path: Path) -> Bibliography:
    """Read a .bib file; a missing one is empty.

    Raises :class:`BriefbookError` with the line where it does not parse.
    """
    try:
        data = read_data(path) if path.exists() else b""
        entries = parse_entries(decode(data, str(path)))
    except TextError as error:
        raise BriefbookError(error.at(str(path))) from None
    except PybtexSyntaxError as error:
        message = str(error).split(": ", 1)[-1].splitlines()[0]
        line = error.lineno
        raise BriefbookError(f"{path}:{line}: does not parse: {message}; fix it first") from None
    keys: set[str] = set()
    for key in entries:
        if key.lower() in keys:
            raise BriefbookError(f"{path}: the key {key!r} stands twice; rename one of the two")
        keys.add(key.lower())
    return Bibliography(path, data, frozenset(keys))


def parse_entries(text: str) -> list[str]:
    """Return the keys of a .bib text in order. Raises pybtex's syntax errors."""
    return [entry[0] for command, entry in LowLevelParser(text) if _is_entry(command, entry)]


def _is_entry(command: str, entry: object) -> bool:
    return command.lower() not in ("string", "preamble", "comment") and isinstance(entry, tuple)


def bib_entry(key: str, metadata: Metadata, accessed: str) -> str:
    """Return the entry of a source, in the fields of BibLaTeX; what is not known is left out.

    ``accessed`` is the day (ISO 8601) on which a web address was last seen.
    """
    authors = " and ".join(name_to_latex(name) for name in metadata.authors)
    fields = {
        "author": authors or (name_to_latex(metadata.publisher) if metadata.publisher else ""),
        "title": to_latex(metadata.title),
        "publisher": to_latex(metadata.publisher),
        "date": metadata.date,  # EDTF as it stands: its readers take no TeX here
        "datebasis": to_latex(metadata.date_basis),
        "url": _address(metadata.url),
        "urldate": accessed if metadata.url else "",
        "archiveurl": _address(metadata.archive_url),
        "langid": LANGUAGES.get(metadata.language, to_latex(metadata.language)),
    }
    return _written("online", key, fields)


def _address(url: str) -> str:
    return "".join(f"%{ord(char):02X}" if char in _UNSAFE else char for char in url)


def _written(kind: str, key: str, fields: Mapping[str, str]) -> str:
    lines = [f"  {name:<{_WIDTH}} = {{{value}}},\n" for name, value in fields.items() if value]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def append_entries(data: bytes, entries: Iterable[str]) -> bytes:
    """Return what to add to a .bib file so that the entries follow, each after a blank line.

    The line ends are those of the file.
    """
    end = b"\r\n" if b"\r\n" in data else b"\n"
    start = b"" if not data else end if data.endswith(b"\n") else end * 2
    text = "\n".join(entries).encode("utf-8").replace(b"\n", end)
    return start + text
