"""Inline content while it is collected: runs of words, with their breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefbook.core.words.text import tidy
from briefbook.sources.reading.article import Piece, TextRun
from briefbook.sources.reading.bullets import are_points

#: A line break of the page, as it stands in the runs.
BREAK = "\v"
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_PARAGRAPH = re.compile(r"\v[\s\u200b]*\v[\s\u200b\v]*")
_BREAKS = re.compile(r"\v+")
#: Lines of a poem or an address are short; longer ones are broken by accident.
_LONGEST_VERSE = 70
_LEAST_VERSES = 2
#: Lines of this length that end as sentences do are paragraphs.
_SHORTEST_PARAGRAPH = 80
_SENTENCE_END = re.compile(r"[.!?…。！？।]['\"”’»)\]]*$")


class InlineCollector:
    """Collects runs; :meth:`pieces` gives them as the paragraphs that they are."""

    def __init__(self) -> None:
        self._runs: list[TextRun] = []

    def add(self, text: str, style: str = "", target: str = "") -> None:
        """Add text as the page has it; white space of any length is one space."""
        # A page has ten thousand such texts, most of them in order.
        plain = "  " not in text and text.isprintable()
        self._append(text if plain else _SPACES.sub(" ", text), style, target)

    def add_break(self) -> None:
        """Add the end of a line."""
        self._append(BREAK, "", "")

    def add_space(self) -> None:
        """Separate what follows from what is there."""
        if self._runs:
            self._append(" ", "", "")

    def add_note(self, label: str) -> None:
        """Add the mark of a note, which has no words."""
        self._runs.append(TextRun("", "note", label))

    def _append(self, text: str, style: str, target: str) -> None:
        last = self._runs[-1] if self._runs else None
        if last and (last.style, last.target) == (style, target) and style != "note":
            self._runs[-1] = TextRun(last.text + text, style, target)
        elif text:
            self._runs.append(TextRun(text, style, target))

    @property
    def text(self) -> str:
        """What stands there so far, breaks as spaces."""
        return tidy(self._raw().replace(BREAK, " "))

    @property
    def last_word(self) -> str:
        """The last word so far, unless a space follows it."""
        raw = self._raw()
        return "" if not raw or raw[-1].isspace() else raw.split()[-1]

    def _raw(self) -> str:
        return "".join(run.text for run in self._runs)

    def pieces(
        self, kind: str, number: int = 0, level: int = 0, label: str = ""
    ) -> Iterator[Piece]:
        """Yield the paragraphs; two breaks part them, one break a line of verse."""
        if not self._runs:
            return
        for runs in _parted(self._runs):
            raw = "".join(run.text for run in runs)
            lines = [line for line in map(tidy, raw.split(BREAK)) if line]
            if kind == "paragraph" and are_points(lines):
                yield from _points(runs)
                continue
            if kind in {"paragraph", "quote"} and _are_paragraphs(lines):
                yield from (Piece(kind, line) for line in lines)
                continue
            text = " ".join(lines)
            verses = tuple(lines) if _are_verses(lines) else ()
            if text:
                runs_of_it = _tidied(runs, text)
                yield Piece(kind, text, number, (), level, verses, runs_of_it, label)


def _points(runs: list[TextRun]) -> Iterator[Piece]:
    """Yield each line as a paragraph; its sign says that it is a point of a list."""
    for part in _parted(runs, _BREAKS):
        if text := tidy("".join(run.text for run in part).replace(BREAK, " ")):
            yield Piece("paragraph", text, runs=_tidied(part, text))


def _parted(runs: list[TextRun], where: re.Pattern[str] = _PARAGRAPH) -> list[list[TextRun]]:
    """Part the runs where two breaks follow each other, whichever runs they stand in."""
    raw = "".join(run.text for run in runs)
    cuts = [match.end() for match in where.finditer(raw)]
    parts: list[list[TextRun]] = [[]]
    place = 0
    for run in runs:
        text = run.text
        while cuts and place + len(text) >= cuts[0] > place:
            head, text = text[: cuts[0] - place], text[cuts[0] - place :]
            parts[-1].append(TextRun(head, run.style, run.target))
            parts.append([])
            place = cuts.pop(0)
        parts[-1].append(TextRun(text, run.style, run.target))
        place += len(text)
    return parts


def _are_verses(lines: list[str]) -> bool:
    return len(lines) >= _LEAST_VERSES and all(len(line) <= _LONGEST_VERSE for line in lines)


def _are_paragraphs(lines: list[str]) -> bool:
    return len(lines) > 1 and all(
        len(line) >= _SHORTEST_PARAGRAPH and _SENTENCE_END.search(line) for line in lines
    )


def _tidied(runs: list[TextRun], text: str) -> tuple[TextRun, ...]:
    """Return runs that spell ``text``; none where nothing is set otherwise than plainly."""
    if not any(run.style for run in runs):
        return ()
    made: list[TextRun] = []
    spaced = True
    for run in runs:
        words = tidy(run.text.replace(BREAK, " "))
        lead = run.text[:1].isspace() and not spaced
        if lead and (words or run.text.isspace()):
            words = f" {words}"
        if words.strip() and run.text[-1:].isspace():
            words += " "
        if words or run.style == "note":
            made.append(TextRun(words, run.style, run.target))
        spaced = words.endswith(" ") if words else spaced
    while made and not made[-1].text.strip() and made[-1].style != "note":
        made.pop()
    if made:
        last = made[-1]
        made[-1] = TextRun(last.text.rstrip(), last.style, last.target)
    return tuple(made) if "".join(run.text for run in made) == text else ()
