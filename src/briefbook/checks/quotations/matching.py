"""Compare a quotation, word for word, with a text.

Allowed differences: the shapes of quotation marks, dashes and spaces; the case of the first
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
from briefbook.checks.prose.languages.language import Language, language_of, may_negate
from briefbook.checks.prose.negation import Negation, find_negation
from briefbook.checks.prose.sentences import first_clause, last_sentence
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
from briefbook.checks.quotations.other_scripts import cut_negation
from briefbook.core.words.text import tidy

_CHANGED_LETTER = re.compile(r"\[([^\W\d_])\](?=[^\W_])")
_NOT_THERE = Match(Result.NOT_FOUND, "", 0.0)
#: A question or exclamation mark at the end, with whatever closes after it.
_ASKS = re.compile(r"[?!](?=[?!.'\"”’»)\]\s]*$)")
#: An insertion in brackets that the text itself has before the mark.
_BRACKET = re.compile(r"\A\W?\[[^\]]*\]")
#: The most brackets and quotation marks that close before a question mark.
_CLOSED = 4


@dataclass(frozen=True, slots=True)
class Around:
    """The words of the book's sentence before and after a quotation."""

    before: str = ""
    behind: str = ""


#: Ranges of words in a text in canonical form: (start, end).
CharRanges = Sequence[tuple[int, int]]


def match_quotation(
    words: str, text: str, around: Around | None = None, known: Words = NO_WORDS
) -> Match:
    """Compare the words of a quotation, without its marks, with the text of one block.

    If ``around`` is given, the words must be negated in the book exactly if they are in the text:
    “once crossed a line” is not what “never once crossed a line” says. ``known`` are the words
    of the source, which insertions may use.
    """
    match = find_quotation(words, text, around, known)
    return match if match is not _NOT_THERE else find_nearest(*_forms(words, text))


def find_quotation(
    words: str, text: str, around: Around | None = None, known: Words = NO_WORDS
) -> Match:
    """Compare without searching for similar words, which takes 100 times as long."""
    match, places = _find(words, text, known)
    if not match.result.verified or not places:
        return match
    block = _block_form(text)
    if around is not None:
        turned = _turned(words, block, places, around)
        turned = turned or cut_negation(block, places, around.before, around.behind)
        if turned:
            return Match(Result.ALTERED, turned)
    spoken = f"{around.before} {around.behind}" if around is not None else None
    if spoken is not None and (hedged := cut_hedge(words, block, places, spoken)):
        return Match(Result.ALTERED, hedged)
    if not _asks_alike(words, block, places):
        return Match(Result.FORM, block[places[0][0] : places[0][1] + 1])
    return match


def _find(words: str, text: str, known: Words) -> tuple[Match, CharRanges]:
    """Return the match, and its ranges in the text in canonical form."""
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
    """Return a block in canonical form, without changed letters in its quotations."""
    return canonical(without_changed_letters(text) if "[" in text else text)


def without_changed_letters(words: str) -> str:
    """Return a quotation with “[T]he war” as “The war”: a changed letter is not an insertion."""
    return _CHANGED_LETTER.sub(r"\1", words)


def _turned(words: str, block: str, places: CharRanges, around: Around) -> str:
    """Return the text's words if only one of text and book negates them; else an empty text."""
    spoken = f"{around.before} {around.behind}"
    if not may_negate(block) and not may_negate(spoken):
        return ""
    language = language_of(block)
    said = _said(around, words, language)
    denied = said.negated or _denied_behind(canonical(around.behind), language_of(spoken))
    turned = ""
    for start, end in places:
        if _goes_on_from(around.before, block[:start]):
            return ""
        sentence = last_sentence(block[:start])
        source = find_negation(sentence, words, language)
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


#: A speech that its attribution interrupts: “‘No warning’, said Ms Osei, ‘”.
_INTERRUPTED = re.compile(r"'([^']+)'[^'.;!?]*,\s*'?\s*$")


def _goes_on_from(before: str, earlier: str) -> bool:
    """Return whether what the book quotes before an attribution is what the text has right there.

    What negates these words stands among those, then.
    """
    interrupted = _INTERRUPTED.search(canonical(before))
    words = edges_cut(interrupted[1]).lower() if interrupted else ""
    return bool(words) and edges_cut(earlier).lower().endswith(words)


_COMMA_AND_MARK = re.compile(r",(\s*\W?)$")


def _said(around: Around, words: str, quoted: Language) -> Negation:
    """Return what negates a quotation in the words of the book before it.

    Few words do not show their language; they are also read in that of the source.
    """
    spoken = f"{around.before} {around.behind}"
    own = language_of(spoken)
    said = find_negation(_opened(around, own), words, own)
    if said.count or own is quoted or not own.common.isdisjoint(spoken.lower().split()):
        return said
    return find_negation(_opened(around, quoted), words, quoted)


def _opened(around: Around, language: Language) -> str:
    """Return the words before a quotation, without a comma that only begins its infinitive.

    “Er wies zurück, ‚gedroht‘ zu haben” is not direct speech.
    """
    following = words_of(canonical(around.behind))[:1]
    goes_on = bool(following) and following[0].lower() in language.infinitives
    return _COMMA_AND_MARK.sub(r"\1", around.before) if goes_on else around.before


def _denied_behind(behind: str, language: Language) -> bool:
    """Return whether the words after a quotation negate it: directly, or by “… denied it”."""
    clause = words_of(first_clause(behind))
    if has_negation(clause, language) or _begins(clause, language.follows):
        return True
    words = [word.lower() for word in words_of(behind)]
    back = language.pronouns | language.complements | _IT
    return any(one in language.denials and other in back for one, other in pairwise(words))


_IT = frozenset(("this", "them", "das", "dies", "cela", "eso", "это", "це"))


def _negated_behind(block: str, end: int, language: Language) -> str:
    """Return the words up to a negation that follows the words it negates, as in Korean.

    It follows at once, or after a noun for what is said: “… (the) claim denied”.
    """
    if not language.follows or block[end : end + 1] == ",":
        return ""  # Another clause: “… bemerkt, niemand ist in Gefahr”.
    clause = words_of(first_clause(block[end:]))
    following = clause[:2]
    if _begins(clause[:_NAMED], tuple(language.contents)):
        following = clause
    return " " + " ".join(following) if _begins(following, language.follows) else ""


#: The most words after a quotation among which a noun for what is said is looked for.
_NAMED = 5


def _begins(words: Sequence[str], beginnings: tuple[str, ...]) -> bool:
    """Return whether one of the words has one of these beginnings."""
    return bool(beginnings) and any(word.lower().startswith(beginnings) for word in words)


def _plain(sentence: str, block: str, end: int, language: Language) -> bool:
    """Return whether the text's sentence has no negation, so that the book added one."""
    return not has_negation(words_of(f"{sentence} {first_clause(block[end:])}"), language)


def _asks_alike(words: str, block: str, places: CharRanges) -> bool:
    """Return whether the text has the question mark at the end of a quotation too."""
    asks = _ASKS.search(words)
    return asks is None or any(
        asks[0] in _BRACKET.sub("", block[end:])[:_CLOSED] for _start, end in places
    )
