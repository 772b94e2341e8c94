"""The text on a page; lengths in points, from the top left of the upright page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefbook.sources.readers.pdf.drawn.bidi import right_brackets

#: Around raised and lowered text until it is known whether it is the mark of a note. No PDF has
#: these as characters: Unicode keeps them for programs.
SUP, SUB, END = "\ufdd0", "\ufdd1", "\ufdd2"


@dataclass(frozen=True, slots=True)
class FontSpan:
    """A part of a fragment in one size and on one baseline."""

    text: str
    size: float
    baseline: float


@dataclass(frozen=True, slots=True)
class Fragment:
    """Text that stands together on one line, without a wide gap.

    ``tag`` is what the file says it is, as in :mod:`briefbook.sources.readers.pdf.drawn.tags`;
    ``face`` is the name of its font, empty where it has several.
    """

    left: float
    right: float
    top: float
    bottom: float
    bold: bool
    spans: tuple[FontSpan, ...]
    rtl: bool = False
    tag: str = ""
    face: str = ""

    @property
    def size(self) -> float:
        """The size of most of its text."""
        return self._main.size

    @property
    def baseline(self) -> float:
        """Where most of its text stands."""
        return self._main.baseline

    @property
    def _main(self) -> FontSpan:
        return max(self.spans, key=lambda span: len(span.text.strip()))

    @property
    def text(self) -> str:
        """The text without any sign of what is raised."""
        return "".join(span.text for span in self.spans).strip()


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page: its fragments, the thin lines drawn on it, and its place in the file from 0.

    ``rules`` are left, top, right and bottom; ``label`` is what the file calls the page.
    ``turned`` is text that is at an angle to the rest.
    """

    number: int
    label: str
    width: float
    height: float
    fragments: tuple[Fragment, ...]
    rules: tuple[tuple[float, float, float, float], ...] = ()
    turned: str = ""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of a column; ``text`` has what is raised or lowered between marks.

    ``start`` and ``end`` are where its column begins and ends; ``hang`` tells the first line of a
    hanging paragraph and those that follow (see ``hanging.py``).
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    page: int
    start: float = 0.0
    end: float = 0.0
    rtl: bool = False
    tag: str = ""
    hang: str = ""
    face: str = ""

    @property
    def plain(self) -> str:
        """The text without the marks around what is raised."""
        return self.text.translate({ord(sign): None for sign in (SUP, SUB, END)})


def rows_of(fragments: Iterable[Fragment]) -> list[list[Fragment]]:
    """Return the fragments by the rows that they share, from the top; each row from the left."""
    rows: list[list[Fragment]] = []
    for fragment in sorted(fragments, key=lambda each: (each.baseline, each.left)):
        row = rows[-1] if rows else []
        if row and _same_row(row, fragment):
            row.append(fragment)
        else:
            rows.append([fragment])
    return [sorted(row, key=lambda each: each.left) for row in rows]


def _same_row(row: list[Fragment], fragment: Fragment) -> bool:
    # A raised mark stands higher than its row, and what overlaps is above or below.
    tallest = max(row, key=lambda each: each.size)
    apart = abs(tallest.baseline - fragment.baseline)
    near = apart <= 0.25 * max(tallest.size, fragment.size)
    script = min(fragment.size, tallest.size) < 0.85 * max(fragment.size, tallest.size)
    near = near or (script and apart <= 0.6 * max(tallest.size, fragment.size))
    return near and not any(
        min(each.right, fragment.right) - max(each.left, fragment.left) > 0.5 * fragment.size
        for each in row
    )


def make_line(row: list[Fragment], page: int) -> TextLine:
    """Return the fragments of one row as a line, in the order in which they are read."""
    rtl = sum(len(each.text) for each in row if each.rtl) * 2 > sum(len(each.text) for each in row)
    ordered = sorted(row, key=lambda each: -each.right if rtl else each.left)
    main = max(ordered, key=lambda each: len(each.text))
    parts = []
    for place, fragment in enumerate(ordered):
        if place:
            before = ordered[place - 1]
            gap = max(fragment.left - before.right, before.left - fragment.right)
            parts.append(" " if gap > 0.12 * main.size else "")
        parts.append(_marked(fragment.spans, main))
    text = "".join(parts).strip()
    return TextLine(
        right_brackets(text) if rtl else text,
        min(each.left for each in row),
        max(each.right for each in row),
        min(each.top for each in row if each.size > 0.8 * main.size),
        max(each.bottom for each in row if each.size > 0.8 * main.size),
        main.size,
        all(each.bold for each in row if any(map(str.isalnum, each.text))),
        page,
        rtl=rtl,
        tag=next((each.tag for each in ordered if each.tag), ""),
        face=main.face if all(each.face == main.face for each in row) else "",
    )


def _marked(spans: Iterable[FontSpan], main: Fragment) -> str:
    text = ""
    for span in spans:
        rise = main.baseline - span.baseline
        small = span.size < 0.86 * main.size
        if not span.text.strip() or abs(rise) > main.size:
            text += span.text
        elif rise > (0.12 if small else 0.2) * main.size:
            text += f"{SUP}{span.text.strip()}{END}{' ' * span.text.endswith(' ')}"
        elif small and rise < -0.08 * main.size:
            text += f"{SUB}{span.text.strip()}{END}{' ' * span.text.endswith(' ')}"
        else:
            text += span.text
    return text.replace(f"{END}{SUP}", "").replace(f"{END}{SUB}", "")
