"""Texts as words, runs of words, figures, ids and paths, alike on both sides of a comparison."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

#: Stands in a text where two blocks meet that no sentence joins.
SEAM = "\x1e"
_TOKEN = re.compile(r"\x1e|[^\W\d_]+(?:['’][^\W\d_]+)*|\d+(?:[.,'’\u00a0\u202f]\d+)*")
_SEPARATORS = re.compile(r"[.,'’\u00a0\u202f]")
# What looks behind begins where a word does; tried at each letter, long runs take ten times longer.
_ID = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z0-9]+(?:[-_:.]+[A-Za-z0-9]+)+|[a-z]+[0-9]+[a-z]*|[0-9a-f]{16,}"
)
_PATH = re.compile(r"(?<![\w.-])[\w.-]*(?:/[\w.-]+)+|(?<!\w)[\w-]+\.[A-Za-z]\w{1,4}\b")
_SPACELESS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]{4,}")
#: So many signs of a script without spaces are as telling as three words.
_RUN = 6
#: Ids, hashes, keys and paths are looked for as such; their pieces are not words of a sentence.
_NAMES = re.compile(
    r"(?<![\w.-])[\w.-]*(?:/[\w.-]+)+|(?<![A-Za-z0-9])[A-Za-z0-9]+(?:-[A-Za-z0-9]+){2,}|"
    r"\b[a-z]+[0-9]+[a-z]*\b|"
    r"\b(?=[\w.-]*[0-9])(?=[\w.-]*[A-Za-z])[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)+|\b[0-9a-f]{16,}\b"
)
_DATA = re.compile(r"[\n,;={}\[\]\"<>|]")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff\ufffe\x02]")


def normal(text: str) -> str:
    """Return a text in one form of Unicode, without invisible characters."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


def tokens(text: str) -> list[str]:
    """Return words and figures, without case and separators, and seams as they are."""
    return [
        _SEPARATORS.sub("", each) if each[0].isdigit() else each.casefold().replace("’", "'")
        for each in _TOKEN.findall(normal(text))
    ]


def without_names(text: str) -> str:
    """Return a text with seams in place of ids, hashes, keys and paths."""
    return _NAMES.sub(f" {SEAM} ", text)


def parted(text: str) -> str:
    """Return the text of a table or of a record with seams between its cells and fields."""
    return _DATA.sub(f" {SEAM} ", text)


def runs(found: list[str]) -> Iterator[tuple[int, str, bool]]:
    """Yield the place of each run of three tokens, the run, and whether it stands alone.

    Two of the three are words; it stands alone where seams or ends are on both of its sides and
    none is within.
    """
    # Single letters are pieces of codes, and numbers follow any word.
    plain = [
        (n, each, len(each) > 1 and each[0].isalpha())
        for n, each in enumerate(found)
        if each != SEAM
    ]
    triples = zip(plain, plain[1:], plain[2:], strict=False)
    for place, ((begin, one, a), (_, two, b), (end, three, c)) in enumerate(triples):
        if a + b + c > 1:
            before = begin == 0 or found[begin - 1] == SEAM
            after = end + 1 == len(found) or found[end + 1] == SEAM
            yield place, f"{one} {two} {three}", before and after and end - begin == 2


def joined_runs(found: list[str]) -> Iterator[tuple[str, bool]]:
    """Yield each run of three tokens, and whether a seam goes through it."""
    plain = [(n, each) for n, each in enumerate(found) if each != SEAM]
    for (begin, one), (_, two), (end, three) in zip(plain, plain[1:], plain[2:], strict=False):
        yield f"{one} {two} {three}", end - begin > 2


def spaceless_runs(text: str) -> Iterator[str]:
    """Yield runs of signs of scripts without spaces, as :func:`runs` does of words."""
    for match in _SPACELESS.finditer(normal(text)):
        run = match[0]
        yield from (run[n : n + _RUN] for n in range(max(1, len(run) - _RUN + 1)))


def ids(text: str) -> Iterator[str]:
    """Yield what may be an id, a key or a hash."""
    yield from (match[0] for match in _ID.finditer(text))


def paths(text: str) -> Iterator[str]:
    """Yield what may be the path of a file or a page, without its ending where that is known."""
    yield from (match[0].lstrip("./") for match in _PATH.finditer(text))


_SPELT = dict(
    zip("ßẞæÆœŒøØłŁđĐðÐþÞı", "ss ss ae ae oe oe o o l l d d d d th th i".split(), strict=True)
)


def slug(text: str) -> str:
    """Return the letters that an id makes of words."""
    for letter, spelt in _SPELT.items():
        text = text.replace(letter, spelt)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", plain)).strip("-")
