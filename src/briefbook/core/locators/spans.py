"""Runs of a source's numbered blocks: ``¶ 12``, ``¶¶ 12–14``, ``headline``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BlockSpan:
    """A run of blocks of one kind; 0 for a kind that is not counted, ``letter`` as in ¶ 4a."""

    kind: str
    first: int = 0
    last: int = 0
    letter: str = ""

    def blocks(self) -> Iterator[str]:
        """Yield the locator of each single block, e.g. ``¶ 12``, ``¶ 13``, ``¶ 14``."""
        if not self.first:
            yield self.kind
        elif self.letter:
            yield f"{self.kind} {self.first}{self.letter}"
        else:
            for number in range(self.first, self.last + 1):
                yield f"{self.kind} {number}"


def collapse(spans: Sequence[BlockSpan]) -> tuple[BlockSpan, ...]:
    """Sort the spans of one kind and join those that touch or overlap."""
    joined: list[BlockSpan] = []
    for span in sorted(spans, key=lambda s: (s.first, s.letter, s.last)):
        last = joined[-1] if joined else None
        if last and not (last.letter or span.letter) and span.first <= last.last + 1:
            joined[-1] = BlockSpan(span.kind, last.first, max(last.last, span.last))
        else:
            joined.append(span)
    return tuple(joined)


def spans_text(spans: Sequence[BlockSpan], signs: Sequence[str], alone: str) -> str:
    """Return spans of one kind, e.g. ``¶¶ 1–28``; ``signs`` are those of one and of several."""
    numbers = [_span_printed(span) for span in spans if span.first]
    several = len(spans) > 1 or spans[0].last > spans[0].first
    return f"{signs[several]} {', '.join(numbers)}" if numbers else alone


def _span_printed(span: BlockSpan) -> str:
    last = f"–{span.last}" if span.last > span.first else ""
    return f"{span.first}{span.letter}{last}"
