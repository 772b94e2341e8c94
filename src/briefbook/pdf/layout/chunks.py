"""Divide a file of the book into chunks, each typeset in its own process and then merged.

Typst typesets several small parts in less time and memory than a large one, and in parallel.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from briefbook.pdf.contents import make_contents
from briefbook.pdf.layout.feedback import DocumentFeedback
from briefbook.pdf.manuscript import Manuscript
from briefbook.pdf.selection.volumes import Volume
from briefbook.pdf.typst.literal import literal
from briefbook.pdf.typst.trace import Trace

_MAX_CODE_LENGTH = 1_500_000
"""Of Typst code in a chunk, about: 400 pages, half a GB to set."""
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
    after_chapters: bool
    """Whether it follows the last chapter."""

    @property
    def feedback_file(self) -> str:
        """Name of the file with the feedback of the last layout."""
        return self.name.replace(".typ", ".json")

    @property
    def opens_page(self) -> bool:
        """Whether it begins with a title of the first level, and so on a new page."""
        return _TITLE.match(self.markup) is not None

    @property
    def code(self) -> str:
        """The imports of the theme and of the last layout's feedback, and its own markup."""
        begin = (
            f'#import "theme/book.typ": *\n#let feedback = json({literal(self.feedback_file)})\n'
        )
        if self.docname:
            begin += f"#show: document-of-book.with(feedback, {literal(self.docname)})\n"
        return begin + self.markup


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some files of a volume; ``name`` is that of its Typst file, without ending."""

    name: str
    volume: int
    files: Sequence[TypstFile]

    @property
    def opens(self) -> bool:
        """Whether the volume begins with it: with cover and contents."""
        return not self.files[0].docname

    @property
    def code_length(self) -> int:
        """How much Typst code it is."""
        return _code_length(self.files)

    @property
    def is_lists(self) -> bool:
        """Whether all its documents follow the last chapter."""
        return all(file.after_chapters for file in self.files if file.docname)

    @property
    def labels(self) -> set[str]:
        """The labels whose pages it prints."""
        return {label for file in self.files for label in file.pages_of}

    @property
    def documents_feedback(self) -> list[DocumentFeedback]:
        """The last layout's feedback for each document. A list waits for its chunk's chapters."""
        mixed = not self.is_lists
        return [
            DocumentFeedback(
                file.feedback_file, file.docname, file.pages_of, file.after_chapters and mixed
            )
            for file in self.files
        ]


def list_typst_files(volume: Volume, manuscript: Manuscript) -> Iterator[TypstFile]:
    """Yield the parts of a volume in order, the contents first."""
    pieces = [manuscript.pieces[place.docname] for place in volume.order]
    listed = [line for piece in pieces for line in piece.listed]
    labels = sorted({line.label for line in listed})
    contents, trace = make_contents(listed)
    yield TypstFile(
        f"{volume.name}-contents.typ", "", contents, trace, labels, after_chapters=False
    )
    for number, piece in enumerate(pieces):
        yield TypstFile(
            f"{volume.name}-{number:05}.typ",
            piece.place.docname,
            piece.code,
            piece.trace,
            piece.pages_of,
            after_chapters=number >= volume.apparatus,
        )


def split_volume(volume: Volume, files: Sequence[TypstFile], *, divided: bool) -> list[Chunk]:
    """Divide a volume; one that is small, or not to be ``divided``, is one chunk.

    A chunk begins where a page does, and with a title of the first level, as a tagged PDF has to.
    """
    if not divided or _code_length(files) <= _MAX_CODE_LENGTH:
        return [Chunk(volume.name, volume.number, files)]
    opening, *blocks = _blocks(files)
    chapters = [block for block in blocks if not block[0].after_chapters]
    lists = [block for block in blocks if block[0].after_chapters]
    parts = [opening, *_gather(chapters), *_gather(lists)]
    return [Chunk(f"{volume.name}-q{n}", volume.number, part) for n, part in enumerate(parts)]


def _blocks(files: Iterable[TypstFile]) -> list[list[TypstFile]]:
    """Return the files that stay together: the contents with what follows on their page."""
    blocks: list[list[TypstFile]] = []
    for file in files:
        if not blocks or file.opens_page:
            blocks.append([])
        blocks[-1].append(file)
    return blocks


def _gather(blocks: Sequence[Sequence[TypstFile]]) -> list[list[TypstFile]]:
    """Return the fewest parts of about the same size."""
    total = sum(map(_code_length, blocks))
    aim = total / max(1, -(-total // _MAX_CODE_LENGTH))
    parts: list[list[TypstFile]] = []
    done = 0
    for block in blocks:
        # A block goes to the part that its middle is in.
        if not parts or done + _code_length(block) / 2 >= aim * len(parts):
            parts.append([])
        parts[-1].extend(block)
        done += _code_length(block)
    return parts


def _code_length(files: Iterable[TypstFile]) -> int:
    return sum(len(file.markup) for file in files)
