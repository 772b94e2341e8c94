"""Feedback for a layout from the one before: pages to print, and breaks to fix."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

HERE = 0
"""The volume that is being laid out, whose pages are printed without a volume."""

Pages = Mapping[str, tuple[int, int]]
"""Label → volume (:data:`HERE`: this one), page."""


@dataclass(frozen=True, slots=True)
class DocumentFeedback:
    """A document, the labels whose pages it prints, and the file with its feedback.

    ``after_chapters``: it follows the last chapter. What prints pages there is best laid out when
    the chapters have been.
    """

    file: str
    docname: str
    pages_of: Sequence[str]
    after_chapters: bool = False

    @property
    def waits(self) -> bool:
        """Whether it is left out of the first layout."""
        return self.after_chapters and bool(self.pages_of)


@dataclass(frozen=True, slots=True)
class Flaws:
    """What the next layout might fix.

    ``alone``: paragraphs that call notes and whose last line is alone at the head of a page;
    ``short``: documents with no more than a few lines on their last page, and the contents, as the
    empty string; ``crossing``: paragraphs on two pages, where a word may be parted.
    """

    alone: AbstractSet[str] = field(default_factory=frozenset)
    short: AbstractSet[str] = field(default_factory=frozenset)
    crossing: AbstractSet[str] = field(default_factory=frozenset)

    def __or__(self, other: Flaws) -> Flaws:
        return Flaws(
            self.alone | other.alone, self.short | other.short, self.crossing | other.crossing
        )

    def without(self, docnames: AbstractSet[str]) -> Flaws:
        """Return the flaws of the other documents; a paragraph's key begins with its document."""
        return Flaws(
            _of_others(self.alone, docnames), self.short - docnames,
            _of_others(self.crossing, docnames),
        )  # fmt: skip


def _of_others(keys: AbstractSet[str], docnames: AbstractSet[str]) -> AbstractSet[str]:
    return {key for key in keys if key.rpartition(":")[0] not in docnames}


@dataclass(frozen=True, slots=True)
class Repairs:
    """The flaws that are worth another layout: large books always have some."""

    alone: bool = True
    short: bool = True

    def of(self, report: Mapping[str, Any]) -> Flaws:
        """Return the flaws of a layout that are to be fixed."""
        return Flaws(
            frozenset(report["alone"] if self.alone else ()),
            frozenset(report["short"] if self.short else ()),
            frozenset(report["crossing"] if self.alone else ()),
        )


def make_feedback_json(sheet: DocumentFeedback, pages: Pages, flaws: Flaws, *, first: bool) -> str:
    """Return what the theme reads as ``feedback``, for one document: as JSON, sorted.

    ``first``: there is no layout before. Raises ``KeyError`` with a label that has no page.
    """
    own = f"{sheet.docname}:"
    feedback = {
        "pages": {label: pages[label] for label in sorted(sheet.pages_of)},
        "kept": sorted(key for key in flaws.alone if key.startswith(own)),
        "crossing": sorted(key for key in flaws.crossing if key.startswith(own)),
        "closer": sheet.docname in flaws.short,
        "waits": first and sheet.waits,
    }
    return json.dumps(feedback, ensure_ascii=False)
