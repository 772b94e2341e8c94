"""Locators: what a citation points at inside a source.

``¶ 12``, ``¶¶ 12–14``, ``¶ 3, 7``, ``headline``, ``standfirst``, ``caption 2``, ``heading 1``,
``p. 54``, ``pp. 54–56``; several are joined with commas: ``standfirst, ¶ 1``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

#: Blocks of which a source has at most one, in the order in which they stand.
SINGLE = ("headline", "kicker", "standfirst", "byline")
#: Blocks that are counted, in the order in which a list of locators names them.
COUNTED = ("heading", "caption", "table", "¶", "p.")
_ORDER = {kind: place for place, kind in enumerate((*SINGLE, *COUNTED))}
_LONGEST_SPAN = 10_000

_PART = re.compile(
    r"(?P<kind>¶¶?|pp?\.|headline|kicker|standfirst|byline|headings?|captions?|tables?)?"
    r"\s*(?:(?P<first>[1-9][0-9]{0,5})(?:\s*[–-]\s*(?P<last>[1-9][0-9]{0,5}))?)?"
)
_CANONICAL = {
    "¶¶": "¶",
    "pp.": "p.",
    "headings": "heading",
    "captions": "caption",
    "tables": "table",
}
_EXPECTED = "expected e.g. ¶ 12, ¶¶ 12–14, ¶ 3, 7, headline, standfirst, caption 2 or p. 54"


class LocatorError(ValueError):
    """The text is no locator; the message says what was read and what is expected."""


@dataclass(frozen=True, slots=True)
class LocatorSpan:
    """A run of blocks of one kind; ``first`` and ``last`` are 0 for a kind that is not counted."""

    kind: str
    first: int = 0
    last: int = 0

    @property
    def sort_key(self) -> tuple[int, int, int]:
        """Single blocks first, then headings, captions, paragraphs and pages, by number."""
        return (_ORDER[self.kind], self.first, self.last)

    def blocks(self) -> Iterator[str]:
        """Yield the locator of each single block, e.g. ``¶ 12``, ``¶ 13``, ``¶ 14``."""
        if not self.first:
            yield self.kind
        for number in range(self.first, self.last + 1) if self.first else ():
            yield f"{self.kind} {number}"


@dataclass(frozen=True, slots=True)
class Locator:
    """Spans sorted as a reader expects, with neighbours joined."""

    spans: tuple[LocatorSpan, ...]

    def blocks(self) -> Iterator[str]:
        """Yield the locator of each single block."""
        for span in self.spans:
            yield from span.blocks()

    def typeset(self) -> str:
        """Return the locator as it is printed: no line ends between a sign and its number."""
        return str(self).replace("¶ ", "¶\N{NO-BREAK SPACE}").replace("p. ", "p.\N{NO-BREAK SPACE}")

    def __str__(self) -> str:
        kinds = dict.fromkeys(span.kind for span in self.spans)
        return ", ".join(
            _format_kind(kind, [s for s in self.spans if s.kind == kind]) for kind in kinds
        )


def _format_kind(kind: str, spans: list[LocatorSpan]) -> str:
    if not spans[0].first:
        return kind
    numbers = [f"{s.first}–{s.last}" if s.last > s.first else str(s.first) for s in spans]
    several = len(spans) > 1 or spans[0].last > spans[0].first
    plural = {"¶": "¶¶", "p.": "pp."}.get(kind, f"{kind}s") if several else kind
    return f"{plural} {', '.join(numbers)}"


def parse_locator(text: str) -> Locator:
    """Read a locator.

    Raises :class:`LocatorError` where the text is empty, malformed or runs backwards.
    """
    spans: list[LocatorSpan] = []
    kind = ""
    for part in re.split(r"\s*[,;]\s*", text.strip()):
        match = _PART.fullmatch(part)
        if match is None or not part:
            raise LocatorError(f"{text!r} is not a locator; {_EXPECTED}")
        named = match["kind"] or ""
        kind = _CANONICAL.get(named, named) or kind
        if not kind or (kind in SINGLE) == bool(match["first"]):
            raise LocatorError(f"{text!r} is not a locator; {_EXPECTED}")
        first = int(match["first"] or 0)
        last = int(match["last"] or first)
        if last < first or last - first > _LONGEST_SPAN:
            raise LocatorError(f"{text!r} runs from {first} to {last}; {_EXPECTED}")
        spans.append(LocatorSpan(kind, first, last))
    return Locator(collapse(spans))


def collapse(spans: Iterable[LocatorSpan]) -> tuple[LocatorSpan, ...]:
    """Sort spans and join those that touch or overlap."""
    joined: list[LocatorSpan] = []
    for span in sorted(spans, key=lambda s: s.sort_key):
        last = joined[-1] if joined else None
        if last and last.kind == span.kind and span.first <= last.last + 1:
            joined[-1] = LocatorSpan(span.kind, last.first, max(last.last, span.last))
        else:
            joined.append(span)
    return tuple(joined)
