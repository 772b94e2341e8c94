"""The entry of a source, from its kind, its file, an export and the editor."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefbook.bibliography.exchange.bib_text import bib_text
from briefbook.bibliography.items.field_reading import csl_table
from briefbook.bibliography.model import Entry
from briefbook.bibliography.natural_names import read_name
from briefbook.bibliography.tex.encode import address_to_tex, name_to_tex, to_tex
from briefbook.sources.bibliography.kinds import DEFAULT, SourceKind, source_kinds
from briefbook.sources.reading.article import Metadata

#: What an entry says already where it has one of the other fields.
_SAME = {
    "date": ("date", "year"),
    "datebasis": ("datebasis",),
    "langid": ("langid", "language", "hyphenation"),
    "author": ("author", "editor"),
    "title": ("title",),
    "url": ("url", "doi", "eprint"),
    "archiveurl": ("archiveurl",),
}


@dataclass(frozen=True, slots=True)
class Stated:
    """What the editor says of one source on the command line, beside its metadata.

    ``fields`` are biblatex's, as text; ``accessed`` and ``archived`` are EDTF.
    """

    kind: str = ""
    fields: tuple[tuple[str, str], ...] = field(default_factory=tuple)
    accessed: str = ""
    archived: str = ""


def source_entry(  # one argument for each that says something
    key: str,
    metadata: Metadata,
    given: Metadata = Metadata(),  # noqa: B008  # a frozen dataclass
    stated: Stated = Stated(),
    said: Entry | None = None,
    sha256: str = "",
) -> str:
    """Return the entry as text.

    ``metadata`` is all that is known, ``given`` the editor's part of it; ``said`` is the entry
    of an export, of which every field is kept that the editor does not replace. Nothing is
    invented: what nobody said is left out.
    """
    kind = source_kinds()[stated.kind or DEFAULT]
    if said is None:
        fields = {**metadata_fields(metadata, kind), **kind.fields}
        entry_type = kind.type[0]
    else:
        fields = {name: value.value for name, value in said.fields.items()}
        for name, value in metadata_fields(metadata, kind).items():
            if name in _SAME and not any(fields.get(same) for same in _SAME[name]):
                fields[name] = value
        fields = _replaced(fields, metadata_fields(given, kind))
        entry_type = kind.type[0] if stated.kind else said.type
        fields = {**fields, **kind.fields} if stated.kind else fields
    fields |= {name: _written(name, value) for name, value in stated.fields}
    extra = {"urldate": stated.accessed, "archivedate": stated.archived, "sha256": sha256}
    fields |= {name: value for name, value in extra.items() if value}
    return bib_text(key, entry_type, fields)


def metadata_fields(metadata: Metadata, kind: SourceKind) -> dict[str, str]:
    """Return metadata as biblatex's fields, without empty ones."""
    authors = " and ".join(name_to_tex(read_name(name)) for name in metadata.authors)
    if not authors and metadata.publisher and kind.name == DEFAULT:
        # A site's own text is the site's.
        authors = name_to_tex({"literal": metadata.publisher})
    names: Mapping[str, str] = csl_table()["language_names"]
    fields = {
        "author": authors,
        "title": to_tex(metadata.title),
        kind.publisher: to_tex(metadata.publisher),
        "date": metadata.date,  # EDTF as it is: its readers take no TeX here
        "datebasis": to_tex(metadata.date_basis),
        "url": address_to_tex(metadata.url),
        "archiveurl": address_to_tex(metadata.archive_url),
        "langid": names.get(metadata.language, to_tex(metadata.language)),
    }
    return {name: value for name, value in fields.items() if value}


def _replaced(fields: Mapping[str, str], given: Mapping[str, str]) -> dict[str, str]:
    """Put what the editor says in the place of what an entry says."""
    gone = {"title": ("subtitle", "titleaddon"), "date": ("year", "month", "day")}
    dropped = {name for new in given for name in gone.get(new, ())}
    return {**{name: v for name, v in fields.items() if name not in dropped}, **given}


def _written(name: str, value: str) -> str:
    table = csl_table()
    if name in table["names"]:
        return " and ".join(name_to_tex(read_name(part)) for part in value.split(";"))
    if name in {"url", "archiveurl", "doi", "eprint"}:
        return address_to_tex(value)
    return value if name.endswith("date") else to_tex(value)
