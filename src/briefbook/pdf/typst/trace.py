"""From a line of Typst back to the line that an author wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

_MARK = re.compile(r"^//@(\d+)$")


class SourceLine(NamedTuple):
    """A place in a document: path as Sphinx knows it, line from 1 (0: unknown)."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


@dataclass(slots=True)
class Trace:
    """The origins of one Typst file; a comment line in it holds an origin's index."""

    origins: list[SourceLine] = field(default_factory=list)

    def mark(self, path: str, line: int) -> str:
        """Return the comment that marks where the following lines come from."""
        origin = SourceLine(path, line)
        if not self.origins or self.origins[-1] != origin:
            self.origins.append(origin)
        return f"\n//@{len(self.origins) - 1}\n"

    def origin(self, code: str, line: int) -> SourceLine | None:
        """Return where line ``line`` (from 1) of the Typst ``code`` comes from."""
        for text in reversed(code.splitlines()[:line]):
            if match := _MARK.match(text):
                return self.origins[int(match[1])]
        return None
