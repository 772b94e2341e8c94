"""The lines and tables of all pages in reading order, with the notes separate."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from briefbook.sources.readers.pdf.columns import regions_of
from briefbook.sources.readers.pdf.model import (
    END,
    SUP,
    Fragment,
    PdfPage,
    TextLine,
    make_line,
    rows_of,
)
from briefbook.sources.readers.pdf.tables import PdfTable, find_table, is_contents, tagged_tables

#: Notes are at most this fraction of the text's size.
_NOTE_SIZE = 0.95
_NOTE = re.compile(
    rf"(?:{SUP}\s*(?P<raised>\d{{1,3}}|[*†‡§¶]{{1,3}}|[a-z])\s*{END}|(?P<plain>\d{{1,3}})[.)]?\s"
    r"|(?P<sign>[*†‡]{1,3}))\s*(?=\S)"
)


@dataclass(frozen=True, slots=True)
class PageNote:
    """A note at the foot of a page: what its mark shows, its lines, the first as it is."""

    label: str
    lines: tuple[TextLine, ...]
    first: str = ""

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.lines[0].page


@dataclass(slots=True)
class Stream:
    """The file's content in order; ``contents`` are the lines of a table of contents."""

    body: list[TextLine | PdfTable] = field(default_factory=list)
    notes: list[PageNote] = field(default_factory=list)
    contents: list[str] = field(default_factory=list)
    size: float = 10.0


def read_stream(pages: Iterable[PdfPage]) -> Stream:
    """Return the lines, tables and notes of pages from which the margins were taken."""
    pages = list(pages)
    stream = Stream(size=_usual_size(pages))
    for page in pages:
        tagged, untagged = tagged_tables(page.fragments, page.number)
        with_initials = _with_initials(untagged, stream.size)
        rtl = 2 * sum(len(each.text) for each in with_initials if each.rtl) > sum(
            len(each.text) for each in with_initials
        )
        for region in regions_of(with_initials, rtl=rtl):
            _region(region, page, stream, tagged)
        stream.body += tagged
    return stream


def _usual_size(pages: Iterable[PdfPage]) -> float:
    weight: Counter[float] = Counter()
    for page in pages:
        for fragment in page.fragments:
            weight[round(fragment.size, 1)] += len(fragment.text)
    return weight.most_common(1)[0][0] if weight else 10.0


def _with_initials(fragments: Sequence[Fragment], size: float) -> list[Fragment]:
    """Return the fragments with a large first letter put before the line that it begins."""
    found = list(fragments)
    for initial in fragments:
        if len(initial.text) != 1 or not initial.text.isalpha() or initial.size < 1.8 * size:
            continue
        beside = [
            each
            for each in found
            if each is not initial
            and initial.top - 0.5 * size <= each.top <= initial.bottom
            and 0 <= each.left - initial.right + 0.2 * size <= 1.5 * size
            and each.size < 0.7 * initial.size
        ]
        if len(beside) >= 2:
            first = min(beside, key=lambda each: each.top)
            spans = (replace(first.spans[0], text=initial.text + first.spans[0].text.lstrip()),)
            found[found.index(first)] = replace(first, spans=(*spans, *first.spans[1:]))
            found.remove(initial)
    return found


def _region(
    region: Sequence[Fragment], page: PdfPage, stream: Stream, tagged: list[PdfTable]
) -> None:
    """Add what a region holds; of the ``tagged`` tables, those that are above its lines."""
    rows = rows_of(region)
    if is_contents(rows):
        stream.contents += [make_line(row, page.number).plain for row in rows]
        return
    rows, note_rows = _split_notes(rows, page, stream)
    lines: list[TextLine | PdfTable] = []
    place = 0
    while place < len(rows):
        lines += _above(tagged, rows[place], region)
        found = find_table(rows, place, page.number, ruled=_ruled(rows[place], page))
        if found:
            lines.append(found[0])
            place = found[1]
        else:
            lines.append(make_line(rows[place], page.number))
            place += 1
    alone = [each for each in lines if isinstance(each, TextLine)]
    if alone:
        start, end = min(each.left for each in alone), max(each.right for each in alone)
        lines = [
            replace(each, start=start, end=end) if isinstance(each, TextLine) else each
            for each in lines
        ]
    stream.body += lines
    stream.notes += _notes([make_line(row, page.number) for row in note_rows])


def _above(
    tagged: list[PdfTable], row: Sequence[Fragment], region: Sequence[Fragment]
) -> list[PdfTable]:
    """Take the tables that are above a row and over the region's own width."""
    left, right = min(each.left for each in region), max(each.right for each in region)
    found = [
        table for table in tagged if table.top < row[0].top and left - 30 <= table.left < right
    ]
    tagged[:] = [table for table in tagged if table not in found]
    return found


def _ruled(row: Sequence[Fragment], page: PdfPage) -> bool:
    """Return whether lines are drawn over or under a row and over more than one of its parts."""
    middle = (row[0].right + row[-1].left) / 2
    near = [
        rule
        for rule in page.rules
        if rule[0] < middle < rule[2] and abs(rule[1] - row[0].baseline) < 2 * row[0].size
    ]
    return len(near) >= 2


def _split_notes(
    rows: list[list[Fragment]], page: PdfPage, stream: Stream
) -> tuple[list[list[Fragment]], list[list[Fragment]]]:
    """Return the rows of the text, and those of the notes that are under it."""
    first = len(rows)
    while first and _small(rows[first - 1]) <= _NOTE_SIZE * stream.size:
        first -= 1
    marks = _marks(page)
    for place in range(first, len(rows)):
        label = _label(make_line(rows[place], page.number).text)
        if label and (label in marks or _under_rule(rows[place], page)):
            return rows[:place], rows[place:]
    return rows, []


def _small(row: Sequence[Fragment]) -> float:
    return max(each.size for each in row)


def _marks(page: PdfPage) -> set[str]:
    """Return everything that is raised after a word on a page."""
    found: set[str] = set()
    for row in rows_of(page.fragments):
        text = make_line(row, page.number).text
        found |= {each.strip() for each in re.findall(rf"(?<=\S){SUP}([^{END}]+){END}", text)}
    return {part for each in found for part in re.split(r"[,\s]+", each)}


def _under_rule(row: Sequence[Fragment], page: PdfPage) -> bool:
    top = min(each.top for each in row)
    size = _small(row)
    return any(
        abs(rule[3] - rule[1]) < 3
        and 0 <= top - rule[1] < 2.5 * size
        and rule[0] <= row[0].left + 2
        for rule in page.rules
    )


def _label(text: str) -> str:
    match = _NOTE.match(text)
    return next(filter(None, match.groups()), "") if match else ""


def _notes(lines: Sequence[TextLine]) -> list[PageNote]:
    notes: list[PageNote] = []
    for line in lines:
        match = _NOTE.match(line.text)
        label = _label(line.text)
        if match and label and _follows(label, notes):
            cut = replace(line, text=line.text[match.end() :])
            notes.append(PageNote(label, (cut,), line.text))
        elif notes:
            notes[-1] = replace(notes[-1], lines=(*notes[-1].lines, line))
    return notes


def _follows(label: str, notes: Sequence[PageNote]) -> bool:
    """Return whether a label may begin another note: a year at the start of a line does not."""
    last = notes[-1].label if notes else ""
    if label.isdigit() and last.isdigit():
        return int(label) == int(last) + 1
    return True
