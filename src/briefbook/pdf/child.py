"""One volume's typesetting in a process of its own, so that its memory is free for the next.

``python -m briefbook.pdf.child`` reads a :class:`Task` as JSON from standard input and writes
where the labels are, or Typst's report, as JSON to standard output.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import typst

from briefbook.pdf.compile import Layout, Position, Typesetter
from briefbook.pdf.found import Pages, Sheet
from briefbook.pdf.heads import Marks, page_heads


class TypesettingError(Exception):
    """Typst could not set a volume; ``args[0]`` is its report."""


@dataclass(frozen=True, slots=True)
class Task:
    """What to set: a file of the folder, what its documents print, and where the PDF goes."""

    root: str
    name: str
    fonts: Sequence[str]
    timestamp: int
    pdf: str
    handling: str
    volume: int
    room: str
    sheets: Sequence[Sheet]
    pages: Pages


def set_volume(task: Task) -> Layout:
    """Set a volume in a new process; return its layout.

    Raises :class:`TypesettingError`.
    """
    done = subprocess.run(
        [sys.executable, "-m", "briefbook.pdf.child"],
        input=json.dumps(asdict(task)),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        # Most often the kernel, when memory runs out: there is no report then.
        said = done.stderr.strip().rpartition("\n")[2] or f"ended with {done.returncode}"
        raise TypesettingError(f"{task.name}: {said}; try fewer chapters in a volume")
    answer = json.loads(done.stdout)
    if "report" in answer:
        raise TypesettingError(answer["report"])
    positions = tuple(Position(*row) for row in answer["positions"])
    return Layout(positions, Marks(), settled=answer["settled"])


def heads_of(pdf: Path) -> Path:
    """Return the file of the heads and feet of a volume's pages."""
    return pdf.with_suffix(".heads.pdf")


def main() -> None:
    """Do the task of standard input."""
    task = _task(json.loads(sys.stdin.read()))
    fonts = [Path(font) for font in task.fonts]
    typesetter = Typesetter(Path(task.root), task.name, fonts, room=task.room)
    try:
        layout = typesetter.lay_out(task.sheets, task.pages)
        Path(task.pdf).write_bytes(typesetter.pdf(task.timestamp))
        words = page_heads(layout.marks, task.handling, task.volume)
        heads_of(Path(task.pdf)).write_bytes(typesetter.heads(words, task.timestamp))
    except typst.TypstError as error:
        answer: object = {"report": error.diagnostic or str(error)}
    else:
        positions = [(p.label, p.page, p.top, p.left) for p in layout.positions]
        answer = {"positions": positions, "settled": layout.settled}
    json.dump(answer, sys.stdout)


def _task(data: dict[str, Any]) -> Task:
    sheets = [Sheet(**sheet) for sheet in data.pop("sheets")]
    pages = {label: (volume, page) for label, (volume, page) in data.pop("pages").items()}
    return Task(**data, sheets=sheets, pages=pages)


if __name__ == "__main__":
    main()
