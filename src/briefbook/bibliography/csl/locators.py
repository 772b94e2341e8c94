"""A locator as CSL names it: its label and its value."""

from __future__ import annotations

import re

from briefbook.core.locators.locator import Locator

#: Our kinds that CSL has a label for; all others are printed as they were typed.
_LABELS = {
    "paragraph": "paragraph", "page": "page", "page-in-another-language": "page",
    "section": "section", "chapter": "chapter", "volume": "volume", "book": "book",
    "figure": "figure", "folio": "folio", "line": "line", "note": "note", "column": "column",
    "table": "table", "time": "timestamp", "paragraph-of-a-judgment": "paragraph",
}  # fmt: skip
#: Rule 10b-5 is not a run of numbers.
_NAMED = re.compile(r"§|[A-Z]{2}|\d[a-z]-\d")
_WORDS = {"part": {"part", "parts", "teil", "ч", "часть"}}


def csl_locator(locator: Locator) -> tuple[str, str]:
    """Return label and value: ``page``, ``12–14``; ``custom`` and the text for other kinds."""
    if not locator.parts:
        return "", ""
    kinds = {part.kind.name if part.kind else "" for part in locator.parts}
    kind = kinds.pop() if len(kinds) == 1 else ""
    # A code or a case in the value, as in 42 U.S.C. § 1983, is more than a number.
    plain = not any(part.reversed or _NAMED.search(part.value) for part in locator.parts)
    values = [part.value for part in locator.parts]
    if kind in _LABELS and plain and all(values) and locator.known:
        if kind == "paragraph-of-a-judgment":
            values = [re.sub(r"[\[\]]|^(?:at )?[^\d\[]*", "", value) for value in values]
        return _LABELS[kind], ", ".join(values)
    words = {part.word.rstrip(".").lower() for part in locator.parts}
    for label, known in _WORDS.items():
        if kind == label and plain and all(values) and words <= known:
            return label, ", ".join(values)
    return "custom", locator.typeset()
