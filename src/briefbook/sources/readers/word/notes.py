"""Footnotes and endnotes of a Word document: what their marks show, and their words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefbook.sources.readers.word.markup import XmlElement, attribute, name_of, texts
from briefbook.sources.readers.word.package import Package

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(frozen=True, slots=True)
class WordNote:
    """One note: its id as in ``footnote 2``, what its mark shows, and its element."""

    identifier: str
    label: str
    element: XmlElement


def read_notes(package: Package) -> tuple[list[WordNote], list[XmlElement]]:
    """Return the notes in the order of their marks, then those without a mark."""
    elements = dict(_elements(package))
    notes: list[WordNote] = []
    counts = {"footnote": 0, "endnote": 0}
    for reference in package.document.iter():
        name = name_of(reference)
        if name not in ("w:footnoteReference", "w:endnoteReference"):
            continue
        kind = name[2:].removesuffix("Reference")
        identifier = f"{kind} {attribute(reference, 'id')}"
        if identifier not in elements:
            continue
        label = _own_mark(reference)
        if not label:
            counts[kind] += 1
            label = str(counts[kind])
        notes.append(WordNote(identifier, label, elements.pop(identifier)))
    both = len({note.identifier.split()[0] for note in notes}) == 2
    if both:  # As Word does, so that the two are told apart.
        notes = [
            WordNote(note.identifier, _roman(note.label), note.element)
            if note.identifier.startswith("endnote")
            else note
            for note in notes
        ]
    return notes, list(elements.values())


def _elements(package: Package) -> Iterator[tuple[str, XmlElement]]:
    for kind in ("footnote", "endnote"):
        part = package.part(f"{kind}s")
        for each in part if part is not None else ():
            # The others are the lines that part notes from the text.
            if name_of(each) == f"w:{kind}" and attribute(each, "type") in ("", "normal"):
                yield f"{kind} {attribute(each, 'id')}", each


def _own_mark(reference: XmlElement) -> str:
    if attribute(reference, "customMarkFollows").lower() not in ("1", "true", "on"):
        return ""
    run = reference.getparent()
    return "" if run is None else "".join(texts(run)).strip()


def _roman(label: str) -> str:
    number, text = int(label) if label.isdecimal() else 0, ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text or label
