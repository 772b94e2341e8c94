"""Where the entries of the glossaries are named, linked or not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from briefbook.core.records import AnchorKind, DocumentRecords, Term, Use
from briefbook.core.words.text import normalise

_QUOTED = re.compile(r'"[^"]*"')
_WORD = re.compile(r"\w+(?:['-]\w+)*")
_Words: TypeAlias = tuple[str, ...]
_TEXTS = (AnchorKind.PARAGRAPH, AnchorKind.NOTE)


@dataclass(frozen=True, slots=True)
class Mention:
    """A form of an entry in a text, and the entries that it can mean."""

    form: str
    terms: tuple[Term, ...]


class TermForms:
    """The forms of all terms by their words, so that a text is scanned once."""

    def __init__(self, terms: Iterable[Term]) -> None:
        # Those whose words differ in case alone stand together.
        self._alike: dict[_Words, dict[_Words, list[Term]]] = defaultdict(dict)
        lengths: dict[str, set[int]] = defaultdict(set)
        for term in terms:
            for form in dict.fromkeys(term.forms):
                words = tuple(_WORD.findall(normalise(form)))
                if words:
                    folded = tuple(map(str.casefold, words))
                    self._alike[folded].setdefault(words, []).append(term)
                    lengths[folded[0]].add(len(words))
        #: Of the forms that begin with a word, the longest first.
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

        #: What was found in the texts that were looked through so far.
        self._known: dict[str, tuple[Mention, ...]] = {}

    def mentions_of(self, text: str) -> tuple[Mention, ...]:
        """Return the mentions of a text, looked for once."""
        known = self._known.get(text)
        if known is None:
            known = self._known[text] = tuple(self.mentions(text))
        return known

    def mentions(self, text: str) -> Iterator[Mention]:
        """Yield each form that is in a text.

        A form with a capital is found as written, another in any case; of two forms that begin
        at the same word the longer one counts.
        """
        # Words that are quoted stay as they were written, without a link.
        words = _WORD.findall(_QUOTED.sub(" ; ", normalise(text)))
        folded = [word.casefold() for word in words]
        place = 0
        while place < len(words):
            length = 1
            for longest in self._lengths.get(folded[place], ()):
                end = place + longest
                forms = self._alike.get(tuple(folded[place:end]), {})
                found = next((form for form in forms if _same(form, words[place:end])), None)
                if found:
                    yield Mention(" ".join(found), tuple(forms[found]))
                    length = longest
                    break
            place += length


def _same(form: Sequence[str], words: Sequence[str]) -> bool:
    """Return whether words that differ from a form in case at most are written as it asks."""
    return all(
        word == part or part == part.casefold() for part, word in zip(form, words, strict=True)
    )


# A process that follows what an author saves asks again for a book of which one text changed.
_forms_of = lru_cache(maxsize=1)(TermForms)


def find_mentions(documents: Iterable[DocumentRecords]) -> dict[str, tuple[Mention, ...]]:
    """Return what each numbered paragraph and each note of the book mentions, by its id."""
    listed = list(documents)
    forms = _forms_of(tuple(term for document in listed for term in document.terms))
    return {
        anchor.id: forms.mentions_of(anchor.text)
        for document in listed
        for anchor in document.anchors
        if anchor.kind in _TEXTS and not anchor.withdrawn
    }


def uses_by_term(
    documents: Iterable[DocumentRecords],
    mentions: Mapping[str, Iterable[Mention]],
    linked: Mapping[str, Iterable[Use]],
) -> dict[str, list[Use]]:
    """Return where each entry is linked or named, by its id, in the order of the text.

    ``linked`` are the links to entries by id. A form that can mean several entries is no use
    of any of them.
    """
    found: dict[str, list[Use]] = defaultdict(list)
    links: dict[str, dict[str, Use]] = defaultdict(dict)
    for term, uses in linked.items():
        for use in uses:
            links[use.place].setdefault(term, use)
    for document in documents:
        for anchor in document.anchors:
            here = links.pop(anchor.id, {})
            for mention in mentions.get(anchor.id, ()):
                if len(mention.terms) == 1:
                    term = mention.terms[0].id
                    here.setdefault(term, Use(term, anchor.docname, anchor.line, anchor.id))
            for term, use in here.items():
                found[term].append(use)
    for rest in links.values():
        for term, use in rest.items():
            found[term].append(use)
    return dict(found)
