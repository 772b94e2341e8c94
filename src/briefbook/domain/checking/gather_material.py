"""Gather what the checks read, from Sphinx's environment and the folders of the book."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from briefbook.checks.evidence.material import BibEntry, Material
from briefbook.checks.evidence.receipts import Receipts, read_receipts
from briefbook.checks.references.printed_notes import note_passages
from briefbook.checks.tables.passages import event_passages, reading_passages
from briefbook.core.files.conf_file import NAME, conf_lines
from briefbook.core.tables.events import read_events
from briefbook.core.tables.readings import read_readings
from briefbook.domain.citations.left_out import left_out
from briefbook.domain.collect.source_records import receipts_path, source_records
from briefbook.domain.drawing.tables import data_folder
from briefbook.domain.reporting.document_paths import DocumentPaths
from briefbook.domain.settings.briefing_book import is_whole_book
from briefbook.sources.records.texts import find_texts, text_folders

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.application import Sphinx
    from sphinx.domains.std import StandardDomain

    from briefbook.core.book import Book
    from briefbook.core.diagnostics import Diagnostic
    from briefbook.core.passages import Passage
    from briefbook.domain.citations.cite_domain import BriefCiteDomain
    from briefbook.domain.citations.works import Work
    from briefbook.domain.domain import BriefDomain
    from briefbook.sources.records.record import SourceRecord


def gather_material(app: Sphinx, *, with_texts: bool) -> Material:
    """Return what the checks read; without the texts the result is the same on every disk."""
    root = Path(app.confdir)
    records = {key: _shown(record, root) for key, record in source_records(app).items()}
    texts = find_texts(records, text_folders(root)) if with_texts else {}
    book = cast("BriefDomain", app.env.get_domain("brief")).book
    paths = DocumentPaths(app.env)
    entries = _entries(app)
    return Material(
        book=book,
        paths={docname: paths[docname] for docname in book.documents},
        records=records,
        texts=texts,
        entries=entries,
        left_out=_left_out(app),
        labels=_labels(app),
        data=(*_data(app), *note_passages(entries, records)),
        language=app.config.language.replace("_", "-").partition("-")[0],
        strangers=_strangers(app, book),
    )


def book_receipts(app: Sphinx) -> Receipts:
    """Read the receipts of the book: :func:`briefbook.checks.evidence.receipts.read_receipts`."""
    return read_receipts(receipts_path(app))


def _shown(record: SourceRecord, root: Path) -> SourceRecord:
    """Return a record with its path as messages name it."""
    path = Path(record.path)
    shown = path.relative_to(root) if path.is_relative_to(root) else path
    return replace(record, path=shown.as_posix())


def _entries(app: Sphinx) -> dict[str, BibEntry]:
    cite = cast("BriefCiteDomain", app.env.get_domain("cite"))
    return bib_entries(cite.works, app.config.brief_date_basis)


def _left_out(app: Sphinx) -> tuple[Diagnostic, ...]:
    cite = cast("BriefCiteDomain", app.env.get_domain("cite"))
    if cite.styled is None:
        return ()
    line = conf_lines(Path(app.confdir)).options.get("brief_style", 0)
    return tuple(left_out(cite.styled, (work.entry for work in cite.works.values()), NAME, line))


def bib_entries(works: Mapping[str, Work], date_basis: str = "") -> dict[str, BibEntry]:
    """Return bibliography entries as plain values, each with its line in its file.

    ``date_basis`` is that of the dates which do not give one.
    """
    given = {"datebasis": date_basis} if date_basis else {}
    return {
        key: BibEntry(
            key, work.entry.type,
            {**given, **{name: f.value for name, f in work.entry.fields.items()}},
            work.entry.path, work.entry.line, work.unprinted,
        )
        for key, work in works.items()
    }  # fmt: skip


def _strangers(app: Sphinx, book: Book) -> frozenset[str]:
    """Return the pages of a joined project that do not take part in the book."""
    if is_whole_book(app):
        return frozenset()
    return frozenset(
        name
        for name, doc in book.documents.items()
        if not (doc.is_chapter or doc.citations or doc.judgements or doc.terms)
    )


def _labels(app: Sphinx) -> frozenset[str]:
    """Return what else a link may lead to: what MyST asks all domains and inventories for."""
    std = cast("StandardDomain", app.env.get_domain("std"))
    names = {name for _docname, name in (v[:2] for v in std.anonlabels.values())}
    objects = (each[0] for domain in app.env.domains.values() for each in domain.get_objects())
    other_books = (
        name
        for inventory in getattr(app.env, "intersphinx_inventory", {}).values()
        for name in inventory
    )
    slugs = (
        f"{docname}#{slug}"
        for docname, metadata in app.env.metadata.items()
        for slug in metadata.get("myst_slugs", ())
    )
    return frozenset((*std.labels, *std.anonlabels, *names, *objects, *other_books, *slugs))


def _data(app: Sphinx) -> Iterator[Passage]:
    folder, shown = data_folder(app.env)
    if (folder / "readings.csv").exists():
        yield from reading_passages(read_readings(folder, shown), shown)
    if (folder / "events.csv").exists():
        yield from event_passages(read_events(folder, shown).events, shown)
