"""Insertions within a word: “constitute[s]”, but not “a [deeply un]reliable partner”."""

from __future__ import annotations

import re

_GLUED = re.compile(r"([^\W\d_]*)\[([^\[\]]*)\]([^\W\d_]*)")
#: The longest ending that an insertion may put to a word that the source has without it.
_LONGEST_ENDING = 3


def makes_no_other_word(quotation: str, block: str) -> bool:
    """Return whether insertions make no other word of one of the source's, such as its opposite."""
    low = block.lower()
    for before, inserted, behind in _GLUED.findall(quotation):
        if f"[{inserted}]".lower() in low:
            continue  # The source's own brackets.
        if behind and len(inserted) > 1:
            word = f"{before}{inserted}{behind}".lower().split()[-1]
            if not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", low):
                return False
        elif before and len(inserted) > _LONGEST_ENDING:
            return False
    return True
