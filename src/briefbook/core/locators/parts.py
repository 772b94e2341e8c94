"""A part of a locator: its kind, its word and its value, and how it is printed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefbook.core.locators.kinds import LocatorKind
from briefbook.core.locators.spans import BlockSpan
from briefbook.core.words.labels import label, message, sides

_ONE = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+(?:[.:]\d+)*|(?=[mdclxvi])m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})"
    r"(?:i[xv]|v?i{0,3})|[A-Z]{1,3}[-./]?\d+(?:[.-]\d+)*|[A-Z]|[IVXLCDM]+|[a-z](?![a-z])"
    r"|[一二三四五六七八九十百]+)"
    r"(?:[a-z]{1,2}(?![a-z])|(?<=\d)[A-Z](?![A-Za-z]))?(?:\s?\([0-9A-Za-z]{1,5}\))*"
)
VALUE = re.compile(
    rf"(?P<first>{_ONE})(?:\s*(?P<dash>--?|[–—~〜]|\bto\b|\bbis\b)\s*(?P<last>{_ONE}))?"
    r"(?P<following>\s?(?:ff?\.?|et seqq?\.?|of \d+|sqq?\.?|sgg?\.?"
    r"|et suiv\.?|et s\.|[ye] ss?\.|y sigs?\.|e\.v\.|и след\.?|и сл\.|об\.|이하))?"
)
#: 10b-5 is one number: a run would not go back.
_LETTERED = re.compile(r"(?:.*\D)?(\d+)[a-z]{1,2}-(\d+)")
_DASH = re.compile(r"(?<=[0-9A-Za-z)])\s*(?:--?|–|—)\s*(?=[0-9A-Za-z(])")
NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class LocatorPart:
    """One part of a locator: its kind (``None``: unknown), its word and its value as typed."""

    kind: LocatorKind | None
    word: str
    value: str
    #: The blocks that it names, where its kind is one.
    span: BlockSpan | None = None
    #: The value precedes the word, as in 12쪽.
    reversed: bool = False
    #: What is between it and the part before.
    separator: str = ", "
    #: The part takes its kind from the one before, as 7 in ``¶ 3, 7``.
    continued: bool = False
    #: No blank was typed between word and value: OP5.
    tight: bool = False
    #: The kind that the word says, where the value is none of it, as in ``¶ 7-3``.
    meant: LocatorKind | None = None

    @property
    def several(self) -> bool:
        """Return whether the value is a run."""
        match = VALUE.fullmatch(self.value)
        return bool(match and (match["last"] or match["following"]))

    @property
    def is_block(self) -> bool:
        """Return whether the part means numbered blocks of a source, whether it has them or not."""
        kind = self.kind or self.meant
        return kind is not None and kind.verify == "block"

    def __str__(self) -> str:
        return printed_part(self, self.several, " ")


def printed_part(part: LocatorPart, several: bool, blank: str) -> str:
    """Return a part as it is printed; ``several``: with the sign of a run, ``blank`` behind it."""
    value = _dashed(part)
    if part.kind is None or not value:
        return " ".join(text for text in (part.word, value) if text)
    if part.reversed:
        return f"{value}{part.word}"
    word = _word(part, several)
    if not word or part.continued:
        return value
    close = word.endswith("#") or (part.tight and not part.kind.signs)
    return f"{word}{'' if close else blank}{value}"


def _dashed(part: LocatorPart) -> str:
    """Return the value with a dash in its run: not in a number, as in A-1–A-5 and rule 10b-5."""
    match = VALUE.fullmatch(part.value)
    numbered = _LETTERED.fullmatch(part.value)
    if numbered and int(numbered[2]) <= int(numbered[1]):
        return part.value
    if match and match["dash"] in ("-", "--", "–", "—"):
        return f"{match['first']}–{match['last']}{match['following'] or ''}"
    return _DASH.sub("–", part.value) if part.kind and not match and not numbered else part.value


#: How kinds of blocks are said to a reader, one and several, by the sign in English.
SAID = {
    "¶": (message("¶ {number}"), message("¶¶ {number}")),
    "p.": (message("p. {number}"), message("pp. {number}")),
    "heading": (message("heading {number}"), message("headings {number}")),
    "caption": (message("caption {number}"), message("captions {number}")),
    "table": (message("table {number}"), message("tables {number}")),
}
_SAID_ALONE = {
    "headline": message("headline"), "kicker": message("kicker"),
    "standfirst": message("standfirst"), "byline": message("byline"),
}  # fmt: skip


def part_in_language(part: LocatorPart, several: bool, printed: str, after: str) -> tuple[str, str]:
    """Return a part as the book's language says it, and what follows a whole run.

    A part that goes on from the one before is a number; its run ends with ``after``.
    """
    if part.continued:
        return printed, after
    if part.kind is None or not part.kind.signs or not part.value:
        return label(_SAID_ALONE[printed]) if printed in _SAID_ALONE else printed, ""
    if (said := SAID.get(part.kind.signs[0])) is None:
        return printed, ""
    before, after = sides(said[several])
    value = printed.removeprefix(_word(part, several)).strip(f" {NBSP}")
    return f"{before}{value}", after


def _word(part: LocatorPart, several: bool) -> str:
    kind = part.kind
    if kind is None or part.continued or not (part.word or kind.name == "page"):
        return part.word
    if kind.signs:
        return kind.signs[several]
    return part.word
