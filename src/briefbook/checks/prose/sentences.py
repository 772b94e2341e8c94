"""Sentences of a passage, each with what it cites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefbook.checks.prose.vocabulary import ABBREVIATIONS
from briefbook.core.figures.language_tables import OTHER_MONTHS
from briefbook.core.figures.numerals import MONTHS, any_of
from briefbook.core.figures.other_languages import languages_of
from briefbook.core.passages import PLACEHOLDER, Citation, Passage, Span

_END = re.compile(rf"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[{PLACEHOLDER}]*[^\s\W_]|\s+{PLACEHOLDER})")
#: After these, and before a month or another noun, a German number with a full stop is an ordinal.
_BEFORE_ORDINALS = frozenset(
    "am der die das den dem des im in vom zum zur beim bis ab seit und oder dieser jeder".split()
)
_ORDINAL = re.compile(r"\d{1,2}")
_NAME_OF_MONTH = re.compile(rf"(?:{any_of((*OTHER_MONTHS, *MONTHS))})(?![^\W_])", re.IGNORECASE)
_STOP = re.compile(r"[.!?]+['\")\]]*\s+(?=['\"(\[]*(?:[^\W_]|$))")
#: What ends a clause.
_CLAUSE_END = re.compile(r"[.;:!?]|,\s*(?=')|,? (?:and|but|und|aber|et|mais|y|pero|и|но) ")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a passage, with the citations and links in it or right after it."""

    start: int
    end: int
    citations: tuple[Citation, ...]
    links: tuple[Span, ...]


def split_sentences(passage: Passage, quoted: Sequence[tuple[int, int]]) -> list[Sentence]:
    """Split a passage into sentences; a full stop within ``quoted`` (start, end) ends none.

    A citation after a full stop belongs to the sentence before it, a textual one (“Yoon
    (2024) says”) to the sentence that it begins.
    """
    text = passage.text
    starts = [0]
    for match in _END.finditer(text):
        following = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
        inside = any(start < match.start() and match.end() < end for start, end in quoted)
        if not inside and not _abbreviated(text, match.start(), following):
            starts.append(following)
    ends = [*starts[1:], len(text)]
    return [
        Sentence(
            start,
            end,
            tuple(c for c in passage.citations if _belongs(c, start, end)),
            tuple(link for link in passage.links if start <= link.start < end),
        )
        for start, end in zip(starts, ends, strict=True)
    ]


def ends_sentence(text: str, stop: int, following: int) -> bool:
    """Return whether the mark at ``stop`` ends a sentence; ``following``: where the next begins."""
    return not _abbreviated(text, stop, following)


def _abbreviated(text: str, stop: int, following: int) -> bool:
    # “Why?” she asked; “e.g. in May”: lower case continues the sentence.
    if text[following : following + 1].islower():
        return True
    if text[stop] != ".":
        return False
    word = re.search(r"[^\s(\[“\"]*$", text[:stop])
    token = word[0] if word else ""
    if token.lower() in ("no", "nos", "p", "pp"):
        return text[following : following + 1].isdigit()
    if _ORDINAL.fullmatch(token) and _is_ordinal(text, stop - len(token), following):
        return True
    # A single capital or dotted capitals (J. Smith, the U.S. Army) rarely end a sentence.
    return token.lower() in ABBREVIATIONS or re.fullmatch(r"(?:[A-Z]\.)*[A-Z]", token) is not None


def _is_ordinal(text: str, start: int, following: int) -> bool:
    """Return whether a number with a full stop is an ordinal: “am 3. März”, “des 19. Jhs.”."""
    if "de" not in languages_of(text):
        return False
    before = text[:start].split()[-1:]
    article = bool(before) and before[0].lower().strip("(„“") in _BEFORE_ORDINALS
    return article or bool(_NAME_OF_MONTH.match(text, following))


def _belongs(citation: Citation, start: int, end: int) -> bool:
    if citation.textual:
        return start <= citation.at < end
    return start < citation.at <= end or citation.at == start == 0


def last_sentence(text: str) -> str:
    """Return the last sentence of a text, which may be incomplete."""
    start = 0
    for stop in _STOP.finditer(text):
        if ends_sentence(text, stop.start(), stop.end()):
            start = stop.end()
    return text[start:]


def first_clause(text: str) -> str:
    """Return the first clause of a text, which may be incomplete."""
    return _CLAUSE_END.split(text, maxsplit=1)[0]
