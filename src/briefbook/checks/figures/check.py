"""Figures and dates: each one in a cited sentence is in a block that is cited for it."""

from __future__ import annotations

from collections.abc import Iterator

from briefbook.checks.evidence.claim_hashes import claim_sha256
from briefbook.checks.evidence.items import (
    Item,
    ItemKind,
    Outcome,
    named_blocks,
)
from briefbook.checks.evidence.matches import Result
from briefbook.checks.evidence.material import Material
from briefbook.checks.evidence.own_elsewhere import own_where_it_links
from briefbook.checks.evidence.own_words import own_words
from briefbook.checks.evidence.prose import Prose
from briefbook.checks.figures.claim import Claim
from briefbook.checks.figures.claims import find_claims
from briefbook.checks.figures.column_heads import under_its_head
from briefbook.checks.figures.discourse import refers_back
from briefbook.checks.figures.probe import GIVEN_AS, FigureProbe
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.passages import Role

#: How a row of readings.csv says so, in its column for the hedge.
_QUALIFIERS = {
    GIVEN_AS[""]: "leave its qualifier empty, or write about",
    GIVEN_AS["lower"]: "write its qualifier: at least, or more than",
    GIVEN_AS["upper"]: "write its qualifier: at most, up to, as many as, or fewer than",
}
_ROLES = (Role.TEXT, Role.TITLE, Role.ASIDE)


def figure_items(prose: Prose, material: Material) -> Iterator[Item]:
    """Yield the figures and dates of a passage that must be verified."""
    passage = prose.passage
    if passage.role not in _ROLES:
        return
    for claim in find_claims(passage.text):
        if prose.spoken(claim.start, claim.end) or _is_own_elsewhere(prose, claim, material):
            continue
        candidates = material.candidates(prose, claim.start)
        if not candidates and passage.role is Role.TITLE:
            candidates = material.own_source(prose)
        if candidates or _needs_source(prose, claim, material):
            yield Item(
                ItemKind.DATE if claim.is_date else ItemKind.FIGURE,
                passage,
                claim.start,
                " ".join(passage.text[claim.start : _with_unit(passage.text, claim)].split()),
                claim_sha256("figure", *claim.keys, *claim.either, claim.unit, *_sense(claim)),
                candidates,
                FigureProbe(
                    claim,
                    strict=passage.place.startswith("reading-"),
                    sentence=_sentence(prose, claim),
                    under_head=under_its_head(passage, claim, material),
                ),
            )


def _sentence(prose: Prose, claim: Claim) -> str:
    stated = prose.sentence_at(claim.start)
    return prose.passage.text[stated.start : stated.end]


def _is_own_elsewhere(prose: Prose, claim: Claim, material: Material) -> bool:
    """Tell whether a figure is marked as the editors' own where its sentence links to."""
    marked = own_where_it_links(material, prose, claim.start)
    own = {key for words in marked for each in find_claims(words) for key in each.keys}
    return bool(claim.keys) and own.issuperset(claim.keys)


def _needs_source(prose: Prose, claim: Claim, material: Material) -> bool:
    """Tell whether a figure lacks the citation that its neighbours have."""
    back = refers_back(prose.passage.text, claim.start, claim.end)
    return not back and material.is_neighbour(prose, claim.start)


def _sense(claim: Claim) -> Iterator[str]:
    """Yield what besides its value and unit identifies a figure."""
    if claim.rate:
        yield f"a {claim.rate}"
    if claim.bound:
        yield claim.bound
    if claim.leads_to:
        yield f"to {claim.leads_to}"
    if claim.trend:
        yield claim.trend
    if claim.year and not claim.is_date:
        yield f"in {claim.year}"


def _with_unit(text: str, claim: Claim) -> int:
    """Return where the figure ends, its unit included."""
    if not claim.unit:
        return claim.end
    following = text[claim.end + 1 :]
    return claim.end + 1 + len(following) - len(following.lstrip("abcdefghijklmnopqrstuvwxyz"))


def figure_findings(outcome: Outcome, material: Material) -> Iterator[Diagnostic]:
    """Yield what is wrong with one figure or date."""
    item, result = outcome.item, outcome.match.result
    if result.verified or (outcome.block and result is Result.NOT_COMPARED):
        return
    if outcome.block is None:
        yield material.finding(
            item.passage, item.offset, Code.FIGURE_UNCITED,
            f"the sentence of the figure “{item.shown}” cites no block of a source, and what other "
            "sentences of its paragraph cite does not count for it; add the citation with its "
            f"locator, or mark it as the editors' own [{item.shown}]{{.own}}",
            about=item.shown, fixes=(own_words(item.shown),),
        )  # fmt: skip
        return
    is_date = item.kind is ItemKind.DATE
    name = "date" if is_date else "figure"
    where = named_blocks(item)
    if result is Result.UNCHECKED:
        code, message = Code.NOT_VERIFIED, (
            f"not verified: the text of {outcome.block.key} is not on this disk, and no receipt "
            f"has the {name} “{item.shown}” in {where}; run briefbook check where the text is"
        )  # fmt: skip
    elif result is Result.ALTERED:
        code, said = _difference(outcome, material)
        advice = _QUALIFIERS.get(said, "") if _is_row(item, "readings") else ""
        message = f"the {name} “{item.shown}” {said} in {outcome.block}; " + (
            advice or "take the source's"
        )
    else:
        code = Code.DATE_NOT_FOUND if is_date else Code.FIGURE_NOT_FOUND
        message = (
            f"the {name} “{item.shown}” does not stand in {where}{_hint(item, material)}; fix it "
            f"or the locator, or {_otherwise(item)}"
        )
    marked = result is Result.NOT_FOUND and not item.passage.docname.endswith(".csv")
    fixes = (own_words(item.shown),) if marked else ()
    yield material.finding(item.passage, item.offset, code, message, about=item.shown, fixes=fixes)


def _otherwise(item: Item) -> str:
    """Say how to tell that a figure or date is not the source's; a cell of a table has no marks."""
    if _is_row(item, "events"):
        return "say in the column basis how the date is known"
    if _is_row(item, "readings"):
        return "write in its note how the day is known: inferred: the day"
    return f"mark it as the editors' own [{item.shown}]{{.own}}"


def _is_row(item: Item, table: str) -> bool:
    return item.passage.docname.endswith(f"/{table}.csv")


def _difference(outcome: Outcome, material: Material) -> tuple[Code, str]:
    probe, block = outcome.item.probe, outcome.block
    found = None
    if isinstance(probe, FigureProbe) and block is not None:
        found = probe.difference(material.text(block) or "")
    return found or (Code.FIGURE_UNIT, "has another unit")


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
