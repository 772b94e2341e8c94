"""The content of the reports, in any format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefbook.checks.evidence.items import ItemKind
from briefbook.checks.quotations.gaps import insertions
from briefbook.drafts.draft import Draft
from briefbook.drafts.library import Library
from briefbook.drafts.verdicts import Judged, Status

_KINDS = ((ItemKind.QUOTATION,), (ItemKind.FIGURE, ItemKind.DATE))


@dataclass(frozen=True, slots=True)
class DraftReport:
    """The drafts, every verdict in their order, the sources, and what was not checked."""

    drafts: Sequence[Draft]
    judged: Sequence[Judged]
    library: Library
    not_read: Sequence[str] = ()

    @property
    def findings(self) -> list[Judged]:
        """The verdicts that fail the check."""
        return [each for each in self.judged if each.verdict.status.is_finding]


def summary(report: DraftReport) -> str:
    """Return e.g. ``14 quotations: 10 exact, 2 changed …; against 240 blocks of 12 sources``."""
    parts = []
    for kinds in _KINDS:
        counts = Counter(each.verdict.status for each in report.judged if each.kind in kinds)
        said = ", ".join(f"{counts[status]} {status}" for status in Status if counts[status])
        parts.append(f"{_plural(counts.total(), kinds[0].value)}{': ' if said else ''}{said}")
    library = report.library
    sources = _plural(len(library.sources), "source")
    return f"{'; '.join(parts)}; against {_plural(library.count, 'block')} of {sources}"


def unknown_names(report: DraftReport) -> list[str]:
    """Return the sources that drafts name and the folder does not hold, each once, in order."""
    named = (each for judged in report.judged for each in judged.named)
    return list(dict.fromkeys(each.shown for each in named if not each.key))


def insertions_of(report: DraftReport) -> list[str]:
    """Return the exact quotations into which a draft has put words, each with its place."""
    return [
        f"{each.place} {each.shown}"
        for each in report.judged
        if each.verdict.status is Status.EXACT and insertions(each.shown)
    ]


def says(judged: Judged) -> str:
    """Return in one line what is wrong with a claim, and what its source has."""
    verdict, block = judged.verdict, judged.verdict.block
    what = f"{verdict.status}: {judged.kind} {_quoted(judged.shown)}"
    why = f": {verdict.why}" if verdict.why else ""
    if block is None:
        return f"{what}{why}"
    if verdict.status is Status.ELSEWHERE:
        return f"{what}: it stands in {block}, {verdict.why}"
    if verdict.status is Status.EXACT:
        return f"{what}: {block}"
    quotes = judged.kind is ItemKind.QUOTATION
    has = _quoted(verdict.has) if quotes else verdict.has or "none"
    if not verdict.has and quotes:
        return f"{what}{why}: {block}"
    if verdict.status is Status.NOT_FOUND:
        return f"{what}{why}; closest is {block}, which has {has}"
    return f"{what}{why}{';' if why else ':'} {block} has {has}"


def _quoted(words: str) -> str:
    return words if words[:1] in "“\"„«‘'「『" else f"“{words}”"


def _plural(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
