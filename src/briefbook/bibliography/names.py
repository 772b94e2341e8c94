"""Names as CSL-JSON has them, from BibTeX's and biber's ways of writing a list of names.

``{Board of Trade}`` in braces is one name, kept as it is (also ``{Kim Jong Un}``);
``Seo, Dan Bi``, ``van den Oordt, Jr., Ann``, ``Ann van den Oordt`` have parts; and
``family=Oordt, given=Ann, prefix=van den, useprefix=true`` names them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypedDict

from briefbook.bibliography.tex.decode import decode, decode_plain
from briefbook.bibliography.tex.entities import without_entities

Name = TypedDict(
    "Name",
    {
        "family": str,
        "given": str,
        "non-dropping-particle": str,
        "dropping-particle": str,
        "suffix": str,
        "literal": str,
    },
    total=False,
)

#: Also repeated or at an end: “Low, Ann and and Roe, Jo and”.
_AND = re.compile(r"(?:^|(?<=\s))and(?=\s|$)", re.IGNORECASE)
_EXTENDED = re.compile(
    r"\s*\"?\s*(family|given|prefix|suffix|useprefix|nametemplates|id|hash)(?:-i)?\s*="
)
_WORD_BREAK = re.compile(r"(?:\s|(?<!\\)~)+")
_SUFFIX = re.compile(
    r"(?:jr|sr|junior|senior|filho|neto|esq|ph\.?\s*d|m\.?d|[ivx]+|\d(?:st|nd|rd|th)|1er|ret)"
    r"\.?(?:$|[\s,])",
    re.IGNORECASE,
)

#: Small words that are in the names of bodies, never before a family name.
_OF_A_BODY = {"of", "for", "the", "on", "in", "at", "to", "with", "für", "pour"}


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one field; ``et_al`` where it ends in ``and others``."""

    names: tuple[Name, ...]
    et_al: bool = False
    #: What looks wrong, as messages.
    doubts: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()


def read_names(source: str, *, use_prefix: bool = True) -> Names:
    """Read a list of names; with ``use_prefix`` a particle stays with the family name."""
    names: list[Name] = []
    doubts: list[str] = []
    unknown: list[str] = []
    parts = [part for part in split_outside(without_entities(source), _AND) if part]
    et_al = len(parts) > 0 and parts[-1].lower() in {"others", "{others}", "et al.", "et al"}
    for part in parts[:-1] if et_al else parts:
        unknown += decode(part).unknown
        name = _name(part, use_prefix)
        if name is None:
            written = " and ".join(_pairs(part))
            doubts.append(
                f"{decode_plain(part)!r} is more than one name; write and between names, e.g. "
                f"{written}"
            )
            name = {"literal": decode_plain(part)}
        if set(name) == {"literal"} and "{" not in part and "," not in part:
            doubts.append(
                f"{decode_plain(part)!r} reads like a body, not a person; write it in braces, "
                f"{{{decode_plain(part)}}}"
            )
        if any(name.values()):
            names.append(name)
    if source.strip() and not names:
        doubts.append(f"{source.strip()!r} has no name; write e.g. Family, Given")
    return Names(tuple(names), et_al, tuple(doubts), tuple(dict.fromkeys(unknown)))


def split_outside(source: str, separator: re.Pattern[str]) -> list[str]:
    """Split where ``separator`` matches outside braces; pieces are stripped."""
    pieces, begin, at = [], 0, 0
    depths = list(_depths(source))
    for match in separator.finditer(source):
        if match.start() >= at and depths[match.start()] == 0:
            pieces.append(source[begin : match.start()].strip())
            begin = at = match.end()
    pieces.append(source[begin:].strip())
    return pieces


def _depths(source: str) -> Iterator[int]:
    """Yield for each character how many braces are open before it."""
    depth, escaped = 0, False
    for sign in source:
        yield depth
        if not escaped and sign in "{}":
            depth = max(0, depth + (1 if sign == "{" else -1))
        escaped = sign == "\\" and not escaped


def _whole_group(part: str) -> bool:
    """Return whether one pair of braces holds the whole name (and it is not an accent)."""
    if not (part.startswith("{") and part.endswith("}")) or part.startswith("{\\"):
        return False
    depths = list(_depths(part))
    return all(depth > 0 for depth in depths[1:])


def _name(part: str, use_prefix: bool) -> Name | None:
    """Read one name; ``None`` where it has more commas than one can have, or a semicolon."""
    if _whole_group(part):
        return {"literal": decode_plain(part)}
    if _EXTENDED.match(part):
        return _extended(part, use_prefix)
    pieces = split_outside(part, re.compile(","))
    while pieces[1:] and not pieces[-1]:
        pieces.pop()
    if (
        ";" in part
        or len(pieces) > 3
        or (len(pieces) == 3 and not _SUFFIX.match(decode_plain(pieces[1]) or "jr"))
    ):
        return None
    if len(pieces) == 1:
        given, particle, family = _first_von_last(_words(pieces[0]))
        if _OF_A_BODY & set(particle.split()):
            return {"literal": decode_plain(part)}
        return _made(family, given, particle, "", use_prefix)
    particle, family = _von_last(_words(pieces[0]))
    suffix = pieces[1] if len(pieces) == 3 else ""
    return _made(family, pieces[-1], particle, suffix, use_prefix)


def _made(family: str, given: str, particle: str, suffix: str, use_prefix: bool) -> Name:
    name: Name = {}
    if family:
        name["family"] = decode_plain(family)
    if given and decode_plain(given):
        name["given"] = decode_plain(given)
    if particle:
        place = "non-dropping-particle" if use_prefix else "dropping-particle"
        name[place] = decode_plain(particle)  # type: ignore[literal-required]  # one of two keys
    if suffix:
        name["suffix"] = decode_plain(suffix)
    return name


def _extended(part: str, use_prefix: bool) -> Name:
    parts: dict[str, str] = {}
    for piece in split_outside(part, re.compile(",")):
        label, _, value = piece.strip().strip('"').partition("=")
        parts[label.strip().lower()] = value.strip().strip('"')
    use = {"true": True, "false": False}.get(parts.get("useprefix", "").lower(), use_prefix)
    family = parts.get("family", "")
    if family and not parts.get("given") and _whole_group(family):
        return {"literal": decode_plain(family)}
    return _made(
        family, parts.get("given", ""), parts.get("prefix", ""), parts.get("suffix", ""), use
    )


def _words(source: str) -> list[str]:
    return [word for word in split_outside(source, _WORD_BREAK) if word]


def _lower(word: str) -> bool:
    r"""Return whether a word is a particle: it begins in lower case, as in ``von``, ``{\\'e}l``."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    letter = next((sign for sign in decode_plain(word) if sign.isalpha()), "")
    return letter.islower()


def _first_von_last(words: list[str]) -> tuple[str, str, str]:
    lower = [place for place, word in enumerate(words[:-1]) if _lower(word)]
    if not lower:
        return " ".join(words[:-1]), "", words[-1] if words else ""
    first, last = lower[0], lower[-1] + 1
    return " ".join(words[:first]), " ".join(words[first:last]), " ".join(words[last:])


def _von_last(words: list[str]) -> tuple[str, str]:
    lower = [place for place, word in enumerate(words[:-1]) if _lower(word)]
    if not lower or not _lower(words[0]):
        return "", " ".join(words)
    last = next((place for place, word in enumerate(words) if not _lower(word)), len(words) - 1)
    return " ".join(words[:last]), " ".join(words[last:])


def _pairs(part: str) -> Iterator[str]:
    """Return a guess at the names in ``Dow, A, Roe, B``, for a message."""
    apart = split_outside(part, re.compile(r";|\s\\?&\s"))
    if apart[1:]:
        yield from (decode_plain(name) for name in apart if name)
        return
    pieces = [decode_plain(piece) for piece in split_outside(part, re.compile(","))]
    for place in range(0, len(pieces), 2):
        yield ", ".join(pieces[place : place + 2])
