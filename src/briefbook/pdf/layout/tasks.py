"""The tasks of a typesetting process: the pages of a chunk, or the heads and feet of a volume."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import typst

from briefbook.pdf.layout.feedback import DocumentFeedback, Pages, Repairs
from briefbook.pdf.layout.outside import find_outside
from briefbook.pdf.layout.typesetter import Layout, Typesetter
from briefbook.pdf.typst.errors import TypesettingError


@dataclass(frozen=True, slots=True)
class PagesTask:
    """A chunk to typeset: its Typst file, its feedback, and where its PDF goes.

    ``pages`` and ``before`` (its volume's pages before it) are as far as they are known.
    """

    root: Path
    name: str
    fonts: Sequence[Path]
    documents_feedback: Sequence[DocumentFeedback]
    pages: Pages
    before: int
    repairs: Repairs
    timestamp: int
    file: Path


@dataclass(frozen=True, slots=True)
class RunningHeadsTask:
    """Heads and feet to typeset: the Typst file that reads ``words``, and where the PDF goes."""

    root: Path
    name: str
    fonts: Sequence[Path]
    words: Sequence[Mapping[str, str]]
    timestamp: int
    file: Path


def typeset_pages(task: PagesTask) -> Layout:
    """Typeset a chunk; return its layout. Raises :class:`TypesettingError`."""
    with _reported():
        typesetter = Typesetter(task.root, task.name, task.fonts)
        layout = typesetter.lay_out(task.documents_feedback, task.pages, task.before, task.repairs)
        pdf = typesetter.pdf(task.timestamp)
        task.file.write_bytes(pdf)
        return replace(layout, outside=find_outside(pdf))


def typeset_running_heads(task: RunningHeadsTask) -> None:
    """Typeset heads and feet. Raises :class:`TypesettingError`."""
    listed = json.dumps(task.words, ensure_ascii=False)
    (task.root / f"{task.name}.json").write_text(listed, encoding="utf-8")
    with _reported():
        typesetter = Typesetter(task.root, task.name, task.fonts)
        task.file.write_bytes(typesetter.pdf(task.timestamp))


@contextmanager
def _reported() -> Iterator[None]:
    """Turn Typst's own error, which cannot be pickled, into one with its report."""
    try:
        yield
    except typst.TypstError as error:
        raise TypesettingError(error.diagnostic or str(error)) from None
