"""Names in German, which writes every noun with a capital.

What tells a name there: two words with capitals in a row of which neither is seen behind an article
(“Karin Vogt”), or a glossary that has it. A word that is part of such a name anywhere in the book
or in its sources is one everywhere else. Names that stand alone everywhere are not told apart.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib import resources
from itertools import pairwise

from briefbook.checks.evidence.material import Material
from briefbook.checks.evidence.prose import Prose
from briefbook.core.figures.other_languages import languages_of

_DATA = tomllib.loads(
    resources.files("briefbook.checks.names").joinpath("german.toml").read_text(encoding="utf-8")
)
_CAPITAL = re.compile(r"(?<![\w’'-])[A-ZÄÖÜ](?:[^\W_]|[’'.-](?=[^\W_]))*")
_DETERMINED = re.compile(
    rf"(?<!\w)(?:(?i:{'|'.join(_DATA['determiners'])})|\d+)\s+"
    # An adjective, not a verb: “das sagte Vogt”.
    rf"(?:[a-zäöü]\w*(?:(?<!t)e|er|es|(?<!t)en|em)\s+)*({_CAPITAL.pattern})"
)
_NO_NAMES = frozenset(_DATA["no_names"])
_TITLE = re.compile(rf"(?:{'|'.join(_DATA['titles'])})(?:in|innen|e|en|er|n|s|es)?", re.IGNORECASE)
_NOUN = re.compile(rf"\w+(?:{'|'.join(_DATA['endings'])})(?:en|n|s|es|e)?", re.IGNORECASE)
_FIRST = re.compile(r"[.!?…:“„»«\"(][\"“”»«)\s]*$")
_SURE_ENGLISH = re.compile(r"\b(?:the|and|of|to|that|is|are|for|with|by|has|have|had|were)\b")


def is_german(prose: Prose, material: Material) -> bool:
    """Return whether a passage is German: by its words, or where they are few by its document's."""
    if "de" in languages_of(prose.passage.text):
        return True
    if _SURE_ENGLISH.search(prose.passage.text):
        return False
    if material.language == "de":
        return True  # Too few words to tell; the book is German.
    return prose.passage.docname in _german_documents(material)


def names_among_nouns(
    prose: Prose, known: frozenset[str], material: Material
) -> Iterator[tuple[int, str]]:
    """Yield the names of a German passage; ``known`` are the words of names in the glossary."""
    text, names = prose.passage.text, known | _learnt(material)
    for run in _runs(text):
        words = [word for word in run if word[0].removesuffix("s") in names or word[0] in names]
        words = [word for word in words if not _is_noun(word[0], known)]
        if words and not prose.spoken(words[0].start(), words[-1].end()):
            yield words[0].start(), " ".join(word[0] for word in words)


def _is_noun(word: str, known: frozenset[str]) -> bool:
    return word not in known and (word in _NO_NAMES or _TITLE.fullmatch(word) is not None)


def _german_documents(material: Material) -> frozenset[str]:
    def find() -> frozenset[str]:
        texts: dict[str, list[str]] = {}
        for prose in material.prose:
            texts.setdefault(prose.passage.docname, []).append(prose.passage.text)
        # The cells of a table are not sentences; they are in the book's own language.
        tables = texts.keys() - material.book.documents.keys() if material.language == "de" else ()
        return frozenset(tables) | frozenset(
            name for name, some in texts.items() if "de" in languages_of(" ".join(some))
        )

    return _once("German documents", find, material)


def _learnt(material: Material) -> frozenset[str]:
    """Return the words of all names of two words and more in the German texts available."""

    def find() -> frozenset[str]:
        blocks = (text for texts in material.texts.values() for text in texts.values())
        own = (p.passage.text for p in material.prose if is_german(p, material))
        texts = [*(text for text in blocks if "de" in languages_of(text)), *own]
        nouns = {noun for text in texts for noun in _DETERMINED.findall(text)}
        written = {word for text in texts for word in _CAPITAL.findall(text)}
        # “Vogts Plan”: a genitive and what is Vogt's.
        genitives = {f"{word}s" for word in written} & written
        return frozenset(word for text in texts for word in _pairs(text, nouns | genitives))

    return _once("names among nouns", find, material)


def _pairs(text: str, nouns: set[str]) -> Iterator[str]:
    for run in _runs(text):
        kept = [m for m in run if m[0] not in nouns and not _is_common(m[0])]
        for one, other in pairwise(kept):
            if text[one.end() : other.start()].isspace():
                yield from (one[0], other[0])


@lru_cache(maxsize=65536)
def _is_common(word: str) -> bool:
    """Tell from its form that a word is not a name."""
    return word in _NO_NAMES or bool(_TITLE.fullmatch(word) or _NOUN.fullmatch(word))


def _runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield the words with capitals that follow each other; a sentence's first is left out."""
    run: list[re.Match[str]] = []
    for match in _CAPITAL.finditer(text):
        if run and not text[run[-1].end() : match.start()].isspace():
            yield run
            run = []
        if match.start() and not _FIRST.search(text[: match.start()]):
            run.append(match)
    if run:
        yield run


def _once(name: str, find: Callable[[], frozenset[str]], material: Material) -> frozenset[str]:
    cached = material.cache.get(name)
    found = cached if isinstance(cached, frozenset) else find()
    material.cache[name] = found
    return found
