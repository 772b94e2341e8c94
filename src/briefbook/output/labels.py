"""The places of the book that a link can lead to: one label, and one name or more, for every id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from docutils import nodes


@dataclass(frozen=True, slots=True)
class DocumentLabels:
    """What a link can lead to in one document: its title, and each id's label, in their order."""

    title: str | None
    labels: Mapping[str, str]


def collect_labels(docname: str, doctree: nodes.document) -> DocumentLabels:
    """Return the places of a document: elements with ids, labelled ``docname#first-id``.

    A label is in ASCII, quoted as in an address of the web: so a link can carry it.
    """
    title: str | None = None
    labels: dict[str, str] = {}
    for element in doctree.findall(nodes.Element):
        # Hardly any has ids: this is asked of each element of the book.
        if ids := element["ids"]:
            label = quote(f"{docname}#{ids[0]}", safe="/#")
            if title is None and isinstance(element, nodes.section):
                title = label
            labels.update(dict.fromkeys(ids, label))
    return DocumentLabels(title, labels)


class LabelIndex:
    """Every place of the book that can be linked to.

    An id that is unique in the book, as every anchor of a chapter is, is a named destination
    under that very name; an id that several documents use (Sphinx's own section ids) is
    ``docname#id``.
    """

    def __init__(self, documents: Mapping[str, DocumentLabels]) -> None:
        self.documents = documents
        self._uses = Counter(name for places in documents.values() for name in places.labels)
        self._home: dict[str, str] = {}
        for docname, places in documents.items():
            for name in places.labels:
                self._home.setdefault(name, docname)

    def of_id(self, docname: str, name: str) -> str | None:
        """Return the label of an id of this document."""
        places = self.documents.get(docname)
        return None if places is None else places.labels.get(name)

    def of_anchor(self, name: str) -> str | None:
        """Return the label of an id that is unique in the book."""
        home = self._home.get(name)
        return None if home is None else self.documents[home].labels[name]

    def of_document(self, docname: str) -> str | None:
        """Return the label of a document's title."""
        places = self.documents.get(docname)
        return None if places is None else places.title

    def names(self) -> dict[str, list[str]]:
        """Return label → names of its destinations, both in a fixed order."""
        found: dict[str, list[str]] = {}
        for docname, places in self.documents.items():
            for name, label in places.labels.items():
                unique = self._uses[name] == 1
                found.setdefault(label, []).append(name if unique else f"{docname}#{name}")
        return found

    def keep_all_of(self, before: LabelIndex) -> bool:
        """Return whether everything that ``before`` knew still has the same label."""
        return before._home.items() <= self._home.items() and all(
            docname in self.documents
            and places.title == self.documents[docname].title
            and places.labels.items() <= self.documents[docname].labels.items()
            for docname, places in before.documents.items()
        )
