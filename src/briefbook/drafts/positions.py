"""Find words in a file, regardless of markup between them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W_]+")
#: If all words are not found in a row, so many of them are looked for: first six, then three.
_FEW = (6, 3)
#: The most lines of a claim below the first of its passage.
_REACH = 400


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a file: lines and columns from 1; the end column is exclusive.

    Where the end is not known it is 0.
    """

    line: int
    column: int = 0
    end_line: int = 0
    end_column: int = 0


class Finder:
    """The words of a file with their places."""

    def __init__(self, lines: Sequence[str]) -> None:
        found = [
            (match[0], number, match.start() + 1, match.end() + 1)
            for number, line in enumerate(lines, start=1)
            for match in _WORD.finditer(line)
        ]
        self._raw = lines
        self._places = found
        self._words = [each[0] for each in found]
        self._lines = [each[1] for each in found]

    def find(self, text: str, line: int) -> Region | None:
        """Return where the words of a text stand, at a line or below; its beginning at least."""
        words = _WORD.findall(text)
        start = bisect_left(self._lines, line)
        end = bisect_left(self._lines, line + _REACH)
        for count in (len(words), *_FEW):
            if 0 < count <= len(words):
                found = self._at(words[:count], start, end)
                if found >= 0:
                    return self._region(text, found, found + count - 1, count == len(words))
        return None

    def _at(self, words: list[str], start: int, end: int) -> int:
        first, size = words[0], len(words)
        while start < end:
            try:
                start = self._words.index(first, start, end)
            except ValueError:
                return -1
            if self._words[start : start + size] == words:
                return start
            start += 1
        return -1

    def _region(self, text: str, first: int, last: int, whole: bool) -> Region:
        """Return the place of words, with the quotation marks right before and after them."""
        _word, line, column, _end = self._places[first]
        column -= _same_end(self._raw[line - 1][: column - 1], text[:1])
        if not whole:
            return Region(line, column)
        _word, end_line, _column, end = self._places[last]
        end += _same_end(self._raw[end_line - 1][end - 1 : end], text[-1:])
        return Region(line, column, end_line, end)


def _same_end(raw: str, mark: str) -> int:
    """Return 1 where a line goes on with the sign that a text begins or ends with, else 0."""
    return int(bool(raw) and not mark.isalnum() and raw[-1] == mark)
