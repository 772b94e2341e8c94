"""The works of the .bib files: read and converted once, kept in the environment by content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from pybtex.database import BibliographyData, Person
from pybtex.database import Entry as PybtexEntry

from briefbook.bibliography import (
    BibCode,
    Conversion,
    CslItem,
    Entry,
    inherit,
    plain,
    read_bib_files,
    to_csl,
)
from briefbook.bibliography.tex.decode import decode
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.records import related_keys


class Relation(NamedTuple):
    """A work's ``related`` fields: the kind, the keys, a locator, and words of its own."""

    kind: str
    keys: tuple[str, ...]
    locator: str
    words: str


@dataclass(frozen=True, slots=True)
class Work:
    """One entry with the CSL item that everything printed is made from."""

    entry: Entry
    conversion: Conversion

    @property
    def item(self) -> CslItem:
        """The CSL-JSON item."""
        return self.conversion.item

    @property
    def relation(self) -> Relation:
        """Its relation to other works; without keys where there is none."""
        get = self.entry.get
        kind = get("relatedtype").strip().lower()
        keys = related_keys(get("related"))
        words = plain(decode(get("relatedstring")).text)
        return Relation(kind, keys, get("relatedlocator"), words)

    @property
    def unprinted(self) -> tuple[Diagnostic, ...]:
        """A finding for each field that is given and printed nowhere."""
        found = self.conversion.findings
        return tuple(each for each in found if each.code == BibCode.UNPRINTED.value)


@dataclass(frozen=True, slots=True)
class Works:
    """What the files hold: ``digest`` identifies the content, ``findings`` are from reading it."""

    digest: str
    by_key: Mapping[str, Work]
    findings: tuple[Diagnostic, ...]


def read_works(
    sources: Sequence[tuple[str, str | bytes]], digest: str, known: Mapping[str, Work]
) -> Works:
    """Read files, as (path, content); an unchanged entry is not converted again."""
    read = inherit(read_bib_files(sources))
    by_key = {}
    for entry in read.entries:
        before = known.get(entry.key)
        same = before is not None and before.entry == entry
        by_key[entry.key] = before if before and same else Work(entry, to_csl(entry))
    found = [each for work in by_key.values() for each in work.conversion.findings]
    told = [each for each in found if each.code != BibCode.UNPRINTED.value]
    return Works(digest, by_key, tuple(dict.fromkeys((*read.findings, *told))))


def bibliography_data(works: Iterable[Work]) -> BibliographyData:
    """Return the entries as sphinxcontrib-bibtex keeps them, for its ``:filter:``."""
    data = BibliographyData()
    for work in works:
        data.entries[work.entry.key] = pybtex_entry(work)
    return data


def pybtex_entry(work: Work) -> PybtexEntry:
    """Return an entry as a ``:filter:`` reads it: raw fields, authors and editors as persons."""
    roles = ("author", "editor")
    fields = [(n, f.value) for n, f in work.entry.fields.items() if n not in roles]
    persons = {role: [_person(name) for name in work.item.get(role, ())] for role in roles}
    given = {role: names for role, names in persons.items() if names}
    entry = PybtexEntry(work.entry.type, fields, given)
    entry.key = work.entry.key
    return entry


def _person(name: Mapping[str, str]) -> Person:
    if "literal" in name:
        return Person(last=f"{{{name['literal']}}}")
    particles = (name.get("dropping-particle", ""), name.get("non-dropping-particle", ""))
    return Person(
        first=name.get("given", ""),
        prelast=" ".join(particle for particle in particles if particle),
        last=name.get("family", ""),
        lineage=name.get("suffix", ""),
    )
