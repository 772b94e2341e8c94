"""What biblatex's ``related`` says in words: ``Reprint of``, ``Known only through``."""

from __future__ import annotations

from briefbook.bibliography.printing.printed_item import capital

#: The relation of a work that nobody has seen, known from what another reports of it.
REPORTED_IN = "reportedin"

_WORDS = {
    REPORTED_IN: "Known only through",
    "reprintof": "Reprint of",
    "reprintas": "Reprinted as",
    "reprintfrom": "Reprinted from",
    "translationof": "Translation of",
    "translationas": "Translated as",
    "translationfrom": "Translated from",
    "origpubas": "Originally published as",
    "origpubin": "Originally published in",
    "bytranslator": "Translated as",
    "reviewof": "Review of",
    "multivolume": "Volumes:",
}


def relation_words(kind: str, own: str = "") -> str:
    """Return the words before the related works; ``own`` is the entry's ``relatedstring``."""
    return capital(own) if own else _WORDS.get(kind.strip().lower(), "See also")
