"""Rules that make a true quotation false, or leave it as true as it was, in several languages.

A rule takes the words of a quotation and dice; it returns the changed words, or ``None`` where it
does not apply. ``make truth`` runs them over the texts of others, the suite over sentences of ours.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from briefbook.checks.prose.languages.language import Language
from briefbook.checks.prose.wording import is_weighty, words_of
from briefbook.checks.quotations.hidden_words import limits_what_follows
from briefbook.core.words.quotation_marks import has_mark

Rule = Callable[[str, Language, random.Random], str | None]

_NAMES = ("Harrington", "Oduya", "Velasco", "Brandt", "Lindqvist", "Marchetti")
_STRANGE = ("turnips", "lighthouse", "seventeenth", "gallop", "velvet", "umbrella")
#: A word that negates, and before or behind which words it may stand.
_NOT: Mapping[str, tuple[str, bool]] = {
    "en": ("not", True), "de": ("nicht", True), "fr": ("pas", True), "es": ("no", False),
    "ru": ("не", False), "uk": ("не", False),
}  # fmt: skip
_AUXILIARIES = frozenset(
    "is are was were will would can has had should must ist sind war wird werden hat haben kann "
    "est sont était sera ont peut es son era será ha han puede был была было будет будут был "
    "могут может був буде".split()
)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Kind:
    """A rule by its name, and whether what it makes is false."""

    name: str
    rule: Rule
    is_false: bool


def _replace(words: str, match: re.Match[str], new: str) -> str:
    return words[: match.start()] + new + words[match.end() :]


def _inner(words: str, least: int = 1) -> list[re.Match[str]]:
    """Return the words of so many letters that are neither the first nor the last."""
    found = list(_WORD.finditer(words))[1:-1]
    return [match for match in found if len(match[0]) >= least]


def _digit(words: str, _language: Language, dice: random.Random) -> str | None:
    digits = list(re.finditer(r"\d", words))
    if not digits:
        return None
    digit = dice.choice(digits)
    return _replace(words, digit, dice.choice("123456789".replace(digit[0], "")))


def _name(words: str, _language: Language, dice: random.Random) -> str | None:
    names = [m for m in _inner(words, 4) if m[0][0].isupper() and words[m.start() - 1] == " "]
    return _replace(words, dice.choice(names), dice.choice(_NAMES)) if names else None


def _negation(words: str, language: Language, dice: random.Random) -> str | None:
    """Take a negation out, or put one in beside an auxiliary."""
    if short := re.search(r"n['’]t\b", words):
        return _replace(words, short, "")
    inner = _inner(words)
    if there := [m for m in inner if m[0].lower() in language.negations]:
        out = dice.choice(there)
        return words[: out.start()] + words[out.end() + 1 :]
    helping = [m for m in inner if m[0].lower() in _AUXILIARIES]
    if not helping or language.code not in _NOT:
        return None
    at = dice.choice(helping)
    word, behind = _NOT[language.code]
    return _replace(words, at, f"{at[0]} {word}" if behind else f"{word} {at[0]}")


def _dropped(words: str, _language: Language, dice: random.Random) -> str | None:
    inner = _inner(words, 3)
    if not inner:
        return None
    out = dice.choice(inner)
    return words[: out.start()].rstrip() + words[out.end() :]


def _added(words: str, _language: Language, dice: random.Random) -> str | None:
    inner = _inner(words)
    if not inner:
        return None
    at = dice.choice(inner)
    return _replace(words, at, f"{at[0]} {dice.choice(_STRANGE)}")


def _swapped(words: str, _language: Language, dice: random.Random) -> str | None:
    pairs = [m for m in re.finditer(r"\b([^\W\d_]{2,}) ([^\W\d_]{2,})\b", words) if m[1] != m[2]]
    if not pairs:
        return None
    pair = dice.choice(pairs)
    return _replace(words, pair, f"{pair[2]} {pair[1]}")


def _gap(words: str, language: Language, dice: random.Random) -> str | None:
    """Hide a number, a negation, a hedge or a verb of saying in an omission."""
    parts = words.split(" ")
    inner = range(1, len(parts) - 1)
    # Within a sentence a capital makes a name: Cinco de Mayo.
    weighty = [at for at in inner if weighs(f"a {parts[at]} a", language)]
    if not weighty:
        return None
    at = dice.choice(weighty)
    first, last = max(1, at - dice.randrange(3)), min(len(parts) - 2, at + dice.randrange(3))
    return " ".join([*parts[:first], dice.choice(["…", "[…]", "..."]), *parts[last + 1 :]])


def weighs(words: str, language: Language) -> bool:
    """Tell whether words carry a number, a negation, a hedge or a speaker."""
    return is_weighty(words, language) or any(map(language.qualifies, words_of(words)))


def _bracket(words: str, _language: Language, dice: random.Random) -> str | None:
    inner = _inner(words, 5)
    return _replace(words, dice.choice(inner), f"[{dice.choice(_STRANGE)}]") if inner else None


def _marks(words: str, _language: Language, _dice: random.Random) -> str | None:
    other = str.maketrans({"“": "«", "”": "»", "‘": "‚", "’": "'", '"': "“", "'": "’"})
    return words.translate(other) if words.translate(other) != words else None


def _dashes(words: str, _language: Language, dice: random.Random) -> str | None:
    dashes = list(re.finditer(r"\s?[–—]\s?", words))
    return (
        _replace(words, dice.choice(dashes), dice.choice(["—", " – ", " - "])) if dashes else None
    )


def _spaces(words: str, _language: Language, dice: random.Random) -> str | None:
    spaces = list(re.finditer(" ", words))
    space = dice.choice(["  ", "\u00a0", "\n", "\u202f", " \u200b"])
    return _replace(words, dice.choice(spaces), space) if spaces else None


def _letters(words: str, _language: Language, dice: random.Random) -> str | None:
    """Write letters otherwise: decomposed, with a soft hyphen."""
    long = _inner(words, 6)
    if not long:
        return unicodedata.normalize("NFD", words)
    word = dice.choice(long)
    return unicodedata.normalize("NFD", _replace(words, word, f"{word[0][:3]}\u00ad{word[0][3:]}"))


def _first_letter(words: str, _language: Language, dice: random.Random) -> str | None:
    first = words[:1].swapcase()
    if not words[:1].isalpha() or len(first) != 1:
        return None
    return dice.choice([first, f"[{first}]"] if words[1:2].isalpha() else [first]) + words[1:]


def _ends(words: str, _language: Language, dice: random.Random) -> str | None:
    return (
        words.rstrip(".,;:") + dice.choice([".", ",", ";", ""]) if words[-1] not in "?!" else None
    )


def _sic(words: str, _language: Language, dice: random.Random) -> str | None:
    inner = _inner(words)
    if not inner:
        return None
    at = dice.choice(inner)
    return _replace(words, at, f"{at[0]} [sic]")


def _light_gap(words: str, language: Language, dice: random.Random) -> str | None:
    """Leave out one or two words that carry nothing: no number, negation, hedge, speaker."""
    parts = words.split(" ")
    gaps = [
        (at, at + size)
        for size in (1, 2)
        for at in range(1, len(parts) - size)
        if not weighs(" ".join(parts[at : at + size]), language)
        and not limits_what_follows(" ".join(parts[at : at + size]), language)
        and not any(map(has_mark, parts[at - 1 : at + size + 1]))
    ]
    if not gaps:
        return None
    start, end = dice.choice(gaps)
    return " ".join([*parts[:start], "…", *parts[end:]])


FALSE: Sequence[Kind] = (
    Kind("digit", _digit, is_false=True),
    Kind("name", _name, is_false=True),
    Kind("negation", _negation, is_false=True),
    Kind("word dropped", _dropped, is_false=True),
    Kind("word added", _added, is_false=True),
    Kind("words swapped", _swapped, is_false=True),
    Kind("gap", _gap, is_false=True),
    Kind("bracket", _bracket, is_false=True),
)
SAME: Sequence[Kind] = (
    Kind("marks", _marks, is_false=False),
    Kind("dashes", _dashes, is_false=False),
    Kind("spaces", _spaces, is_false=False),
    Kind("letters", _letters, is_false=False),
    Kind("first letter", _first_letter, is_false=False),
    Kind("ends", _ends, is_false=False),
    Kind("sic", _sic, is_false=False),
    Kind("light gap", _light_gap, is_false=False),
)
