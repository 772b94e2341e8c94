"""Figures and dates: each one in a cited sentence is in a block that is cited for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from briefbook.checks.evidence.claim_hashes import claim_sha256
from briefbook.checks.evidence.items import (
    Item,
    ItemKind,
    Outcome,
    Probe,
    named_blocks,
)
from briefbook.checks.evidence.matches import Match, Result
from briefbook.checks.evidence.material import Material, Prose
from briefbook.checks.evidence.own_elsewhere import own_where_it_links
from briefbook.checks.evidence.own_words import own_words
from briefbook.checks.figures.claim import Claim, Known
from briefbook.checks.figures.claims import find_claims
from briefbook.checks.figures.counted_things import counts_another
from briefbook.checks.figures.discourse import refers_back
from briefbook.checks.figures.known import (
    known_claims,
    may_be_group,
    most_of,
    unsure_keys,
    without_money,
)
from briefbook.checks.figures.languages.periods import options_in
from briefbook.checks.figures.languages.relative_dates import told_by
from briefbook.checks.figures.near_values import in_other_units, rounded_to
from briefbook.checks.figures.shares import nearly_same_share, percent_in
from briefbook.checks.figures.trends import trends_agree
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.figures.other_languages import can_read
from briefbook.core.passages import Role

_GIVEN_AS = {
    "": "is given without a bound",
    "lower": "is given as “at least” that",
    "upper": "is given as “at most” that",
}
#: How a row of readings.csv says so, in its column for the hedge.
_QUALIFIERS = {
    _GIVEN_AS[""]: "leave its qualifier empty, or write about",
    _GIVEN_AS["lower"]: "write its qualifier: at least, or more than",
    _GIVEN_AS["upper"]: "write its qualifier: at most, up to, as many as, or fewer than",
}
_ROLES = (Role.TEXT, Role.TITLE, Role.ASIDE)
_FOUND = Match(Result.EXACT)
_MISSING = Match(Result.NOT_FOUND, "", 0.0)
_NOT_COMPARED = Match(Result.NOT_COMPARED, "", 0.0)


@dataclass(frozen=True, slots=True)
class FigureProbe(Probe):
    """A figure or date, with its unit, rate, bound and direction."""

    claim: Claim
    #: A row of the table of figures must hedge as the source does; prose may leave a bound out.
    strict: bool = False

    def match(self, text: str) -> Match:
        """Look the keys up in one block; the same value in another sense is ``altered``."""
        known = known_claims(text)
        either = options_in(self.claim.either, known)
        if any(self._lacks(key, known) for key in self.claim.keys) or (
            either and not any(key in known for key in either)
        ):
            if any(FigureProbe(same).match(text).result.verified for same in self._same(known)):
                return _FOUND
            return _NOT_COMPARED if self._is_unsure(text) or not can_read(text) else _MISSING
        difference = self.difference(text)
        return Match(Result.ALTERED, difference[1]) if difference else _FOUND

    def _lacks(self, key: str, known: Mapping[str, Known]) -> bool:
        """Tell whether a text has a figure at most as a day or a rank, or not at all."""
        return key not in known or (known[key].rank and self.claim.counts)

    def _is_unsure(self, text: str) -> bool:
        """Tell whether the figure, or the one of the text that it may be, can be two things."""
        unsure = unsure_keys(text)
        return bool(self.claim.other) or any(
            without_money(key) in unsure for key in self.claim.keys
        )

    def match_dated(self, text: str, date: str) -> Match:
        """Look in a block of an article of a date, which tells what “last month” is there."""
        found = self.match(text)
        if found.result is not Result.NOT_FOUND or not date or self.claim.either:
            return found
        sure, perhaps = told_by(text, date)
        known = known_claims(text)
        missing = [k for k in self.claim.keys if self._lacks(k, known) and k not in sure]
        if not missing:
            return Match(Result.NORMALISED)
        month = self.claim.month or self.claim.keys[0].partition("-")[0]
        told = {*missing, *(f"{month} {key}" for key in missing)}
        if len(told & perhaps) < len(missing):
            return found
        return _NOT_COMPARED

    def nearest_dated(self, text: str, date: str) -> Match:
        """Say no more than :meth:`match_dated`."""
        return self.match_dated(text, date)

    def _same(self, known: Mapping[str, Known]) -> Iterator[Claim]:
        """Yield equivalents of a figure in a text: in another unit, or rounded as the book says."""
        if self.strict or len(self.claim.keys) != 1:
            return
        (key,) = self.claim.keys
        for other, unit in in_other_units(key, self.claim.unit):
            if other in known and (not unit or unit in known[other].units):
                yield replace(self.claim, keys=(other,), unit=unit)
        for other in percent_in(known, key):
            yield replace(self.claim, keys=(other,))
        hedge = self.claim.hedge
        near = () if self.claim.unit else nearly_same_share(key, hedge, known)
        exact = [other for other in known if not known[other].rank]
        for other in (*rounded_to(key, hedge, exact), *near):
            yield replace(self.claim, keys=(other,), hedge="", bound="")

    def difference(self, text: str) -> tuple[Code, str] | None:
        """Say in what other sense a block has the figure: the code, and the words for it."""
        claim, known = self.claim, known_claims(text)
        if not (claim.has_sense or self.strict):
            return None
        here = [known[key] for key in claim.keys]
        for mine, theirs in (
            (claim.unit, _union(each.units for each in here)),
            (claim.rate, _union(each.rates for each in here)),
        ):
            if mine and theirs and mine not in theirs:
                return Code.FIGURE_UNIT, f"has another unit ({'/'.join(sorted(theirs))})"
        if things := self._other_things(here, text):
            return Code.FIGURE_UNIT, f"counts something else ({things})"
        return self._turned(here, known)

    def _other_things(self, here: Sequence[Known], text: str) -> str:
        """Return what a block counts with the figure, where that is not what the book says."""
        if not self.claim.things:
            return ""
        return counts_another(
            self.claim.keys[0], self.claim.things, _union(k.things for k in here), most_of(text)
        )

    def _turned(self, here: Sequence[Known], known: Mapping[str, Known]) -> tuple[Code, str] | None:
        """Say how a block turns the figure: its bound, its direction, its year, its order."""
        claim = self.claim
        bounds = _union(each.bounds for each in here)
        if ((claim.bound and bounds) or self.strict) and not _agree(claim.bound, bounds):
            return Code.FIGURE_TURNED, _GIVEN_AS[min(bounds, default="")]
        if claim.trend and not trends_agree(claim.trend, _union(each.trends for each in here)):
            return Code.FIGURE_TURNED, "goes the other way, or is the step where this is the end,"
        ends = _union(each.ends for each in here)
        if claim.bound and not bounds and ends and claim.bound not in ends:
            return Code.FIGURE_TURNED, f"is the {min(ends)} end of a range"
        years = _union(each.years for each in here)
        if claim.year and years and not {"", claim.year} & years:
            return Code.FIGURE_TURNED, f"is of another year ({'/'.join(sorted(years))})"
        partner = known.get(claim.leads_to)
        forward = any(claim.leads_to in each.leads_to for each in here)
        if partner and not forward and not partner.leads_to.isdisjoint(claim.keys):
            return Code.FIGURE_TURNED, f"comes after {claim.leads_to}, not before it,"
        return None

    def refuted_by(self, figures: tuple[str, ...]) -> bool:
        """Tell whether a figure is not among those that the record has for a block."""
        plain = [key for key in self.claim.keys if key[0] not in "~×" and not key[0].isalpha()]
        return not (self.claim.other or may_be_group(plain, figures)) and any(
            key not in figures for key in plain
        )


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
                FigureProbe(claim, strict=passage.place.startswith("reading-")),
            )


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


def _agree(bound: str, bounds: frozenset[str]) -> bool:
    return bound in bounds if bounds else not bound


_Some = TypeVar("_Some")


def _union(sets: Iterable[frozenset[_Some]]) -> frozenset[_Some]:
    return frozenset[_Some]().union(*sets)


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
