"""What biblatex's ``related`` says in words: ``Reprint of``, ``Known only through``."""

from __future__ import annotations

from briefbook.bibliography.printing.printed_item import capital
from briefbook.core.words.labels import label, message

#: The relation of a work that nobody has seen, known from what another reports of it.
REPORTED_IN = "reportedin"

_WORDS = {
    REPORTED_IN: message("Known only through"),
    "reprintof": message("Reprint of"),
    "reprintas": message("Reprinted as"),
    "reprintfrom": message("Reprinted from"),
    "translationof": message("Translation of"),
    "translationas": message("Translated as"),
    "translationfrom": message("Translated from"),
    "origpubas": message("Originally published as"),
    "origpubin": message("Originally published in"),
    "bytranslator": message("Translated as"),
    "reviewof": message("Review of"),
    "multivolume": message("Volumes:"),
}


def relation_words(kind: str, own: str = "") -> str:
    """Return the words before the related works; ``own`` is the entry's ``relatedstring``."""
    return capital(own) if own else label(_WORDS.get(kind.strip().lower(), message("See also")))
