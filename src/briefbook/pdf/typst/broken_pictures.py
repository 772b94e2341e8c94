"""Pictures that Typst cannot draw: their words stand in their place."""

from __future__ import annotations

from briefbook.pdf.typst.errors import PdfError, Problem


class BrokenPictures:
    """Those found so far, by their paths in the Typst folder, and what is said of each."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self.problems: list[Problem] = []

    def take(self, error: PdfError) -> bool:
        """Note the pictures of an error; tell whether it names new ones and nothing else."""
        found = {problem.picture for problem in error.problems}
        if "" in found or found <= self.paths:
            return False
        self.paths |= found
        self.problems += error.problems
        return True
