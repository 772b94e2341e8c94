"""One volume's typesetting in a process of its own, so that its memory is free for the next.

``python -m briefbook.pdf.child`` reads a :class:`Task` as JSON from standard input and writes
the positions of the labels, or Typst's report, as JSON to standard output.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import typst

from briefbook.pdf.compile import Position, Typesetter


class TypesettingError(Exception):
    """Typst could not set a volume; ``args[0]`` is its report."""


@dataclass(frozen=True, slots=True)
class Task:
    """What to set: a file of the folder, and where the PDF goes (empty: positions only)."""

    root: str
    name: str
    fonts: Sequence[str]
    timestamp: int
    pdf: str


def set_volume(task: Task) -> tuple[Position, ...]:
    """Set a volume in a new process; return where its labels are.

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
    return tuple(Position(*row) for row in answer["positions"])


def main() -> None:
    """Do the task of standard input."""
    task = Task(**json.loads(sys.stdin.read()))
    typesetter = Typesetter(Path(task.root), task.name, [Path(font) for font in task.fonts])
    try:
        positions = typesetter.positions()
        if task.pdf:
            Path(task.pdf).write_bytes(typesetter.pdf(task.timestamp))
    except typst.TypstError as error:
        answer: object = {"report": error.diagnostic or str(error)}
    else:
        answer = {"positions": [(p.label, p.page, p.top, p.left) for p in positions]}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
