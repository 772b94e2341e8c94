"""Compare the quotations of a draft with every block of the folder."""

from __future__ import annotations

from briefbook.checks.evidence.matches import Match, Result
from briefbook.checks.evidence.material import BlockRef
from briefbook.checks.prose.canonical import canonical
from briefbook.checks.quotations.matching import Around, find_quotation, without_changed_letters
from briefbook.checks.quotations.misplaced import joined_blocks
from briefbook.checks.quotations.nearest import find_nearest
from briefbook.core.codes import Code
from briefbook.core.words.text import word_count
from briefbook.drafts.library import Library
from briefbook.drafts.verdicts import Status, Verdict

#: The most blocks that are compared: of those with all words, and of the most similar ones.
_HOLDERS = 200
_NEAREST = 3
#: The similarity from which the words of a source are shown.
_WORTH = 0.4
_WHY = {
    Result.FORM: "other capitals or punctuation",
    Result.NEAR: "not word for word",
    Result.ALTERED: "a number or a negation is changed",
}
_CODES = {
    Result.FORM: Code.QUOTE_FORM,
    Result.NEAR: Code.QUOTE_NEAR,
    Result.ALTERED: Code.QUOTE_ALTERED,
}


def judge_quotation(
    words: str, around: Around, named: frozenset[str], library: Library, fewest: int
) -> Verdict:
    """Return the verdict on a quotation; ``named`` are the keys of the sources beside it.

    One of less than ``fewest`` words that is nowhere, with no source beside it, is not judged.
    """
    holders = library.words.holding(words)
    holders.sort(key=lambda block: block.key not in named)
    tried = [
        (find_quotation(words, library.text(block), around, library.known(words, block.key)), block)
        for block in holders[:_HOLDERS]
    ]
    found = [block for match, block in tried if match.result.verified]
    if found:
        home = found[0]
        if not named or home.key in named:
            return Verdict(Status.EXACT, home)
        said = " or ".join(sorted(named))
        return Verdict(
            Status.ELSEWHERE, home, why=f"not in {said}, which is named beside it",
            code=Code.QUOTE_ELSEWHERE,
        )  # fmt: skip
    altered = [(match, block) for match, block in tried if match.result is not Result.NOT_FOUND]
    if altered:
        return _changed(*altered[0], named)
    short = word_count(words) < fewest and not named
    return Verdict(Status.SHORT) if short else _by_likeness(words, around, named, library)


def _changed(match: Match, block: BlockRef, named: frozenset[str]) -> Verdict:
    why = _WHY.get(match.result, "")
    if named and block.key not in named:
        why += f", and {' or '.join(sorted(named))} is named beside it"
    return Verdict(Status.CHANGED, block, match.nearest, why, _CODES.get(match.result))


def _by_likeness(words: str, around: Around, named: frozenset[str], library: Library) -> Verdict:
    """Return the verdict on a quotation that no block has as a whole, by the most similar words."""
    likely = [each.block for each in library.similar.find(words, _NEAREST)]
    if named:
        likely += [each.block for each in library.similar.find(words, _NEAREST, named)]
    plain = canonical(without_changed_letters(words))
    if over := next((b for b in likely if _runs_over(words, around, b, library)), None):
        return Verdict(Status.EXACT, over)
    best, block = Match(Result.NOT_FOUND, "", 0.0), None
    for each in dict.fromkeys(likely):
        match = find_nearest(plain, canonical(library.text(each)))
        if match.likeness > best.likeness:
            best, block = match, each
    if best.result is not Result.NOT_FOUND and block:
        return _changed(best, block, named)
    homes = joined_blocks(words, {each: library.text(each) for each in likely})
    if homes:
        both = " and ".join(map(str, homes))
        return Verdict(
            Status.CHANGED, homes[0], why=f"joins words of {both}", code=Code.QUOTE_JOINED
        )
    shown = best.likeness >= _WORTH
    return Verdict(
        Status.NOT_FOUND, block if shown else None, best.nearest if shown else "",
        code=Code.QUOTE_NOT_FOUND,
    )  # fmt: skip


def _runs_over(words: str, around: Around, block: BlockRef, library: Library) -> bool:
    """Return whether a quotation begins in a block or before it, and ends in the next."""
    return any(find_quotation(words, text, around).result.verified for text in library.pairs(block))
