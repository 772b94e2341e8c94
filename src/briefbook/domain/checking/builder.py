"""``briefcheck``: the gate before a briefing goes out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.builders import Builder
from sphinx.builders.linkcheck import CheckExternalLinksBuilder, Hyperlink
from sphinx.errors import SphinxError

from briefbook.checks.engine.places import read_lines
from briefbook.checks.engine.registry import find_checks
from briefbook.checks.engine.report import FINDINGS, FORMATS, as_json, explained
from briefbook.checks.engine.run import CheckReport, run_checks, sort_findings
from briefbook.checks.engine.summary import count_unread, summarise, summary_json, summary_line
from briefbook.checks.evidence.receipts import Receipts, ReceiptsError, write_receipts
from briefbook.checks.evidence.reviewed import Tick
from briefbook.checks.references.dead_links import dead_links, source_addresses
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic, Severity
from briefbook.core.files.conf_file import conf_lines
from briefbook.core.files.writing import write_if_changed
from briefbook.domain.checking.gather_material import book_receipts, gather_material
from briefbook.domain.checking.kept_warnings import KeepWarnings, keep_warnings
from briefbook.domain.checking.reading_aside import (
    current_ticks,
    fallen_findings,
    show_paragraphs,
    tick_off,
)
from briefbook.domain.collect.source_records import receipts_path, source_records
from briefbook.domain.settings.options import brief_config
from briefbook.sources.records.record import REVIEWED

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from briefbook.checks.evidence.material import Material


class CheckBuilder(Builder):
    """Reads every document, runs every check, prints what it finds and keeps the receipts."""

    name = "briefcheck"
    allow_parallel = True
    #: No page is written: charts are not drawn, and no page has to be compared with the last.
    shows_nothing = writes_all_or_nothing = True
    warnings: KeepWarnings

    def get_outdated_docs(self) -> str:
        """Return a description of what is checked; no document is written on its own."""
        return "all documents"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """Return an address, which is never used."""
        return ""

    def write_documents(self, docnames: AbstractSet[str]) -> None:
        """Write nothing: the checks read records."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write nothing."""

    def finish(self) -> None:
        """Run the checks, refresh the receipts and report."""
        # Sphinx gives builders no public way to the application since `app` was deprecated.
        app = self._app
        material = gather_material(app, with_texts=True)
        receipts, damaged = _receipts(app, material)
        only = frozenset(app.config.brief_check_only) or None
        root = Path(self.confdir)
        checks = find_checks(brief_config(self.env).checks, root, conf_lines(root).options)
        report = run_checks(material, receipts, only, checks.checks)
        ticks, malformed = self._ticks(report, material, whole=only is None)
        changed = not damaged and write_receipts(receipts_path(app), report.receipts)
        beside = [*damaged, *malformed, *checks.faults]
        found = self._all_findings(report, beside, only, material)
        summary = summarise(report.outcomes, material, count_unread(report.paragraphs, ticks))
        line = summary_line(summary, texts=len(material.texts))
        if changed:
            line += f"; {Path(app.config.brief_sources, 'receipts.json')} was refreshed: commit it"
        config = brief_config(self.env)
        if config.check_show:
            sys.stdout.write(show_paragraphs(app, report, ticks, material) + "\n")
        known = explained(checks.checks)
        sys.stdout.write(FORMATS[config.check_format](found, line, known))
        sys.stdout.flush()
        report_json = as_json(found, line, known, read_lines(root))
        write_if_changed(Path(self.outdir, FINDINGS), report_json)
        write_if_changed(Path(self.outdir, "checks.json"), summary_json(summary))
        if any(d.severity is Severity.ERROR or config.check_strict for d in found):
            app.statuscode = 1

    def _ticks(
        self, report: CheckReport, material: Material, *, whole: bool
    ) -> tuple[dict[str, Tick], list[Diagnostic]]:
        """Return what a person has read, with what was just ticked off, and what is wrong."""
        kept, wrong = current_ticks(self._app)
        ticks = tick_off(self._app, report, kept)
        if whole:
            shown = Path(self.config.brief_sources, REVIEWED).as_posix()
            wrong += fallen_findings(ticks, report, material, shown)
        return ticks, wrong

    def _all_findings(
        self,
        report: CheckReport,
        others: list[Diagnostic],
        only: frozenset[str] | None,
        material: Material,
    ) -> tuple[Diagnostic, ...]:
        warned = self.warnings.found
        if only is not None:
            paths = material.paths_of(only)
            warned = [finding for finding in warned if finding.path in paths]
        if self.config.brief_check_links:
            root, docs = Path(self.confdir), self._docs
            lines = (root / self.config.brief_check_links).read_text(encoding="utf-8")
            warned = [*warned, *dead_links(lines, docs, source_addresses(material))]
        data = {(d.path, d.line) for d in warned if d.code == Code.READING_NOT_FOUND}
        found = [
            # The row was reported already, with the figures that the block has.
            d for d in report.diagnostics
            if d.code != Code.FIGURE_NOT_FOUND or (d.path, d.line) not in data
        ]  # fmt: skip
        return sort_findings([*warned, *others, *found])

    @property
    def _docs(self) -> str:
        """The source folder as messages name it."""
        srcdir, root = Path(self.srcdir), Path(self.confdir)
        return srcdir.relative_to(root).as_posix() if srcdir.is_relative_to(root) else str(srcdir)


def _receipts(app: Sphinx, material: Material) -> tuple[Receipts, list[Diagnostic]]:
    try:
        return book_receipts(app), []
    except ReceiptsError as error:
        path = receipts_path(app)
        root = Path(app.confdir)
        shown = path.relative_to(root) if path.is_relative_to(root) else path
        code = Code.RECEIPTS_INVALID
        found = Diagnostic(shown.as_posix(), error.line, code.value, str(error), code.severity)
        # With every text at hand nothing rests on the old receipts, and new ones are made.
        anew = set(material.texts) == set(material.records) and path.is_file()
        return Receipts.of(()), [] if anew else [found]


def setup_checks(app: Sphinx) -> None:
    """Register the builder; it reads every document anew, so that every warning is seen."""
    app.add_builder(CheckBuilder)
    # First of all handlers: what they warn of is kept too.
    app.connect("builder-inited", _keep_warnings, priority=0)
    app.connect("env-get-outdated", _read_anew)
    app.connect("env-updated", _add_source_links)


def _keep_warnings(app: Sphinx) -> None:
    if isinstance(app.builder, CheckBuilder):
        app.builder.warnings = keep_warnings(app)


def _read_anew(
    app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], _removed: set[str]
) -> list[str]:
    if not isinstance(app.builder, CheckBuilder):
        return []
    only = cast("list[str]", app.config.brief_check_only)
    unknown = sorted(set(only) - env.found_docs)
    if unknown:
        raise SphinxError(
            f"{', '.join(unknown)}: no such document; name it as docs/chapters/bridges.md"
        )
    return only or sorted(env.found_docs)


def _add_source_links(app: Sphinx, env: BuildEnvironment) -> None:
    """Let ``linkcheck`` visit the sources' addresses and their archived copies too."""
    if not isinstance(app.builder, CheckExternalLinksBuilder):
        return
    root_doc = app.config.root_doc
    for record in source_records(app).values():
        for url in (record.url, record.archive_url):
            if url:
                link = Hyperlink(url, root_doc, env.doc2path(root_doc), 0)
                app.builder.hyperlinks.setdefault(url, link)
