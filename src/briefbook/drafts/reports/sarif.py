"""The findings as SARIF 2.1.0, by the codes and the writer of the book's checks."""

from __future__ import annotations

from pathlib import Path

from briefbook.checks.engine.report import FindingRegion, as_sarif, explained
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.drafts.reports.report import DraftReport, says, summary
from briefbook.drafts.verdicts import Judged


def as_sarif_log(report: DraftReport) -> str:
    """Return a log with one run; a draft without lines has its paragraphs as logical places."""
    found: list[Diagnostic] = []
    positions: dict[Diagnostic, FindingRegion] = {}
    for each in report.findings:
        code = each.verdict.code or Code.QUOTE_NOT_FOUND
        said = says(each) if each.region.line else f"{each.place}: {says(each)}"
        diagnostic = Diagnostic(
            Path(each.draft).as_posix(), each.region.line, code.value, said, code.severity
        )
        found.append(diagnostic)
        positions[diagnostic] = _position(each)
    return as_sarif(found, summary(report), explained(()), positions)


def _position(judged: Judged) -> FindingRegion:
    region = judged.region
    if not region.line:
        return FindingRegion(logical=f"paragraph {judged.passage.number}")
    return FindingRegion(region.column, region.end_line, region.end_column)
