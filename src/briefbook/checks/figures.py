"""Figures and dates: each one in a cited sentence stands in a block that is cited for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefbook.checks.claims import Claim, find_claims, known_claims
from briefbook.checks.items import Item, ItemKind, Outcome, Probe, claim_sha256, named_blocks
from briefbook.checks.matches import Match, Result
from briefbook.checks.material import Material, Prose
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.passages import Role

_FOUND = Match(Result.EXACT)
_MISSING = Match(Result.NOT_FOUND, "", 0.0)


@dataclass(frozen=True, slots=True)
class FigureProbe(Probe):
    """The keys of a figure or date, and the figure's unit."""

    keys: tuple[str, ...]
    unit: str

    def match(self, text: str) -> Match:
        """Look the keys up in one block; another unit behind the same value is ``altered``."""
        known = known_claims(text)
        if any(key not in known for key in self.keys):
            return _MISSING
        units = frozenset[str]().union(*(known[key] for key in self.keys))
        if self.unit and units and self.unit not in units:
            return Match(Result.ALTERED, f"{'/'.join(sorted(units))}")
        return _FOUND

    def refuted_by(self, figures: tuple[str, ...]) -> bool:
        """Tell whether a figure is not among those that the record has for a block."""
        plain = [key for key in self.keys if not key.startswith("~") and not key[0].isalpha()]
        return any(key not in figures for key in plain)


def figure_items(prose: Prose, material: Material) -> Iterator[Item]:
    """Yield the figures and dates of a passage that must be verified."""
    passage = prose.passage
    if passage.role is not Role.TEXT:
        return
    for claim in find_claims(passage.text):
        if prose.spoken(claim.start, claim.end):
            continue
        candidates = material.candidates(prose, claim.start)
        if candidates:
            yield Item(
                ItemKind.DATE if claim.is_date else ItemKind.FIGURE,
                passage,
                claim.start,
                " ".join(passage.text[claim.start : _with_unit(passage.text, claim)].split()),
                claim_sha256("figure", *claim.keys, claim.unit),
                candidates,
                FigureProbe(claim.keys, claim.unit),
            )


def _with_unit(text: str, claim: Claim) -> int:
    """Return where the figure ends, its unit included."""
    if not claim.unit:
        return claim.end
    following = text[claim.end + 1 :]
    return claim.end + 1 + len(following) - len(following.lstrip("abcdefghijklmnopqrstuvwxyz"))


def figure_findings(outcome: Outcome, material: Material) -> Iterator[Diagnostic]:
    """Yield what is wrong with one figure or date."""
    item, result = outcome.item, outcome.match.result
    if result.verified or outcome.block is None:
        return
    is_date = item.kind is ItemKind.DATE
    name = "date" if is_date else "figure"
    where = named_blocks(item)
    if result is Result.UNCHECKED:
        code, message = Code.NOT_VERIFIED, (
            f"not verified: the text of {outcome.block.key} is not on this disk, and no receipt "
            f"has the {name} “{item.shown}” in {where}; check it with the text at hand"
        )  # fmt: skip
    elif result is Result.ALTERED:
        code, message = Code.FIGURE_UNIT, (
            f"the figure “{item.shown}” has another unit in {outcome.block} "
            f"({outcome.match.nearest}); take the source's"
        )  # fmt: skip
    else:
        code = Code.DATE_NOT_FOUND if is_date else Code.FIGURE_NOT_FOUND
        message = (
            f"the {name} “{item.shown}” does not stand in {where}{_hint(item, material)}; mend it "
            f"or the locator, or mark it as the editors' own [{item.shown}]{{.own}}"
        )
    yield material.finding(item.passage, item.offset, code, message)


def _hint(item: Item, material: Material) -> str:
    """Say where else in the cited sources the figure stands."""
    for key in dict.fromkeys(block.key for block in item.candidates):
        places = [
            locator
            for locator, text in material.texts.get(key, {}).items()
            if item.probe.match(text).result.verified
        ]
        if places:
            return f" (it stands in {key} {', '.join(places[:4])})"
    return ""
