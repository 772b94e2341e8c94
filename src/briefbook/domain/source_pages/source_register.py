"""``{sources}``: the source register, as a table and as a page for one source."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from docutils import nodes
from docutils.parsers.rst import directives

from briefbook.core.dates import basis_words, date_words
from briefbook.core.locators.kinds import is_paragraph
from briefbook.core.tables.assessments import PROSE, Assessment, read_assessments
from briefbook.core.tables.cells import a_date
from briefbook.core.words.arabic_stops import arabic_stops
from briefbook.core.words.labels import counted, label, message, semicolon
from briefbook.domain.citations.pending_citation import make_citation
from briefbook.domain.collect.source_records import source_records
from briefbook.domain.drawing.nothing_yet import nothing_yet
from briefbook.domain.drawing.tables import DataDirective, make_cell, make_table
from briefbook.sources.records.record import SourceRecord

if TYPE_CHECKING:
    from briefbook.domain.citations.cite_domain import BriefCiteDomain

_FILE = "assessments.toml"
#: What each kind of rights means for a reader of the book.
RIGHTS_WORDS = {
    message("restricted"): message(
        "restricted: the text belongs to its publisher and is quoted in fragments only"
    ),
    message("licensed"): message("licensed: the text is given under a licence"),
    message("open"): message("open: the text may be given in full"),
    message("own"): message("own: the text is the editors’"),
}
_HEADS = (
    (message("Source"), 13), (message("Date"), 35), (message("Rights"), 14),
    (message("Reliability"), 19), (message("Credibility"), 19),
)  # fmt: skip
_NONE = message("No sources yet. `briefbook add FILE` adds an article.")


class SourcesDirective(DataDirective):
    """Show all sources in a table; ``{sources} smith2025`` shows one source in full."""

    optional_arguments = 1
    option_spec: ClassVar = {"class": directives.class_option}

    def run(self) -> list[nodes.Node]:
        """Return the table, or the fields of one source."""
        folder, shown = self.data_folder()
        records = source_records(self.env._app)  # noqa: SLF001  # as BookTransform.builder
        self.depend_on(folder, _FILE)
        for key in records:
            self.env.note_dependency(str(records.path(key)))
        assessments = read_assessments(folder / _FILE, f"{shown}/{_FILE}", records)
        if not self.arguments:
            dated = [self._dated(record) for record in records.values()]
            rows = [self._row(record, assessments.of(record.key)) for record in dated]
            return [make_table(_HEADS, rows) if rows else nothing_yet(_NONE)]
        key = self.arguments[0]
        if key not in records:
            known = ", ".join(records) or "none yet"
            raise self.error(f"no record has the key {key!r}; the records are {known}")
        return [_fields(self._dated(records[key]), assessments.of(key))]

    def _dated(self, record: SourceRecord) -> SourceRecord:
        """Return the record, with the date that the .bib file gives where it has none itself."""
        work = cast("BriefCiteDomain", self.env.get_domain("cite")).works.get(record.key)
        if record.date or work is None:
            return record
        self.env.note_dependency(str(Path(self.env._app.confdir, work.entry.path)))  # noqa: SLF001  # as above
        date = work.entry.get("date")
        if not date or a_date(date):
            return record
        return replace(record, date=date, date_basis=work.entry.get("datebasis"))

    def _row(self, record: SourceRecord, judged: Assessment) -> nodes.row:
        citation = make_citation(self.env, self.state.document, (record.key, ""), self.lineno)
        return nodes.row(
            "",
            make_cell([citation]),
            make_cell([nodes.Text(_date(record))]),
            make_cell([nodes.Text(label(record.rights))]),
            make_cell([nodes.Text(judged.grade("reliability"))]),
            make_cell([nodes.Text(judged.grade("credibility"))]),
        )


def _fields(record: SourceRecord, judged: Assessment) -> nodes.field_list:
    facts = {
        label("Originator"): record.originator,
        label("Title"): record.title,
        label("Key"): record.key,
        **({label("Kind"): label(record.kind.replace("-", " "))} if record.kind else {}),
        label("Date"): _date(record),
        label("Language"): record.language,
        label("Rights"): label(RIGHTS_WORDS[record.rights]),
        label("Extent"): extent_words(record),
        label("SHA-256 of the file"): record.file.sha256,
        label("Address"): record.url,
        **({label("Archived copy"): record.archive_url} if record.archive_url else {}),
        **({label("Captured"): date_words(record.archived)} if record.archived else {}),
        label("Reliability"): judged.grade("reliability"),
        label("Credibility"): judged.grade("credibility"),
    }
    prose = judged.prose or {}
    facts |= {label(heading): prose[name] for name, heading in PROSE.items() if name in prose}
    fields = nodes.field_list(classes=["brief-register"])
    fields += [_field(name, value or label("not given")) for name, value in facts.items()]
    return fields


def _date(record: SourceRecord) -> str:
    if not record.date:
        return label("not known")
    basis = f"{semicolon()}{basis_words(record.date_basis)}" if record.date_basis else ""
    return arabic_stops(f"{date_words(record.date)}{basis}")


def extent_words(record: SourceRecord) -> str:
    """Return e.g. ``28 paragraphs, 2 captions, 970 words``."""
    kinds = Counter(block.kind for block in record.blocks)
    paragraphs = sum(1 for block in record.blocks if is_paragraph(block.locator))
    parts = (
        (paragraphs, counted("{n} paragraph", "{n} paragraphs", paragraphs)),
        (kinds["caption"], counted("{n} caption", "{n} captions", kinds["caption"])),
        (kinds["cue"], counted("{n} cue", "{n} cues", kinds["cue"])),
        (record.words, counted("{n} word", "{n} words", record.words)),
    )
    return label(", ").join(words for number, words in parts if number)


def _field(name: str, value: str) -> nodes.field:
    body = nodes.field_body("", nodes.paragraph("", value))
    return nodes.field("", nodes.field_name("", name), body)
