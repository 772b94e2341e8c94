"""English titles as styles want them: in sentence case, which no style can make of title case.

BibTeX's convention is the opposite one: titles have a capital at each word, and braces protect
names from styles that lower the others. So a file that protects a word anywhere follows it, and
its titles are turned here, as biblatex's styles and pandoc do; styles of title case give the
capitals back. Where nothing is protected, nobody said which words are names: all stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from briefbook.bibliography.csl.text.proper_names import names_of_persons, names_of_places
from briefbook.bibliography.csl.text.text_case import SMALL
from briefbook.bibliography.items.parts import CslItem
from briefbook.bibliography.printing.standing import CONTAINED
from briefbook.bibliography.rich_text import RichText, Run, from_markup, joined, markup

#: Titles of these are names: of laws and cases, of programs, of journals.
_NAMED = frozenset({
    "legal_case", "legislation", "bill", "treaty", "regulation", "hearing", "software",
    "periodical",
})  # fmt: skip
_TITLES = ("title", "title-short", "volume-title", "reviewed-title")
#: Words that writers of title case leave small too.
_SMALL = SMALL | frozenset(
    "is are was were be been can do does did has have had its it you your our us my not all".split()
)
_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_BREAK = re.compile(r"(?:^|[:?!.–—;]\s|\s[–—-]\s|/)[“‘\"'(\[]*$")


class _Word(NamedTuple):
    text: str
    begin: int
    #: The first of the title or of what follows a colon; or protected by braces.
    first: bool
    protected: bool

    @property
    def fixed(self) -> bool:
        """Return whether its capital says nothing."""
        return self.first or self.protected


@dataclass(frozen=True, slots=True)
class SentenceCase:
    """Turns titles of a bibliography, of whose names it knows some."""

    english: bool
    names: frozenset[str]
    protects: bool

    @classmethod
    def of(cls, items: Iterable[CslItem], *, english: bool) -> SentenceCase:
        """Look through the works of a book, which is an ``english`` one or not."""
        given = list(items)
        titles = [str(item[name]) for item in given for name in _places(item)]
        if not any(_protects(from_markup(title)) for title in titles if "nocase" in title):
            return cls(english, frozenset(), protects=False)
        names = set(names_of_persons(given))
        for title in map(from_markup, titles):
            protected = "".join(run.text for run in title if run.nocase)
            names.update(map(_bare, _WORD.findall(protected)))
            for words in _parts(list(_words(title))):
                asked = _asked(words, _kept(words, frozenset()))
                raised = [text for text in asked if text[0].isupper()]
                if len(raised) * 3 <= len(asked):
                    # In sentence case only names are raised.
                    names.update(map(_bare, raised))
        return cls(english, frozenset(names - _SMALL), protects=True)

    def turned(self, item: CslItem) -> CslItem:
        """Return an item with its English titles in sentence case."""
        language = str(item.get("language", ""))
        if not self.protects or not (language.startswith("en") if language else self.english):
            return item
        changed = {name: self._title(str(item[name])) for name in _places(item)}
        if changed.get("title") == item.get("title"):
            changed.pop("title-short", None)
        return {**item, **changed}

    def _title(self, source: str) -> str:
        title = from_markup(source)
        known = self.names | names_of_places()
        signs = list("".join(run.text for run in title))
        for words in _parts(list(_words(title))):
            kept = _kept(words, known)
            turns = _in_title_case(words, kept)
            for place, word in enumerate(words):
                if turns and not word.fixed and place not in kept:
                    signs[word.begin] = signs[word.begin].lower()
        runs, at = [], 0
        for run in title:
            runs.append(run._replace(text="".join(signs[at : at + len(run.text)])))
            at += len(run.text)
        return markup(joined(runs))


def _places(item: CslItem) -> Iterator[str]:
    """Yield the variables of an item that hold titles to be turned."""
    if item.get("type") in _NAMED:
        return
    yield from (name for name in _TITLES if item.get(name))
    if item.get("type") in CONTAINED and item.get("container-title"):
        yield "container-title"


def _protects(title: RichText) -> bool:
    """Return whether a part of a title is in braces; all of it is not a choice of words."""
    return 0 < sum(run.nocase for run in title) < len(title)


def _words(title: RichText) -> Iterator[_Word]:
    text = "".join(run.text for run in title)
    protected = _spans(title)
    for place, match in enumerate(_WORD.finditer(text)):
        begin, end = match.span()
        inside = any(first < end and begin < last for first, last in protected)
        first = not place or bool(_BREAK.search(text[:begin]))
        yield _Word(match[0], begin, first, inside)


def _parts(words: Sequence[_Word]) -> Iterator[Sequence[_Word]]:
    """Yield title and subtitle, which may be written in different ways."""
    begins = [place for place, word in enumerate(words) if word.first]
    yield from (words[a:z] for a, z in pairwise((*begins, len(words))))


def _spans(title: Sequence[Run]) -> list[tuple[int, int]]:
    """Return where what keeps its capitals begins and ends: in braces, italics, raised."""
    spans, at = [], 0
    for run in title:
        # A title within a title, a ship: italics have their own capitals.
        if run.nocase or run.sup or run.sub or run.italic:
            spans.append((at, at + len(run.text)))
        at += len(run.text)
    return spans


def _bare(word: str) -> str:
    return word.lower().removesuffix("’s").removesuffix("'s")


def _in_title_case(words: Sequence[_Word], kept: set[int]) -> bool:
    """Return whether each word that title case raises is raised, but for those that are kept.

    Its first word is raised first of all: “ferries of the Baltic” has a name, and no title case.
    """
    asked = _asked(words, kept)
    begins_small = words[0].text.islower() and not words[0].protected
    return bool(asked) and not begins_small and all(text[0].isupper() for text in asked)


def _asked(words: Sequence[_Word], kept: set[int]) -> list[str]:
    """Return the words whose first letters tell the case of a title."""
    return [
        word.text for place, word in enumerate(words)
        if not word.fixed and word.text.lower() not in _SMALL and place not in kept
    ]  # fmt: skip


def _kept(words: Sequence[_Word], known: frozenset[str]) -> set[int]:
    """Return the places of words that keep their capitals wherever they stand."""
    kept: set[int] = set()
    bare = [_bare(word.text) for word in words]
    for place, word in enumerate(words):
        following = bare[place : place + 4]
        for length in range(len(following), 0, -1):
            if " ".join(following[:length]) in known:
                kept.update(range(place, place + length))
                break
        # NATO, McGraw, B2, Übersee, and single letters; the article is none.
        text = word.text
        single = len(text) == 1 and (text != "A" or place == len(words) - 1)
        if single or not text.isascii() or text[1:].lower() != text[1:] or any(
            sign.isdigit() for sign in text
        ):  # fmt: skip
            kept.add(place)
    return kept
