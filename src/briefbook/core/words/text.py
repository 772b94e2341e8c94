"""Normal form of text: what is compared, counted and hashed.

Articles reach an editor with curly or straight quotation marks, no-break spaces, soft
hyphens and decomposed letters; two texts that read alike must compare and hash alike.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from briefbook.core.words.quotation_marks import NORMAL_DOUBLE, NORMAL_SINGLE
from briefbook.core.words.word_breaks import UNSPACED_RUN, break_words

#: Bidirectional controls: they change the order in which text is shown, not what it says.
BIDI_CONTROLS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
#: Characters without width that carry no text: soft hyphen, zero-width spaces and joiners,
#: byte order mark, variation selectors.
INVISIBLE = frozenset(
    "\u00ad\u180e\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufe0e\ufe0f\ufeff"
)

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_DASHES = "‐‑‒–—―−⁃﹘﹣－"
_FOLD = str.maketrans(
    dict.fromkeys(BIDI_CONTROLS | INVISIBLE, "")
    | _LIGATURES
    | dict.fromkeys(NORMAL_SINGLE, "'")
    | dict.fromkeys(NORMAL_DOUBLE, '"')
    | dict.fromkeys(_DASHES, "-")
    | {"…": "..."}
)
_TIDY = str.maketrans(dict.fromkeys(INVISIBLE - set("\u200c\u200d\ufe0e\ufe0f"), "") | _LIGATURES)
# Tab, line feed and carriage return are spaces; the other controls are nothing that prints.
_CONTROLS = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_UNTIDY = re.compile(f"[{re.escape(''.join(map(chr, _TIDY)))}]|{_CONTROLS.pattern}")
_DASHES_BETWEEN = re.compile(r"[—–―]|--+")
_HYPHENS = re.compile("--+")
_NUMBERS = re.compile(r"(\d+)")


def normalise(text: str) -> str:
    """Return the form in which texts are compared and hashed.

    Canonical composition (NFC); straight quotation marks; ``-`` for every dash and for
    runs of hyphens; ``...`` for an ellipsis; ligatures spelt out; no soft hyphens,
    zero-width characters or bidirectional controls; one space for any run of white space.
    Letters' case and digits stay. Applying it twice changes nothing.
    """
    if text.isascii():
        folded = text.replace("`", "'")
    else:
        folded = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).translate(_FOLD))
    if "--" in folded:
        folded = _HYPHENS.sub("-", folded)
    return " ".join(folded.split())


def tidy(text: str) -> str:
    """Return text as it is kept: what the eye cannot see is gone, all else is untouched.

    White space of any kind and length becomes one space, letters are composed (NFC),
    ligatures spelt out, soft hyphens, zero-width spaces and control characters dropped.
    Quotation marks and dashes stay as the article has them. So do joiners and variation
    selectors, which Persian and emoji need, and bidirectional controls, which are reported.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = unicodedata.normalize("NFC", text)
    if _UNTIDY.search(kept):  # seldom, and one look is cheaper than two translations
        kept = unicodedata.normalize("NFC", _CONTROLS.sub("", kept.translate(_TIDY)))
    return " ".join(kept.split())


def text_sha256(text: str) -> str:
    """Return the SHA-256 of the normal form, as 64 hexadecimal digits."""
    return hashlib.sha256(normalise(text).encode("utf-8", "surrogatepass")).hexdigest()


def words(text: str) -> list[str]:
    """Return the words of a text in order, without the punctuation around them.

    ``28-year-old`` is one word, ``2019—a`` are two. Scripts written without spaces are split
    by :func:`briefbook.core.words.word_breaks.break_words`.
    """
    parted = normalise(_DASHES_BETWEEN.sub(" ", text))
    if not parted.isascii():
        parted = UNSPACED_RUN.sub(lambda run: f" {' '.join(break_words(run[0]))} ", parted)
    return [word for word in map(_strip_marks, parted.split()) if word]


@lru_cache(maxsize=2048)
def word_count(text: str) -> int:
    """Return how many words a text has."""
    return len(words(text))


def _strip_marks(token: str) -> str:
    """Cut what is neither letter, digit nor combining mark from both ends."""
    if token.isalnum():
        return token
    if token[0].isalnum() and token[:-1].isalnum() and unicodedata.category(token[-1])[0] != "M":
        return token[:-1]  # the commonest: one sign behind the word
    inner = [place for place, char in enumerate(token) if char.isalnum()]
    if not inner:
        return ""
    end = inner[-1] + 1
    while end < len(token) and unicodedata.category(token[end]).startswith("M"):
        end += 1
    return token[inner[0] : end]


def natural_key(text: str) -> tuple[tuple[str, int], ...]:
    """Return what sorts a text as people do, numbers by their value: ``¶ 4`` before ``¶ 36``."""
    parts = _NUMBERS.split(text)
    numbers = [int(number) for number in parts[1::2]]
    return tuple(zip(parts[::2], [*numbers, -1], strict=True))


def bidi_controls(text: str) -> tuple[str, ...]:
    """Return the names of the bidirectional controls in a text, each once, sorted."""
    return tuple(sorted(unicodedata.name(char) for char in BIDI_CONTROLS.intersection(text)))
