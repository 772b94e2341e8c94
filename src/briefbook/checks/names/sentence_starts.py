"""Whether the first word of a sentence, which has a capital anyway, is a name.

“Drivers are told” has none, “Tesla bought” has. A word is taken for a name if it stands alone
before a verb, as no common noun in the singular does, and neither the book nor its sources ever
write it without the capital.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from briefbook.checks.evidence.material import Material
from briefbook.checks.prose.vocabulary import LONE_NOUNS, VERBS
from briefbook.core.figures.numerals import WORDS

_VERB = re.compile(
    rf"[ \n](?:also |now |then |later |never |[a-z]+ly )?((?:{'|'.join(VERBS)})|[a-z]{{2,}}ed)\b"
)
#: “Kowalski, the mayor, wants”, “Tesla, which makes cars”.
_APPOSITION = re.compile(
    rf", (?:(?:the|an?|its|his|her|their) [a-z' -]{{3,60}}, (?:{'|'.join(VERBS)}|[a-z]{{2,}}ed)\b"
    rf"|(who|whose)\b)"
)
#: Endings of words that need no article: what is made of a verb or of an adjective, and plurals.
_COMMON = re.compile(
    r".*(?:ing|ly|ed|tion|sion|ment|ness|ity|ship|ance|ence|ism|hood|ery|ure|ology|omics|ware|"
    r"(?<![suia'’])s|men|people)",
    re.IGNORECASE,
)
#: With these one alone does something: “Reuters was told”.
_SINGULAR = frozenset(("is", "was", "has", "says", "does"))
_NO_NAMES = LONE_NOUNS | set(WORDS)
_SMALL_WORD = re.compile(r"(?<![^\W\d_])[a-z][^\W\d_]+")


def is_name_at_start(word: str, following: str, material: Material) -> bool:
    """Return whether a word at the beginning of a sentence, before ``following``, is a name."""
    verb = _VERB.match(following) or _APPOSITION.match(following)
    if verb is None or not word.isalpha() or word.lower() in _NO_NAMES:
        return False
    if _COMMON.fullmatch(word) and not (word.endswith("s") and verb[1] in _SINGULAR):
        return False
    return word.lower() not in _small_words(material)


def _small_words(material: Material) -> frozenset[str]:
    """Return all words that the book and its sources write with a small letter."""
    cached = material.cache.get("small words")
    if isinstance(cached, frozenset):
        return cached
    found: set[str] = set()
    texts = (text for blocks in material.texts.values() for text in blocks.values())
    find: Callable[[str], list[str]] = _SMALL_WORD.findall
    for text in (*texts, *(prose.passage.text for prose in material.prose)):
        found.update(find(text))
    words = material.cache["small words"] = frozenset(found)
    return words
