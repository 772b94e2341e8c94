"""Reading of locators: nothing is refused, and what is of no known kind stays as typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from briefbook.core.locators.kinds import (
    FORMS,
    KINDS,
    NAMED_FORMS,
    PLACE,
    LocatorKind,
    after_kinds,
    before_kinds,
)
from briefbook.core.locators.locator import Locator
from briefbook.core.locators.parts import NBSP, SAID, VALUE, LocatorPart
from briefbook.core.locators.spans import BlockSpan, collapse, spans_text
from briefbook.core.words.labels import Labels, labels, sides

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
_PLAIN_NUMBER = re.compile(r"(?P<number>[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,5})(?P<letter>[a-z]?)")
_CLOCK = re.compile(r"\d[\d:.,hms]*(?:\s*[–-]\s*\d[\d:.,hms]*)?(?:\s?[a-z]+)?")
#: Where two parts stand side by side.
_BETWEEN = re.compile(
    r"(?<=[\w).])\s(?:(?:and|und|&|и)\s)?(?=\D)"
    r"|(?<=[가-힣\u4e00-\u9fff])\s?(?=제?\d|第)"
)
#: Kinds that are divided into paragraphs of their own.
_DIVIDED = {"section", "article", "annex", "clause", "chapter", "book", "part", "subsection"}
_LONGEST_SPAN = 10_000
_LONGEST_TYPED = 200
_MANY = 8192


def read_locator(text: str) -> Locator:
    """Read a locator; nothing is refused, and what is not known stays as typed.

    In another language than English it may be typed in the words of the book's :func:`labels`.
    """
    current = labels()
    return _read_in_english(text) if current.english else _IN_LANGUAGE.read(text, current)


class _KnownLocators:
    """What was read in the words of one language: a book cites the same places again."""

    def __init__(self) -> None:
        self._labels: Labels | None = None
        self._found: dict[str, Locator] = {}

    def read(self, text: str, current: Labels) -> Locator:
        """Read a locator in these words, once."""
        if current is not self._labels or len(self._found) > _MANY:
            self._labels, self._found = current, {}
        if text not in self._found:
            self._found[text] = _read(text)
        return self._found[text]


def _read(text: str) -> Locator:
    parts: list[LocatorPart] = []
    whole = " ".join(text.split())
    if PLACE.fullmatch(whole):
        # The comma of 40.71° N, 74.00° W parts no two places.
        return Locator((LocatorPart(KINDS["place"], "", whole),), whole)
    for separator, typed in _pieces(whole):
        previous = parts[-1].kind if parts else None
        first, *others = _divided(_TWICE.sub(r"\1\2–\3", typed), previous)
        parts += [replace(first, separator=separator), *others]
    return Locator(tuple(parts), whole)


_read_in_english = lru_cache(maxsize=_MANY)(_read)
_IN_LANGUAGE = _KnownLocators()


def _pieces(whole: str) -> Iterator[tuple[str, str]]:
    """Yield what commas and “and” separate, each with what is printed before it."""
    begin, separator = 0, ", "
    for match in _COMMA.finditer(whole):
        if typed := whole[begin : match.start()]:
            yield separator, typed
        joins = _JOINS.search(match[0])
        separator = f"{',' if joins['comma'] else ''} {joins['and']} " if joins else ", "
        begin = match.end()
    if begin < len(whole):
        yield separator, whole[begin:]


def _divided(typed: str, previous: LocatorKind | None) -> list[LocatorPart]:
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


def _remark(words: str) -> LocatorPart:
    return LocatorPart(KINDS["remark"], words, "")


def _within(part: LocatorPart, previous: LocatorKind | None) -> LocatorPart:
    """Take a paragraph of an article for what it is: no block of the source, printed as typed."""
    inside = previous is not None and previous.name in _DIVIDED and part.kind is KINDS["paragraph"]
    return replace(part, kind=KINDS["subsection"], span=None) if inside else part


def _part(typed: str, previous: LocatorKind | None) -> LocatorPart:
    alone = _ALONE.get(typed.lower())
    if alone:
        span = BlockSpan(alone.block) if alone.block else None
        return LocatorPart(alone, typed.lower() if alone.block else typed, "", span)
    for name, form in FORMS:
        if form.fullmatch(typed) and not (name == "page" and previous):
            return _valued(KINDS[name], "", typed)
    named = _said_kind(typed) or _with_word(typed)
    if named:
        return named
    if previous and VALUE.fullmatch(typed):
        return replace(_valued(previous, "", typed), continued=True)
    return LocatorPart(None, "", typed)


def _with_word(typed: str) -> LocatorPart | None:
    """Read a part that begins or ends with its kind's word, or begins with a work's name."""
    for kind, word, value in before_kinds(typed):
        if kind.free or _fits(kind, word, value):
            tight = word[-1].isalpha() and typed[len(word) : len(word) + 1] == value[:1]
            return replace(_valued(kind, word, value), tight=tight)
    for kind, word, value in after_kinds(typed):
        if VALUE.fullmatch(value.removeprefix("第").removeprefix("제").strip()):
            return LocatorPart(kind, word, value, reversed=True)
    for name, form in NAMED_FORMS:
        if form.fullmatch(typed):
            return _valued(KINDS[name], "", typed)
    return None


_ALONE = {word: kind for kind in KINDS.values() for word in kind.alone}


def _fits(kind: LocatorKind, word: str, value: str) -> bool:
    if kind.verify == "time":
        # "at 305" is a page of a report of cases, "at 12:31" a time.
        clock = any(sign in value for sign in ":hms")
        return bool(_CLOCK.fullmatch(value)) and (clock or word.lower() not in {"at", "from", "t"})
    return bool(VALUE.fullmatch(value))


def _valued(kind: LocatorKind, word: str, value: str) -> LocatorPart:
    if not kind.block:
        return LocatorPart(kind, word, value)
    span = _span(kind.block, value)
    backwards = span is not None and span.last < span.first
    if backwards:
        return LocatorPart(None, word, value, meant=kind)
    return LocatorPart(kind, word, value, span)


def _span(block: str, value: str) -> BlockSpan | None:
    """Return the blocks of a value that is a whole number or a run of such."""
    match = VALUE.fullmatch(value)
    first = _PLAIN_NUMBER.fullmatch(match["first"]) if match else None
    if match is None or first is None:
        return None
    number = int(first["number"].replace(",", ""))
    if not match["last"]:
        return BlockSpan(block, number, number, first["letter"])
    last = _PLAIN_NUMBER.fullmatch(match["last"])
    if last is None or first["letter"] or last["letter"]:
        return None
    end = _completed(first["number"].replace(",", ""), last["number"].replace(",", ""))
    return BlockSpan(block, number, end) if end - number <= _LONGEST_SPAN else None


def _completed(first: str, last: str) -> int:
    """Complete a shortened end: 123–28 runs to 128, 7–3 runs backwards."""
    if len(last) < len(first) and int(last) > int(first[-len(last) :]):
        return int(first[: -len(last)] + last)
    return int(last)


def _said_kind(typed: str) -> LocatorPart | None:
    """Read a part in the words of the book's language: ``Rn. 4``, ``3항``."""
    if labels().english:
        return None
    for sign, forms in SAID.items():
        for before, after in map(sides, forms):
            first, last = before.replace(NBSP, " ").strip(), after.replace(NBSP, " ").strip()
            value = typed.removeprefix(first).removesuffix(last).strip()
            said = (first or last) and typed.startswith(first) and typed.endswith(last)
            if said and VALUE.fullmatch(value):
                kind = next(kind for kind in KINDS.values() if kind.signs[:1] == (sign,))
                return _valued(kind, sign, value)
    return None


def join_blocks(locators: Iterable[str]) -> str:
    """Return single blocks as one locator: ``headline, captions 1–2, ¶¶ 1–28``."""
    parts = [part for locator in locators for part in read_locator(locator).parts]
    spans: dict[str, list[BlockSpan]] = {}
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
