"""What the gate adds to a build's own findings, in one pass: outcomes, and receipts to keep.

What needs the records alone (unknown sources, blocks and terms, judgements without support) every
build reports, and the gate with it; see :mod:`briefbook.domain.checking.consistency`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from briefbook.checks.evidence.items import Item, ItemKind, Outcome
from briefbook.checks.evidence.material import Material, Prose
from briefbook.checks.evidence.receipts import (
    Receipt,
    Receipts,
    is_valid,
    receipt_for,
    sort_receipts,
)
from briefbook.checks.evidence.statements import Paragraph, cited_paragraphs
from briefbook.checks.evidence.verify import verify
from briefbook.checks.figures.check import figure_findings, figure_items
from briefbook.checks.figures.loose import loose_findings
from briefbook.checks.judgements.likelihood import judgement_findings
from briefbook.checks.names.check import name_findings, name_items
from briefbook.checks.overlap.check import overlap_findings
from briefbook.checks.quotations.check import (
    quotation_findings,
    quotation_items,
    unbalanced_findings,
)
from briefbook.checks.quotations.limits import quotation_limits
from briefbook.checks.quotations.literal import literal_findings
from briefbook.checks.references.bibliography import bibliography_findings
from briefbook.checks.references.coverage import coverage_findings, is_whole_text, uncited_findings
from briefbook.checks.references.links import link_findings
from briefbook.checks.references.locators import citation_findings, locator_findings, locator_items
from briefbook.checks.references.source_texts import text_findings
from briefbook.core.diagnostics import Diagnostic, Severity

_FINDINGS: dict[ItemKind, Callable[[Outcome, Material], Iterator[Diagnostic]]] = {
    ItemKind.QUOTATION: quotation_findings,
    ItemKind.FIGURE: figure_findings,
    ItemKind.DATE: figure_findings,
    ItemKind.NAME: name_findings,
    ItemKind.LOCATOR: locator_findings,
}


@dataclass(frozen=True, slots=True)
class Report:
    """What the checks found; ``receipts`` are those to keep, ``paragraphs`` those that cite."""

    diagnostics: tuple[Diagnostic, ...]
    outcomes: tuple[Outcome, ...]
    receipts: tuple[Receipt, ...]
    paragraphs: tuple[Paragraph, ...] = ()


def run_checks(
    material: Material, receipts: Receipts, only: frozenset[str] | None = None
) -> Report:
    """Check the book, or only some documents of it.

    What concerns the book as a whole (coverage, budget, bibliography, unused entries) is left
    out when only some documents are checked.
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
    found = [*overlaps, *_page_findings(material, docnames)]
    for outcome in outcomes:
        found += findings_of(outcome, material)
    found += quotation_limits(outcomes, material, only)
    paths = material.paths_of(docnames)
    found += [d for d in _book_findings(material) if d.path in paths]
    if only is None:
        found += [*coverage_findings(material), *bibliography_findings(material),
                  *text_findings(material)]  # fmt: skip
    kept = _keep(outcomes, pages, receipts, material, docnames)
    paragraphs = tuple(p for p in cited_paragraphs(material, outcomes) if p.docname in docnames)
    return Report(sort_findings(found), outcomes, sort_receipts(kept), paragraphs)


def items_of(prose: Prose, material: Material) -> Iterator[Item]:
    """Yield everything in a passage that must be verified."""
    if is_whole_text(prose.passage, material):
        return
    yield from quotation_items(prose, material)
    yield from figure_items(prose, material)
    yield from name_items(prose, material)
    yield from locator_items(prose, material)


def findings_of(outcome: Outcome, material: Material) -> Iterator[Diagnostic]:
    """Yield what is wrong with one claim."""
    yield from _FINDINGS[outcome.item.kind](outcome, material)


def sort_findings(found: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return findings, each once, the most serious first, then by place."""
    return tuple(
        sorted(
            set(found),
            key=lambda d: (d.severity is not Severity.ERROR, d.path, d.line, d.code, d.message),
        )
    )


def _page_findings(material: Material, docnames: frozenset[str]) -> Iterator[Diagnostic]:
    for prose in material.prose:
        if prose.passage.docname in docnames:
            yield from citation_findings(prose, material)
            yield from judgement_findings(prose, material)
            yield from literal_findings(prose, material)
            yield from loose_findings(prose, material)


def _book_findings(material: Material) -> Iterator[Diagnostic]:
    """Yield what needs the look-ups of the whole book, whichever page it stands on."""
    yield from unbalanced_findings(material)
    yield from uncited_findings(material)
    yield from link_findings(material)


def _keep(
    outcomes: tuple[Outcome, ...],
    pages: list[Receipt],
    receipts: Receipts,
    material: Material,
    docnames: frozenset[str],
) -> set[Receipt]:
    """Return the receipts that the book needs: fresh ones, and old ones that nothing replaces.

    Where a source's text is at hand its receipts are made anew; where it is not, those that
    some claim rests on stay, and so do those of documents that were not checked.
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
