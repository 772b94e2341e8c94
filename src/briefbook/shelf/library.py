"""The library: the site of each book, side by side, and pages over all of them.

The pages are a small book of their own, ``build/shelf/``, which is rewritten and built like any
other; ``build/library/`` is what to publish.
"""

from __future__ import annotations

import contextlib
import filecmp
import io
import json
import shutil
import sys
from pathlib import Path

from briefbook.building.book import build_book
from briefbook.building.records.inputs import hash_file
from briefbook.core.errors import BriefbookError
from briefbook.core.files.writing import write_if_changed
from briefbook.core.words.labels import use_labels
from briefbook.shelf.pages import PAGES, catalogue_pages
from briefbook.shelf.records import BookRecords, read_records
from briefbook.shelf.shelf_file import Shelf

LIBRARY = "build/library"
_OWN = "build/shelf"
_CONF = """\
# Written by briefbook shelf build.
project = {title!r}
author = ""
language = {language!r}
extensions = ["briefbook", "briefbook.html.pages.shelf_search"]
brief_book = True
brief_url = {url!r}
myst_all_links_external = True
html_theme_options = {{"show_toc_level": 1}}
"""


def build_library(shelf: Shelf) -> int:
    """Make the library of the books that were built; return 2 where one never was.

    Raises :class:`BriefbookError` where none was, or the pages cannot be built.
    """
    books, missing = read_records(shelf)
    for line in missing:
        print(f"left out of the library: {line}", file=sys.stderr)
    if not books:
        raise BriefbookError("no book was built; fix what is listed above and run it again")
    own = shelf.root / _OWN
    _write_own_book(shelf, own, books)
    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            build_book(own, ["html"])
    except BriefbookError:
        sys.stdout.write(said.getvalue())
        raise
    library = shelf.root / LIBRARY
    sync_folder(own / "build" / "html", library, keep={book.name for book in books})
    for book in books:
        sync_folder(book.site, library / book.name)
    print(f"{LIBRARY}/index.html: {len(books)} book{'' if len(books) == 1 else 's'}")
    return 2 if missing else 0


def _write_own_book(shelf: Shelf, own: Path, books: list[BookRecords]) -> None:
    """Write the book of the pages over all."""
    use_labels(shelf.language)
    text = _CONF.format(title=shelf.title, url=shelf.url, language=shelf.language)
    write_if_changed(own / "conf.py", text)
    write_if_changed(own / "references.bib", "")
    pages = catalogue_pages(shelf, books)
    for name in PAGES:
        path = own / "docs" / f"{name}.md"
        if name in pages:
            write_if_changed(path, pages[name])
        else:
            path.unlink(missing_ok=True)
    # Its name among the pages makes it an input of the build.
    sites = {book.name: str(book.site.resolve()) for book in books}
    digests = {book.name: hash_file(book.site / "anchors.json") for book in books}
    text = json.dumps({"sites": sites, "digests": digests}, indent=1, sort_keys=True)
    write_if_changed(own / "docs" / "shelf-books.json", f"{text}\n")


def sync_folder(source: Path, target: Path, keep: frozenset[str] | set[str] = frozenset()) -> None:
    """Make a folder the same as another; files of the same size and time are taken as equal.

    What is in ``keep`` at the top of the target is left alone.
    """
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        target.unlink()
    target.mkdir(parents=True, exist_ok=True)
    wanted = {path.name for path in source.iterdir()}
    for path in target.iterdir():
        if path.name not in wanted | set(keep):
            _remove(path)
    for path in sorted(source.iterdir()):
        copy = target / path.name
        if path.is_dir():
            sync_folder(path, copy)
        elif not (copy.is_file() and filecmp.cmp(path, copy)):
            _remove(copy)
            shutil.copy2(path, copy)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
