"""Compare figures and dates of a draft with the blocks most similar to their sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from briefbook.checks.evidence.matches import Result
from briefbook.checks.evidence.material import BlockRef, single_locators
from briefbook.checks.evidence.prose import Prose
from briefbook.checks.figures.claim import Claim
from briefbook.checks.figures.claims import find_claims
from briefbook.checks.figures.discourse import refers_back
from briefbook.checks.figures.probe import FigureProbe
from briefbook.core.codes import Code
from briefbook.core.figures.other_languages import languages_of
from briefbook.core.passages import Role
from briefbook.drafts.library import Library
from briefbook.drafts.naming import Named
from briefbook.drafts.similar import Likeness
from briefbook.drafts.sources import ABOUT
from briefbook.drafts.verdicts import Status, Verdict

#: The number of most similar blocks in which a figure is looked up.
_LIKE = 8
#: The least share of the sentence's words, weighted by rarity, that makes a block similar.
_ENOUGH = 0.15
#: The share from which a block reports the same: another figure there is a change.
_SAME = 0.5
#: A number that few blocks have by chance.
_RARE = re.compile(r"(?!(?:1[7-9]|20)\d\d$)[^\d]?\d{4,}(?:\.\d+)?|[^\d]?\d+\.\d+%?")
_NUMBERED = re.compile(r"\s*(?:\d+(?:\.\d+)*\.?|[A-Z]\.)\s")


def claims_of(prose: Prose, named: Iterable[Named]) -> list[Claim]:
    """Return the figures and dates that a passage claims: none of citations, quotations, code."""
    passage = prose.passage
    if passage.role in (Role.CODE, Role.QUOTE):
        return []
    first = _NUMBERED.match(passage.text) if passage.role is Role.TITLE else None
    cited = [(each.start, each.end) for each in named]
    return [
        claim
        for claim in find_claims(passage.text)
        if not prose.spoken(claim.start, claim.end)
        and not any(start <= claim.start < end for start, end in cited)
        and not (first and claim.start < first.end())
        and not refers_back(passage.text, claim.start, claim.end)
    ]


def judge_figure(
    claim: Claim,
    sentence: str,
    named: Sequence[Named],
    beside: Sequence[BlockRef],
    library: Library,
) -> Verdict:
    """Return the verdict on a figure.

    ``named`` are the sources named for it, of which a block that is named with one decides alone;
    ``beside`` are the blocks that have the quotations of its passage.
    """
    probe = FigureProbe(claim, sentence=sentence)
    keys = frozenset(each.key for each in named if each.key)
    everywhere = [e for e in library.similar.find(sentence, _LIKE) if e.share >= _ENOUGH]
    like = library.similar.find(sentence, _LIKE, keys) if keys else everywhere
    blocks = _blocks(named, library) or [
        *(block for block in beside if not keys or block.key in keys),
        *(each.block for each in like),
        *(BlockRef(key, ABOUT) for key in sorted(keys)),
    ]
    code = Code.DATE_NOT_FOUND if claim.is_date else Code.FIGURE_NOT_FOUND
    return (
        _among(probe, blocks, library)
        or _elsewhere(probe, everywhere, keys, library, code)
        or (None if like else _in_another_language(probe, keys, library))
        or _missing(claim, like, library, code)
    )


def _among(probe: FigureProbe, blocks: Iterable[BlockRef], library: Library) -> Verdict | None:
    """Return the verdict if one of these blocks has the figure, in any sense."""
    turned = None
    for block in blocks:
        result = probe.match_dated(library.text(block), library.date(block)).result
        if result.verified:
            return Verdict(Status.EXACT, block)
        turned = turned or (block if result is Result.ALTERED else None)
    if turned is None:
        return None
    text = library.text(turned)
    code, said = probe.difference(text) or (Code.FIGURE_UNIT, "has another unit")
    return Verdict(Status.CHANGED, turned, _figures(text, probe.claim), f"it {said} there", code)


def _in_another_language(
    probe: FigureProbe, keys: frozenset[str], library: Library
) -> Verdict | None:
    """Return the verdict if a source in another language has the figure, which words cannot find.

    In a source that is named every block counts. Else the number must have four digits and not be a
    year, or the block must have another figure of the sentence: any number is somewhere by chance.
    """
    others = [find for find in find_claims(probe.sentence) if find.keys != probe.claim.keys]
    for block in library.blocks_in_other_languages(languages_of(probe.sentence)):
        text, date = library.text(block), library.date(block)
        if (keys and block.key not in keys) or not probe.match_dated(text, date).result.verified:
            continue
        rare = any(map(_RARE.fullmatch, probe.claim.keys))
        if (
            keys
            or rare
            or any(FigureProbe(other).match_dated(text, date).result.verified for other in others)
        ):
            return Verdict(Status.EXACT, block, why="it is in another language: read it")
    return None


def _elsewhere(
    probe: FigureProbe,
    like: Iterable[Likeness],
    keys: frozenset[str],
    library: Library,
    code: Code,
) -> Verdict | None:
    """Return the verdict where another source than those named has the figure."""
    for each in like if keys else ():
        if each.block.key in keys:
            continue
        text, date = library.text(each.block), library.date(each.block)
        if probe.match_dated(text, date).result.verified:
            said = " or ".join(sorted(keys))
            why = f"not in what {said} says of it, which is named beside it"
            return Verdict(Status.ELSEWHERE, each.block, why=why, code=code)
    return None


def _missing(claim: Claim, like: Sequence[Likeness], library: Library, code: Code) -> Verdict:
    """Return the verdict on a figure that no such block has, with what the nearest has."""
    if not like:
        return Verdict(Status.NOT_FOUND, why="no source speaks of the same", code=code)
    near = like[0]
    has = _figures(library.text(near.block), claim)
    status = Status.CHANGED if has and near.share >= _SAME else Status.NOT_FOUND
    return Verdict(status, near.block, has, code=code)


def _blocks(named: Iterable[Named], library: Library) -> list[BlockRef]:
    """Return the very blocks that citations name: ``[@kontur2025, ¶ 4]``."""
    return [
        BlockRef(each.key, locator)
        for each in named
        for locator in (single_locators(each.locator) if each.key else ())
        if locator in library.sources[each.key].texts
    ]


def _figures(text: str, claim: Claim) -> str:
    """Return the figures of a text, or its dates, as it has them."""
    found = [c for c in find_claims(text) if c.is_date == claim.is_date]
    return ", ".join(dict.fromkeys(" ".join(text[c.start : c.end].split()) for c in found))
