"""The work of a typesetting process: the pages of a quire, or the heads and feet of a volume."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefbook.pdf.layout.feedback import Mending, Pages, Sheet
from briefbook.pdf.layout.typesetter import Layout, Typesetter


@dataclass(frozen=True, slots=True)
class PagesTask:
    """A quire to set: its Typst file, what it is told, and where its PDF goes.

    ``pages`` and ``before`` (its volume's pages before it) are as far as they are known.
    """

    root: Path
    name: str
    fonts: Sequence[Path]
    sheets: Sequence[Sheet]
    pages: Pages
    before: int
    mending: Mending
    timestamp: int
    file: Path


@dataclass(frozen=True, slots=True)
class HeadsTask:
    """Heads and feet to set: the Typst file that reads ``words``, and where the PDF goes."""

    root: Path
    name: str
    fonts: Sequence[Path]
    words: Sequence[Mapping[str, str]]
    timestamp: int
    file: Path


def set_pages(task: PagesTask) -> Layout:
    """Set a quire; return its layout. Raises ``typst.TypstError``."""
    typesetter = Typesetter(task.root, task.name, task.fonts)
    layout = typesetter.lay_out(task.sheets, task.pages, task.before, task.mending)
    task.file.write_bytes(typesetter.pdf(task.timestamp))
    return layout


def set_heads(task: HeadsTask) -> None:
    """Set heads and feet. Raises ``typst.TypstError``."""
    listed = json.dumps(task.words, ensure_ascii=False)
    (task.root / f"{task.name}.json").write_text(listed, encoding="utf-8")
    task.file.write_bytes(Typesetter(task.root, task.name, task.fonts).pdf(task.timestamp))
