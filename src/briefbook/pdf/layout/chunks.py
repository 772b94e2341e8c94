"""A file of the book in quires: what is set together, in a process of its own, and then bound.

Typst sets several smaller parts in less time and memory than a large one, and side by side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from briefbook.pdf.contents import contents_code
from briefbook.pdf.layout.feedback import Sheet
from briefbook.pdf.manuscript import Manuscript
from briefbook.pdf.typst.literal import literal
from briefbook.pdf.typst.trace import Trace
from briefbook.pdf.volumes import Volume

_SIGNS = 1_500_000
"""Of Typst code in a quire, about: 400 pages, half a GB to set."""
_TITLE = re.compile(r"(?:\s|//@\d+\n)*#section-title\(1,")


@dataclass(frozen=True, slots=True)
class TypstFile:
    """A part of a volume in Typst: its contents, or one of its documents."""

    name: str
    docname: str
    """Empty: the contents."""
    markup: str = field(repr=False)
    trace: Trace = field(repr=False)
    pages_of: Sequence[str]
    """The labels whose pages it prints."""
    late: bool
    """Whether it follows the last chapter."""

    @property
    def found(self) -> str:
        """Name of the file that tells it of the layout before."""
        return self.name.replace(".typ", ".json")

    @property
    def opens_page(self) -> bool:
        """Whether it begins with a title of the first level, and so on a new page."""
        return _TITLE.match(self.markup) is not None

    @property
    def code(self) -> str:
        """What it is given of the theme and of the layout before, and its own markup."""
        begin = f'#import "theme/book.typ": *\n#let found = json({literal(self.found)})\n'
        if self.docname:
            begin += f"#show: document-of-book.with(found, {literal(self.docname)})\n"
        return begin + self.markup


@dataclass(frozen=True, slots=True)
class Quire:
    """Some files of a volume; ``name`` is that of its Typst file, without ending."""

    name: str
    volume: int
    files: Sequence[TypstFile]

    @property
    def opens(self) -> bool:
        """Whether the volume begins with it: with cover and contents."""
        return not self.files[0].docname

    @property
    def signs(self) -> int:
        """How much Typst code it is."""
        return _signs(self.files)

    @property
    def is_lists(self) -> bool:
        """Whether all its documents follow the last chapter."""
        return all(file.late for file in self.files if file.docname)

    @property
    def labels(self) -> set[str]:
        """The labels whose pages it prints."""
        return {label for file in self.files for label in file.pages_of}

    @property
    def sheets(self) -> list[Sheet]:
        """What is told of the layout before. A list waits for chapters of its own quire only."""
        mixed = not self.is_lists
        return [
            Sheet(file.found, file.docname, file.pages_of, file.late and mixed)
            for file in self.files
        ]


def typst_files(volume: Volume, manuscript: Manuscript) -> Iterator[TypstFile]:
    """Yield the parts of a volume in order, the contents first."""
    pieces = [manuscript.pieces[place.docname] for place in volume.order]
    listed = [line for piece in pieces for line in piece.listed]
    labels = sorted({line.label for line in listed})
    contents, trace = contents_code(listed)
    yield TypstFile(f"{volume.name}-contents.typ", "", contents, trace, labels, late=False)
    for number, piece in enumerate(pieces):
        yield TypstFile(
            f"{volume.name}-{number:05}.typ",
            piece.place.docname,
            piece.code,
            piece.trace,
            piece.pages_of,
            late=number >= volume.apparatus,
        )


def quires_of(volume: Volume, files: Sequence[TypstFile], *, divided: bool) -> list[Quire]:
    """Divide a volume; one that is small, or not to be ``divided``, is one quire.

    A quire begins where a page does, and with a title of the first level, as a tagged PDF has to.
    """
    if not divided or _signs(files) <= _SIGNS:
        return [Quire(volume.name, volume.number, files)]
    opening, *blocks = _blocks(files)
    chapters = [block for block in blocks if not block[0].late]
    lists = [block for block in blocks if block[0].late]
    parts = [opening, *_gathered(chapters), *_gathered(lists)]
    return [Quire(f"{volume.name}-q{n}", volume.number, part) for n, part in enumerate(parts)]


def _blocks(files: Iterable[TypstFile]) -> list[list[TypstFile]]:
    """Return what stays together, the contents with what follows them on their page."""
    blocks: list[list[TypstFile]] = []
    for file in files:
        if not blocks or file.opens_page:
            blocks.append([])
        blocks[-1].append(file)
    return blocks


def _gathered(blocks: Sequence[Sequence[TypstFile]]) -> list[list[TypstFile]]:
    """Return as few parts of about the same size as there have to be."""
    total = sum(map(_signs, blocks))
    aim = total / max(1, -(-total // _SIGNS))
    parts: list[list[TypstFile]] = []
    done = 0
    for block in blocks:
        # A block goes to the part that its middle lies in.
        if not parts or done + _signs(block) / 2 >= aim * len(parts):
            parts.append([])
        parts[-1].extend(block)
        done += _signs(block)
    return parts


def _signs(files: Iterable[TypstFile]) -> int:
    return sum(len(file.markup) for file in files)
