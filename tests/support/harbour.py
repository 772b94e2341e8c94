"""The harbour book: a small book with its own texts, in which faults are seeded."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import cast

import pytest
from docutils.parsers.rst import directives, roles
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from briefbook.checks.engine.run import CheckReport, run_checks, sort_findings
from briefbook.checks.evidence.material import Material
from briefbook.checks.evidence.receipts import Receipts
from briefbook.checks.references.printed_notes import note_passages
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.figures.find import figure_keys
from briefbook.core.words.text import text_sha256, word_count
from briefbook.domain.checking.consistency import report_consistency
from briefbook.domain.checking.gather_material import bib_entries, gather_material
from briefbook.domain.checking.kept_warnings import KeepWarnings, keep_warnings
from briefbook.domain.citations.works import Works, read_works
from briefbook.domain.collect.source_records import read_source_records
from briefbook.domain.domain import BriefDomain
from briefbook.sources.readers.choose import open_original, read_original
from briefbook.sources.reading.article import Metadata
from briefbook.sources.reading.compose import compose
from briefbook.sources.records import texts
from briefbook.sources.records.record import Block, OriginalFile, SourceRecord
from briefbook.sources.records.record_text import make_record_text
from briefbook.sources.records.texts import read_as_recorded

BOOK = Path(__file__).parents[1] / "checks" / "harbour"
SOURCES = {
    "quill2025": ("quill.txt", "restricted"),
    "brand2025": ("brand.txt", "restricted"),
    "charter": ("charter.txt", "open"),
}


def make_record(path: Path, key: str, rights: str) -> SourceRecord:
    """Return the record of a text file, as ``briefbook add`` would make it."""
    original = open_original(str(path))
    article = compose(read_original(str(path), original), Metadata())
    blocks = tuple(
        Block(b.locator, b.kind, word_count(b.text), text_sha256(b.text), figure_keys(b.text))
        for b in article.blocks
    )
    dates = {"quill2025": "2025-03-11", "brand2025": "2025-03~"}
    return SourceRecord(
        key=key, title=article.metadata.title, rights=rights, originator="", authors=(),
        publisher="", date=dates.get(key, ""), date_basis="", language="en", url="",
        archive_url="", added="2026-01-01T00:00:00Z", chapter="",
        words=sum(block.words for block in blocks), text_sha256="0" * 64,
        file=OriginalFile(
            path.name, hashlib.sha256(original.data).hexdigest(), len(original.data),
            "text/plain", "text 1",
        ),
        blocks=blocks,
    )  # fmt: skip


def copy_harbour(root: Path) -> None:
    """Copy the harbour book and make its records; the texts lie in ``sources/texts``."""
    shutil.copytree(BOOK, root, ignore=shutil.ignore_patterns("texts"))
    shutil.copytree(BOOK / "texts", root / "sources" / "texts")
    for key, (name, rights) in SOURCES.items():
        record = make_record(root / "sources" / "texts" / name, key, rights)
        # The texts are so short that five percent of one is no quotation at all.
        limits = "\n[limits]\nquote_percent = 15\n"
        (root / "sources" / f"{key}.toml").write_text(
            make_record_text(record) + limits, encoding="utf-8"
        )


def run_check(root: Path, settings: Mapping[str, object]) -> int:
    """Run ``briefcheck`` in this process; it prints its report, and its status is returned."""
    with patch_docutils(str(root)), docutils_namespace():
        app = Sphinx(
            srcdir=root / "docs", confdir=root, outdir=root / "build" / "check",
            doctreedir=root / "build" / "check" / "doctrees", buildername="briefcheck",
            confoverrides=dict(settings), status=None, warning=StringIO(),
        )  # fmt: skip
        app.build()
    return int(app.statuscode)


class Harbour:
    """The harbour book, read once; a changed document is read again alone."""

    def __init__(self, root: Path) -> None:
        copy_harbour(root)
        self.root = root
        #: Documents whose text was put back, and that the book has not read since.
        self._stale: set[str] = set()
        self._changed = False
        self._bibliography = ("", Works("", {}, ()))
        self._texts: dict[Path, tuple[bytes, SourceRecord, dict[str, str]]] = {}
        with patch_docutils(str(root)), docutils_namespace():
            self.app = Sphinx(
                srcdir=root / "docs", confdir=root, outdir=root / "build" / "dummy",
                doctreedir=root / "build" / "doctrees", buildername="dummy", status=None,
                warning=StringIO(),
            )  # fmt: skip
            self.warnings: KeepWarnings = keep_warnings(self.app)
            self.app.build()
            # What Sphinx registered with docutils is forgotten with the namespace.
            self._directives = dict(vars(directives)["_directives"])
            self._roles = dict(vars(roles)["_roles"])

    @contextmanager
    def changed(self, name: str, text: str) -> Iterator[None]:
        """Let one file have another text, and the book know it."""
        path = self.root / name
        before = path.read_text(encoding="utf-8")
        self._write(path, text)
        try:
            yield
        finally:
            self._write(path, before)

    def _write(self, path: Path, text: str) -> None:
        path.write_text(text, encoding="utf-8")
        self._changed = True
        if path.suffix == ".md":
            self._stale.add(path.relative_to(self.root / "docs").with_suffix("").as_posix())
        if path.suffix == ".toml":
            read_source_records(self.app)

    def _read(self) -> None:
        """Read what has changed since: once, where one text was put back and another came."""
        if not self._changed:
            return
        self._changed = False
        self.warnings.found.clear()
        for docname in sorted(self._stale):
            with patch_docutils(str(self.root)), docutils_namespace():
                vars(directives)["_directives"].update(self._directives)
                vars(roles)["_roles"].update(self._roles)
                self.app.emit("env-purge-doc", self.app.env, docname)
                self.app.env.clear_doc(docname)
                self.app.builder.read_doc(docname)
        self._stale.clear()

    def material(self, *, with_texts: bool = True) -> Material:
        """Return what the checks read, as the files now stand."""
        self._read()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(texts, "read_as_recorded", self._read_text)
            material = gather_material(self.app, with_texts=with_texts)
        path = self.root / "references.bib"
        # Sphinx reads the bibliography only when it starts.
        text = path.read_text(encoding="utf-8")
        if self._bibliography[0] != text:
            self._bibliography = (text, read_works([("references.bib", text)], "", {}))
        entries = bib_entries(self._bibliography[1].by_key)
        rows = [row for row in material.data if not row.place.startswith("ref-")]
        notes = note_passages(entries, material.records)
        return replace(material, entries=entries, data=(*rows, *notes))

    def _read_text(self, path: Path, record: SourceRecord) -> dict[str, str]:
        """Return the text of a source; cut into blocks again if its file or its record is new."""
        data, known, _ = self._texts.get(path, (None, None, None))
        now = path.read_bytes()
        if data != now or known != record:
            self._texts[path] = (now, record, read_as_recorded(path, record))
        return dict(self._texts[path][2])

    def report(self, receipts: Receipts | None = None, *, with_texts: bool = True) -> CheckReport:
        """Run every check."""
        return run_checks(self.material(with_texts=with_texts), receipts or Receipts.of(()))

    def findings(self) -> tuple[Diagnostic, ...]:
        """Return what a person would see: the checks' findings and the build's warnings."""
        report = self.report()
        env = self.app.env
        report_consistency(cast("BriefDomain", env.get_domain("brief")).book, env)
        in_bib = self._bibliography[1].findings
        return sort_findings([*self.warnings.found, *in_bib, *report.diagnostics])
