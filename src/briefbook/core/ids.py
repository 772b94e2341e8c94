"""Anchor ids: the one grammar of what a reader cites and an author types.

Ids match ``[a-z][a-z0-9-]*`` and are unique in the whole book. A paragraph is
``<prefix>-7`` or, inserted later between 7 and 8, ``<prefix>-7a``; a note is
``<prefix>-n-<label>``; a term is ``term-<topic>-<name>``; a source is ``ref-<key>``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import total_ordering

ID = re.compile(r"[a-z][a-z0-9-]*")
#: A line of its own with block attributes, also in a quote or a list.
_TYPED = re.compile(
    r"^[ \t>]*(?:(?:[-*+]|[0-9]+[.)])[ \t]+)*\{[^{}\n`]*#(?P<id>[^\s{}#]+)[^{}\n]*\}[ \t]*$",
    re.MULTILINE,
)
_NUMBER = re.compile(r"([1-9][0-9]*)([a-z]*)")
#: What begins the ids of things that are no part of a chapter's text.
RESERVED_PREFIXES = frozenset({"event", "judgement", "reading", "ref", "term"})
_MOVED = re.compile(r"[a-z][a-z0-9-]*-[1-9][0-9]*[a-z]*")
#: Latin letters that are no other letter with an accent.
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
#: Slugs that would read as a paragraph number or a note's id of the same chapter.
_RESERVED = re.compile(r"[0-9]+[a-z]*|n-.*|n")


def is_id(text: str) -> bool:
    """Return whether ``text`` is a well-formed anchor id."""
    return ID.fullmatch(text) is not None


@total_ordering
@dataclass(frozen=True, slots=True)
class ParagraphNumber:
    """A paragraph's number: ``7`` or ``7a``; orders as readers count (7, 7a, 7b, 8)."""

    number: int
    letters: str = ""

    def __str__(self) -> str:
        return f"{self.number}{self.letters}"

    def __lt__(self, other: ParagraphNumber) -> bool:
        mine = (self.number, len(self.letters), self.letters)
        return mine < (other.number, len(other.letters), other.letters)


def paragraph_number(anchor: str, prefix: str) -> ParagraphNumber | None:
    """Return the number in a paragraph's id, or ``None`` where the id is not of that form."""
    if not anchor.startswith(f"{prefix}-"):
        return None
    match = _NUMBER.fullmatch(anchor, len(prefix) + 1)
    return ParagraphNumber(int(match[1]), match[2]) if match else None


def reading_key(anchor: str) -> tuple[tuple[int, int, str], ...]:
    """Return a key that sorts ids as readers count: ``martyrs-2`` before ``martyrs-10``."""
    parts = re.findall(r"([0-9]+)|([^0-9]+)", anchor)
    return tuple((1, int(digits), "") if digits else (0, 0, other) for digits, other in parts)


def paragraph_label(anchor: str, prefix: str) -> str:
    """Return what a reader sees of a paragraph's id in the chapter with this prefix.

    ``7`` for ``martyrs-7`` in its own chapter; the whole id where the paragraph was moved here
    from another chapter, whose numbers count apart; empty where the id is no paragraph's.
    """
    number = paragraph_number(anchor, prefix)
    if number:
        return str(number)
    return anchor if _MOVED.fullmatch(anchor) else ""


def slug(text: str) -> str:
    """Reduce words to an id's letters: ``“Blood for leverage”`` gives ``blood-for-leverage``.

    Accents fall away, ``ß`` is ``ss``. Text without a Latin letter or a digit gives the empty
    string.
    """
    letters = unicodedata.normalize("NFKD", text.lower().translate(_LETTERS))
    plain = letters.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", plain)).strip("-")


def section_id(prefix: str, title: str) -> str:
    """Return the id of a section from the chapter's prefix and the heading's own words.

    It depends on nothing else: neither on order nor on other headings. Empty where the
    title has no Latin letter or digit; the author must then give the id.
    """
    words = slug(title)
    if not words:
        return ""
    return f"{prefix}-section-{words}" if _RESERVED.fullmatch(words) else f"{prefix}-{words}"


def note_id(prefix: str, label: str) -> str:
    """Return the id of the note with this label in the chapter with this prefix."""
    return f"{prefix}-n-{slug(label) or label.encode().hex()}"


def term_id(topic: str, name: str) -> str:
    """Return the id of a glossary entry."""
    return f"term-{slug(topic)}-{slug(name) or name.encode().hex()}"


def source_id(key: str) -> str:
    """Return the id of a bibliography entry."""
    return f"ref-{slug(key)}"


def typed_ids(text: str) -> Iterator[tuple[str, int]]:
    """Yield the ids that are above blocks of a page's source, each with its line from 1."""
    line, end = 1, 0
    for match in _TYPED.finditer(text):
        line += text.count("\n", end, match.start("id"))
        end = match.start("id")
        yield match["id"], line
