"""Names as people write them: ``Ann Bell``, ``Bell, Ann``, ``Board of Tides and Locks``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

#: What joins two family names of one person, in Spanish, Catalan and Portuguese.
_JOINS = frozenset(("y", "i", "e"))
_COMMAS = re.compile(r"\s*,\s*")


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    table = tomllib.loads(files(__package__).joinpath("bodies.toml").read_text("utf-8"))
    return frozenset(table["words"]), frozenset(table["links"])


@cache
def _between() -> re.Pattern[str]:
    """Return what parts names: a semicolon, ``&``, or “and” as a language has it."""
    table = tomllib.loads(files(__package__).joinpath("bodies.toml").read_text("utf-8"))
    ands = "|".join(map(re.escape, [*table["ands"], "&"]))
    return re.compile(rf"\s*(?:;|,?\s+(?:{ands})\s+)\s*")


def is_body(name: str) -> bool:
    """Return whether a name is a body's: one word, ``The …``, a word such as ``Ministry``."""
    words, links = _words()
    parts = re.findall(r"[^\W\d_][\w.’'-]*|\d+|&", name)
    low = [part.lower().rstrip(".") for part in parts]
    if len(parts) < 2 or low[0] == "the" or any(sign.isdigit() for sign in name):
        return True
    # A particle (van den, de la) is between; a name ends with a capital or has none at all.
    small_end = parts[-1][:1].islower()
    return small_end or any(part in links for part in low) or any(part in words for part in low)


def read_name(text: str) -> dict[str, str]:
    """Return a name written in the natural order or family first; ``{…}`` is kept whole."""
    text = " ".join(text.split())
    if text.startswith("{") and text.endswith("}"):
        return {"literal": text[1:-1].strip()}
    pieces = _COMMAS.split(text)
    if len(pieces) == 2 and all(pieces) and not is_body(text.replace(",", "")):
        return {"family": pieces[0], "given": pieces[1]}
    if len(pieces) > 1 or is_body(text):
        return {"literal": text}
    words = text.split(" ")
    first = next((i for i, word in enumerate(words[1:-1], 1) if word[:1].islower()), None)
    if first is None:
        return {"given": " ".join(words[:-1]), "family": words[-1]}
    if words[first] in _JOINS and first > 1:
        # Ortega y Gasset: a family name of two, no particle.
        return {"given": " ".join(words[: first - 1]), "family": " ".join(words[first - 1 :])}
    last = next(i for i in range(first, len(words)) if not words[i][:1].islower())
    return {
        "given": " ".join(words[:first]),
        "non-dropping-particle": " ".join(words[first:last]),
        "family": " ".join(words[last:]),
    }


def read_listed_name(text: str) -> dict[str, str]:
    """Return a name of a format that lists them: a comma parts a person's names, family first.

    ``Bell, Ann, Jr.`` has a suffix; a comma at the end (``World Bank,``) keeps a body whole.
    """
    pieces = _COMMAS.split(" ".join(text.split()))
    family, given, suffix = (*pieces, "", "", "")[:3]
    if len(pieces) < 2 or len(pieces) > 3:
        return read_name(text)
    if not given:
        return {"literal": family}
    name = {"family": family, "given": given, "suffix": suffix}
    return {part: value for part, value in name.items() if value}


def read_names_in_words(text: str) -> list[dict[str, str]]:
    """Return the names of a line such as ``Ann Bell, Carl Dörn and The Desk``.

    ``and`` (``et``, ``und``, ``y`` …) parts names only where each part is a name of its own: one of
    several words. What is in braces is one name, and parts nothing.
    """
    kept: list[str] = re.findall(r"\{[^{}]*\}", text)
    bare = re.sub(r"\{[^{}]*\}", "\0", " ".join(text.split()))
    parts = [part for part in _between().split(bare) if part]
    if len(parts) > 1:
        # A, B and C: the first part is a list too; but "Bell, Ann and Roe, Bo" is of two.
        heads = _COMMAS.split(parts[0])
        if len(heads) > 1 and all(_stands(head) for head in heads):
            parts = [*heads, *parts[1:]]
    several = len(parts) > 1 and (";" in bare or all(_stands(part) for part in parts))
    named = parts if several else [bare]
    restored = [re.sub("\0", lambda _: kept.pop(0), part) for part in named]
    return [read_name(part) for part in restored if part.strip()]


def _stands(part: str) -> bool:
    """Return whether a part is a name by itself: a person of several words, or one in braces."""
    if part == "\0":
        return True
    return not is_body(part.replace(",", "")) or part.lower().startswith("the ")
