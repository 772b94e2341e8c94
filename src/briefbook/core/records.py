"""What reading one document leaves behind: plain frozen values, never doctree nodes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefbook.core.passages import Passage
from briefbook.core.quick_pickle import quickly_pickled
from briefbook.core.words.labels import label, message


class AnchorKind(StrEnum):
    """What an anchor is."""

    CHAPTER = "chapter"
    SECTION = "section"
    PARAGRAPH = "paragraph"
    NOTE = "note"
    TERM = "term"
    SOURCE = "source"
    READING = "reading"
    EVENT = "event"
    JUDGEMENT = "judgement"


class NoteKind(StrEnum):
    """What a note gives, by its leading word."""

    SOURCE = "Source"
    CONTEXT = "Context"
    COMMENT = "Comment"
    CORRECTION = "Correction"
    TRANSLATION = "Translation"


#: How a note says its kind.
KIND_LEADS = {
    NoteKind.SOURCE: message("Source:"), NoteKind.CONTEXT: message("Context:"),
    NoteKind.COMMENT: message("Comment:"), NoteKind.CORRECTION: message("Correction:"),
    NoteKind.TRANSLATION: message("Translation:"),
}  # fmt: skip


def kind_lead(kind: NoteKind) -> str:
    """Return the words that begin a note of a kind, in the book's language: ``Kontext:``."""
    return label(KIND_LEADS[kind])


def related_keys(related: str) -> tuple[str, ...]:
    """Return the keys of a ``related`` field: one, or several with commas between."""
    return tuple(key for key in map(str.strip, related.split(",")) if key)


@quickly_pickled
@dataclass(frozen=True, slots=True)
class Anchor:
    """One place that can be cited.

    ``label`` is what a reader sees of it: a paragraph's or note's number, a title, a term,
    a source's short name. ``text`` is its plain text.
    """

    id: str
    kind: AnchorKind
    docname: str
    line: int
    label: str
    text: str = ""
    withdrawn: bool = False


@quickly_pickled
@dataclass(frozen=True, slots=True)
class Use:
    """One place that uses something.

    ``target`` is a note's id, a term's id or name as typed, a source's key or an anchor's id;
    ``place`` is the id of the paragraph, note or entry in which the use stands (empty: none);
    ``locator`` is given for citations. ``path`` is the file that ``line`` counts in where that
    is not the document's: a row of an editor's table.
    """

    target: str
    docname: str
    line: int
    place: str = ""
    locator: str = ""
    path: str = ""


@quickly_pickled
@dataclass(frozen=True, slots=True)
class Note:
    """A footnote with its label, its number in the chapter and its kind (empty: none)."""

    id: str
    docname: str
    line: int
    label: str
    number: int
    kind: str
    text: str


@quickly_pickled
@dataclass(frozen=True, slots=True)
class Term:
    """A glossary entry; ``forms`` are its name, aliases and native-script forms."""

    id: str
    docname: str
    line: int
    topic: str
    name: str
    forms: tuple[str, ...]
    #: Those in their own script, each with its language.
    native: tuple[tuple[str, str], ...] = ()
    #: By what readers look it up, e.g. a family name; empty: by its name.
    sort: str = ""


@quickly_pickled
@dataclass(frozen=True, slots=True)
class Judgement:
    """A key judgement; ``rests_on`` are the ids of the paragraphs that support it."""

    id: str
    docname: str
    line: int
    statement: str
    likelihood: str
    confidence: str
    rests_on: tuple[str, ...]


@quickly_pickled
@dataclass(frozen=True, slots=True)
class Drawn:
    """Something that a page draws from the whole book: the name of its node, its attributes."""

    kind: str
    attributes: tuple[tuple[str, object], ...]


@quickly_pickled
@dataclass(frozen=True, slots=True)
class DocumentRecords:
    """All records of one document, each tuple in the order of the text."""

    docname: str
    prefix: str
    title: str
    is_chapter: bool = False
    source: str = ""
    anchors: tuple[Anchor, ...] = ()
    notes: tuple[Note, ...] = ()
    terms: tuple[Term, ...] = ()
    calls: tuple[Use, ...] = ()
    citations: tuple[Use, ...] = ()
    term_uses: tuple[Use, ...] = ()
    links: tuple[Use, ...] = ()
    drawn: tuple[Drawn, ...] = ()
    has_quotations: bool = False
    judgements: tuple[Judgement, ...] = ()
    handling: str = ""
    passages: tuple[Passage, ...] = ()
    #: Its words are the editors' own, by its front matter: nothing in it needs a source.
    own: bool = False
