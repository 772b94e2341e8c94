"""Whether a text contains a quotation, word for word.

What is allowed: other shapes of quotation marks, dashes and spaces; another case of the first
letter; punctuation at both ends; ``[words]`` that the editors put in; ``…`` for words left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from briefbook.checks.evidence.matches import Match, Result
from briefbook.checks.prose.canonical import canonical
from briefbook.checks.prose.governing import Governed, first_clause, governing, last_sentence
from briefbook.checks.prose.languages.language import Language, language_of, may_negate
from briefbook.checks.prose.word_forms import NO_WORDS, Words
from briefbook.checks.prose.wording import (
    edges_cut,
    has_negation,
    occurrences,
    tidied,
    words_of,
)
from briefbook.checks.quotations.cut_hedges import cut_hedge
from briefbook.checks.quotations.gaps import match_with_gaps
from briefbook.checks.quotations.nearest import find_nearest
from briefbook.core.words.text import tidy

_CHANGED_LETTER = re.compile(r"\[([^\W\d_])\](?=[^\W_])")
_NOT_THERE = Match(Result.NOT_FOUND, "", 0.0)
#: A question or an exclamation at the end, whatever closes behind it.
_ASKS = re.compile(r"[?!](?=[?!.'\"”’»)\]\s]*$)")
#: What the text has put in itself before the mark.
_BRACKET = re.compile(r"\A\W?\[[^\]]*\]")
#: How many brackets and marks may close before the mark that ends a question.
_CLOSED = 4


@dataclass(frozen=True, slots=True)
class Around:
    """The words of the book's sentence before and after a quotation."""

    before: str = ""
    behind: str = ""


#: From where to where words stand in a text's form for comparing.
CharRanges = Sequence[tuple[int, int]]


def match_quotation(
    words: str, text: str, around: Around | None = None, known: Words = NO_WORDS
) -> Match:
    """Compare the words of a quotation, without its marks, with the text of one block.

    What negates them must be the same in the text and ``around`` them in the book, where that is
    given: “once crossed a line” is not what “never once crossed a line” says. ``known`` are the
    words of the source, of which insertions may be made.
    """
    match = find_quotation(words, text, around, known)
    return match if match is not _NOT_THERE else find_nearest(*_forms(words, text))


def find_quotation(
    words: str, text: str, around: Around | None = None, known: Words = NO_WORDS
) -> Match:
    """Compare without searching for similar words, which takes a hundred times as long."""
    match, places = _find(words, text, known)
    if not match.result.verified or not places:
        return match
    block = _block_form(text)
    if around is not None and (turned := _turned(words, block, places, around)):
        return Match(Result.ALTERED, turned)
    spoken = f"{around.before} {around.behind}" if around is not None else None
    if spoken is not None and (hedged := cut_hedge(words, block, places, spoken)):
        return Match(Result.ALTERED, hedged)
    if not _asks_alike(words, block, places):
        return Match(Result.FORM, block[places[0][0] : places[0][1] + 1])
    return match


def _find(words: str, text: str, known: Words) -> tuple[Match, CharRanges]:
    """Return the match, and where it stands in the text's form for comparing."""
    quotation, block = _forms(words, text)
    whole = edges_cut(quotation)
    found = list(occurrences(whole, block, any_case=True)) if whole else []
    starts = [(start, start + len(whole)) for start in found]
    plain = edges_cut(tidy(words))
    if plain and any(True for _ in occurrences(plain, tidied(text))):
        return Match(Result.EXACT), starts
    if starts:
        return Match(Result.NORMALISED), starts
    return match_with_gaps(quotation, block, known) or (_NOT_THERE, ())


def _forms(words: str, text: str) -> tuple[str, str]:
    return canonical(without_changed_letters(words)), _block_form(text)


@lru_cache(maxsize=65536)
def _block_form(text: str) -> str:
    """Return a block in the form for comparing, without changed letters in its quotations."""
    return canonical(without_changed_letters(text) if "[" in text else text)


def without_changed_letters(words: str) -> str:
    """Return a quotation with “[T]he war” as “The war”: a changed letter is no insertion."""
    return _CHANGED_LETTER.sub(r"\1", words)


def _turned(words: str, block: str, places: CharRanges, around: Around) -> str:
    """Return the text's words if it negates differently from the book; empty if it does not."""
    spoken = f"{around.before} {around.behind}"
    if not may_negate(block) and not may_negate(spoken):
        return ""
    language = language_of(block)
    said = _said(around, words, language)
    denied = said.negated or _denied_behind(canonical(around.behind), language_of(spoken))
    turned = ""
    for start, end in places:
        sentence = last_sentence(block[:start])
        source = governing(sentence, words, language)
        behind = _negated_behind(block, end, language)
        if source.negated or behind:
            if denied:
                return ""
            turned = f"{source.word or '…'} … {block[start:end]}{behind}"
        elif source.count and said.negated:
            turned = f"{source.word} … {block[start:end]}"
        elif said.negated and said.direct and _plain(sentence, block, end, language):
            turned = f"{sentence[-40:]}{block[start:end]}"
        else:
            return ""
    return turned.replace("n't …", "not …").strip()


_COMMA_AND_MARK = re.compile(r",(\s*\W?)$")


def _said(around: Around, words: str, quoted: Language) -> Governed:
    """Tell what the book has before a quotation that negates it.

    Few words do not tell their language; then they are also read in that of the source.
    """
    spoken = f"{around.before} {around.behind}"
    own = language_of(spoken)
    said = governing(_opened(around, own), words, own)
    if said.count or own is quoted or not own.common.isdisjoint(spoken.lower().split()):
        return said
    return governing(_opened(around, quoted), words, quoted)


def _opened(around: Around, language: Language) -> str:
    """Return the words before a quotation, without a comma that only opens its infinitive.

    “Er wies zurück, ‚gedroht‘ zu haben” is no direct speech.
    """
    following = words_of(canonical(around.behind))[:1]
    goes_on = bool(following) and following[0].lower() in language.infinitives
    return _COMMA_AND_MARK.sub(r"\1", around.before) if goes_on else around.before


def _denied_behind(behind: str, language: Language) -> bool:
    """Tell whether the book negates a quotation after it: directly, or by “… denied it”."""
    clause = words_of(first_clause(behind))
    if has_negation(clause, language) or _begins(clause, language.follows):
        return True
    words = [word.lower() for word in words_of(behind)]
    back = language.pronouns | language.complements | _IT
    return any(one in language.denials and other in back for one, other in pairwise(words))


_IT = frozenset(("this", "them", "das", "dies", "cela", "eso", "это", "це"))


def _negated_behind(block: str, end: int, language: Language) -> str:
    """Return the words up to a negation that follows the words it negates, as in Korean.

    It follows at once, or what is said is named before it: “… (the) claim denied”.
    """
    if not language.follows:
        return ""
    clause = words_of(first_clause(block[end:]))
    following = clause[:2]
    if _begins(clause[:_NAMED], tuple(language.contents)):
        following = clause
    return " " + " ".join(following) if _begins(following, language.follows) else ""


#: Among so many words behind a quotation stands the noun for what is said in it.
_NAMED = 5


def _begins(words: Sequence[str], beginnings: tuple[str, ...]) -> bool:
    """Tell whether one of the words begins so; of a language without endings none does."""
    return bool(beginnings) and any(word.lower().startswith(beginnings) for word in words)


def _plain(sentence: str, block: str, end: int, language: Language) -> bool:
    """Tell whether nothing in the text's sentence negates so far: then the book added it."""
    return not has_negation(words_of(f"{sentence} {first_clause(block[end:])}"), language)


def _asks_alike(words: str, block: str, places: CharRanges) -> bool:
    """Tell whether a question mark at the end of a quotation is the text's."""
    asks = _ASKS.search(words)
    return asks is None or any(
        asks[0] in _BRACKET.sub("", block[end:])[:_CLOSED] for _start, end in places
    )
