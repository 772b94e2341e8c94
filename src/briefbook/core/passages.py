"""The prose of a document as the checks read it: text, and what stands where in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from briefbook.core.quick_pickle import quickly_pickled

#: Stands in a passage's text for what prints words that are not the author's own: a textual
#: citation, a reference to a paragraph, a formula. It is no letter, digit or space.
PLACEHOLDER = "\ufffc"


class Role(StrEnum):
    """What a passage is on the page."""

    TEXT = "text"
    TITLE = "title"
    QUOTE = "quote"
    CODE = "code"
    #: Not in the running text: an image's description, the title of a link, an explanation.
    ASIDE = "aside"
    FORMULA = "formula"
    #: Drawn from data that is checked where it is kept.
    DATA = "data"

    @property
    def beside(self) -> bool:
        """Whether it is beside a passage of the running text, whose citations it shares."""
        return self in (Role.ASIDE, Role.FORMULA)


@quickly_pickled
@dataclass(frozen=True, slots=True)
class Span:
    """A part of a passage's text, from ``start`` to ``end`` (offsets in characters).

    ``target`` is what a term or a link leads to, as the author typed it.
    """

    start: int
    end: int
    target: str = ""

    def holds(self, start: int, end: int) -> bool:
        """Return whether a part of the text is within this one."""
        return self.start <= start and end <= self.end


@quickly_pickled
@dataclass(frozen=True, slots=True)
class Citation:
    """One source cited at an offset of the text; a ``textual`` one is part of its sentence."""

    at: int
    key: str
    locator: str
    textual: bool = False


@quickly_pickled
@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph, list item, note, definition, caption or heading of a document.

    ``line`` is where the text begins; a line break of the file is a line break in ``text``,
    so that every offset has its line. ``place`` is the anchor that it belongs to (empty:
    none). ``own`` and ``code`` are the parts marked ``.own`` and the literal ones;
    ``all_own`` says that the whole passage is marked.
    """

    docname: str
    line: int
    place: str
    role: Role
    text: str
    citations: tuple[Citation, ...] = ()
    own: tuple[Span, ...] = ()
    code: tuple[Span, ...] = ()
    terms: tuple[Span, ...] = ()
    links: tuple[Span, ...] = ()
    all_own: bool = False

    def line_at(self, offset: int) -> int:
        """Return the line of the file on which an offset of the text stands."""
        return self.line + self.text.count("\n", 0, offset)


#: Behind each cell of a row: words of two cells do not make one run, nor one number.
CELL_END = f" {PLACEHOLDER} "


def is_row(passage: Passage) -> bool:
    """Return whether a passage is a row of a table."""
    return passage.text.endswith(CELL_END)


def cells(passage: Passage) -> list[str]:
    """Return the texts of a row's cells."""
    return [" ".join(cell.split()) for cell in passage.text.split(CELL_END)]
