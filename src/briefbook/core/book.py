"""The book as a whole: look-ups over the records of all documents, built once after reading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from briefbook.core.ids import source_id
from briefbook.core.records import Anchor, AnchorKind, DocumentRecords, Note, Term, Use
from briefbook.core.words.labels import bound, label, message
from briefbook.core.words.mentions import Mention, find_mentions, uses_by_term


@dataclass(frozen=True, slots=True)
class UseGroup:
    """The uses of one thing in one document: its paragraphs, notes and entries, in order.

    ``throughout`` is the document's id if they cover most of its paragraphs or entries.
    """

    docname: str
    title: str
    paragraphs: tuple[str, ...]
    notes: tuple[str, ...]
    entries: tuple[str, ...]
    throughout: str = ""


#: So many paragraphs or entries, and most of a document's, are “throughout” it.
_MANY = {AnchorKind.PARAGRAPH: 12, AnchorKind.TERM: 6}
#: What is called by its number, and how.
NUMBERED = {AnchorKind.PARAGRAPH: message("¶ {number}"), AnchorKind.NOTE: message("note {number}")}
#: Rows of a table; their page stands for them in a list of places.
_ROWS = (AnchorKind.READING, AnchorKind.EVENT)


def _fold(form: str) -> str:
    """Return the key of a word: case and the shape of apostrophes make no difference."""
    return form.strip().casefold().replace("’", "'")


class Book:
    """Look-ups by id, name and key; each is one dictionary access, none scans the book.

    ``documents`` come in reading order. ``numbers`` gives the chapter numbers, e.g.
    ``{"chapters/martyrs": "2"}``; a document that has none is named by its title. ``sources``
    are the bibliography's entries, known only after reading.
    """

    def __init__(
        self,
        documents: Iterable[DocumentRecords],
        numbers: Mapping[str, str],
        sources: Iterable[Anchor] = (),
    ) -> None:
        self.documents = {doc.docname: doc for doc in documents}
        self.numbers = numbers
        self.sources = tuple(sources)

    @cached_property
    def anchors(self) -> dict[str, list[Anchor]]:
        """Every occurrence of every id, in reading order."""
        found: dict[str, list[Anchor]] = defaultdict(list)
        for doc in self.documents.values():
            for anchor in doc.anchors:
                found[anchor.id].append(anchor)
        for anchor in self.sources:
            found[anchor.id].append(anchor)
        return dict(found)

    @cached_property
    def notes(self) -> dict[str, Note]:
        """Each note by its id."""
        return {note.id: note for doc in self.documents.values() for note in doc.notes}

    @cached_property
    def terms_by_form(self) -> dict[str, list[Term]]:
        """The entries that a word can mean: by ``form`` and by ``topic:form``, in lower case."""
        found: dict[str, list[Term]] = defaultdict(list)
        for doc in self.documents.values():
            for term in doc.terms:
                for form in dict.fromkeys(_fold(form) for form in term.forms):
                    for name in (form, f"{term.topic}:{form}"):
                        # An entry that stands twice is reported as such, not as ambiguous.
                        if all(other.id != term.id for other in found[name]):
                            found[name].append(term)
        return dict(found)

    @cached_property
    def note_calls(self) -> dict[str, list[Use]]:
        """The calls of each note, by its id."""
        return self._group(lambda doc: doc.calls, lambda use: use.target)

    @cached_property
    def citations(self) -> dict[str, list[Use]]:
        """The citations of each source, by its key."""
        return self._group(lambda doc: doc.citations, lambda use: use.target)

    @cached_property
    def links(self) -> dict[str, list[Use]]:
        """The links to each anchor, by its id."""
        return self._group(lambda doc: doc.links, lambda use: use.target)

    @cached_property
    def term_links(self) -> dict[str, list[Use]]:
        """The links to each glossary entry, by its id."""

        def entry(use: Use) -> str:
            found = self.find_terms(use.target)
            return found[0].id if len(found) == 1 else ""

        return self._group(lambda doc: doc.term_uses, entry)

    @cached_property
    def mentions(self) -> dict[str, tuple[Mention, ...]]:
        """The forms of glossary entries in each numbered paragraph and note, by its id."""
        return find_mentions(self.documents.values())

    @cached_property
    def term_uses(self) -> dict[str, list[Use]]:
        """Where each glossary entry is linked, or named in a paragraph or note, by its id."""
        return uses_by_term(self.documents.values(), self.mentions, self.term_links)

    def _group(
        self,
        uses: Callable[[DocumentRecords], Iterable[Use]],
        key: Callable[[Use], str],
    ) -> dict[str, list[Use]]:
        found: dict[str, list[Use]] = defaultdict(list)
        for doc in self.documents.values():
            for use in uses(doc):
                found[key(use)].append(use)
        return dict(found)

    def find_terms(self, target: str) -> list[Term]:
        """Return the entries that ``hub`` or ``military:hub`` can mean, any case."""
        return self.terms_by_form.get(_fold(target), [])

    def near_term(self, target: str) -> str:
        """Return the name of an entry that is spelt almost like ``target``; empty where none is."""
        found = get_close_matches(_fold(target), self.terms_by_form, n=1)
        return self.terms_by_form[found[0]][0].name if found else ""

    def anchor(self, id_: str) -> Anchor | None:
        """Return the first place with this id."""
        found = self.anchors.get(id_)
        return found[0] if found else None

    def place(self, id_: str) -> Anchor:
        """Return the first place with this id, which must exist (:class:`KeyError`)."""
        return self.anchors[id_][0]

    def document_name(self, docname: str) -> str:
        """Name a document in a reference: ``chapter 2``, or its title in quotation marks."""
        number = self.numbers.get(docname)
        if number:
            return bound("chapter {number}", number=number)
        doc = self.documents.get(docname)
        return label("“{title}”", title=doc.title) if doc else docname

    def label(self, anchor: Anchor, from_docname: str) -> str:
        """Say where an anchor is, as a reader of ``from_docname`` needs it.

        ``¶ 7`` within the chapter, ``chapter 2, ¶ 7`` from elsewhere; a section or a term
        by its own words.
        """
        if anchor.kind not in NUMBERED:
            return anchor.label
        local = bound(NUMBERED[anchor.kind], number=anchor.label)
        if anchor.docname == from_docname:
            return local
        document = self.document_name(anchor.docname)
        return label("{document}, {place}", document=document, place=local)

    @cached_property
    def _order(self) -> dict[str, int]:
        return {docname: position for position, docname in enumerate(self.documents)}

    def where_used(self, uses: Iterable[Use]) -> list[UseGroup]:
        """Group uses by document, each place once, in reading order."""
        places: dict[str, dict[str, None]] = defaultdict(dict)
        for use in uses:
            if use.place:
                places[use.docname][use.place] = None
        groups = []
        for docname in sorted(places, key=self._order.__getitem__):
            kinds: dict[AnchorKind, list[str]] = defaultdict(list)
            for place in places[docname]:
                anchor = self.anchor(place)
                if anchor and anchor.kind in _ROWS:
                    anchor = self.documents[docname].anchors[0]
                if anchor and anchor.id not in kinds[anchor.kind]:
                    kinds[anchor.kind].append(anchor.id)
            throughout = self._throughout(docname, kinds)
            paragraphs, notes = kinds.pop(AnchorKind.PARAGRAPH, []), kinds.pop(AnchorKind.NOTE, [])
            notes.sort(key=lambda id_: self.notes[id_].number)
            entries = [place for rest in kinds.values() for place in rest]
            groups.append(
                UseGroup(
                    docname,
                    self.document_name(docname),
                    tuple(paragraphs),
                    tuple(notes),
                    tuple(entries),
                    throughout,
                )
            )
        return groups

    def _throughout(self, docname: str, used: Mapping[AnchorKind, Sequence[str]]) -> str:
        """Return the id of the document if ``used`` are most of its paragraphs or entries."""
        anchors = self.documents[docname].anchors
        for kind, many in _MANY.items():
            here = len(used.get(kind, ()))
            if here >= many and here > sum(anchor.kind is kind for anchor in anchors) / 2:
                return anchors[0].id
        return ""

    def source_anchor(self, key: str) -> Anchor | None:
        """Return the bibliography entry of a source."""
        return self.anchor(source_id(key))
