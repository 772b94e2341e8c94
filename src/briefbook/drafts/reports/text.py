"""The findings for a terminal: the place, what is wrong, the words of draft and source."""

from __future__ import annotations

from briefbook.drafts.reports.difference import Change, difference
from briefbook.drafts.reports.report import (
    DraftReport,
    insertions_of,
    says,
    summary,
    unknown_names,
)
from briefbook.drafts.verdicts import Judged, Status

_MARKS = {"": "{}", "source": "[-{}-]", "draft": "{{+{}+}}"}


def as_text(report: DraftReport, *, everything: bool = False) -> str:
    """Return a line or two a finding, then what was counted; ``everything`` has the exact ones."""
    lines: list[str] = []
    for each in report.judged:
        if each.verdict.status.is_finding or everything:
            lines += _lines(each)
    if any("[-" in line or "{+" in line for line in lines):
        lines.append("    ([-words of the source-] {+words of the draft+})")
    short = [each for each in report.judged if each.verdict.status is Status.SHORT]
    if short and not everything:
        places = ", ".join(f"{each.place} {each.shown}" for each in short[:6])
        more = f" and {len(short) - 6} more" if len(short) > 6 else ""
        lines.append(f"not judged, so short and in no source (--min-words 1): {places}{more}")
    if unknown := unknown_names(report):
        more = f" and {len(unknown) - 8} more" if len(unknown) > 8 else ""
        lines.append(f"named in the draft, not among the sources: {', '.join(unknown[:8])}{more}")
    lines += [f"words put in by the draft: {each}" for each in insertions_of(report)]
    lines += [f"not looked at: {each}" for each in report.not_read]
    return "\n".join([*lines, summary(report)]) + "\n"


def _lines(judged: Judged) -> list[str]:
    changes = difference(judged)
    shown = [f"    {' '.join(_marked(change) for change in changes)}"] if changes else []
    return [f"{judged.place}: {says(judged)}", *shown]


def _marked(change: Change) -> str:
    return _MARKS[change.kind].format(change.text)
