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
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from briefbook.anchors.listing.pdf_pages import add_pages
from briefbook.building.build_folders import (
    clear,
    explain_write_errors,
    make_folder,
    put_aside,
    put_in_place,
)
from briefbook.building.inputs import Inputs
from briefbook.building.record import (
    LIST,
    BuildRecord,
    Doctrees,
    folder_digest,
    read_build_record,
    write_build_record,
)
from briefbook.building.run import run_sphinx
from briefbook.building.started_build import start_build
from briefbook.core.build_dependencies import Dependencies
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import require_book


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
    with explain_write_errors(root), lock_build_folder(root / "build"):
        _clear(root / "build")
        inputs = Inputs(root)
        record = read_build_record(root)
        due = [output for output in outputs if not record.is_current(root, output.folder, inputs)]
        if due:
            record = _build(root, due, record, inputs)
        if not record.joined:
            record = _join(root, record)
        reports = [_report(root, output, record) for output in outputs]
    print("\n".join(reports))
    seconds = time.monotonic() - started
    print(f"built in {seconds:.0f} s" if due else "nothing has changed since it was built")


def _build(root: Path, due: Sequence[Output], record: BuildRecord, inputs: Inputs) -> BuildRecord:
    """Build each output in ``work/`` and put it in its place; keep the record true throughout."""
    build = root / "build"
    reused = record.doctrees if record.can_reuse_doctrees(root, inputs) else None
    if reused is None:
        clear(build / "doctrees")
    make_folder(build / "work")
    # Sphinx reports what is wrong in a document only when it reads it: after a run that failed
    # or was interrupted, everything has to be read again.
    write_build_record(root, record.without_doctrees())
    watched = reused.depended if reused else Dependencies()
    for output in due:
        begun = start_build(root, watched)
        work = build / "work" / output.folder
        clear(work)
        place = build / output.folder
        if not run_sphinx(root, output.builder, work, output.words, inputs.build_time):
            kept = f"; build/{output.folder}/ still holds the last good one"
            raise BriefbookError(
                f"{output.words} was not built: fix what is listed above and run the same "
                f"command again{kept if place.exists() else ''}"
            )
        depended = begun.dependencies(output.builder)
        put_in_place(work, place)
        made_from = begun.inputs_of(depended)
        record = record.with_output(root, output.folder, made_from, depended)
        write_build_record(root, record.without_doctrees())
        watched |= depended
        reused = Doctrees(begun.inputs_of(watched), watched, folder_digest(build / "doctrees"))
    clear(build / "work")
    record = replace(record, doctrees=reused)
    write_build_record(root, record)
    return record


def _clear(build: Path) -> None:
    """Remove what a killed run has left; put back what it had just taken from its place."""
    for output in OUTPUTS:
        before = put_aside(build / "work" / output.folder)
        if before.exists() and not (build / output.folder).exists():
            before.rename(build / output.folder)
    clear(build / "work")


def _join(root: Path, record: BuildRecord) -> BuildRecord:
    """Say in the site's list of anchors where each stands in the PDF, made from the same book."""
    inputs = Inputs(root)
    if not all(record.is_current(root, output.folder, inputs) for output in OUTPUTS):
        return record
    listed = root / LIST
    for left in listed.parent.glob(f".{listed.name}.*"):
        clear(left)  # Of a run that was killed here.
    add_pages(listed, (root / "build" / "pdf").glob("*.pdf"))
    record = record.with_list(root)
    write_build_record(root, record)
    return record


def _report(root: Path, output: Output, record: BuildRecord) -> str:
    """Say where an output is and how many pages it has."""
    files = [Path(name) for name in record.outputs[output.folder].files]
    if output.folder == "html":
        pages = [name for name in files if name.suffix == ".html" and "_static" not in name.parts]
        return f"site: build/html/index.html ({len(pages)} pages)"
    # Imported late: a site alone needs no PDF library.
    import pikepdf

    lines = []
    # By length first: volume 10 comes after volume 9.
    for name in sorted(files, key=lambda name: (len(name.name), name.name)):
        if name.suffix == ".pdf":
            with pikepdf.open(root / name) as pdf:
                lines.append(f"PDF:  {name} ({len(pdf.pages)} pages)")
    return "\n".join(lines)


@contextmanager
def lock_build_folder(build: Path) -> Iterator[None]:
    """Hold the lock of a build folder, so that two runs do not write the same files.

    Processes of a :mod:`~briefbook.core.processes.process_group` inherit it: it is free when all
    have ended.
    """
    for folder in (build, *build.parents):
        if folder.exists() and not folder.is_dir():
            said = f"{folder}: is no folder; move it away and run the same command again"
            raise BriefbookError(said)
    build.mkdir(parents=True, exist_ok=True)
    if (build / "lock").is_dir():
        clear(build / "lock")
    with (build / "lock").open("w") as lock:
        os.set_inheritable(lock.fileno(), True)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("waiting for another build of this book…", file=sys.stderr)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
