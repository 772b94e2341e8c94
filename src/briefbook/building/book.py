"""``briefbook book``: the site and the PDF of the book in this folder, built when needed.

Standard library and pikepdf only: Sphinx runs in processes of its own, so that a run with
nothing to do takes no longer than reading the inputs.

Everything under ``build/``: ``html/`` and ``pdf/`` are the last good output, ``doctrees/`` is
what Sphinx has read, ``work/`` is where an output grows before it takes its place, and
``built.json`` says what each of them was made from.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from briefbook.anchors.pages import add_pages
from briefbook.building.inputs import read_inputs
from briefbook.building.record import BuildRecord, read_record, write_record
from briefbook.building.run import run_sphinx
from briefbook.core.bookfolder import require_book
from briefbook.core.errors import BriefbookError
from briefbook.core.interrupts import uninterrupted


@dataclass(frozen=True, slots=True)
class Output:
    """One thing to build: its folder under ``build/``, Sphinx's builder, and its name in words."""

    folder: str
    builder: str
    words: str


OUTPUTS = (Output("html", "html", "the site"), Output("pdf", "briefpdf", "the PDF"))


def build_book(root: Path, only: str | None = None) -> None:
    """Build the book in ``root`` and print where it is; ``only`` is ``html`` or ``pdf``.

    Raises BriefbookError if there is no book or it does not build; the last good output of the
    format that failed is then still in its place.
    """
    require_book(root)
    started = time.monotonic()
    outputs = [output for output in OUTPUTS if only in (None, output.folder)]
    with alone(root / "build"):
        _clear(root / "build")
        inputs = read_inputs(root)
        record = read_record(root)
        due = [output for output in outputs if not record.is_current(root, output.folder, inputs)]
        if due:
            _build(root, due, record, inputs)
    for output in outputs:
        print(_report(root, output))
    seconds = time.monotonic() - started
    print(f"built in {seconds:.0f} s" if due else "nothing has changed since it was built")


def _build(root: Path, due: Sequence[Output], record: BuildRecord, inputs: dict[str, str]) -> None:
    """Build each output in ``work/`` and put it in its place; keep the record true throughout."""
    build = root / "build"
    if not record.can_reuse_doctrees(inputs):
        shutil.rmtree(build / "doctrees", ignore_errors=True)
    # Sphinx reports what is wrong in a document only when it reads it: after a run that failed
    # or was interrupted, everything has to be read again.
    write_record(root, record.without_doctrees())
    for output in due:
        work = build / "work" / output.folder
        shutil.rmtree(work, ignore_errors=True)
        place = build / output.folder
        if not run_sphinx(root, output.builder, work, output.words, inputs["SOURCE_DATE_EPOCH"]):
            kept = f"; build/{output.folder}/ still holds the last good one"
            raise BriefbookError(
                f"{output.words} was not built: mend what is listed above and run the same "
                f"command again{kept if place.exists() else ''}"
            )
        put_in_place(work, place)
        record = record.with_output(root, output.folder, inputs)
        write_record(root, record.without_doctrees())
    shutil.rmtree(build / "work")
    if all(record.is_current(root, output.folder, inputs) for output in OUTPUTS):
        _join(build)
    write_record(root, record)


def _clear(build: Path) -> None:
    """Remove what a killed run has left; put back what it had just taken from its place."""
    for output in OUTPUTS:
        before = _before(build / "work" / output.folder)
        if before.exists() and not (build / output.folder).exists():
            before.rename(build / output.folder)
    shutil.rmtree(build / "work", ignore_errors=True)


def _join(build: Path) -> None:
    """Say in the site's list of anchors where each stands in the PDF, made from the same book."""
    add_pages(build / "html" / "anchors.json", (build / "pdf").glob("*.pdf"))


def put_in_place(work: Path, place: Path) -> None:
    """Replace a folder by another in two renames, so that it is never half written."""
    for note in work.glob(".*"):
        # What a builder remembers for its next run here; there is none.
        if note.name != ".nojekyll":
            shutil.rmtree(note) if note.is_dir() else note.unlink()
    old = _before(work)
    shutil.rmtree(old, ignore_errors=True)
    with uninterrupted():
        if place.exists():
            place.rename(old)
        work.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def _before(work: Path) -> Path:
    """Return where what was in place before goes, until the new is there."""
    return work.with_name(f"{work.name}-before")


def _report(root: Path, output: Output) -> str:
    """Say where an output is and how many pages it has."""
    folder = root / "build" / output.folder
    if output.folder == "html":
        pages = [page for page in folder.rglob("*.html") if "_static" not in page.parts]
        return f"site: build/html/index.html ({len(pages)} pages)"
    # Imported late: a site alone needs no PDF library.
    import pikepdf

    lines = []
    # By length first: volume 10 comes after volume 9.
    for path in sorted(folder.glob("*.pdf"), key=lambda path: (len(path.name), path.name)):
        with pikepdf.open(path) as pdf:
            lines.append(f"PDF:  {path.relative_to(root)} ({len(pdf.pages)} pages)")
    return "\n".join(lines)


@contextmanager
def alone(build: Path) -> Iterator[None]:
    """Hold the lock of a build folder, so that two runs do not write the same files.

    Processes of a :mod:`~briefbook.core.group` inherit it: it is free when all have ended.
    """
    build.mkdir(parents=True, exist_ok=True)
    with (build / "lock").open("w") as lock:
        os.set_inheritable(lock.fileno(), True)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("waiting for another build of this book…", file=sys.stderr)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
