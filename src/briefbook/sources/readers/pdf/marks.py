"""Superscripts in a PDF: marks of notes, or characters of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from briefbook.sources.readers.pdf.model import END, SUB, SUP
from briefbook.sources.readers.pdf.stream import PageNote
from briefbook.sources.reading.article import TextRun
from briefbook.sources.reading.raised import raised
from briefbook.sources.reading.runs import spell_out

_SCRIPT = re.compile(rf"([{SUP}{SUB}])([^{SUP}{SUB}{END}]*){END}")


class NoteMarks:
    """The notes of a file, by page and by what their marks show."""

    def __init__(self, notes: Sequence[PageNote], pages: Sequence[str]) -> None:
        self._labels: dict[tuple[int, str], str] = {}
        #: What was raised and is no word of the text, as often as it was found.
        self.taken: Counter[str] = Counter()
        taken: set[str] = set()
        for note in notes:
            label = note.label
            if label in taken:  # Notes that each page counts anew.
                label = f"{label}, p. {pages[note.page]}"
            taken.add(label)
            self._labels.setdefault((note.page, note.label), label)

    def label(self, note: PageNote) -> str:
        """Return the label of a note, different for each."""
        return self._labels[note.page, note.label]

    def read(self, text: str, pages: Iterable[int]) -> tuple[str, tuple[TextRun, ...]]:
        """Return a text with its marks of notes as runs, and what else is raised as characters.

        ``pages`` are those on which it is; its note may also be on the next one.
        """
        near = sorted({each + step for each in pages for step in (0, 1)})
        runs: list[TextRun] = []
        done = 0
        for match in _SCRIPT.finditer(text):
            runs.append(TextRun(text[done : match.start()]))
            done = match.end()
            runs += self._script(match[2].strip(), near, lowered=match[1] == SUB)
        runs.append(TextRun(text[done:]))
        return spell_out(runs)

    def _script(self, script: str, pages: Iterable[int], *, lowered: bool) -> list[TextRun]:
        if not lowered:
            parts = [part for part in re.split(r"[,\s]+", script) if part]
            targets = [self._target(part, pages) for part in parts]
            if targets and all(targets):
                self.taken[script] += 1
                return [TextRun("", "note", target) for target in targets]
        return [TextRun(raised(script, lowered=lowered))]

    def _target(self, label: str, pages: Iterable[int]) -> str:
        found = (self._labels.get((page, label), "") for page in pages)
        return next(filter(None, found), "")

    def text(self, text: str, page: int) -> str:
        """Return the same as plain text, for a cell or a note."""
        return self.read(text, [page])[0]
