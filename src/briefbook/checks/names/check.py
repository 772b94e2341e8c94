"""Names: a name in a cited paragraph is in a cited block, or is known to belong to one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from babel.numbers import list_currencies

from briefbook.checks.evidence.claim_hashes import claim_sha256
from briefbook.checks.evidence.items import (
    Item,
    ItemKind,
    Outcome,
    Probe,
    named_blocks,
)
from briefbook.checks.evidence.matches import Match, Result
from briefbook.checks.evidence.material import BlockRef, Material
from briefbook.checks.evidence.own_words import own_words
from briefbook.checks.evidence.prose import Prose
from briefbook.checks.names.among_nouns import is_german, names_among_nouns
from briefbook.checks.names.known_names import GlossaryNames, glossary_names, rests_on, source_names
from briefbook.checks.names.native_forms import is_foreign, shares_script, stands_in
from briefbook.checks.names.sentence_starts import is_name_at_start
from briefbook.checks.names.transliterated import sounds_alike
from briefbook.checks.prose.languages.language import language
from briefbook.checks.prose.vocabulary import NOT_NAMES, PUBLICATIONS, TITLES, UNIT_SIGNS
from briefbook.checks.prose.word_forms import ARTICLES, known_words, name_words
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.figures.numerals import WORDS
from briefbook.core.figures.other_languages import languages_of
from briefbook.core.passages import Passage, Role
from briefbook.core.records import NoteKind

_WORD = rf"(?:(?:{ARTICLES})-)?[A-Z](?:[^\W_]|[’'.-](?=[^\W_]))*(?:\.(?=[A-Z]\.?))?"
_NAME = re.compile(rf"(?<![\w’'°-])(?<!° ){_WORD}(?:[ \n]{_WORD})*(?!\w)")
#: A currency, not a country.
_MONEY = re.compile(r"US\s?[$€£\d]|U\.?S\.? dollars?\b|M(?:ds?|rd)?\s?€|([A-Z]{3})\s?\d")
_SPEAKS = re.compile(rf"\W+(?:\w+\W+){{0,2}}?(?:{'|'.join(sorted(language('en').speaking))})\b")
#: “Riverton-based”: the name is Riverton.
_COMPOUND = re.compile(
    r"-(?:based|born|led|backed|style|area|made|wide|funded|financed|occupied|controlled|held|owned|"
    r"run|bound|speaking|era|friendly|installed|linked|trained|educated|like|type|dominated|"
    r"appointed|raised|listed|built|sponsored|supported|brokered|aligned|wary|flagged|registered)$"
)
_ADJECTIVE = re.compile(r"[A-Z][a-z]+(?:an|ish|ese|ch|ic|i|gian)")
_FOLLOWING = re.compile(r"[ \n](?:[a-z]+-)?([a-z]+)\b")
_LETTER = re.compile(r"[^\W_]")
#: What a word with a capital follows that is no name for that alone.
_OPENING = (":", "(", "“", "‘")
#: From here on a passage gives reference knowledge and says so.
_CONTEXT = re.compile(r"(?:^|[.!?]\s+)Context\b[^.:]{0,60}:")
#: The topic of the glossary whose entries are people; only their names are told apart by blocks.
PEOPLE = "people"
_DATES = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)"
)


@dataclass(frozen=True, slots=True)
class NameProbe(Probe):
    """The words of a name, and of what else the book calls it.

    ``native`` are its forms in other scripts: 젤렌스키, Зеленський; ``languages`` those of the
    passage, English apart.
    """

    forms: tuple[tuple[str, ...], ...]
    native: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    def match(self, text: str) -> Match:
        """Return whether one of the forms is in a block, inflected or not.

        For a script in which the book has no form of the name, nothing can be decided.
        """
        known = known_words(text)
        if any(all(known.has(word) for word in form) for form in self.forms) or any(
            stands_in(form, text) for form in self.native
        ):
            return Match(Result.EXACT)
        abroad = languages_of(text) != self.languages
        if abroad and any(sounds_alike(form, text) for form in self.forms):
            return Match(Result.NORMALISED)
        unknown = is_foreign(text) and not any(shares_script(f, text) for f in self.native)
        return Match(Result.NOT_COMPARED if unknown else Result.NOT_FOUND, "", 0.0)


def name_items(prose: Prose, material: Material) -> Iterator[Item]:
    """Yield the names of a passage that neither the sources' metadata nor a glossary explain."""
    passage = prose.passage
    if passage.role is not Role.TEXT or _is_context(passage, material):
        return
    names = glossary_names(material)
    german = is_german(prose, material)
    found = list(
        names_among_nouns(prose, names.words, material)
        if german
        else _names(prose, names, material)
    )
    candidates = _all_candidates(prose, material) if found else ()
    if not candidates:
        return
    context = _CONTEXT.search(passage.text)
    stop = context.start() if context else len(passage.text)
    metadata = source_names(passage, material)
    for start, name in found:
        words = name_words(name)
        if not words or start >= stop or all(any(m.has(w) for m in metadata) for w in words):
            continue
        entries = names.entries(passage, start, words)
        if any(e.topic != PEOPLE or rests_on(e, candidates, material) for e in entries):
            continue
        called = [form for entry in entries for form in entry.forms]
        forms = dict.fromkeys((words, *(name_words(form) for form in called)))
        yield Item(
            ItemKind.NAME, passage, start, " ".join(name.split()),
            claim_sha256("name", *words), candidates,
            NameProbe(
                tuple(filter(None, forms)), tuple(filter(is_foreign, called)),
                languages_of(passage.text),
            ),
        )  # fmt: skip


def name_findings(outcome: Outcome, material: Material) -> Iterator[Diagnostic]:
    """Yield a finding for a name that none of the blocks has."""
    item, result = outcome.item, outcome.match.result
    if result.verified or outcome.block is None or result is Result.NOT_COMPARED:
        return
    if result is Result.NOT_FOUND and _is_pronoun(item, material):
        return
    if result is Result.UNCHECKED:
        code, message = Code.NAME_NOT_VERIFIED, (
            f"not verified: the text of {outcome.block.key} is not on this disk, and no receipt "
            f"has the name {item.shown} here; run briefbook check where the text is"
        )  # fmt: skip
    else:
        code, message = Code.NAME_NOT_FOUND, (
            f"the name {item.shown} stands in no block that is cited here ({named_blocks(item)}), "
            f"and no glossary entry for it cites one; fix the name or the locator, or mark it "
            f"[{item.shown}]{{.own}}"
        )  # fmt: skip
    fixes = (own_words(item.shown),) if code is Code.NAME_NOT_FOUND else ()
    yield material.finding(item.passage, item.offset, code, message, about=item.shown, fixes=fixes)


#: “She added” is said of whoever the paragraph before names.
_PRONOUN = re.compile(r"\b(?:s?he|h(?:is|er|im))\b", re.IGNORECASE)


def _is_pronoun(item: Item, material: Material) -> bool:
    """Return whether a cited block speaks of a “she” whom the block before it names."""
    for block in item.candidates:
        texts = material.texts.get(block.key, {})
        before = next((one for one, other in pairwise(texts) if other == block.locator), "")
        carried = before and _PRONOUN.search(texts[block.locator])
        if carried and item.probe.match(texts[before]).result.verified:
            return True
    return False


def _is_context(passage: Passage, material: Material) -> bool:
    """Return whether a passage is a note that draws on reference knowledge and says so."""
    note = material.book.notes.get(passage.place)
    return note is not None and note.kind in (NoteKind.CONTEXT, NoteKind.TRANSLATION)


def _all_candidates(prose: Prose, material: Material) -> tuple[BlockRef, ...]:
    """Return the blocks cited anywhere in a paragraph, and by the paragraphs linked there."""
    passage = prose.passage
    citations = material.place_citations.get(passage.place, passage.citations)
    # A note speaks of what the paragraph that calls it speaks of.
    calls = (use.place for use in material.book.note_calls.get(passage.place, ()))
    places = [*(link.target for link in passage.links), *calls]
    linked = [c for place in places for c in material.place_citations.get(place, ())]
    own = material.blocks(citations)
    return tuple(dict.fromkeys((*own, *material.blocks(linked))))


def _names(prose: Prose, names: GlossaryNames, material: Material) -> Iterator[tuple[int, str]]:
    text = prose.passage.text
    starts = {_first_letter(text, s.start) for s in prose.sentences}
    for match in _NAME.finditer(text):
        start, name = match.start(), match[0]
        if prose.spoken(*match.span()) or _is_currency(text, start) or _is_unit(text, match):
            continue
        if start in starts or text[:start].rstrip()[-1:] in _OPENING:
            first, *rest = name.split()
            linked = any(term.start == start for term in prose.passage.terms)
            surely = first in names.words or linked or (not rest and _speaks(text, match))
            if first in NOT_NAMES or not (
                surely or (not rest and is_name_at_start(first, text[match.end() :], material))
            ):
                start, name = start + len(first) + 1, " ".join(rest)
        words = [_COMPOUND.sub("", word) for word in name.split()]
        name = " ".join(
            w
            for w in words
            if w not in NOT_NAMES
            and w not in TITLES
            and not _DATES.fullmatch(w)
            and w.lower() not in WORDS
        )
        if name and not _is_origin(name, text[match.end() :]):
            yield start, name


def _is_currency(text: str, start: int) -> bool:
    money = _MONEY.match(text, start)
    return money is not None and (not money[1] or money[1] in list_currencies())


def _is_unit(text: str, match: re.Match[str]) -> bool:
    """Return whether a name is the sign of a unit: “300 MW”."""
    return match[0] in UNIT_SIGNS and bool(_BEHIND_NUMBER.search(text, 0, match.start()))


_BEHIND_NUMBER = re.compile(r"(?:\d|illion)[ \u00a0\u202f]\Z")


def _is_origin(name: str, following: str) -> bool:
    """Return whether a name says where a source is from: “the Korean report”."""
    word = _FOLLOWING.match(following)
    return bool(_ADJECTIVE.fullmatch(name) and word and word[1] in PUBLICATIONS)


def _first_letter(text: str, start: int) -> int:
    match = _LETTER.search(text, start)
    return match.start() if match else start


def _speaks(text: str, match: re.Match[str]) -> bool:
    return bool(_SPEAKS.match(text, match.end()))
