"""Lines of files that a document includes: they belong to the document, but are in another file."""

from __future__ import annotations


class IncludedLine(int):
    """A line of an included file; ``path`` is the file's, from the book's root.

    A finding at such a line names that file instead of the document.
    """

    path: str

    def __add__(self, other: int) -> IncludedLine:
        """Return a later line of the same file."""
        return included_line(int(self) + other, self.path)


def included_line(line: int, path: str) -> IncludedLine:
    """Return a line of the file at ``path``."""
    place = IncludedLine(line)
    place.path = path
    return place
