"""Running heads and feet: set as pages of their own once all pages are known, and laid over them.

If the book itself set them, Typst would lay out each page again to learn its number, its chapter
and its section; and in a changed book each page after the first that moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from briefbook.pdf.frame import Frame
from briefbook.pdf.joining import taken_in
from briefbook.pdf.objects import Objects, read_objects

_PAGE = re.compile(
    rb"(?P<before><</Type/Page/Resources (?P<resources>\d+) 0 R/MediaBox\[(?P<box>[\d. ]*)\].*)"
    rb"/Contents (?P<content>\d+ 0 R)(?P<after>.*>>)"
)
_CONTENT = re.compile(rb"(<</Length \d+(?:/Filter/FlateDecode)?)>>")
_RESOURCES = re.compile(rb"<</ProcSet\[[/\w]*\](?:/\w+<<[^<>]*>>)*>>")
_DRAW = b"q /Head Do Q"


@dataclass(frozen=True, slots=True)
class Marks:
    """What the pages belong to: where chapters and sections begin, in order, and the last page."""

    pages: int = 0
    chapters: tuple[tuple[str, str, int], ...] = ()
    """Title with number, handling label of its own or empty, page."""
    sections: tuple[tuple[str, int], ...] = ()
    bare: frozenset[int] = field(default_factory=frozenset)
    """Pages that show nothing but the handling label."""

    @classmethod
    def of(cls, report: Mapping[str, Any]) -> Self:
        """Read them from Typst's report of a layout."""
        return cls(
            report["pages"],
            tuple((words, handling, page) for (words, handling), page in report["chapters"]),
            tuple((words, page) for words, page in report["sections"]),
            frozenset(report["bare"]),
        )


def joined(parts: Iterable[Marks]) -> Marks:
    """Return the marks of parts that follow one another."""
    before = 0
    chapters: list[tuple[str, str, int]] = []
    sections: list[tuple[str, int]] = []
    bare: set[int] = set()
    for part in parts:
        chapters += ((words, own, before + page) for words, own, page in part.chapters)
        sections += ((words, before + page) for words, page in part.sections)
        bare |= {before + page for page in part.bare}
        before += part.pages
    return Marks(before, tuple(chapters), tuple(sections), frozenset(bare))


def page_heads(marks: Marks, handling: str, volume: int) -> Iterator[dict[str, str]]:
    """Yield for each page what its head and foot say; ``handling`` is the book's label.

    A page shows what it ends with. The page that a chapter opens on names neither.
    """
    chapters, sections = list(reversed(marks.chapters)), list(reversed(marks.sections))
    chapter, section, own, opens = "", "", "", 0
    for page in range(1, marks.pages + 1):
        while chapters and chapters[-1][2] <= page:
            chapter, own, opens = chapters.pop()
            section = ""
        while sections and sections[-1][1] <= page:
            section, _page = sections.pop()
        named = page != opens and page not in marks.bare
        number = f"Volume {volume}, page {page}" if volume else str(page)
        yield {
            "chapter": chapter if named else "",
            "section": section if named else "",
            "handling": own or handling,
            "words": "" if page in marks.bare else f"{number} of {marks.pages}",
        }


def lay_over(objects: Objects, pages: Sequence[int], heads: bytes) -> None:
    """Draw the pages of ``heads``, which are artifacts, under what these pages show.

    Raises :class:`ValueError` if they are not as many, or not spelled as expected.
    """
    drawn = read_objects(heads)
    frame = Frame.of(drawn)
    if len(frame.pages) != len(pages):
        raise ValueError(f"{len(frame.pages)} pages of heads for {len(pages)} pages")
    contents, resources = _as_forms(drawn, frame.pages)
    without = {drawn.root, *frame.single.values(), *frame.labels, *frame.pages, *resources}
    new = taken_in(objects, drawn, {}, without)
    draw = objects.add(b"<</Length %d>>" % len(_DRAW), _DRAW)
    dressed = set()
    for page, content in zip(pages, contents, strict=True):
        parts = objects.found(page, _PAGE)
        shown = b"/Contents[%d 0 R %s]" % (draw, parts["content"])
        objects.texts[page] = parts["before"] + shown + parts["after"]
        known = int(parts["resources"])
        if known in dressed:
            raise ValueError(f"pages of the PDF share their resources, object {known}")
        dressed.add(known)
        objects.texts[known] = _with_head(objects.found(known, _RESOURCES)[0], new[content])


def _with_head(resources: bytes, head: int) -> bytes:
    """Return a page's resources (ISO 32000-1, 7.8.3) with its head among them."""
    entry = b"/XObject<</Head %d 0 R" % head
    if b"/XObject<<" in resources:
        return resources.replace(b"/XObject<<", entry)
    return resources.removesuffix(b">>") + entry + b">>>>"


def _as_forms(drawn: Objects, pages: Sequence[int]) -> tuple[list[int], set[int]]:
    """Make each page's content a form (ISO 32000-1, 8.10); return these.

    And the resources that are not needed, because others are the same.
    """
    same: dict[bytes, int] = {}
    forms, spare = [], set()
    for page in pages:
        parts = drawn.found(page, _PAGE)
        resources, content = int(parts["resources"]), int(parts["content"].split()[0])
        kept = same.setdefault(drawn.texts[resources], resources)
        if kept != resources:
            spare.add(resources)
        text = drawn.found(content, _CONTENT)
        drawn.texts[content] = b"%s/Type/XObject/Subtype/Form/BBox[%s]/Resources %d 0 R>>" % (
            text[1],
            parts["box"],
            kept,
        )
        forms.append(content)
    return forms, spare
