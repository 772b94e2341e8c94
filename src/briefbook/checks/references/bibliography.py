"""The bibliography: what each type of entry needs, dates, access dates, and the records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from briefbook.checks.evidence.material import BibEntry, Material, single_locators
from briefbook.checks.references.citations import missing_blocks
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.records import related_keys

_ANYONE = ("author", "editor", "organization", "institution", "publisher", "shorthand", "authority",
           "journaltitle", "journal", "platform")  # fmt: skip
#: What is known by its title, as a law is: who made it stands there, or need not be said.
_NAMED_BY_TITLE = frozenset(("legislation", "legal", "bill", "jurisdiction", "standard"))
_WHERE = ("journaltitle", "journal", "publisher", "institution", "organization", "howpublished",
          "booktitle", "url", "eventtitle", "school")  # fmt: skip
#: What an entry needs beside somebody and a title, by its type: one field of each group.
_NEEDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "article": (("journaltitle", "journal"),),
    "book": (("publisher",),),
    "inbook": (("booktitle",), ("publisher",)),
    "incollection": (("booktitle",), ("publisher",)),
    "inproceedings": (("booktitle", "eventtitle"),),
    "report": (("institution", "publisher", "organization"),),
    "techreport": (("institution", "publisher"),),
    "thesis": (("institution", "school"),),
    "online": (_WHERE,),
}


_MANY = 10
"""So many works that nothing cites are named each; more are a library, and are counted."""
_NAMED = 5


def bibliography_findings(material: Material) -> Iterator[Diagnostic]:
    """Yield what is missing in the bibliography's entries or contradicts a record."""
    # A chapter with the text of a source, or on one, shows what it is in its source card.
    yield from material.left_out
    yield from _unprinted(material)
    shown = {document.source for document in material.book.documents.values()}
    cited = {*material.book.citations, *shown}
    unused = [entry for entry in material.entries.values() if entry.key not in cited]
    in_library = {entry.key for entries in _by_file(unused) if len(entries) > _MANY
                  for entry in entries}  # fmt: skip
    for entry in material.entries.values():
        if entry.key not in in_library:
            yield from _fields(entry)
            yield from _dates(entry)
        yield from _related(entry, material)
        yield from _record(entry, material)
    yield from _unused(unused)


def _by_file(entries: Sequence[BibEntry]) -> list[list[BibEntry]]:
    paths = dict.fromkeys(entry.path for entry in entries)
    return [[entry for entry in entries if entry.path == path] for path in paths]


def _unused(entries: Sequence[BibEntry]) -> Iterator[Diagnostic]:
    """Yield a finding for each entry that nothing cites; of a whole library, one for its file.

    What the works of such a library lack would bury what is wrong with those that are cited.
    """
    for unused in _by_file(entries):
        if len(unused) <= _MANY:
            for entry in unused:
                said = "no page of the book cites it; cite it or remove it"
                yield _finding(entry, Code.SOURCE_UNUSED, said)
            continue
        named = ", ".join(entry.key for entry in unused[:_NAMED])
        yield _finding(
            unused[0], Code.SOURCE_UNUSED,
            f"no page of the book cites it, nor {len(unused) - 1} others of this file ({named} …); "
            "cite them or remove them; what they lack is told of those that are cited",
        )  # fmt: skip


def _unprinted(material: Material) -> Iterator[Diagnostic]:
    """Yield what no list prints: one finding for a field, however many entries have it."""
    by_field: dict[tuple[str, str], list[Diagnostic]] = defaultdict(list)
    for entry in material.entries.values():
        for finding in entry.unprinted:
            by_field[finding.path, finding.about].append(finding)
    for same in by_field.values():
        others = len(same) - 1
        more = f" ({others} more entr{'y has' if others == 1 else 'ies have'} it)" if others else ""
        yield replace(same[0], message=same[0].message + more)


def _finding(entry: BibEntry, code: Code, message: str) -> Diagnostic:
    return Diagnostic(entry.path, entry.line, code.value, f"{entry.key}: {message}", code.severity)


def _fields(entry: BibEntry) -> Iterator[Diagnostic]:
    fields = entry.fields
    if entry.type not in _NAMED_BY_TITLE and not any(fields.get(name) for name in _ANYONE):
        yield _finding(
            entry, Code.BIB_FIELD, "it names nobody; add author, editor, organization or publisher"
        )
    if not fields.get("title") and not fields.get("note"):
        yield _finding(
            entry, Code.BIB_FIELD, "it has neither a title nor a note that describes it; add one"
        )
    # A work known only through an article has no more than the article gives.
    if fields.get("relatedtype") == "reportedin":
        return
    for group in _NEEDS.get(entry.type, ()):
        if not any(fields.get(name) for name in group):
            yield _finding(
                entry, Code.BIB_FIELD, f"@{entry.type} needs {' or '.join(group[:3])}; add it"
            )
    if fields.get("url") and not fields.get("urldate"):
        yield _finding(
            entry, Code.BIB_ACCESS_DATE,
            "it has an address but no date of access; add urldate = {YYYY-MM-DD}",
        )  # fmt: skip


def _dates(entry: BibEntry) -> Iterator[Diagnostic]:
    fields = entry.fields
    basis = fields.get("datebasis", "")
    inferred = basis.startswith("inferred:") and basis.removeprefix("inferred:").strip()
    if fields.get("date") and not (basis == "stated" or inferred):
        yield _finding(
            entry, Code.BIB_DATE,
            f"datebasis = {basis!r} is not a basis of the date; write stated or "
            "inferred: why (brief_date_basis in conf.py says it for all entries that do not)",
        )  # fmt: skip
    if not fields.get("date") and not fields.get("year") and not fields.get("relatedtype"):
        yield _finding(
            entry, Code.BIB_DATE,
            "it has no date; give one, with datebasis = {inferred: why}, or say that none is "
            "known: year = {n.d.}",
        )  # fmt: skip


def _related(entry: BibEntry, material: Material) -> Iterator[Diagnostic]:
    reported = entry.fields.get("relatedtype") == "reportedin"
    wanted = "the article through which the work is known" if reported else "a work of it"
    for key in related_keys(entry.fields.get("related", "")):
        if key not in material.entries:
            yield _finding(
                entry, Code.BIB_RELATED,
                f"related = {key!r} is not in the bibliography; name {wanted}",
            )  # fmt: skip
        elif reported:
            yield from _reported(entry, key, material)


def _reported(entry: BibEntry, key: str, material: Material) -> Iterator[Diagnostic]:
    locator, record = entry.fields.get("relatedlocator", ""), material.records.get(key)
    if not locator:
        yield _finding(
            entry, Code.BIB_RELATED,
            f"it does not say where {key} reports it; add relatedlocator = {{¶ 12}}",
        )  # fmt: skip
    if not locator or record is None or not record.blocks:
        return
    missing = missing_blocks(locator, record)
    if not missing and not single_locators(locator):
        missing = [locator]
    if missing:
        yield _finding(
            entry, Code.BIB_RELATED,
            f"relatedlocator = {locator!r}: {key} has no {', '.join(missing)}; fix it",
        )  # fmt: skip


def _record(entry: BibEntry, material: Material) -> Iterator[Diagnostic]:
    record = material.records.get(entry.key)
    if record is None:
        return
    pairs = (("date", record.date), ("url", record.url))
    for name, recorded in pairs:
        given = entry.fields.get(name, "")
        if given and recorded and given != recorded:
            yield _finding(
                entry, Code.BIB_RECORD,
                f"{name} is {given!r} here and {recorded!r} in {record.path}; correct one",
            )  # fmt: skip
    here, there = entry.fields.get("datebasis", ""), record.date_basis
    if here and there and here.startswith("inferred") != there.startswith("inferred"):
        yield _finding(
            entry, Code.BIB_RECORD,
            f"datebasis is {here!r} here and {there!r} in {record.path}; correct one",
        )  # fmt: skip
