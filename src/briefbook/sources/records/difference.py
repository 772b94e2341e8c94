"""Two versions of a source, block by block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from briefbook.sources.records.record import Block


@dataclass(frozen=True, slots=True)
class Step:
    """One block in the old version, the new one or both (then it is the same or changed)."""

    old: Block | None
    new: Block | None

    @property
    def changed(self) -> bool:
        """Whether the words differ."""
        return not (self.old and self.new and self.old.sha256 == self.new.sha256)

    def describe(self) -> str:
        """Say what happened to the block; nothing where it is as it was."""
        if self.old is None:
            return f"{self.new.locator} is new ({self.new.words} words)" if self.new else ""
        if self.new is None:
            return f"{self.old.locator} is gone ({self.old.words} words)"
        moved = self.old.locator != self.new.locator
        where = f"{self.old.locator} is now {self.new.locator}" if moved else self.old.locator
        if not self.changed:
            return where if moved else ""
        words = f"{self.old.words} → {self.new.words} words"
        return f"{where}{', and' if moved else ''} changed ({words}{self._figures()})"

    def _figures(self) -> str:
        assert self.old is not None  # noqa: S101  # describe() asks only for pairs
        assert self.new is not None  # noqa: S101
        gone = [f"−{each}" for each in self.old.figures if each not in self.new.figures]
        come = [f"+{each}" for each in self.new.figures if each not in self.old.figures]
        return f"; figures {' '.join(gone + come)}" if gone or come else ""


def compare_blocks(old: Sequence[Block], new: Sequence[Block]) -> tuple[Step, ...]:
    """Pair the blocks of two versions, in the order of the new one."""
    return tuple(_steps(old, new))


def _steps(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Step]:
    matcher = SequenceMatcher(
        None, [block.sha256 for block in old], [block.sha256 for block in new], autojunk=False
    )
    for _tag, start, end, new_start, new_end in matcher.get_opcodes():
        yield from _paired(old[start:end], new[new_start:new_end])


def _paired(old: Sequence[Block], new: Sequence[Block]) -> Iterator[Step]:
    """Pair what is between two unchanged blocks, kind by kind."""
    kinds = dict.fromkeys(block.kind for block in (*old, *new))
    pairs: list[Step] = []
    for kind in kinds:
        before = [block for block in old if block.kind == kind]
        after = [block for block in new if block.kind == kind]
        pairs += [Step(one, other) for one, other in zip_longest(before, after)]
    order = {block.locator: place for place, block in enumerate(new)}
    yield from sorted(pairs, key=lambda step: order[step.new.locator] if step.new else len(order))
