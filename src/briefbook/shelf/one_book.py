"""One step of one book, in a process of its own, so that its output is kept apart.

``python -m briefbook.shelf.one_book list ROOT`` leaves the anchors of the documents as they are in
``build/shelf-anchors.json``; ``… book ROOT OUTPUT…`` builds the outputs.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from briefbook.anchors.book_folder import BUILT, read_as_it_is
from briefbook.anchors.listing.anchor_list import AnchorList, read_anchor_list, write_anchor_list
from briefbook.building.book import build_book
from briefbook.building.list_anchors import list_anchors
from briefbook.core.errors import BriefbookError
from briefbook.core.files.writing import write_if_changed

LISTED = "build/shelf-anchors.json"
_UNCHANGED = "nothing has changed since it was built"


@dataclass(frozen=True, slots=True)
class Job:
    """A step, ``list`` or ``book``, of the book in ``root``; ``outputs`` are those to build."""

    name: str
    root: str
    step: str
    outputs: tuple[str, ...] = ()
    epoch: str = ""


@dataclass(frozen=True, slots=True)
class JobResult:
    """How a step ended: 0, 1 with warnings, 2 if it failed; and what it printed."""

    status: int
    said: str

    @property
    def built(self) -> bool:
        """Whether anything was built."""
        return _UNCHANGED not in self.said


def run_job(job: Job) -> JobResult:
    """Run a step on the machine that calls this; it must have the shelf's disk."""
    command = [sys.executable, "-m", __name__, job.step, job.root, *job.outputs]
    epoch = {"SOURCE_DATE_EPOCH": job.epoch} if job.epoch else {}
    ran = subprocess.run(
        command,
        cwd=job.root,
        env={**os.environ, "PYTHONUTF8": "1", **epoch},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if ran.returncode < 0:
        return JobResult(2, f"{ran.stdout}it was killed by signal {-ran.returncode}\n")
    return JobResult(ran.returncode, ran.stdout)


def anchors_of(root: Path, *, listed: bool) -> AnchorList | None:
    """Return the anchors that a step has left; None where there are none that can be read."""
    try:
        path = root / (LISTED if listed else BUILT)
        return read_anchor_list(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def main(arguments: Sequence[str]) -> int:
    """Do one step; return its status."""
    step, folder, *wanted = arguments
    root = Path(folder)
    try:
        if step == "book":
            return 1 if build_book(root, wanted) else 0
        anchors = read_as_it_is(root, list_anchors)
        write_if_changed(root / LISTED, write_anchor_list(anchors))
    except BriefbookError as error:
        print(f"briefbook: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        print(f"briefbook: {where}{error.strerror or error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
