"""The context of every decision on a pack: the book, the plan, and what was decided so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefbook.core.errors import BriefbookError
from briefbook.core.ids import source_id
from briefbook.packs.cutting.whole import Whole
from briefbook.packs.marks import MarkOrder
from briefbook.packs.plan import Pack, Plan


@dataclass
class Decision:
    """What was decided: the marks of what is kept, and what cannot be decided, with its place."""

    marks: set[str] = field(default_factory=set)
    errors: list[str] = field(default_factory=list)


@dataclass
class Deciding:
    """A pack while it is decided; ``default`` is the mark of parts without one."""

    whole: Whole
    plan: Plan
    pack: Pack
    default: str
    made: Decision = field(default_factory=Decision)

    @property
    def order(self) -> MarkOrder:
        """The marks of the book."""
        return self.plan.order

    def known(self, mark: str, place: str) -> str:
        """Return a mark. Raises :class:`BriefbookError` for an unknown one."""
        if mark and not self.order.known(mark):
            raise BriefbookError(
                f"{place}: {mark!r} is not a mark; use one of {self.order.shown()}"
            )
        return mark

    def above(self, mark: str) -> bool:
        """Return whether a mark is higher than the pack may have."""
        return self.order.above(mark, self.pack.mark)

    def is_added(self, key: str) -> bool:
        """Return whether packs.toml adds a work or a source."""
        return bool({key, source_id(key)} & self.pack.add)
