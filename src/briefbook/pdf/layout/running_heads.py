"""Running heads and feet, typeset as pages of their own when all pages are known, then overlaid.

If the book's own Typst code set them, Typst would lay out each page again to find its number,
chapter and section; and in a changed book each page after the first that moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from briefbook.core.words.labels import label


@dataclass(frozen=True, slots=True)
class RunningHeadMarks:
    """Where chapters and sections begin, in order, and the last page."""

    pages: int = 0
    chapters: tuple[tuple[str, str, bool, int], ...] = ()
    """Title with number, handling label of its own or empty, whether it opens its page, page."""
    sections: tuple[tuple[str, int], ...] = ()
    bare: frozenset[int] = field(default_factory=frozenset)
    """Pages that show nothing but the handling label."""

    @classmethod
    def of(cls, report: Mapping[str, Any]) -> Self:
        """Read them from Typst's report of a layout."""
        return cls(
            report["pages"],
            tuple((*chapter, page) for chapter, page in report["chapters"]),
            tuple((words, page) for words, page in report["sections"]),
            frozenset(report["bare"]),
        )


def join_marks(parts: Iterable[RunningHeadMarks]) -> RunningHeadMarks:
    """Return the marks of parts that follow one another."""
    before = 0
    chapters: list[tuple[str, str, bool, int]] = []
    sections: list[tuple[str, int]] = []
    bare: set[int] = set()
    for part in parts:
        chapters += (
            (words, own, opens, before + page) for words, own, opens, page in part.chapters
        )
        sections += ((words, before + page) for words, page in part.sections)
        bare |= {before + page for page in part.bare}
        before += part.pages
    return RunningHeadMarks(before, tuple(chapters), tuple(sections), frozenset(bare))


def list_page_heads(
    marks: RunningHeadMarks, handling: str, volume: int
) -> Iterator[dict[str, str]]:
    """Yield for each page what its head and foot say; ``handling`` is the book's label.

    A page shows the chapter and section that it ends with; the first page of a chapter neither.
    """
    chapters, sections = list(reversed(marks.chapters)), list(reversed(marks.sections))
    chapter, section, own, opens = "", "", "", 0
    for page in range(1, marks.pages + 1):
        while chapters and chapters[-1][-1] <= page:
            chapter, own, opens_page, _page = chapters.pop()
            opens = page if opens_page else opens
            section = ""
        while sections and sections[-1][1] <= page:
            section, _page = sections.pop()
        named = page != opens and page not in marks.bare
        values = {"page": page, "pages": marks.pages}
        words = (
            label("Volume {volume}, page {page} of {pages}", volume=volume, **values)
            if volume
            else label("{page} of {pages}", **values)
        )
        yield {
            "chapter": chapter if named else "",
            "section": section if named else "",
            "handling": own or handling,
            "words": "" if page in marks.bare else words,
        }
