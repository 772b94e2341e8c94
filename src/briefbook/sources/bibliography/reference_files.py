"""Metadata that a reference manager exported: .bib, .ris or CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pybtex.database import Entry, parse_string
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text

from briefbook.core.dates import DateError, parse_date
from briefbook.core.errors import BriefbookError
from briefbook.core.figures.numerals import MONTHS
from briefbook.core.files.text_files import TextError, read_text
from briefbook.core.text import normalise, tidy
from briefbook.sources.bibliography.bib_file import LANGUAGES
from briefbook.sources.reading.article import Metadata

#: Fields in which the formats say where something appeared, the most telling first.
_CONTAINERS = ("journaltitle", "journal", "publisher", "organization", "institution")


def read_references(path: Path) -> dict[str, Metadata]:
    """Read the entries of a .bib, .ris or .json file by their keys.

    Raises :class:`BriefbookError` where the file cannot be read as what its name says.
    """
    readers = {".bib": _bib, ".ris": _ris, ".json": _csl}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise BriefbookError(f"{path}: is no .bib, .ris or .json file; export one of these")
    try:
        found = dict(reader(read_text(path, str(path))))
    except TextError as error:
        raise BriefbookError(error.at(str(path))) from None
    except RecursionError:
        raise BriefbookError(f"{path}: nested too deeply to be read; export it again") from None
    except (PybtexError, ValueError, TypeError, AttributeError, KeyError) as error:
        wrong = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise BriefbookError(f"{path}: does not parse: {wrong}; export it again") from None
    if not found:
        raise BriefbookError(f"{path}: holds no entry; export the article's entry into it")
    return found


def choose_reference(
    path: Path, entries: Mapping[str, Metadata], key: str, title: str
) -> tuple[str, Metadata]:
    """Return the entry with this key, else with this title, else the only one."""
    if key in entries:
        return key, entries[key]
    wanted = normalise(title).lower()
    same = [each for each, data in entries.items() if normalise(data.title).lower() == wanted]
    chosen = same if len(same) == 1 else list(entries) if len(entries) == 1 else []
    if not chosen:
        raise BriefbookError(
            f"{path}: has {len(entries)} entries and none for {title!r}; name one with --key"
        )
    return chosen[0], entries[chosen[0]]


def _bib(text: str) -> Iterator[tuple[str, Metadata]]:
    for key, entry in parse_string(text, "bibtex").entries.items():
        yield key, _bib_entry(entry)


def _bib_entry(entry: Entry) -> Metadata:
    fields = {name.lower(): _plain(value) for name, value in entry.fields.items()}
    authors = tuple(_person(str(person)) for person in entry.persons.get("author", []))
    date = fields.get("date") or "-".join(
        filter(None, (fields.get("year"), _month(fields.get("month", ""))))
    )
    return _metadata(
        fields.get("title", ""),
        authors,
        next((fields[name] for name in _CONTAINERS if fields.get(name)), ""),
        date,
        fields.get("langid", fields.get("language", "")),
        entry.fields.get("url", ""),
        basis=fields.get("datebasis", ""),
    )


def _plain(value: str) -> str:
    return tidy(str(Text.from_latex(value)))


def _month(name: str) -> str:
    low = name.lower()[:3]
    for place, month in enumerate(MONTHS[:12], start=1):
        if month.startswith(low) and low.isalpha():
            return f"{place:02}"
    return f"{int(name):02}" if name.isdigit() else ""


def _person(name: str) -> str:
    """Turn ``Last, First`` into ``First Last``; braces mark a body."""
    plain = _plain(name)
    last, comma, first = plain.partition(", ")
    return f"{first} {last}" if comma and not name.startswith("{") else plain


def _ris(text: str) -> Iterator[tuple[str, Metadata]]:
    for number, record in enumerate(re.split(r"^ER  -.*$", text, flags=re.MULTILINE), start=1):
        tags: dict[str, list[str]] = {}
        for tag, value in re.findall(r"^([A-Z][A-Z0-9])  - ?(.*)$", record, re.MULTILINE):
            tags.setdefault(tag, []).append(tidy(value))
        if "TY" not in tags:
            continue
        yield (
            _first(tags, "ID") or f"entry{number}",
            _metadata(
                _first(tags, "TI", "T1", "CT"),
                tuple(map(_person, tags.get("AU", tags.get("A1", [])))),
                _first(tags, "JO", "T2", "JF", "PB"),
                re.sub(r"/+", "-", _first(tags, "DA", "PY", "Y1").strip("/")),
                _first(tags, "LA"),
                _first(tags, "UR"),
            ),
        )


def _first(tags: Mapping[str, list[str]], *names: str) -> str:
    return next((tags[name][0] for name in names if tags.get(name)), "")


def _csl(text: str) -> Iterator[tuple[str, Metadata]]:
    data = json.loads(text)
    for number, item in enumerate(data if isinstance(data, list) else [data], start=1):
        names = [_csl_name(each) for each in item.get("author", [])]
        parts: Sequence[Any] = (item.get("issued", {}).get("date-parts") or [[]])[0]
        date = "-".join(f"{int(part):02}" for part in parts)
        yield (
            str(item.get("id") or f"entry{number}"),
            _metadata(
                tidy(str(item.get("title", ""))),
                tuple(filter(None, names)),
                tidy(str(item.get("container-title") or item.get("publisher") or "")),
                date,
                str(item.get("language", "")),
                str(item.get("URL", "")),
            ),
        )


def _csl_name(name: Mapping[str, Any]) -> str:
    return tidy(str(name.get("literal") or f"{name.get('given', '')} {name.get('family', '')}"))


def _metadata(  # noqa: PLR0913  # one argument for each thing a reference says
    title: str,
    authors: tuple[str, ...],
    publisher: str,
    date: str,
    language: str,
    url: str,
    *,
    basis: str = "",
) -> Metadata:
    try:
        parse_date(date)
    except DateError:
        date = ""
    codes = {name: code for code, name in LANGUAGES.items()}
    return Metadata(
        title=title,
        authors=authors,
        publisher=publisher,
        date=date,
        date_basis=(basis or "stated") if date else "",
        language=codes.get(language.lower(), language[:2].lower()),
        url=url if re.match(r"https?://", url) else "",
    )
