"""The verdicts on the quotations and figures of a draft."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefbook.checks.evidence.items import ItemKind
from briefbook.checks.evidence.material import BlockRef
from briefbook.core.codes import Code
from briefbook.drafts.draft import DraftPassage
from briefbook.drafts.naming import Named
from briefbook.drafts.positions import Region


class Status(StrEnum):
    """How a claim relates to the sources, best first."""

    EXACT = "exact"
    CHANGED = "changed"
    ELSEWHERE = "found elsewhere"
    NOT_FOUND = "not found"
    #: One or two words in marks that no source has: quoted, or so called.
    SHORT = "too short to judge"

    @property
    def is_finding(self) -> bool:
        """Whether it is a finding, which fails the check."""
        return self in (Status.CHANGED, Status.ELSEWHERE, Status.NOT_FOUND)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status, the block that decides it, what is there instead, and why in a few words."""

    status: Status
    block: BlockRef | None = None
    has: str = ""
    why: str = ""
    code: Code | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim: its kind, words, place in the draft, the sources named beside it, the verdict."""

    draft: str
    passage: DraftPassage
    kind: ItemKind
    start: int
    end: int
    shown: str
    region: Region
    named: tuple[Named, ...]
    verdict: Verdict

    @property
    def place(self) -> str:
        """Its place: ``draft.md:12``, ``draft.pdf, page 3, paragraph 14``."""
        if self.region.line:
            return f"{self.draft}:{self.region.line}"
        pages = f", page {self.passage.pages[0]}" if self.passage.pages else ""
        return f"{self.draft}{pages}, paragraph {self.passage.number}"
