"""Sentences of a passage, each with what it cites."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefbook.core.passages import PLACEHOLDER, Citation, Passage, Span

_END = re.compile(rf"[.!?…]+[\"'”’»)\]]*(?=\s+[\"'“‘«(\[{PLACEHOLDER}]*[^\s\W_]|\s+{PLACEHOLDER})")
#: Words whose full stop does not end a sentence.
_ABBREVIATIONS = frozenset(
    [
        "a.m",
        "p.m",
        "e.g",
        "i.e",
        "etc",
        "vs",
        "cf",
        "ca",
        "approx",
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "col",
        "lt",
        "maj",
        "capt",
        "sgt",
        "adm",
        "st",
        "no",
        "nos",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "fig",
        "vol",
        "ed",
        "eds",
        "art",
        "inc",
        "ltd",
        "co",
        "corp",
    ]
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A part of a passage's text, with the citations and links that stand in or behind it."""

    start: int
    end: int
    citations: tuple[Citation, ...]
    links: tuple[Span, ...]


def split_sentences(passage: Passage, quoted: Sequence[tuple[int, int]]) -> list[Sentence]:
    """Split a passage; a full stop within a quotation (``quoted``: start, end) ends nothing.

    A citation behind a full stop belongs to the sentence before it, a textual one (“Yoon
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
    """Tell whether the mark at ``stop`` ends a sentence, where the next begins at ``following``."""
    return not _abbreviated(text, stop, following)


def _abbreviated(text: str, stop: int, following: int) -> bool:
    # “Why?” she asked; “e.g. in May”: what begins small goes on.
    if text[following : following + 1].islower():
        return True
    if text[stop] != ".":
        return False
    word = re.search(r"[^\s(\[“\"]*$", text[:stop])
    token = word[0] if word else ""
    if token.lower() in ("no", "nos", "p", "pp"):
        return text[following : following + 1].isdigit()
    # A single capital or dotted capitals (J. Smith, the U.S. Army) hardly end a sentence.
    return token.lower() in _ABBREVIATIONS or re.fullmatch(r"(?:[A-Z]\.)*[A-Z]", token) is not None


def _belongs(citation: Citation, start: int, end: int) -> bool:
    if citation.textual:
        return start <= citation.at < end
    return start < citation.at <= end or citation.at == start == 0
