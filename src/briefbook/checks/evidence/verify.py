"""One claim against the texts available, else against the receipts."""

from __future__ import annotations

from briefbook.checks.evidence.items import Basis, Item, Outcome
from briefbook.checks.evidence.matches import Match, Result, best_match
from briefbook.checks.evidence.material import BlockRef, Material
from briefbook.checks.evidence.receipts import Receipts, match_of

_REFUTED = Match(Result.NOT_FOUND, "", 0.0)


def verify(item: Item, material: Material, receipts: Receipts) -> Outcome:
    """Compare a claim with every block that may have it and whose text is available.

    Where it is not found and a source's text is missing, a receipt decides; without one the
    claim is unchecked, unless the figures in the record already refute it.
    """
    here, away = _at_hand(item, material)
    if here:
        best, block = _best(item, material, here)
        if best.result.verified or best.result is Result.FORM or not away:
            return Outcome(item, best, Basis.TEXT, block)
    found = receipts.find(item, away, material.records)
    if found:
        receipt, block = found
        return Outcome(item, match_of(receipt), Basis.RECEIPT, block)
    if not away:
        return Outcome(item, Match(Result.UNCHECKED), Basis.NONE)
    if not here and all(_refuted(item, material, block) for block in away):
        return Outcome(item, _REFUTED, Basis.NONE, away[0])
    return Outcome(item, Match(Result.UNCHECKED), Basis.NONE, away[0])


def _best(item: Item, material: Material, blocks: list[BlockRef]) -> tuple[Match, BlockRef]:
    """Return the best match, and the first block that gives it."""
    compared: list[tuple[Match, BlockRef]] = []
    for block in blocks:
        match = item.probe.match_dated(material.text(block) or "", material.date(block))
        if match.result is Result.EXACT:
            return match, block
        compared.append((match, block))
    if not any(match.result.verified for match, _block in compared):
        compared = [
            (item.probe.nearest_dated(material.text(block) or "", material.date(block)), block)
            for block in blocks
        ]
    best = best_match(match for match, _block in compared)
    return best, next(block for match, block in compared if match == best)


def _at_hand(item: Item, material: Material) -> tuple[list[BlockRef], list[BlockRef]]:
    here: list[BlockRef] = []
    away: list[BlockRef] = []
    for block in item.candidates:
        known = material.text(block) is not None
        (here if known else away).append(block)
    return here, away


def _refuted(item: Item, material: Material, block: BlockRef) -> bool:
    recorded = material.records[block.key].block(block.locator)
    return recorded is not None and item.probe.refuted_by(recorded.figures)
