"""``briefbook shelf build``: what changed in any book, then the library of all.

Two stages, as books may cite each other. First the anchors of all: a book that cites no other is
built at once, of the others the anchors are listed. Then, with what each of these cites left in its
``build/shelf.json``, their pages. A book is built again if something of its own changed or a place
that it cites; :func:`~briefbook.building.book.build_book` finds that out for each.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from briefbook.anchors.listing.anchor_list import AnchorList
from briefbook.building.build_lock import lock_build_folder
from briefbook.shelf.citations import ShelfCitation, find_citations, leave_cited_places
from briefbook.shelf.library import build_library
from briefbook.shelf.one_book import Job, JobResult, anchors_of
from briefbook.shelf.scheduling import JobRunner, scheduling
from briefbook.shelf.shelf_file import Shelf, ShelfBook

CitationsByBook = dict[str, tuple[ShelfCitation, ...]]


def build_shelf(shelf: Shelf, scheduler: str = "", workers: int = 0) -> int:
    """Build what changed and the library; return 0, 1 with warnings, 2 where a book fails.

    Raises :class:`~briefbook.core.errors.BriefbookError` where no book was ever built.
    """
    with lock_build_folder(shelf.root / "build"):
        with scheduling(scheduler, workers) as run:
            status = _build_books(shelf, run)
        return max(status, build_library(shelf))


def _build_books(shelf: Shelf, run: JobRunner) -> int:
    names = {book.name for book in shelf.books}
    cited = {book.name: find_citations(book, names - {book.name}) for book in shelf.books}
    citing = [book for book in shelf.books if cited[book.name]]
    plain = [book for book in shelf.books if not cited[book.name]]
    for book in plain:
        leave_cited_places(shelf, book, (), {})
    first = [*_jobs(shelf, plain, "book"), *_jobs(shelf, citing, "list")]
    statuses = _run(run, first)
    ready = [book for book in citing if statuses[book.name] < 2]
    _leave(shelf, ready, cited, listed={book.name for book in citing})
    statuses |= _run(run, _jobs(shelf, ready, "book"))
    # A place's name may need more than its own book's text: what a page shows is what was built.
    renewed = _leave(shelf, ready, cited, listed=set())
    statuses |= _run(run, _jobs(shelf, renewed, "book"))
    return max(statuses.values())


def _jobs(shelf: Shelf, books: Iterable[ShelfBook], step: str) -> list[Job]:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    outputs = shelf.outputs if step == "book" else ()
    return [Job(book.name, str(book.root), step, outputs, epoch) for book in books]


def _leave(
    shelf: Shelf, citing: Sequence[ShelfBook], cited: CitationsByBook, listed: set[str]
) -> list[ShelfBook]:
    """Write for each citing book what it cites; return those for which that has changed."""
    lists: dict[str, AnchorList] = {}
    for book in shelf.books:
        anchors = anchors_of(book.root, listed=book.name in listed)
        if anchors is not None:
            lists[book.name] = anchors
    return [book for book in citing if leave_cited_places(shelf, book, cited[book.name], lists)]


def _run(run: JobRunner, jobs: Sequence[Job]) -> dict[str, int]:
    """Run steps, printing what each book's step printed; return how each ended."""
    statuses = {}
    for job, done in run(jobs) if jobs else ():
        statuses[job.name] = done.status
        _say(job, done)
    return statuses


def _say(job: Job, done: JobResult) -> None:
    if job.step == "list":
        if done.status:
            print(f"{job.name}: its anchors cannot be listed", file=sys.stderr)
    else:
        how = "built" if done.built else "unchanged"
        print(f"{job.name}: {how if done.status < 2 else 'not built'}", flush=True)
    if done.status or (job.step == "list" and done.said):
        # Files are named from the book's own folder.
        shown = Path(os.path.relpath(job.root))
        print(f"in {shown}:", *done.said.splitlines(), sep="\n  ", file=sys.stderr)
