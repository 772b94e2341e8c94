"""What to search for: whatever is in the book and not in the pack's tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import snowballstemmer  # type: ignore[import-untyped]  # Sphinx has it; it has no types

from briefbook.packs.scanning.folders import Content, read_folder
from briefbook.packs.scanning.tokens import (
    SEAM,
    ids,
    normal,
    paths,
    runs,
    spaceless_runs,
    tokens,
    without_names,
)

_LETTERS = 4
_DIGITS = 4
_ID_LENGTH = 5
#: What may be words among bytes; the rest of a picture or a font is not searched.
_PRINTED = re.compile(r"[^\x00-\x1f\x7f-\x9f\ufffd]{6,}")
_JOINT = re.compile(r"[-_:.]+")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_STEMMERS = {
    "ar": "arabic", "de": "german", "en": "english", "es": "spanish", "fr": "french",
    "it": "italian", "nl": "dutch", "pt": "portuguese", "ru": "russian", "sv": "swedish",
}  # fmt: skip


#: Three words of the rest within others, where kept parts may meet: for a person to look at.
POSSIBLE = "three words"


@dataclass(frozen=True)
class Leak:
    """A find in a pack; ``kind`` is words, word, figure, id, path, sign or ``POSSIBLE``."""

    kind: str
    what: str


@dataclass(frozen=True)
class Needles:
    """The difference between two folders, and the search for it in a text."""

    rest: Content
    pack: Content
    stems: frozenset[str]

    def in_text(self, text: str) -> Iterator[Leak]:
        """Yield what is found in a text that people or programs read."""
        found = tokens(without_names(text))
        yield from self._runs(found, text)
        for each in set(found):
            if each in self.rest.figures:
                yield Leak("figure", each)
            elif each in self.rest.words:
                yield Leak("word", each)
        yield from self._ids(text, _ID_LENGTH)

    def in_raw(self, text: str) -> Iterator[Leak]:
        """Yield what is found among bytes, where single words may be there by chance."""
        text = f" {SEAM} ".join(_PRINTED.findall(text))
        yield from self._runs(tokens(without_names(text)), text)
        yield from self._ids(text, 8)

    def in_index(self, terms: Iterator[str]) -> Iterator[Leak]:
        """Yield the stems of words that the pack does not have."""
        yield from (Leak("word", term) for term in terms if term in self.stems)

    def in_signs(self, signs: set[str]) -> Iterator[Leak]:
        """Yield the letters that a font has and the pack's text does not."""
        yield from (Leak("sign", sign) for sign in sorted(signs & self.rest.signs))

    def _runs(self, found: list[str], text: str) -> Iterator[Leak]:
        hits = [(n, run, alone) for n, run, alone in runs(found) if run in self.rest.runs]
        places = {n for n, _run, _alone in hits}
        for n, run, alone in hits:
            # Kept parts that are apart in the book are beside each other here, and dates are
            # put into words: by chance, three words may be three of the rest; four are not.
            sure = alone or n - 1 in places or n + 1 in places
            yield Leak("words" if sure else POSSIBLE, run)
        for run in spaceless_runs(text):
            if run in self.rest.runs:
                yield Leak("words", run)

    def _ids(self, text: str, length: int) -> Iterator[Leak]:
        for id_ in set(ids(text)):
            if len(id_) < length or id_ in self.pack.ids:
                continue
            heads = [id_, *(id_[: end.start()] for end in reversed([*_JOINT.finditer(id_)]))]
            # The longest that either has: “then-and-now.html” is no “then-and” of the rest.
            hit = next((h for h in heads if h in self.rest.ids or h in self.pack.ids), "")
            if hit not in self.pack.ids and len(hit) >= length:
                yield Leak("id", hit)
        for path in set(paths(text)):
            if path in self.rest.paths:
                yield Leak("path", path)


def find_needles(book: Path, tree: Path, language: str) -> Needles:
    """Compare the book's folder with the pack's tree; ``language`` is the book's."""
    whole, pack = read_folder(book), read_folder(tree)
    words = {
        w for w in whole.words - pack.words - pack.pieces if len(w) >= _LETTERS and SEAM not in w
    }
    rest = Content(
        words=words,
        runs=whole.runs - pack.runs - pack.loose_runs,
        figures={
            f for f in whole.figures - pack.figures if len(f) >= _DIGITS and not _YEAR.fullmatch(f)
        },
        ids={i for i in whole.ids - pack.ids if re.search(r"[0-9-]", i)},
        signs=whole.signs - pack.signs,
        paths=whole.paths - pack.paths,
    )
    return Needles(rest, pack, _stems(words, pack.words | pack.pieces, language))


def _stems(rest: set[str], pack: set[str], language: str) -> frozenset[str]:
    name = _STEMMERS.get(language.partition("_")[0].partition("-")[0], "english")
    stem = snowballstemmer.stemmer(name).stemWord
    stems = {stem(normal(word)) for word in rest} - {stem(word) for word in pack} - pack
    return frozenset(each for each in stems if len(each) >= _LETTERS)
