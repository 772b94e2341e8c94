"""One run of all checks over a book that Sphinx has read: findings, receipts and report."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefbook.checks.engine.places import read_lines
from briefbook.checks.engine.registry import find_checks
from briefbook.checks.engine.report import FORMATS, as_json, explained
from briefbook.checks.engine.run import CheckReport, run_checks, sort_findings
from briefbook.checks.engine.summary import count_unread, summarise
from briefbook.checks.engine.summary_text import summary_json, summary_line
from briefbook.checks.evidence.kept_claims import kept_claims
from briefbook.checks.evidence.receipts import Receipts, ReceiptsError, write_receipts
from briefbook.checks.references.dead_links import dead_links, source_addresses
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic, Severity
from briefbook.core.files.check_files import CHANGED_ALONE, CLAIMS, FINDINGS
from briefbook.core.files.conf_file import conf_lines
from briefbook.core.files.writing import write_if_changed
from briefbook.domain.checking.gather_material import book_receipts, gather_material
from briefbook.domain.checking.reading_aside import (
    current_ticks,
    fallen_findings,
    show_paragraphs,
    tick_off,
)
from briefbook.domain.collect.source_records import receipts_path
from briefbook.domain.settings.options import brief_config
from briefbook.sources.records.read_record import REVIEWED

if TYPE_CHECKING:
    from sphinx.application import Sphinx

    from briefbook.checks.evidence.material import Material
    from briefbook.checks.evidence.reviewed import Tick


def check_book(app: Sphinx, out: Path, warned: Sequence[Diagnostic]) -> bool:
    """Print what the checks find, refresh the receipts, and return whether the book passes.

    ``warned`` are Sphinx's warnings. The findings are written into ``out`` too, as JSON.
    """
    material = gather_material(app, with_texts=True)
    receipts, damaged = _receipts(app, material)
    only = frozenset(app.config.brief_check_only) or None
    root, config = Path(app.confdir), brief_config(app.env)
    checks = find_checks(config.checks, root, conf_lines(root).options)
    # Where only documents have changed, the code that has found them has not.
    current, kept = bool(os.environ.get(CHANGED_ALONE)), Path(app.doctreedir, CLAIMS)
    with kept_claims(kept, current=current, whole=only is None):
        report = run_checks(material, receipts, only, checks.checks)
    ticks, malformed = _ticks(app, report, material, whole=only is None)
    changed = not damaged and write_receipts(receipts_path(app), report.receipts)
    warned = _warnings(app, warned, material, only)
    found = _findings(report, [*warned, *damaged, *malformed, *checks.faults])
    summary = summarise(report.outcomes, material, count_unread(report.paragraphs, ticks))
    line = summary_line(summary, texts=len(material.texts))
    if changed:
        line += f"; {Path(app.config.brief_sources, 'receipts.json')} was refreshed: commit it"
    if config.check_show:
        sys.stdout.write(show_paragraphs(app, report, ticks, material) + "\n")
    known = explained(checks.checks)
    sys.stdout.write(FORMATS[config.check_format](found, line, known))
    sys.stdout.flush()
    write_if_changed(out / FINDINGS, as_json(found, line, known, read_lines(root)))
    write_if_changed(out / "checks.json", summary_json(summary))
    return not any(d.severity is Severity.ERROR or config.check_strict for d in found)


def _ticks(
    app: Sphinx, report: CheckReport, material: Material, *, whole: bool
) -> tuple[dict[str, Tick], list[Diagnostic]]:
    """Return what a person has read, with what was just ticked off, and what is wrong."""
    kept, wrong = current_ticks(app)
    ticks = tick_off(app, report, kept)
    if whole:
        shown = Path(app.config.brief_sources, REVIEWED).as_posix()
        wrong += fallen_findings(ticks, report, material, shown)
    return ticks, wrong


def _warnings(
    app: Sphinx, warned: Sequence[Diagnostic], material: Material, only: frozenset[str] | None
) -> list[Diagnostic]:
    """Return the warnings of the documents that are checked, and the links that are dead."""
    warned = list(warned)
    if only is not None:
        paths = material.paths_of(only)
        warned = [finding for finding in warned if finding.path in paths]
    if app.config.brief_check_links:
        root = Path(app.confdir)
        lines = (root / app.config.brief_check_links).read_text(encoding="utf-8")
        warned += dead_links(lines, _docs(app), source_addresses(material))
    return warned


def _findings(report: CheckReport, others: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    data = {(d.path, d.line) for d in others if d.code == Code.READING_NOT_FOUND}
    found = [
        # The row was reported already, with the figures that the block has.
        d for d in report.diagnostics
        if d.code != Code.FIGURE_NOT_FOUND or (d.path, d.line) not in data
    ]  # fmt: skip
    return sort_findings([*others, *found])


def _docs(app: Sphinx) -> str:
    """Return the source folder as messages name it."""
    srcdir, root = Path(app.srcdir), Path(app.confdir)
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
        # With every text available nothing rests on the old receipts, and new ones are made.
        anew = set(material.texts) == set(material.records) and path.is_file()
        return Receipts.of(()), [] if anew else [found]
