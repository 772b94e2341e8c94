"""One way to report: a finding has a place, a message and a code."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from briefbook.core.files.included_lines import IncludedLine


class Severity(Enum):
    """The weight of a finding: an error fails the check, a warning only with STRICT=1."""

    ERROR = "error"
    WARNING = "warning"


#: Stands in :attr:`Fix.new` for the old words, as the author wrote them.
AS_WRITTEN = "{}"


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that puts a finding right, as its message names it.

    ``old`` is replaced by ``new`` at its first place from the finding's line on, in its paragraph.
    Any run of spaces and any quotation mark stands for every other. With a ``path``, ``new`` is a
    line for the end of that file instead.
    """

    title: str
    old: str
    new: str
    path: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One finding at one place.

    ``path`` is relative to the book's root, ``line`` counts from 1 (0: the whole file).
    ``code`` is the short name behind ``brief.``, e.g. ``quote_not_found``; one with a dot is
    another program's (``myst.xref_missing``). ``about`` are the words that it is about, where it
    is about some of the line.
    """

    path: str
    line: int
    code: str
    message: str
    severity: Severity = Severity.ERROR
    about: str = field(default="", compare=False)
    fixes: tuple[Fix, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        """Name the included file if the line belongs to one."""
        if isinstance(self.line, IncludedLine):
            object.__setattr__(self, "path", self.line.path)
            object.__setattr__(self, "line", int(self.line))

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        code = self.code if "." in self.code else f"brief.{self.code}"
        return f"{place}: {self.message} [{code}]" if place else f"{self.message} [{code}]"
