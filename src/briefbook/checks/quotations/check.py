"""Check quotations: the text in quotation marks is, word for word, in a block cited for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefbook.checks.evidence.claim_hashes import quotation_sha256
from briefbook.checks.evidence.items import (
    Item,
    ItemKind,
    Outcome,
    Probe,
    named_blocks,
)
from briefbook.checks.evidence.matches import Match, Result
from briefbook.checks.evidence.material import BlockRef, Material
from briefbook.checks.evidence.own_elsewhere import own_where_it_links
from briefbook.checks.evidence.own_quotations import is_own
from briefbook.checks.evidence.own_words import own_words
from briefbook.checks.evidence.prose import Prose
from briefbook.checks.evidence.whole_texts import is_whole_text
from briefbook.checks.prose.quotation_marks import Quotation
from briefbook.checks.prose.word_forms import NO_WORDS, Words, source_words
from briefbook.checks.quotations.gaps import insertions
from briefbook.checks.quotations.matching import Around, find_quotation, match_quotation
from briefbook.checks.quotations.misplaced import find_elsewhere, find_joined_blocks
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic, Fix
from briefbook.core.passages import Role
from briefbook.core.words.text import normalise

_FAILED = {
    Result.NOT_FOUND: Code.QUOTE_NOT_FOUND,
    Result.NEAR: Code.QUOTE_NEAR,
    Result.ALTERED: Code.QUOTE_ALTERED,
    Result.FORM: Code.QUOTE_FORM,
    Result.UNCHECKED: Code.NOT_VERIFIED,
}
_SAYS = {
    Result.NOT_FOUND: "quotation not found in {block}: “{shown}”{nearest}; fix the words or the "
    'locator, or mark words that quote nobody ["…"]{{.own}}',
    Result.NEAR: "quotation is not word for word in {block}: “{shown}”{nearest}; take the "
    "source's words",
    Result.ALTERED: "quotation changes a number or a negation of {block}: “{shown}”{nearest}; "
    "take the source's words",
    Result.FORM: "quotation differs from {block} in capitals or punctuation: “{shown}”{nearest}; "
    "take the source's",
    Result.UNCHECKED: "not verified: the text of {key} is not on this disk, and no receipt has "
    "the quotation “{shown}” in {block}; run briefbook check where the text is",
}


@dataclass(frozen=True, slots=True)
class QuotationProbe(Probe):
    """A quotation to look up, with its sentence, and the words of the source for insertions."""

    words: str
    around: Around | None = None
    known: Words = field(default=NO_WORDS, repr=False, compare=False)

    def match(self, text: str) -> Match:
        """Compare the quotation with the text of one block."""
        return find_quotation(self.words, text, self.around, self.known)

    def nearest(self, text: str) -> Match:
        """Return the most similar words of one block, and the kind of difference."""
        return match_quotation(self.words, text, self.around, self.known)


def quotation_items(prose: Prose, material: Material) -> Iterator[Item]:
    """Yield the quotations of a passage that must be verified."""
    for quotation in prose.quotations:
        if is_own(prose, quotation) or _is_own_elsewhere(prose, quotation, material):
            continue
        if not any(map(str.isalnum, quotation.words)):
            continue
        candidates = material.candidates(prose, quotation.start)
        if not candidates and prose.passage.role in (Role.TITLE, Role.ASIDE):
            candidates = material.own_source(prose)
        if candidates or prose.passage.docname in material.chapters:
            yield Item(
                ItemKind.QUOTATION,
                prose.passage,
                quotation.start,
                " ".join(quotation.words.split()),
                quotation_sha256(quotation.words),
                candidates,
                QuotationProbe(
                    quotation.words,
                    around_of(prose, quotation),
                    _source_words(quotation, candidates, material),
                ),
            )


def _is_own_elsewhere(prose: Prose, quotation: Quotation, material: Material) -> bool:
    """Tell whether its words are marked as the editors' own where its sentence links to."""
    marked = own_where_it_links(material, prose, quotation.start)
    return f" {_plain(quotation.words)} " in f" {' '.join(map(_plain, marked))} "


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", normalise(words).casefold()))


def around_of(prose: Prose, quotation: Quotation) -> Around:
    """Return the words of the sentence around a quotation, without its other quotations."""
    sentence = prose.sentence_at(quotation.start)
    text = prose.passage.text
    return Around(text[sentence.start : quotation.start], text[quotation.end : sentence.end])


def _source_words(
    quotation: Quotation, candidates: tuple[BlockRef, ...], material: Material
) -> Words:
    """Return the words of the cited sources, and of their titles; none if they are not needed."""
    if not insertions(quotation.words):
        return NO_WORDS
    keys = tuple(dict.fromkeys(block.key for block in candidates))
    cached = material.cache.get(("words of", keys))
    if isinstance(cached, Words):
        return cached
    texts = [text for key in keys for text in material.texts.get(key, {}).values()]
    titles = [material.records[key].title for key in keys]
    words = source_words((*texts, *titles))
    material.cache["words of", keys] = words
    return words


def quotation_findings(outcome: Outcome, material: Material) -> Iterator[Diagnostic]:
    """Yield the findings on one quotation."""
    item, result = outcome.item, outcome.match.result
    if outcome.block is None:
        unrecorded = _unrecorded(item, material)
        if unrecorded:
            yield material.finding(
                item.passage, item.offset, Code.QUOTE_UNCHECKED,
                f"the quotation “{item.shown}” cannot be checked: {unrecorded} has no record; add "
                f"the article: briefbook add FILE --key {unrecorded}",
            )  # fmt: skip
            return
        yield material.finding(
            item.passage, item.offset, Code.QUOTE_UNCITED,
            f"the sentence of the quotation “{item.shown}” cites no block of a source; add the "
            'citation with its locator, or mark words that quote nobody ["…"]{.own}',
            about=item.shown, fixes=(own_words(in_marks(item)),),
        )  # fmt: skip
        return
    if result.verified:
        return
    code, message = _FAILED[result], _SAYS[result]
    fixes = _fixes(outcome)
    if result not in (Result.FORM, Result.UNCHECKED):
        if elsewhere := find_elsewhere(item, material):
            code, message, block = elsewhere
            fixes = tuple(
                _cite(cited, block) for cited in item.candidates if cited.key == block.key
            )
        elif joined := find_joined_blocks(item, material):
            (code, message), fixes = joined, ()
    nearest = f" (nearest: “{outcome.match.nearest}”)" if outcome.match.nearest else ""
    where = named_blocks(item) if result is Result.NOT_FOUND else str(outcome.block)
    yield material.finding(
        item.passage, item.offset, code,
        message.format(block=where, key=outcome.block.key, shown=item.shown, nearest=nearest),
        about=item.shown, fixes=fixes,
    )  # fmt: skip


def in_marks(item: Item) -> str:
    """Return a quotation with the quotation marks that its passage has."""
    words = r"\s+".join(map(re.escape, item.shown.split()))
    found = re.match(rf"\W?\s*{words}\s*\W?", item.passage.text[item.offset :])
    return " ".join(found[0].split()) if found else item.shown


def _fixes(outcome: Outcome) -> tuple[Fix, ...]:
    """Return the fixes for words that no block has."""
    nearest, shown = outcome.match.nearest, outcome.item.shown
    if outcome.match.result is Result.NOT_FOUND:
        return (own_words(in_marks(outcome.item)),)
    return (Fix(f"take the source's words: “{nearest}”", shown, nearest),) if nearest else ()


def _cite(cited: BlockRef, block: BlockRef) -> Fix:
    old, new = (f"{each.key}{{{each.locator}}}" for each in (cited, block))
    return Fix(f"cite {block.locator} instead of {cited.locator}", old, new)


def _unrecorded(item: Item, material: Material) -> str:
    """Return the key of a cited source without a record; empty if there is none."""
    passage = item.passage
    cited = material.place_citations.get(passage.place, passage.citations)
    return next((c.key for c in cited if c.locator and c.key not in material.records), "")


def unbalanced_findings(material: Material) -> Iterator[Diagnostic]:
    """Yield a finding for each unbalanced quotation mark, except in texts of sources."""
    for prose in material.prose:
        if prose.alone and is_whole_text(prose.passage, material):
            continue
        for offset in prose.alone:
            mark = prose.passage.text[offset]
            yield material.finding(
                prose.passage, offset, Code.QUOTE_UNBALANCED,
                f"the quotation mark {mark} has no partner in its paragraph: "
                f"{_near(prose.passage.text, offset)}; add the missing one",
            )  # fmt: skip


def _near(text: str, offset: int) -> str:
    return "…" + " ".join(text[max(0, offset - 20) : offset + 25].split()) + "…"
