"""Locators: what a citation points at inside a work, of whatever kind.

One table (``kinds.toml``) says of each kind how it is read, printed and sorted, whether it is
a numbered block of a source, and how it is verified. What is of no known kind is kept as it was
typed. Reading and printing never changes a number: ``p. 1,234`` is one page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefbook.core.locators.kinds import KINDS
from briefbook.core.locators.parts import NBSP, LocatorPart, part_in_language, printed_part

_TIME = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{2})(?:[.,]\d+)?|(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?")


@dataclass(frozen=True, slots=True)
class Locator:
    """A locator as it was typed, in parts."""

    parts: tuple[LocatorPart, ...]
    typed: str = ""

    @property
    def known(self) -> bool:
        """Return whether every part is of a known kind; one that is not cannot be verified."""
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
        """Return the parts that are block locators but name no block, e.g. ``¶ 0``, ``¶ 9-3``."""
        return [str(part) for part in self.parts if part.is_block and part.span is None]

    def typeset(self) -> str:
        """Return the printed form, with no-break spaces between signs and numbers."""
        return self._joined(NBSP, print_words=True)

    def __str__(self) -> str:
        return self._joined(" ")

    def _joined(self, blank: str, *, print_words: bool = False) -> str:
        if not self.known:
            return self.typed
        text, after = "", ""
        for place, part in enumerate(self.parts):
            run = place + 1 < len(self.parts) and self.parts[place + 1].continued
            printed = printed_part(part, part.several or run, blank)
            if print_words:
                printed, after = part_in_language(part, part.several or run, printed, after)
            text += (part.separator if place else "") + printed
            if not run:
                text, after = text + after, ""
        return text


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
