"""Names: a name in a cited paragraph stands in a cited block, or is known to belong to one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from briefbook.checks.items import Item, ItemKind, Outcome, claim_sha256, named_blocks
from briefbook.checks.matching import Match, Result
from briefbook.checks.material import BlockRef, Material, Prose
from briefbook.checks.vocabulary import NOT_NAMES, SPEAKING
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.passages import Passage, Role
from briefbook.core.records import NoteKind, Term
from briefbook.core.text import normalise

_WORD = r"[A-Z](?:[^\W_]|[’'.-](?=[^\W_]))*(?:\.(?=[A-Z]\.?))?"
_NAME = re.compile(rf"(?<![\w’'-]){_WORD}(?:[ \n]{_WORD})*(?!\w)")
_WORDS = re.compile(r"[^\W\d_](?:[\w]|['.-](?=\w))*")
_SPEAKS = re.compile(rf"\W+(?:\w+\W+){{0,2}}?(?:{'|'.join(SPEAKING)})\b")
#: The fields of a bibliography entry that name somebody.
_NAMING = ("author", "editor", "title", "publisher", "journaltitle", "institution",
           "organization", "note")  # fmt: skip
#: From here on a passage gives reference knowledge and says so.
_CONTEXT = re.compile(r"(?:^|[.!?]\s+)Context\b[^.:]{0,60}:")
#: The topic of the glossary whose entries are people; only their names are told apart by blocks.
PEOPLE = "people"
_DATES = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?)"
)


@dataclass(frozen=True, slots=True)
class NameProbe:
    """The words of a name, and of what else the book calls it."""

    forms: tuple[tuple[str, ...], ...]

    def match(self, text: str) -> Match:
        """Tell whether one of the forms stands in a block, inflected or not."""
        known = known_words(text)
        stands = any(all(known.has(word) for word in form) for form in self.forms)
        return Match(Result.EXACT if stands else Result.NOT_FOUND, "", float(stands))

    def refuted_by(self, _figures: tuple[str, ...], /) -> bool:
        """Return ``False``: figures say nothing about names."""
        return False


@dataclass(frozen=True)
class Words:
    """Words, also by their first four letters."""

    plain: frozenset[str]
    by_start: Mapping[str, tuple[str, ...]]

    def has(self, word: str) -> bool:
        """Tell whether a word is among them, inflected or not."""
        if word in self.plain or word.lower() in self.plain:
            return True
        return any(_kin(word, other) for other in self.by_start.get(word[:4], ()))


@lru_cache(maxsize=65536)
def known_words(text: str) -> Words:
    """Return the words of a text and of its hyphenated words, in normal form."""
    words = _WORDS.findall(normalise(text).replace("U.S.", "US"))
    plain = frozenset((*words, *(part for word in words for part in word.split("-"))))
    by_start: dict[str, list[str]] = {}
    for word in plain:
        by_start.setdefault(word[:4], []).append(word)
    return Words(plain, {start: tuple(some) for start, some in by_start.items()})


def _kin(one: str, other: str) -> bool:
    """Tell whether two words differ in their ending alone: Ukraine, Ukrainian, Ukrainians."""
    shared = 0
    for a, b in zip(one.lower(), other.lower(), strict=False):
        if a != b:
            break
        shared += 1
    return shared >= 4 and len(one) - shared <= 3 and len(other) - shared <= 3


def name_items(prose: Prose, material: Material) -> Iterator[Item]:
    """Yield the names of a passage that neither the sources' metadata nor a glossary explain."""
    passage = prose.passage
    if passage.role is not Role.TEXT or _is_context(passage, material):
        return
    candidates = _all_candidates(prose, material)
    if not candidates:
        return
    context = _CONTEXT.search(passage.text)
    stop = context.start() if context else len(passage.text)
    metadata = _metadata(passage, material)
    names = _glossary(material)
    for start, name in _names(prose, names):
        words = _words_of(name)
        if not words or start >= stop or all(any(m.has(w) for m in metadata) for w in words):
            continue
        entries = names.entries(passage, start, words)
        if any(e.topic != PEOPLE or _cites(e, candidates, material) for e in entries):
            continue
        forms = dict.fromkeys((words, *(_words_of(f) for entry in entries for f in entry.forms)))
        yield Item(
            ItemKind.NAME, passage, start, " ".join(name.split()),
            claim_sha256("name", *words), candidates,
            NameProbe(tuple(form for form in forms if form)),
        )  # fmt: skip


def name_findings(outcome: Outcome, material: Material) -> Iterator[Diagnostic]:
    """Yield a name that stands nowhere where it should."""
    item, result = outcome.item, outcome.match.result
    if result.verified or outcome.block is None:
        return
    if result is Result.UNCHECKED:
        code, message = Code.NAME_NOT_VERIFIED, (
            f"not verified: the text of {outcome.block.key} is not on this disk, and no receipt "
            f"has the name {item.shown} here; check it with the text at hand"
        )  # fmt: skip
    else:
        code, message = Code.NAME_NOT_FOUND, (
            f"the name {item.shown} stands in no block that is cited here ({named_blocks(item)}), "
            f"and no glossary entry for it cites one; mend the name or the locator, or mark it "
            f"[{item.shown}]{{.own}}"
        )  # fmt: skip
    yield material.finding(item.passage, item.offset, code, message)


def _is_context(passage: Passage, material: Material) -> bool:
    """Tell whether a passage is a note that draws on reference knowledge and says so."""
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


def _metadata(passage: Passage, material: Material) -> list[Words]:
    """Return the words by which the cited works, and the articles of the book, are known."""
    everywhere = material.cache.get("articles")
    if not isinstance(everywhere, Words):
        articles = (text for key in material.records for text in _known_of(key, material))
        everywhere = material.cache["articles"] = known_words(" ".join(articles))
    cited = (*material.place_citations.get(passage.place, ()), *passage.citations)
    keys = dict.fromkeys(citation.key for citation in cited)
    return [everywhere, *(known_words(" ".join(_known_of(key, material))) for key in keys)]


def _known_of(key: str, material: Material) -> Iterator[str]:
    record, entry = material.records.get(key), material.entries.get(key)
    if record is not None:
        yield from (record.title, record.originator, record.publisher, *record.authors)
    if entry is not None:
        yield from (entry.fields.get(name, "") for name in _NAMING)


def _names(prose: Prose, names: GlossaryNames) -> Iterator[tuple[int, str]]:
    text = prose.passage.text
    starts = {_first_letter(text, s.start) for s in prose.sentences}
    for match in _NAME.finditer(text):
        start, name = match.start(), match[0]
        if prose.spoken(*match.span()):
            continue
        if start in starts or re.search(r"[:(“‘]\s*$", text[:start]):
            first, *rest = name.split()
            unknown = first not in names.words and (rest or not _speaks(text, match))
            if first in NOT_NAMES or unknown:
                start, name = start + len(first) + 1, " ".join(rest)
        name = " ".join(w for w in name.split() if w not in NOT_NAMES and not _DATES.fullmatch(w))
        if name:
            yield start, name


def _first_letter(text: str, start: int) -> int:
    match = re.compile(r"[^\W_]").search(text, start)
    return match.start() if match else start


def _speaks(text: str, match: re.Match[str]) -> bool:
    return bool(_SPEAKS.match(text, match.end()))


def _words_of(name: str) -> tuple[str, ...]:
    plain = re.sub(r"['’]s?(?=\s|$)", "", name).replace("U.S.", "US").replace("U.S", "US")
    return tuple(w for w in _WORDS.findall(normalise(plain)) if w[:1].isupper())


@dataclass(frozen=True)
class GlossaryNames:
    """The glossary's entries by the beginnings of the capitalised words of their forms."""

    by_word: Mapping[str, tuple[Term, ...]]
    words: frozenset[str]
    find: Mapping[str, tuple[Term, ...]]

    def entries(self, passage: Passage, start: int, words: tuple[str, ...]) -> list[Term]:
        """Return the entries that a name can mean, by its link or by its words."""
        linked = next((t.target for t in passage.terms if t.start <= start < t.end), "")
        found = list(self.find.get(linked.split(":")[-1].casefold(), ()))
        similar = self.by_word.get(words[0][:4].lower(), ())
        return found + [
            term for term in similar if any(_part_of(words, _words_of(f)) for f in term.forms)
        ]


def _glossary(material: Material) -> GlossaryNames:
    cached = material.cache.get("names")
    if isinstance(cached, GlossaryNames):
        return cached
    by_word: dict[str, dict[Term, None]] = {}
    find: dict[str, list[Term]] = {}
    words: set[str] = set()
    for doc in material.book.documents.values():
        for term in doc.terms:
            for form in term.forms:
                find.setdefault(form.casefold(), []).append(term)
                for word in _words_of(form):
                    words.add(word)
                    by_word.setdefault(word[:4].lower(), {})[term] = None
    names = GlossaryNames(
        {word: tuple(terms) for word, terms in by_word.items()},
        frozenset(words),
        {form: tuple(terms) for form, terms in find.items()},
    )
    material.cache["names"] = names
    return names


def _part_of(words: tuple[str, ...], form: tuple[str, ...]) -> bool:
    return all(any(word == other or _kin(word, other) for other in form) for word in words)


def _cites(entry: Term, candidates: Iterable[BlockRef], material: Material) -> bool:
    """Tell whether a glossary entry rests on one of these blocks."""
    blocks = material.blocks(material.place_citations.get(entry.id, ()))
    return not set(blocks).isdisjoint(candidates)
