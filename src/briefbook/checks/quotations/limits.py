"""Check how much of a restricted source is quoted: in one place, and in total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefbook.checks.evidence.items import ItemKind, Outcome
from briefbook.checks.evidence.material import Material
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.words.text import word_count


def quotation_limits(
    outcomes: Iterable[Outcome], material: Material, only: frozenset[str] | None = None
) -> Iterator[Diagnostic]:
    """Yield findings on quotations that are too long, and on sources quoted too much in total."""
    total: dict[str, dict[str, int]] = {}
    for outcome in outcomes:
        if outcome.item.kind is not ItemKind.QUOTATION or outcome.block is None:
            continue
        record = material.records[outcome.block.key]
        if not record.restricted:
            continue
        count, limit = word_count(outcome.item.shown), record.limits.quote_words
        total.setdefault(record.key, {})[outcome.item.sha256] = count
        if count > limit:
            yield material.finding(
                outcome.item.passage, outcome.item.offset, Code.QUOTE_TOO_LONG,
                f"{count} words quoted from {outcome.block}, which is restricted; at most {limit} "
                f"at once: “{outcome.item.shown}”; quote fewer",
            )  # fmt: skip
    if only is None:
        yield from _over_budget(total, material)


def _over_budget(total: dict[str, dict[str, int]], material: Material) -> Iterator[Diagnostic]:
    for key, counts in sorted(total.items()):
        record, quoted = material.records[key], sum(counts.values())
        # One quotation is allowed, however short the source is.
        share = record.words * record.limits.quote_percent / 100
        allowed = max(share, record.limits.quote_words)
        if quoted > allowed:
            yield Diagnostic(
                record.path, 0, Code.QUOTE_BUDGET.value,
                f"{quoted} words of {key} are quoted in {len(counts)} quotations, more than "
                f"{record.limits.quote_percent} % of its {record.words} words "
                f"({int(allowed)}); give some of them in other words",
                Code.QUOTE_BUDGET.severity,
            )  # fmt: skip
