"""The table of kinds of locator, read once from its data file."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Final


@dataclass(frozen=True, slots=True)
class LocatorKind:
    """One kind of locator; ``order`` is its place in the table."""

    name: str
    order: int
    words: frozenset[str] = frozenset()
    exact: frozenset[str] = frozenset()
    after: tuple[str, ...] = ()
    alone: frozenset[str] = frozenset()
    #: How one and how several are printed; empty: as typed.
    signs: tuple[str, ...] = ()
    block: str = ""
    verify: str = "none"
    free: bool = False


def _read() -> dict[str, LocatorKind]:
    table = tomllib.loads(files(__package__).joinpath("kinds.toml").read_text("utf-8"))
    return {
        name: LocatorKind(
            name, order,
            frozenset(row.get("words", ())), frozenset(row.get("exact", ())),
            tuple(sorted(row.get("after", ()), key=len, reverse=True)),
            frozenset(row.get("alone", ())), tuple(row.get("signs", ())),
            row.get("block", ""), row.get("verify", "none"), bool(row.get("free")),
        )
        for order, (name, row) in enumerate(table.items())
    }  # fmt: skip


KINDS = _read()
#: What a paragraph's number is printed after.
PARAGRAPH = KINDS["paragraph"].signs[0]
_BY_BLOCK = {kind.block: kind for kind in KINDS.values() if kind.block}


def is_block(single: str) -> bool:
    """Return whether a single locator (``¶ 12``) names a block; a page is a place in print."""
    kind = _kind_of(single)
    return kind is not None and kind.verify == "block"


def is_paragraph(single: str) -> bool:
    """Return whether a single locator names a paragraph."""
    return _kind_of(single) is KINDS["paragraph"]


def _kind_of(single: str) -> LocatorKind | None:
    """Return the kind of one of the locators that :meth:`Span.blocks` yields."""
    return _BY_BLOCK.get(single.partition(" ")[0])


_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d+)?"
_VERSE = r"\d{1,3}:\d{1,3}"
_WORK = r"(?:[1-4]?\s?[A-Z][a-z]+(?:[’'-][a-z]+)?\.?\s)?"
_TITLE = r"[A-Z][a-z]+\.?\s"
_BRACKETED = r"\[\d+\](?:\s*[–-]\s*\[\d+\])?"
_RUN = r"\d+(?:[–-]\d+)?"
_AND_ON = r"(?:\s?ff?\.?| et seqq?\.?)?"
_LENGTH = r"(?=\d)(?:\d+h\s?)?(?:\d+m(?:in)?\s?)?(?:\d+s)?"
_DEGREES = r"-?\d{1,3}(?:\.\d+)?°?(?:\s?\d{1,2}[′'])?(?:\s?\d{1,2}(?:\.\d+)?[″\"])?\s?[NSEW]?"
#: A latitude and a longitude; one of them has a sign that says so.
PLACE: Final = re.compile(rf"(?=.*[°NSEW]){_DEGREES}[\s,/]+{_DEGREES}")
#: Locators without a word, by their form; the first that fits is taken.
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("time", re.compile(rf"\d{{1,3}}:\d{{2}}:\d{{2}}(?:[.,]\d+)?(?:\s*[–-]\s*{_CLOCK})?")),
    ("time", re.compile(rf"(?=.*[hms]$){_LENGTH}(?:\s*[–-]\s*{_LENGTH})?")),
    ("time", re.compile(r"00?:\d{2}(?:\s*[–-]\s*\d{1,3}:\d{2})?")),
    ("verse", re.compile(rf"{_WORK}{_VERSE}(?:\s*[–-]\s*(?:{_VERSE}|\d{{1,3}}))?")),
    ("paragraph-of-a-judgment", re.compile(rf"(?:at )?(?:(?:paras?\.?|¶¶?) ?)?{_BRACKETED}")),
    (
        "paragraph-of-a-judgment",
        re.compile(rf"\[\d{{4}}\] (?:\d+ )?[A-Z][\w. ]* \d+,? (?:at )?{_BRACKETED}"),
    ),
    ("section", re.compile(r"(?:\d+ )?(?:[A-Z][\w.]* )+§§? ?\d[\w.()–-]*")),
    ("page-and-note", re.compile(r"\d{1,5}(?:n|nn)(?:\d{1,4}(?:[–-]\d{1,4})?)?")),
    ("verse", re.compile(r"\d+(?:\.\d+){1,4}(?:\s*[–-]\s*\d+(?:\.\d+)*)?")),
    ("verse", re.compile(r"\d{1,4}[a-e]\d{0,2}(?:\s*[–-]\s*[a-e]?\d{0,2})?")),
    (
        "page",
        re.compile(rf"\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}(?:\s*[–-]{{1,2}}\s*\d{{1,6}})?{_AND_ON}"),
    ),
    ("page", re.compile(r"(?=[mdclxvi])[mdclxvi]+(?:\s*[–-]{1,2}\s*[mdclxvi]+)?")),
    ("message", re.compile(r"#\d+(?:\s*[–-]\s*#?\d+)?")),
    ("page-of-a-report-of-cases", re.compile(rf"\d+ [A-Z][\w. ]+ (?:at )?{_RUN}(?: at {_RUN})?")),
    ("place", re.compile(rf"{_DEGREES}[\s,/]+{_DEGREES}")),
    ("place", re.compile(r"\d{1,2}[C-X]\s?[A-Z]{2}\s?\d{2,5}\s?\d{2,5}")),
    ("tabular", re.compile(r"[A-Z]{1,2}\d+:[A-Z]{1,2}\d+")),
)  # fmt: skip

#: Those that begin with a work's name; tried where no kind's word begins them (Section 3.2).
NAMED_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("verse", re.compile(rf"{_TITLE}\d+(?:\.\d+){{1,4}}(?:\s*[–-]\s*\d+(?:\.\d+)*)?")),
    ("verse", re.compile(rf"{_TITLE}\d{{1,4}}[a-e]\d{{0,2}}(?:\s*[–-]\s*[a-e]?\d{{0,2}})?")),
)  # fmt: skip

_WORDS: dict[str, list[LocatorKind]] = {}
_EXACT: dict[str, list[LocatorKind]] = {}
for _kind in KINDS.values():
    for _word in _kind.words:
        _WORDS.setdefault(_word, []).append(_kind)
    for _word in _kind.exact:
        _EXACT.setdefault(_word, []).append(_kind)
_LONGEST = max(len(word) for word in (*_WORDS, *_EXACT))


def before_kinds(typed: str) -> Iterator[tuple[LocatorKind, str, str]]:
    """Yield (kind, word as typed, value) for each kind whose word begins a text, longest first."""
    for length in range(min(_LONGEST + 1, len(typed) - 1), 0, -1):
        word, value = typed[:length], typed[length:]
        bare = word.rstrip(".").replace(". ", " ")
        if word.endswith((" ", "\u00a0")) or not _ends(word, value):
            continue
        for kind in _EXACT.get(bare, []) or _WORDS.get(bare.lower(), []):
            if value.strip():
                yield kind, word, value.strip()


def _ends(word: str, value: str) -> bool:
    """Return whether a word ends where it is cut: before a blank, a full stop or a number."""
    if value[:1] == ".":
        return False
    if word[-1].isalpha() and word[-1].isascii():
        return not value[:1].isalpha()
    return not (word[-1].isalpha() and value[:1].isalpha())


def after_kinds(typed: str) -> Iterator[tuple[LocatorKind, str, str]]:
    """Yield (kind, word, value) for each kind whose word ends a text, as in 12쪽."""
    for kind in KINDS.values():
        for word in kind.after:
            if typed.endswith(word) and len(typed) > len(word):
                yield kind, word, typed.removesuffix(word)
