"""Locators: what a citation points at inside a work, of whatever kind.

One table (``kinds.toml``) says of each kind how it is read, printed and sorted, whether it is
a numbered block of a source, and how it is verified. What is of no known kind is kept as it was
typed. Reading and printing never changes a number: ``p. 1,234`` is one page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from briefbook.core.locators.kinds import (
    FORMS,
    KINDS,
    NAMED_FORMS,
    Kind,
    after_kinds,
    before_kinds,
)
from briefbook.core.locators.spans import Span, collapse, spans_text
from briefbook.core.words.labels import label, labels, message, sides

#: A comma or semicolon ends a part, but not the one of ``1,234``.
_AND = r"(?:and|und|et|y|и|і|&|u\.)"
_COMMA = re.compile(
    rf"\s*(?:(?<!\d),|,(?!\d{{3}}(?!\d))|;)\s*(?:{_AND}\s+)?"
    rf"|(?<=[\w)])\s+{_AND}\s+(?=(?:¶¶?|§§?|pp?\.)?\s?(?:\d|[ivxlc]+\b))"
)
_JOINS = re.compile(rf"(?P<comma>[,;])?\s*(?P<and>{_AND})\s")
#: What a citation says of the place, before and behind it.
_SIGNAL = re.compile(
    r"(see also|see|esp\.|especially|particularly|cf\.|e\.g\.,?|vgl\.|siehe|voir|véase|см\.)\s+",
    re.IGNORECASE,
)
_REMARK = re.compile(r"(\S.*?)\s(\([^()]*[^\W\d_]{4}[^()]*\))")
#: “¶3–¶5”, “p. 5–p. 7”.
_SIGN = r"¶|pp?\.?|paras?\.?"
_TWICE = re.compile(rf"({_SIGN})(\s?\d+)\s?(?:--?|[–—])\s?(?:{_SIGN})\s?(\d+)")
_ONE = (
    r"(?:\d{1,3}(?:,\d{3})+|\d+(?:[.:]\d+)*|(?=[mdclxvi])m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})"
    r"(?:i[xv]|v?i{0,3})|[A-Z]{1,3}[-./]?\d+(?:[.-]\d+)*|[A-Z]|[IVXLCDM]+|[a-z](?![a-z]))"
    r"(?:[a-z]{1,2}(?![a-z]))?(?:\s?\([0-9A-Za-z]{1,5}\))*"
)
_VALUE = re.compile(
    rf"(?P<first>{_ONE})(?:\s*(?P<dash>--?|[–—~〜]|\bto\b|\bbis\b)\s*(?P<last>{_ONE}))?"
    r"(?P<following>\s?(?:ff?\.?|et seqq?\.?|of \d+|sqq?\.?|и след\.?|이하))?"
)
_DASH = re.compile(r"(?<=[0-9A-Za-z)])\s*(?:--?|–|—)\s*(?=[0-9A-Za-z(])")
_PLAIN_NUMBER = re.compile(r"(?P<number>[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,5})(?P<letter>[a-z]?)")
_TIME = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2})(?:[.,]\d+)?|(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")
_CLOCK = re.compile(r"\d[\d:.,hms]*(?:\s*[–-]\s*\d[\d:.,hms]*)?(?:\s?[a-z]+)?")
#: Where two parts stand side by side.
_BETWEEN = re.compile(r"(?<=[\w).])\s(?:(?:and|und|&|и)\s)?(?=\D)")
#: Kinds that are divided into paragraphs of their own.
_DIVIDED = {"section", "article", "annex", "clause", "chapter", "book", "part", "subsection"}
_LONGEST_SPAN = 10_000
_LONGEST_TYPED = 200
_NBSP = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a locator: its kind (``None``: unknown), its word and its value as typed."""

    kind: Kind | None
    word: str
    value: str
    #: The blocks that it names, where its kind is one.
    span: Span | None = None
    #: The value stands before the word, as in 12쪽.
    reversed: bool = False
    #: What stands between it and the part before.
    separator: str = ", "
    #: The part takes its kind from the one before, as 7 in ``¶ 3, 7``.
    continued: bool = False
    #: No blank was typed between word and value: OP5.
    tight: bool = False
    #: The kind that the word says, where the value is none of it, as in ``¶ 7-3``.
    meant: Kind | None = None

    @property
    def several(self) -> bool:
        """Tell whether the value is a run."""
        match = _VALUE.fullmatch(self.value)
        return bool(match and (match["last"] or match["following"]))

    @property
    def is_block(self) -> bool:
        """Tell whether the part means numbered blocks of a source, whether it has them or not."""
        kind = self.kind or self.meant
        return kind is not None and kind.verify == "block"

    def __str__(self) -> str:
        return _printed(self, self.several, " ")


@dataclass(frozen=True, slots=True)
class Locator:
    """What was typed, in parts."""

    parts: tuple[Part, ...]
    typed: str = ""

    @property
    def known(self) -> bool:
        """Tell whether every part is of a known kind; one that is not cannot be verified."""
        return bool(self.parts) and all(part.kind for part in self.parts)

    @property
    def seconds(self) -> int | None:
        """Return where in a recording it begins, for ``#t=751``; ``None`` for no time code."""
        for part in self.parts:
            if part.kind and part.kind.verify == "time" and (found := seconds_of(part.value)):
                return found
        return None

    @property
    def sort_key(self) -> tuple[tuple[int, list[int], str], ...]:
        """Sort by kind, then by number."""
        return tuple(
            (
                part.kind.order if part.kind else len(KINDS),
                [int(digits) for digits in re.findall(r"\d{1,9}", part.value.replace(",", ""))],
                part.value,
            )
            for part in self.parts
        )

    def blocks(self) -> Iterator[str]:
        """Yield each single block that it names, in the order of kinds and numbers, once."""
        spans = [part.span for part in self.parts if part.span and part.kind]
        orders = {part.kind.block: part.kind.order for part in self.parts if part.kind}
        spans.sort(key=lambda span: (orders[span.kind], span.first, span.letter))
        yield from dict.fromkeys(block for span in spans for block in span.blocks())

    def unplaced(self) -> list[str]:
        """Return the parts that mean blocks and can name none, e.g. ``¶ 0`` and ``¶ 9-3``."""
        return [str(part) for part in self.parts if part.is_block and part.span is None]

    def unverifiable(self) -> list[str]:
        """Return the parts that no block of a source can vouch for: pages, §, unknown kinds."""
        said = KINDS["remark"]
        return [str(part) for part in self.parts if not part.is_block and part.kind is not said]

    def typeset(self) -> str:
        """Return it as it is printed: no line ends between a sign and its number."""
        return self._joined(_NBSP, print_words=True)

    def __str__(self) -> str:
        return self._joined(" ")

    def _joined(self, blank: str, *, print_words: bool = False) -> str:
        if not self.known:
            return self.typed
        text, after = "", ""
        for place, part in enumerate(self.parts):
            run = place + 1 < len(self.parts) and self.parts[place + 1].continued
            printed = _printed(part, part.several or run, blank)
            if print_words:
                printed, after = _in_language(part, part.several or run, printed, after)
            text += (part.separator if place else "") + printed
            if not run:
                text, after = text + after, ""
        return text


def read_locator(text: str) -> Locator:
    """Read a locator; nothing is refused, and what is not known stays as typed."""
    parts: list[Part] = []
    whole = " ".join(text.split())
    for separator, typed in _pieces(whole):
        previous = parts[-1].kind if parts else None
        first, *others = _divided(_TWICE.sub(r"\1\2–\3", typed), previous)
        parts += [replace(first, separator=separator), *others]
    return Locator(tuple(parts), whole)


def _pieces(whole: str) -> Iterator[tuple[str, str]]:
    """Yield what commas and “and” part, each with what stands before it as it is printed."""
    begin, separator = 0, ", "
    for match in _COMMA.finditer(whole):
        if typed := whole[begin : match.start()]:
            yield separator, typed
        joins = _JOINS.search(match[0])
        separator = f"{',' if joins['comma'] else ''} {joins['and']} " if joins else ", "
        begin = match.end()
    if begin < len(whole):
        yield separator, whole[begin:]


def _divided(typed: str, previous: Kind | None) -> list[Part]:
    """Read ``art. 5 para. 2`` and ``p. 5 and n. 3`` as several parts; what stays unknown as one."""
    whole = _part(typed, previous)
    if whole.kind or len(typed) > _LONGEST_TYPED:
        return [_within(whole, previous)]
    if signal := _SIGNAL.match(typed):
        first, *others = _divided(typed[signal.end() :], previous)
        if first.kind:
            return [_remark(signal[1]), replace(first, separator=" "), *others]
    if said := _REMARK.fullmatch(typed):
        parts = _divided(said[1], previous)
        if all(part.kind for part in parts):
            return [*parts, replace(_remark(said[2]), separator=" ")]
    for match in _BETWEEN.finditer(typed):
        first = _part(typed[: match.start()], previous)
        if first.kind is None:
            continue
        second, *others = _divided(typed[match.end() :], None)
        if second.kind and second.word and all(part.kind for part in others):
            second = replace(_within(second, first.kind), separator=match[0])
            return [_within(first, previous), second, *others]
    return [whole]


def _remark(words: str) -> Part:
    return Part(KINDS["remark"], words, "")


def _within(part: Part, previous: Kind | None) -> Part:
    """Take a paragraph of an article for what it is: no block of the source, printed as typed."""
    inside = previous is not None and previous.name in _DIVIDED and part.kind is KINDS["paragraph"]
    return replace(part, kind=KINDS["subsection"], span=None) if inside else part


def _part(typed: str, previous: Kind | None) -> Part:
    alone = _ALONE.get(typed.lower())
    if alone:
        span = Span(alone.block) if alone.block else None
        return Part(alone, typed.lower() if alone.block else typed, "", span)
    for name, form in FORMS:
        if form.fullmatch(typed) and not (name == "page" and previous):
            return _valued(KINDS[name], "", typed)
    named = _said_kind(typed) or _with_word(typed)
    if named:
        return named
    if previous and _VALUE.fullmatch(typed):
        return replace(_valued(previous, "", typed), continued=True)
    return Part(None, "", typed)


def _with_word(typed: str) -> Part | None:
    """Read a part that begins or ends with its kind's word, or begins with a work's name."""
    for kind, word, value in before_kinds(typed):
        if kind.free or _fits(kind, word, value):
            tight = word[-1].isalpha() and typed[len(word) : len(word) + 1] == value[:1]
            return replace(_valued(kind, word, value), tight=tight)
    for kind, word, value in after_kinds(typed):
        if _VALUE.fullmatch(value.removeprefix("第").removeprefix("제").strip()):
            return Part(kind, word, value, reversed=True)
    for name, form in NAMED_FORMS:
        if form.fullmatch(typed):
            return _valued(KINDS[name], "", typed)
    return None


_ALONE = {word: kind for kind in KINDS.values() for word in kind.alone}


def _fits(kind: Kind, word: str, value: str) -> bool:
    if kind.verify == "time":
        # "at 305" is a page of a report of cases, "at 12:31" a time.
        clock = any(sign in value for sign in ":hms")
        return bool(_CLOCK.fullmatch(value)) and (clock or word.lower() not in {"at", "from", "t"})
    return bool(_VALUE.fullmatch(value))


def _valued(kind: Kind, word: str, value: str) -> Part:
    if not kind.block:
        return Part(kind, word, value)
    span = _span(kind.block, value)
    backwards = span is not None and span.last < span.first
    if backwards:
        return Part(None, word, value, meant=kind)
    return Part(kind, word, value, span)


def _span(block: str, value: str) -> Span | None:
    """Return the blocks of a value that is a whole number or a run of such."""
    match = _VALUE.fullmatch(value)
    first = _PLAIN_NUMBER.fullmatch(match["first"]) if match else None
    if match is None or first is None:
        return None
    number = int(first["number"].replace(",", ""))
    if not match["last"]:
        return Span(block, number, number, first["letter"])
    last = _PLAIN_NUMBER.fullmatch(match["last"])
    if last is None or first["letter"] or last["letter"]:
        return None
    end = _completed(first["number"].replace(",", ""), last["number"].replace(",", ""))
    return Span(block, number, end) if end - number <= _LONGEST_SPAN else None


def _completed(first: str, last: str) -> int:
    """Complete a shortened end: 123–28 runs to 128, 7–3 runs backwards."""
    if len(last) < len(first) and int(last) > int(first[-len(last) :]):
        return int(first[: -len(last)] + last)
    return int(last)


def _printed(part: Part, several: bool, blank: str) -> str:
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


def _dashed(part: Part) -> str:
    """Return the value with a dash in its run: not in a number, as in A-1–A-5."""
    match = _VALUE.fullmatch(part.value)
    if match and match["dash"] in ("-", "--", "–", "—"):
        return f"{match['first']}–{match['last']}{match['following'] or ''}"
    return _DASH.sub("–", part.value) if part.kind and not match else part.value


#: How kinds of blocks are said to a reader, one and several, by the sign in English.
_SAID = {
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


def _in_language(part: Part, several: bool, printed: str, after: str) -> tuple[str, str]:
    """Return a part as the book's language says it, and what stands after a whole run.

    A part that goes on from the one before is a number; its run ends with ``after``.
    """
    if part.continued:
        return printed, after
    if part.kind is None or not part.kind.signs or not part.value:
        return label(_SAID_ALONE[printed]) if printed in _SAID_ALONE else printed, ""
    before, after = sides(_SAID[part.kind.signs[0]][several])
    value = printed.removeprefix(_word(part, several)).strip(f" {_NBSP}")
    return f"{before}{value}", after


def _said_kind(typed: str) -> Part | None:
    """Read a part in the words of the book's language: ``Rn. 4``, ``3항``."""
    if labels().english:
        return None
    for sign, forms in _SAID.items():
        for before, after in map(sides, forms):
            first, last = before.replace(_NBSP, " ").strip(), after.replace(_NBSP, " ").strip()
            value = typed.removeprefix(first).removesuffix(last).strip()
            said = (first or last) and typed.startswith(first) and typed.endswith(last)
            if said and _VALUE.fullmatch(value):
                kind = next(kind for kind in KINDS.values() if kind.signs[:1] == (sign,))
                return _valued(kind, sign, value)
    return None


def _word(part: Part, several: bool) -> str:
    kind = part.kind
    if kind is None or part.continued or not (part.word or kind.name == "page"):
        return part.word
    if kind.signs:
        return kind.signs[several]
    return part.word


def seconds_of(text: str) -> int | None:
    """Return the seconds of ``00:12:31`` or ``1h02m``, the first of a run; ``None`` otherwise."""
    match = _TIME.match(text)
    if match is None or not match[0]:
        return None
    hours, minutes, seconds = (
        int(one or other or 0)
        for one, other in zip(match.groups()[:3], match.groups()[3:], strict=True)
    )
    return hours * 3600 + minutes * 60 + seconds


def join_blocks(locators: Iterable[str]) -> str:
    """Return single blocks as one locator: ``headline, captions 1–2, ¶¶ 1–28``."""
    parts = [part for locator in locators for part in read_locator(locator).parts]
    spans: dict[str, list[Span]] = {}
    kinds = {part.span.kind: part.kind for part in parts if part.span and part.kind}
    for part in parts:
        if part.span:
            spans.setdefault(part.span.kind, []).append(part.span)
    ordered = sorted(kinds.values(), key=lambda kind: kind.order)
    return ", ".join(
        spans_text(
            collapse(spans[kind.block]), kind.signs or (kind.block, f"{kind.block}s"), kind.block
        )
        for kind in ordered
    )
