"""All that a text has for the figures and dates of another, by their keys."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise

from briefbook.checks.figures.claim import Claim, Known
from briefbook.checks.figures.claims import all_claims
from briefbook.checks.figures.compounds import compounds
from briefbook.checks.figures.counted_things import most_counted, singles
from briefbook.checks.figures.dates.days import either_key
from briefbook.checks.figures.dates.years import decades_of
from briefbook.checks.figures.languages.other_senses import ratios
from briefbook.checks.figures.shares import said_as_percent, same_share
from briefbook.core.figures.find import find_figures
from briefbook.core.figures.hijri import hijri_keys

_NOTHING = Known()


@lru_cache(maxsize=65536)
def known_claims(text: str) -> dict[str, Known]:
    """Return the keys of all figures and dates of a text, each with its context."""
    found: dict[str, Known] = {}
    claims = all_claims(text, known=True)
    for claim in (*claims, *_ends_of_years(text)):
        for key in claim.keys:
            found[key] = _with(found.get(key, _NOTHING), claim)
            for same in _as_well(key, claim):
                found[same] = _with(found.get(same, _NOTHING), claim)
        for option in claim.either:
            found.setdefault(option, _NOTHING)
    for same, unit in compounds(claims, text):
        found[same] = _with(found.get(same, _NOTHING), Claim(0, 0, (same,), unit=unit))
    _note_ends(found, claims, text)
    _note_ranks(found, claims, text)
    for other in (
        *ratios(text), *hijri_keys(text), *_in_the_same_money(text), *_of_percent(text, found)
    ):  # fmt: skip
        found.setdefault(other, _NOTHING)
    doubtful = _doubtful(claims)
    for key in [each for each in found if each not in doubtful]:
        for other in (same_share(key), *said_as_percent(key)):
            if other:
                found.setdefault(other, found[key])
    return found


#: “Since the beginning of 2023” is since January.
_ENDS_OF_YEAR = re.compile(
    r"\b(?:(beginning|start|outset|anfang|début|principios)|end|ende|fin|finales)\s+(?:of\s+|de\s+)?"
    r"((?:1[5-9]|20)\d\d)\b",
    re.IGNORECASE,
)


def _ends_of_years(text: str) -> Iterator[Claim]:
    for match in _ENDS_OF_YEAR.finditer(text):
        yield Claim(
            match.start(), match.start(), (f"month{1 if match[1] else 12}",), is_date=True,
            year=match[2],
        )  # fmt: skip


@lru_cache(maxsize=4096)
def most_of(text: str) -> dict[str, Fraction]:
    """Return the largest number of each thing that a text counts, by the stem of its noun."""
    counted = ((c.keys[0], c.things) for c in all_claims(text, known=True) if c.keys)
    return most_counted((*singles(text), *counted))


_TO = re.compile(r"\s*(?:[–—-]|to|bis|à|a|до)\s*(?:US\$|[$€£¥])?", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|von|de|del|od|от|с|від|з)\b[^.;:]{0,40}$", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|zwischen|entre|между|між)\s+(?:US\$|[$€£¥])?$", re.IGNORECASE)
_AND = re.compile(r"\s*(?:and|und|et|y|e|и|і|й|та)\s+(?:US\$|[$€£¥])?", re.IGNORECASE)


def _note_ends(found: dict[str, Known], claims: Sequence[Claim], text: str) -> None:
    """Note which figures are the ends of a range: “between 4,915 and 6,144”, “11 to 13 percent”.

    Of what rises or falls “from 10 to 12” neither is a bound.
    """
    for one, other in pairwise(claims):
        between, before = text[one.end : other.start], text[: one.start]
        joined = bool(_AND.fullmatch(between) and _BETWEEN.search(before[-16:]))
        joined = joined or bool(_TO.fullmatch(between) and not _FROM.search(before[-48:]))
        if joined and not (one.is_date or other.is_date) and one.keys and other.keys:
            for claim, end in ((one, "lower"), (other, "upper")):
                known = found[claim.keys[0]]
                found[claim.keys[0]] = replace(known, ends=known.ends | {end})


def _note_ranks(found: dict[str, Known], claims: Sequence[Claim], text: str) -> None:
    """Note the numbers that are but days and ranks: of “15 March” no 15 years can be told."""
    dates = [claim for claim in claims if claim.is_date and claim.keys]
    ranks: set[str] = set()
    others: set[str] = set()
    for claim in claims:
        if not claim.is_date:
            inside = any(d.start <= claim.start and claim.end <= d.end for d in dates)
            inside = inside and not claim.unit
            rank = inside or text[claim.start : claim.end].lower() in ("first", "second")
            (ranks if rank else others).update(claim.keys)
    for key in ranks - others:
        found[key] = replace(found[key], rank=True)


def _doubtful(claims: Sequence[Claim]) -> set[str]:
    """Return the parts of which none surely is one: “the third”, of which 33 percent is none."""
    keys: tuple[set[str], set[str]] = (set(), set())
    for claim in claims:
        keys[claim.doubtful].update(claim.keys)
    return keys[True] - keys[False]


def _as_well(key: str, claim: Claim) -> Iterator[str]:
    """Yield what a claim with a key has as well: the month of a day, a share in percent."""
    if shared := _shared_percent(key, claim.leads_to):
        yield shared
    yield from () if claim.is_date else decades_of(key)
    if claim.is_date:
        yield key.split("-", maxsplit=1)[0]
        yield either_key(key) or key


@lru_cache(maxsize=65536)
def unsure_keys(text: str) -> frozenset[str]:
    """Return the keys of figures that may be two things, in both ways, without their money."""
    unsure = [claim for claim in all_claims(text, known=True) if claim.other]
    return frozenset(key for claim in unsure for key in (claim.other, *claim.keys))


def may_be_group(keys: Iterable[str], figures: Collection[str]) -> bool:
    """Tell whether a record has one of the keys as trillions, which 23조 may be or not."""
    numbers = [without_money(key) for key in keys]
    return any(
        f"{number}{_TRILLIONS}" in figures or (number.endswith(_TRILLIONS) and number in figures)
        for number in numbers
    )


_TRILLIONS = "0" * 12


def without_money(key: str) -> str:
    """Return the number of a key such as ``₩3000``."""
    return key.lstrip("$€£¥₩₽₴")


_ENDS = re.compile(r"\s*(?:[.,;:)!?]|$)")
_SCALED = 10_000


def _in_the_same_money(text: str) -> Iterator[str]:
    """Yield amounts whose money is named with another one: “$310 million, up from 245 million”."""
    figures = find_figures(text)
    money = {f.unit for f in figures if f.unit and f.unit not in ("%", "h")}
    for figure in figures if len(money) == 1 else ():
        if not figure.unit and figure.value >= _SCALED and _ENDS.match(text, figure.end):
            yield replace(figure, unit=next(iter(money))).key


#: The first row of a table, as sources/reading/article.py reads it, with percentages: “Share, %;”.
_HEAD = re.compile(
    r"[^;.?!]*(?:(?<!\d)[%٪％]|\b(?:per\s?cent(?:age)?|Prozent|Anteil|pour cent|por ciento)\b"
    r"|процент|відсот|비율|百分比|割合)[^;.?!]*;",
    re.IGNORECASE,
)
_HUNDRED = 100


def _of_percent(text: str, keys: Iterable[str]) -> Iterator[str]:
    """Yield the numbers of a table whose head says that it has percentages, as such."""
    if ";" in text and _HEAD.match(text):
        for key in keys:
            if _NUMBER.fullmatch(key) and Fraction(key) <= _HUNDRED:
                yield f"{key}%"


_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def _shared_percent(key: str, leads_to: str) -> str:
    """Return ``26%`` for the 26 of “19 percent, down from 26”: both ends are percentages."""
    plain = key.isdecimal() and leads_to.endswith("%")
    return f"{key}%" if plain else ""


def _with(known: Known, claim: Claim) -> Known:
    return Known(
        known.units | {claim.unit} - {""},
        known.rates | {claim.rate} - {""},
        known.bounds | {claim.bound} - {""},
        known.leads_to | {claim.leads_to} - {""},
        known.trends | {claim.trend} - {""},
        known.years | {claim.year} if claim.is_date else known.years,
        known.things | {claim.things},
        known.ends,
        known.told_for if claim.is_date else known.told_for | {claim.year},
        known.besides | {claim.beside} - {""},
    )
