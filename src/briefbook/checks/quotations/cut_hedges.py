"""Find quotations cut off from a hedge right before them: “if the mines close”.

Quoting only “the mines close” turns a condition into a fact. The book may state the condition
in its own words: “should ‘the mines close’ …”.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from briefbook.checks.prose.canonical import canonical
from briefbook.checks.prose.languages.language import language_of
from briefbook.checks.prose.sentences import last_sentence
from briefbook.checks.prose.wording import has_negation, words_of

#: The fewest words of a quotation that makes a statement.
_STATEMENT = 3
_NEAR = 24
#: The words of one clause from “whether” to the quotation: “whether that nation, or any other, …”.
_JOINED = r"(?:(?!\b(?:and|but|said|und|aber)\b)[^.;:!?'])*$"
_ASKS: Mapping[str, re.Pattern[str]] = defaultdict(
    lambda: re.compile(r"(?!)()"),
    en=re.compile(rf"\b(whether)\b{_JOINED}", re.IGNORECASE),
    de=re.compile(rf"\b(ob)\b{_JOINED}", re.IGNORECASE),
)


def cut_hedge(words: str, block: str, places: Sequence[tuple[int, int]], spoken: str) -> str:
    """Return the hedge of a text before a quotation, if the book has none; else an empty text.

    ``block`` is in canonical form, ``places`` are the ranges of the quotation in it, ``spoken`` the
    words of the book around the quotation.
    """
    if len(words_of(canonical(words))) < _STATEMENT:
        return ""
    language = language_of(block)
    found = ""
    for start, end in places:
        if asked := _ASKS[language.code].search(last_sentence(block[:start])):
            found = f"{asked[1]} … {block[start:end]}"
            continue
        before = block[max(0, start - _NEAR) : start]
        last = words_of(before)[-1:] if before.endswith(" ") else []
        # A comma or a quotation mark between them: the text itself separates them.
        if not last or last[0].lower() not in language.doubts or not before[:-1].endswith(last[0]):
            return ""
        found = f"{last[0]} {block[start:end]}"
    own = {word.lower() for word in words_of(canonical(spoken))}
    said = language_of(spoken)
    return (
        ""
        if has_negation(own, said) or any(word in said.hedges | said.unsure for word in own)
        else found
    )
