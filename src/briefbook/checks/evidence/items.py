"""What is verified, one by one, and its outcome."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefbook.checks.evidence.matches import Match, Result
from briefbook.checks.evidence.material import BlockRef
from briefbook.core.passages import Passage

#: Raised whenever the same text could come out otherwise; receipts of other rules do not count.
RULES = 7


class ItemKind(StrEnum):
    """What a claim is, as counted and as written into receipts."""

    QUOTATION = "quotation"
    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    LOCATOR = "locator"
    OVERLAP = "overlap"


class Probe:
    """How one kind of claim is compared with the text of a block."""

    __slots__ = ()

    def match(self, text: str) -> Match:
        """Return whether the claim is in the text of one block."""
        raise NotImplementedError

    def nearest(self, text: str) -> Match:
        """Describe the difference from a text without the claim; slower than :meth:`match`."""
        return self.match(text)

    def match_dated(self, text: str, date: str) -> Match:  # noqa: ARG002  # for those that can
        """Return whether the claim is in a block of an article of a date, as EDTF."""
        return self.match(text)

    def nearest_dated(self, text: str, date: str) -> Match:  # noqa: ARG002  # for those that can
        """Say more of such a block, as :meth:`nearest` does."""
        return self.nearest(text)

    def refuted_by(self, figures: tuple[str, ...]) -> bool:  # noqa: ARG002  # for those that can
        """Return whether a block cannot hold the claim, by the keys of its figures alone."""
        return False


@dataclass(frozen=True, slots=True)
class Item:
    """One claim: what is said (``shown``) at an offset of a passage, and where it must stand.

    ``sha256`` identifies what is claimed, whatever surrounds it.
    """

    kind: ItemKind
    passage: Passage
    offset: int
    shown: str
    sha256: str
    candidates: tuple[BlockRef, ...]
    probe: Probe

    @property
    def place(self) -> str:
        """The anchor under which a receipt is kept; the document where there is none."""
        return self.passage.place or self.passage.docname


class Basis(StrEnum):
    """What an outcome is based on."""

    TEXT = "text"
    RECEIPT = "receipt"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome for one claim; ``block`` is the one that has it, or comes nearest to it."""

    item: Item
    match: Match
    basis: Basis
    block: BlockRef | None = None

    @property
    def verified(self) -> bool:
        """Whether the claim was found, by comparison or by receipt."""
        return self.match.result.verified or self.match.result is Result.FORM


def named_blocks(item: Item) -> str:
    """Name the blocks where a claim must stand: ``kontur2025 ¶ 10, ¶ 11 or yoon2024 ¶ 5``."""
    by_key: dict[str, list[str]] = {}
    for block in item.candidates:
        by_key.setdefault(block.key, []).append(block.locator)
    return " or ".join(
        f"{key} {', '.join(locators[:6])}{', …' if len(locators) > 6 else ''}"
        for key, locators in by_key.items()
    )
