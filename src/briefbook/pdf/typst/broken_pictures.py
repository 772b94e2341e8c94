"""Pictures that Typst cannot draw: their alternative text is printed instead."""

from __future__ import annotations

from briefbook.pdf.typst.errors import PdfError, Problem


class BrokenPictures:
    """The pictures found so far, by their paths in the Typst folder, each with Typst's message."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self.problems: list[Problem] = []

    def take(self, error: PdfError) -> bool:
        """Record the pictures that an error names; return whether all it names are new pictures."""
        found = {problem.picture for problem in error.problems}
        if "" in found or found <= self.paths:
            return False
        self.paths |= found
        self.problems += error.problems
        return True
