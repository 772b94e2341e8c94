"""Names that languages spell by ear: Zelenskyy, Selenskyj, Зеленський; Kharkiv, Charkiw.

Two spellings sound alike where nothing is left of their differences once the letters that the
languages of Europe use for one sound are one. That is rough: Meyer is Meier. So it is asked only
across languages, where a glossary names no form.
"""

from __future__ import annotations

import re
from functools import lru_cache

_LETTERS = re.compile("[^a-z]")
_MIXED = re.compile("[A-Za-z].*[\u0370-\u052f]|[\u0370-\u052f].*[A-Za-z]")
#: In this order; the longer first.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("shch|schtsch|chtch|sch|sh|zh|ts|tz|z", "s"), ("tsch|tch|kh|ch|x", "h"),
        ("w|ff|f|ph", "v"), ("q|ck|c", "k"), ("ou|oo", "u"), ("[yij]+(?=[aeou])", ""),
        ("[yij]+", "i"), (r"(.)\1+", r"\1"), ("[aeiou]+$", ""),
    )
)  # fmt: skip
_NAME = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)?")
#: Shorter skeletons are alike by chance.
_FEWEST = 4
#: So much longer a declined form is: Зеленського.
_ENDING = 3


@lru_cache(maxsize=8192)
def sound_of(word: str) -> str:
    """Return how a name sounds, in few letters; nothing for one that is too short to tell."""
    from anyascii import anyascii

    if _MIXED.search(word):
        return ""  # a letter that only looks Latin
    sound = _LETTERS.sub("", anyascii(word).lower())
    for pattern, replacement in _SOUNDS:
        sound = pattern.sub(replacement, sound)
    return sound if len(sound) >= _FEWEST else ""


@lru_cache(maxsize=2048)
def sounds_in(text: str) -> frozenset[str]:
    """Return how the words of a text with a capital sound."""
    return frozenset(sound_of(word) for word in _NAME.findall(text) if word[0].isupper()) - {""}


def sounds_alike(words: tuple[str, ...], text: str) -> bool:
    """Tell whether a text has all words of a name in a spelling of its own, declined or not."""
    there, ending = sounds_in(text), 0 if text.isascii() else _ENDING
    return all(
        (sound := sound_of(word)) != ""
        and any(each.startswith(sound) and len(each) - len(sound) <= ending for each in there)
        for word in words
    )
