"""What a figure or date of the book is looked for with in a block of its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from briefbook.checks.evidence.items import Probe
from briefbook.checks.evidence.matches import Match, Result
from briefbook.checks.figures.claim import Claim, Known
from briefbook.checks.figures.counted_things import counts_another
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
from briefbook.checks.figures.table_rows import row_elsewhere
from briefbook.checks.figures.trends import step_told, trends_agree
from briefbook.core.codes import Code
from briefbook.core.figures.other_languages import can_read

GIVEN_AS = {
    "": "is given without a bound",
    "lower": "is given as “at least” that",
    "upper": "is given as “at most” that",
}
"""How a message says which bound a block gives a figure."""
_FOUND = Match(Result.EXACT)
_MISSING = Match(Result.NOT_FOUND, "", 0.0)
_NOT_COMPARED = Match(Result.NOT_COMPARED, "", 0.0)
_Some = TypeVar("_Some")


@dataclass(frozen=True, slots=True)
class FigureProbe(Probe):
    """A figure or date, with its unit, rate, bound and direction."""

    claim: Claim
    #: A row of the table of figures must hedge as the source does; prose may leave a bound out.
    strict: bool = False
    #: The sentence that says it, which can name a row of a table.
    sentence: str = ""
    #: What the figure may be by the head of its column.
    under_head: tuple[Claim, ...] = ()

    def match(self, text: str) -> Match:
        """Look the keys up in one block; the same value in another sense is ``altered``."""
        known = known_claims(text)
        either = options_in(self.claim.either, known)
        if any(self._lacks(key, known) for key in self.claim.keys) or (
            either and not any(key in known for key in either)
        ):
            others = (*self.under_head, *self._same(known))
            if any(FigureProbe(same).match(text).result.verified for same in others):
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
        leads = {k: each.leads_to for k, each in known.items()} if self.claim.trend else {}
        if leads and step_told(key, self.claim.trend, leads):
            yield Claim(self.claim.start, self.claim.end, ())
        for other in percent_in(known, key):
            yield replace(self.claim, keys=(other,))
        hedge = self.claim.hedge
        near = () if self.claim.unit else nearly_same_share(key, hedge, known)
        # Where the text rounds the very same thing, only that can be meant.
        same = [other for other in known if self.claim.beside in known[other].besides]
        exact = [other for other in same or known if not known[other].rank]
        for other in (*rounded_to(key, hedge, exact), *near):
            yield replace(self.claim, keys=(other,), hedge="", bound="")

    def difference(self, text: str) -> tuple[Code, str] | None:
        """Say in what other sense a block has the figure: the code, and the words for it."""
        claim, known = self.claim, known_claims(text)
        if len(claim.keys) == 1 and self.sentence and ";" in text:
            row = row_elsewhere(claim.keys[0], self.sentence, text)
            if row:
                return Code.FIGURE_TURNED, f"stands in the row “{row}”"
        if not (claim.has_sense or self.strict) or not claim.keys:
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
            return Code.FIGURE_TURNED, GIVEN_AS[min(bounds, default="")]
        if claim.trend and not trends_agree(claim.trend, _union(each.trends for each in here)):
            return Code.FIGURE_TURNED, "goes the other way, or is the step where this is the end,"
        ends = _union(each.ends for each in here)
        if claim.bound and not bounds and ends and claim.bound not in ends:
            return Code.FIGURE_TURNED, f"is the {min(ends)} end of a range"
        years = _union(each.years if claim.is_date else each.told_for for each in here)
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


def _agree(bound: str, bounds: frozenset[str]) -> bool:
    return bound in bounds if bounds else not bound


def _union(sets: Iterable[frozenset[_Some]]) -> frozenset[_Some]:
    return frozenset[_Some]().union(*sets)
