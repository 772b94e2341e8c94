"""Run the checks in one pass: findings, outcomes of comparisons, and receipts to keep.

Findings that need only the records (unknown sources, blocks and terms, unsupported judgements) are
reported by every build, and so by the check; see :mod:`briefbook.domain.checking.consistency`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from briefbook.checks.engine.registry import BUILT_IN, CLAIMS
from briefbook.checks.evidence.check import Check
from briefbook.checks.evidence.items import Item, Outcome
from briefbook.checks.evidence.material import Material
from briefbook.checks.evidence.prose import Prose
from briefbook.checks.evidence.receipts import (
    Receipt,
    Receipts,
    is_valid,
    receipt_for,
    sort_receipts,
)
from briefbook.checks.evidence.statements import CitingParagraph, cited_paragraphs
from briefbook.checks.evidence.verify import verify
from briefbook.checks.evidence.whole_texts import is_whole_text
from briefbook.checks.overlap.check import overlap_findings
from briefbook.checks.quotations.limits import quotation_limits
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic, Severity
from briefbook.core.words.text import natural_key

_FINDINGS = {kind: claims.findings for claims in CLAIMS for kind in claims.kinds}


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Findings and outcomes; ``receipts`` are those to keep, ``paragraphs`` those that cite."""

    diagnostics: tuple[Diagnostic, ...]
    outcomes: tuple[Outcome, ...]
    receipts: tuple[Receipt, ...]
    paragraphs: tuple[CitingParagraph, ...] = ()


def run_checks(
    material: Material,
    receipts: Receipts,
    only: frozenset[str] | None = None,
    checks: Iterable[Check] = BUILT_IN,
) -> CheckReport:
    """Check the book, or ``only`` some documents of it.

    Checks of the book as a whole (coverage, budget, bibliography, unused entries) are left out
    when only some documents are checked.
    """
    everything = {p.passage.docname for p in material.prose} | set(material.book.documents)
    docnames = only if only is not None else frozenset(everything)
    outcomes = tuple(
        verify(item, material, receipts)
        for prose in material.prose
        if prose.passage.docname in docnames
        for item in items_of(prose, material)
    )
    overlaps, pages = overlap_findings(material, receipts, docnames)
    found = list(overlaps)
    for outcome in outcomes:
        found += findings_of(outcome, material)
    found += quotation_limits(outcomes, material, only)
    for check in checks:
        found += _passage_findings(check, material, docnames)
        if only is None or not check.whole_book_only:
            found += _book_findings(check, material, docnames)
    kept = _keep(outcomes, pages, receipts, material, docnames)
    paragraphs = tuple(p for p in cited_paragraphs(material, outcomes) if p.docname in docnames)
    return CheckReport(sort_findings(found), outcomes, sort_receipts(kept), paragraphs)


def items_of(prose: Prose, material: Material) -> Iterator[Item]:
    """Yield everything in a passage that must be verified."""
    if is_whole_text(prose.passage, material):
        return
    for claims in CLAIMS:
        yield from claims.items(prose, material)


def findings_of(outcome: Outcome, material: Material) -> Iterator[Diagnostic]:
    """Yield the findings on one claim."""
    yield from _FINDINGS[outcome.item.kind](outcome, material)


def sort_findings(found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return findings without duplicates, by severity, then by place, ¶ 4 before ¶ 36."""
    return tuple(
        sorted(
            set(found),
            key=lambda d: (
                d.severity is not Severity.ERROR, natural_key(d.path), d.line, d.code,
                natural_key(d.message), d.path, d.message,
            ),
        )
    )  # fmt: skip


def _passage_findings(
    check: Check, material: Material, docnames: frozenset[str]
) -> Iterator[Diagnostic]:
    if check.passage is None:
        return
    for prose in material.prose:
        passage = prose.passage
        if passage.docname not in docnames:
            continue
        if check.own_words and is_whole_text(passage, material):
            continue
        found, failed = _attempt(check.passage, prose, material)
        yield from found
        if failed:
            yield material.finding(passage, 0, Code.CHECK_FAILED, _broke_off(check, failed))
            return


def _book_findings(
    check: Check, material: Material, docnames: frozenset[str]
) -> Iterator[Diagnostic]:
    """Yield a check's findings in the book; those of no document only if all are checked."""
    if check.book is None:
        return
    found, failed = _attempt(check.book, material)
    paths = material.paths_of(docnames)
    yield from (each for each in found if check.whole_book_only or each.path in paths)
    if failed:
        yield Diagnostic("", 0, Code.CHECK_FAILED.value, _broke_off(check, failed))


def _attempt(look: Callable[..., Iterable[object]], *given: object) -> tuple[list[Diagnostic], str]:
    """Return a check's findings, and the error if it failed."""
    found: list[Diagnostic] = []
    try:
        for each in look(*given):
            if not isinstance(each, Diagnostic):
                return found, f"it yields {each!r}, which is not a finding"
            found.append(each)
    except Exception as error:  # noqa: BLE001  # whatever an extension does
        return found, f"{type(error).__name__}: {error}"
    return found, ""


def _broke_off(check: Check, failed: str) -> str:
    return (
        f"the check {check.name!r} broke off here: {failed}; this is a fault of the check, which "
        "may have missed other findings"
    )


def _keep(
    outcomes: tuple[Outcome, ...],
    pages: list[Receipt],
    receipts: Receipts,
    material: Material,
    docnames: frozenset[str],
) -> set[Receipt]:
    """Return the receipts that the book needs: new ones, and old ones that nothing replaces.

    Receipts of a source whose text is on this disk are made again; of other sources, those of
    existing claims and of documents that were not checked are kept.
    """
    fresh = {r for o in outcomes if (r := receipt_for(o, material.records))} | set(pages)
    checked = {o.item.place for o in outcomes} | set(docnames) | {
        prose.passage.place for prose in material.prose if prose.passage.docname in docnames
    }  # fmt: skip
    whole_book = docnames >= set(material.book.documents)
    for receipt in receipts.all():
        record = material.records.get(receipt.source)
        if record is None:
            continue
        elsewhere = not whole_book and receipt.place not in checked
        if elsewhere or (receipt.source not in material.texts and is_valid(receipt, record)):
            fresh.add(receipt)
    return fresh
