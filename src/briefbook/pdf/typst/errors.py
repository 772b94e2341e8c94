"""Errors that stop the PDF, with the document's file and line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefbook.core.errors import BriefbookError
from briefbook.pdf.typst.trace import SourceLine


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that cannot be printed: where it is, and what to do."""

    origin: SourceLine | None
    message: str
    letters: str = ""
    """The letters that no font has, if that is the problem."""
    picture: str = ""
    """The path of the picture in the Typst folder, if it cannot be drawn."""


class PdfError(BriefbookError):
    """The PDF cannot be made, for one or more reasons; the last good one stays."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(problem.message for problem in problems))
        self.problems: Sequence[Problem] = problems

    def __reduce__(self) -> tuple[type[PdfError], tuple[Problem, ...]]:
        """Keep all problems when it is pickled, for another process."""
        return type(self), tuple(self.problems)


class TypesettingError(BriefbookError):
    """Typst reported an error; ``args[0]`` is its report."""
