"""Typesetting in a process of its own, so that its memory is free for what comes next.

``python -m briefbook.pdf.child`` reads a pickled :class:`Task` from standard input, which only
this package writes, and writes the pickled :class:`Layout`, or Typst's report, to standard output.
A process that is forked would share the state of Typst's threads, without the threads.
"""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import typst

from briefbook.pdf.compile import Layout, Typesetter
from briefbook.pdf.found import Pages, Sheet
from briefbook.pdf.heads import page_heads


class TypesettingError(Exception):
    """Typst could not set a volume; ``args[0]`` is its report."""


class EndedError(Exception):
    """The process ended without a word; ``args[0]`` is what it left on standard error."""


@dataclass(frozen=True, slots=True)
class Task:
    """What to set, from what, and where the PDFs go: of the pages, and of their heads and feet."""

    root: Path
    name: str
    fonts: Sequence[Path]
    sheets: Sequence[Sheet]
    pages: Pages
    handling: str
    volume: int
    timestamp: int
    files: tuple[Path, Path]


def typeset(task: Task) -> Layout:
    """Do a task in a new process; return the layout.

    Raises :class:`TypesettingError` and :class:`EndedError`.
    """
    done = subprocess.run(
        [sys.executable, "-m", "briefbook.pdf.child"],
        input=pickle.dumps(task),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise EndedError(done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2])
    layout, report = pickle.loads(done.stdout)  # noqa: S301  # our own process
    if report:
        raise TypesettingError(report)
    return cast("Layout", layout)


def typeset_here(task: Task) -> Layout:
    """Do a task; return the layout. Raises :class:`TypesettingError`."""
    typesetter = Typesetter(task.root, task.name, task.fonts)
    try:
        layout = typesetter.lay_out(task.sheets, task.pages)
        words = page_heads(layout.marks, task.handling, task.volume)
        parts = typesetter.pdf_and_heads(words, task.timestamp)
    except typst.TypstError as error:
        raise TypesettingError(error.diagnostic or str(error)) from None
    for file, content in zip(task.files, parts, strict=True):
        file.write_bytes(content)
    return layout


def main() -> None:
    """Do the task of standard input."""
    task = pickle.load(sys.stdin.buffer)  # noqa: S301  # as above
    try:
        answer: tuple[Layout | None, str] = (typeset_here(task), "")
    except TypesettingError as error:
        answer = (None, error.args[0])
    pickle.dump(answer, sys.stdout.buffer)


if __name__ == "__main__":
    main()
