"""One Typst label and one or more destination names for every id in the book."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from docutils import nodes

# MyST names an unlabelled AMS equation by chance, anew at each reading; nothing can cite it.
_BY_CHANCE = re.compile(r"equation-[0-9a-f]{8}-[0-9a-f]{4}-")


def cited_ids(element: nodes.Element) -> list[str]:
    """Return the ids of an element that a link can lead to."""
    ids: list[str] = element.get("ids", [])
    return [name for name in ids if not _BY_CHANCE.match(name)]


@dataclass(slots=True)
class Labels:
    """Every place that can be linked to.

    A place is an element with ids; its label is ``docname#first-id``. An id that is unique
    in the book, as every anchor of a chapter is, is a named destination under that very
    name; an id that several documents use (Sphinx's own section ids) is ``docname#id``.
    """

    _label: dict[tuple[str, str], str] = field(default_factory=dict)
    _document: dict[str, str] = field(default_factory=dict)
    _uses: Counter[str] = field(default_factory=Counter)
    _home: dict[str, str] = field(default_factory=dict)

    def collect(self, docname: str, doctree: nodes.document) -> None:
        """Note every id of a document."""
        for element in doctree.findall(nodes.Element):
            ids = cited_ids(element)
            if not ids:
                continue
            label = f"{docname}#{ids[0]}"
            if isinstance(element, nodes.section):
                self._document.setdefault(docname, label)
            for name in ids:
                if (docname, name) not in self._label:
                    self._uses[name] += 1
                    self._home.setdefault(name, docname)
                self._label[docname, name] = label

    def of_id(self, docname: str, name: str) -> str | None:
        """Return the label of an id of this document."""
        return self._label.get((docname, name))

    def of_anchor(self, name: str) -> str | None:
        """Return the label of an id that is unique in the book."""
        home = self._home.get(name)
        return None if home is None else self._label[home, name]

    def of_document(self, docname: str) -> str | None:
        """Return the label of a document's title."""
        return self._document.get(docname)

    def names(self) -> dict[str, list[str]]:
        """Return label → names of its destinations, both in a fixed order."""
        found: dict[str, list[str]] = {}
        for (docname, name), label in self._label.items():
            unique = self._uses[name] == 1
            found.setdefault(label, []).append(name if unique else f"{docname}#{name}")
        return found
