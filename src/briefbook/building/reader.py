"""``briefbook reader``: the private site with the texts of the sources that are on this disk."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from briefbook.building.build_folders import clear, explain_write_errors, make_folder, put_in_place
from briefbook.building.build_lock import lock_build_folder
from briefbook.building.records.build_time import build_time
from briefbook.building.running.run import run_sphinx
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import require_book
from briefbook.output.protocol import Output
from briefbook.sources.records.read_record import read_records
from briefbook.sources.records.texts import find_texts, text_folders

#: In no list of outputs: it is not the book that is published.
READER = Output("reader", "briefreader", "the reading edition")
#: Apart from the published site, and from what Sphinx keeps of it.
FOLDER = "build/reader"
_WORK = "build/work/reader"
_DOCTREES = "build/work/reader-doctrees"


def build_reader(root: Path) -> str:
    """Build the reading edition of the book in ``root``; return what to tell the reader.

    Raises :class:`BriefbookError` where there is no book, no text is available, or it does not
    build; the last reading edition is then still in its place.
    """
    require_book(root)
    records = read_records(root / "sources")
    folders = text_folders(root)
    found = find_texts(records, folders)
    if not found:
        searched = ", ".join(map(str, folders))
        raise BriefbookError(
            f"none of the {len(records)} sources' texts is in {searched}: put their files there, "
            "or name their folder in BRIEFBOOK_TEXTS"
        )
    with explain_write_errors(root), lock_build_folder(root / "build"):
        _build(root)
    return (
        f"reading edition: {FOLDER}/index.html ({len(found)} of {len(records)} texts are on this "
        "disk); not for redistribution"
    )


def _build(root: Path) -> None:
    work = root / _WORK
    make_folder(work.parent)
    for left in (work, root / _DOCTREES):  # by a run that was killed
        clear(left)
    ran = run_sphinx(root, READER, work, build_time(root), _DOCTREES)
    clear(root / _DOCTREES)
    if not ran.whole:
        clear(work)
        raise BriefbookError(
            "the reading edition was not built: fix what is listed above and run the same "
            "command again"
        )
    put_in_place(work, root / FOLDER)
    with suppress(OSError):
        work.parent.rmdir()  # Unless a build that failed left something to look at.
