"""Nothing is lost silently: what was read is in a block or among what was left out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"\w+")


def unaccounted(whole: str, parts: Iterable[str]) -> str:
    """Return the words of ``whole`` that ``parts`` lack, in order; empty where they have all.

    Letters and digits decide whether something is missing, whatever is between them: a
    reader may part what the file has in one piece, and join what it has in two.
    """
    text, source = _folded(" ".join(parts)), _folded(whole)
    lacking = _signs(source) - _signs(text)
    if not lacking:
        return ""
    there = Counter(_WORD.findall(text))
    missing = []
    for word in _WORD.findall(source):
        if there[word]:
            there[word] -= 1
        else:
            missing.append(word)
    return " ".join(missing) or " ".join(lacking.elements())


def _folded(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def _signs(text: str) -> Counter[str]:
    return Counter(filter(str.isalnum, text))
