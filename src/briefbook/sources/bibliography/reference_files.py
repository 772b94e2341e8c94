"""What a reference manager exported, as entries and as the metadata of sources."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefbook.bibliography.dates.words import edtf, from_csl_date
from briefbook.bibliography.exchange.exported import ExchangeError, Exported
from briefbook.bibliography.exchange.reading import export_kind, read_exported
from briefbook.bibliography.items.conversion import to_csl
from briefbook.bibliography.items.parts import CslItem
from briefbook.bibliography.model import Entry
from briefbook.bibliography.persons import full_name
from briefbook.bibliography.rich_text import from_markup, plain
from briefbook.core.dates import DateError, parse_date
from briefbook.core.errors import BriefbookError
from briefbook.core.files.text_files import TextError, read_data
from briefbook.core.words.text import normalise
from briefbook.sources.reading.article import Metadata


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of an export, and what it says as a source's metadata."""

    entry: Entry
    metadata: Metadata


@dataclass(frozen=True, slots=True)
class References:
    """The entries of a file by their keys, and what was wrong in it."""

    path: Path
    by_key: Mapping[str, Reference]
    exported: Exported


def read_references(path: Path) -> References:
    """Read the entries of a file by their keys.

    Raises :class:`BriefbookError` where the file cannot be read as what its name says, or where
    it holds no entry that can.
    """
    try:
        export_kind(str(path))
        exported = read_exported(str(path), read_data(path))
    except TextError as error:
        raise BriefbookError(error.at(str(path))) from None
    except ExchangeError as error:
        place = f"{path}:{error.line}" if error.line else str(path)
        raise BriefbookError(f"{place}: {error}") from None
    if not exported.entries:
        for wrong in exported.findings:
            said = f"{path}:{wrong.line}: {wrong.message}; the file holds no entry that can be read"
            raise BriefbookError(said)
        raise BriefbookError(f"{path}: holds no entry; export the works into it")
    found = {each.key: Reference(each, metadata_of(each)) for each in exported.entries}
    return References(path, found, exported)


def choose_reference(references: References, key: str, title: str) -> Reference:
    """Return the entry with this key, else with this title, else the only one."""
    entries = references.by_key
    if key in entries:
        return entries[key]
    wanted = normalise(title).lower()
    same = [each for each in entries.values() if normalise(each.metadata.title).lower() == wanted]
    chosen = same if len(same) == 1 else list(entries.values()) if len(entries) == 1 else []
    if not chosen:
        raise BriefbookError(
            f"{references.path}: has {len(entries)} entries and none for {title!r}; "
            "name one with --key"
        )
    return chosen[0]


def metadata_of(entry: Entry) -> Metadata:
    """Return what an entry says of a source."""
    item = to_csl(entry).item
    date = _date(item)
    return Metadata(
        title=_text(item, "title"),
        authors=tuple(full_name(name) for name in item.get("author", ())),
        publisher=_text(item, "container-title") or _text(item, "publisher"),
        date=date,
        date_basis=(str(item.get("custom", {}).get("date-basis", "")) or "stated") if date else "",
        language=str(item.get("language", "")).split("-")[0].lower(),
        url=_web(item.get("URL")),
        archive_url=_web(item.get("custom", {}).get("archive-url")),
    )


def _text(item: CslItem, name: str) -> str:
    return plain(from_markup(str(item.get(name, ""))))


def _date(item: CslItem) -> str:
    """Return the date in the EDTF that records know; empty for one that they do not."""
    exact = str(item.get("custom", {}).get("edtf", ""))
    date = exact or edtf(from_csl_date(item.get("issued", {})))
    try:
        parse_date(date)
    except DateError:
        return ""
    return date


def _web(address: object) -> str:
    text = str(address or "")
    return text if re.match(r"https?://", text) else ""
