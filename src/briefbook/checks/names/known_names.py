"""The names that a book knows: from its glossary's entries, and from its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefbook.checks.evidence.material import BlockRef, Material
from briefbook.checks.prose.word_forms import Words, is_part_of, known_words, name_words
from briefbook.core.passages import Passage
from briefbook.core.records import Term

#: The fields of a bibliography entry that name somebody.
_NAMING = ("author", "editor", "title", "publisher", "journaltitle", "institution",
           "organization", "note")  # fmt: skip


def source_names(passage: Passage, material: Material) -> list[Words]:
    """Return the words that name the cited works, and the articles of the book."""
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


@dataclass(frozen=True)
class GlossaryNames:
    """The glossary's entries by the beginnings of the capitalised words of their forms."""

    by_word: Mapping[str, tuple[Term, ...]]
    words: frozenset[str]
    find: Mapping[str, tuple[Term, ...]]

    def entries(self, passage: Passage, start: int, words: tuple[str, ...]) -> list[Term]:
        """Return the entries that a name can mean, by its link or by its words."""
        linked = next((t.target for t in passage.terms if t.start <= start < t.end), "")
        found = self.find.get(linked.split(":")[-1].casefold(), ())
        similar = self.by_word.get(words[0][:4].lower(), ())
        # A link to an entry does not make its words another name of it.
        return [
            term
            for term in dict.fromkeys((*found, *similar))
            if any(is_part_of(words, name_words(form)) for form in term.forms)
        ]


def glossary_names(material: Material) -> GlossaryNames:
    """Return the names of all glossaries; computed once."""
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
                for word in name_words(form):
                    words.add(word)
                    by_word.setdefault(word[:4].lower(), {})[term] = None
    names = GlossaryNames(
        {word: tuple(terms) for word, terms in by_word.items()},
        frozenset(words),
        {form: tuple(terms) for form, terms in find.items()},
    )
    material.cache["names"] = names
    return names


def rests_on(entry: Term, candidates: Iterable[BlockRef], material: Material) -> bool:
    """Return whether a glossary entry rests on one of these blocks."""
    blocks = material.blocks(material.place_citations.get(entry.id, ()))
    return not set(blocks).isdisjoint(candidates)
