"""The book's folder, and its last build."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from briefbook.anchors.listing.anchor_list import AnchorList, AnchorListError, read_anchor_list
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import page_files, require_book
from briefbook.core.files.text_files import TextError, read_text

#: Where the HTML builder leaves the list of anchors, from the book's root.
BUILT = "build/html/anchors.json"


def read_built(root: Path) -> AnchorList:
    """Return the anchors of the book as it was built last.

    Raises :class:`BriefbookError` where nothing was built or the list cannot be read.
    """
    path = require_book(root) / BUILT
    try:
        if not path.exists():
            raise BriefbookError(f"{BUILT} is not there: run briefbook book first")
        return read_anchor_list(read_text(path, BUILT))
    except (TextError, AnchorListError) as error:
        said = str(error).partition(";")[0]
        raise BriefbookError(f"{BUILT}: {said}; run briefbook book again") from None


def read_current(root: Path) -> AnchorList:
    """Return the anchors of the built book, which must be the book as it is now.

    Raises :class:`BriefbookError`, naming what has changed since it was built.
    """
    anchors = read_built(root)
    stale = what_is_stale(root, anchors)
    if stale:
        raise BriefbookError(stale)
    return anchors


def read_as_it_is(root: Path, list_anchors: Callable[[Path], AnchorList]) -> AnchorList:
    """Return the anchors of the book as it is: of its last build, or listed anew.

    ``list_anchors`` reads the documents, which takes longer; it is called where something has
    changed since, and where nothing was built. Raises :class:`BriefbookError` as it does.
    """
    try:
        return read_current(root)
    except BriefbookError:
        return list_anchors(require_book(root))


def what_is_stale(root: Path, anchors: AnchorList) -> str:
    """Say what has changed since the book was built, and what to run; empty if nothing has."""
    changed = sorted(_changed(root, anchors))
    if not changed:
        return ""
    more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
    named = f"{changed[0]}{more}"
    return f"{BUILT} is older than the book: {named} changed since; run briefbook book first"


def _changed(root: Path, anchors: AnchorList) -> Iterator[str]:
    for name, digest in anchors.inputs.items():
        path = root / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            yield name
    built = (root / BUILT).stat().st_mtime
    for path in page_files(root):
        name = path.relative_to(root).as_posix()
        # A document that no page was made of is new, unless conf.py leaves it out.
        if name not in anchors.inputs and path.stat().st_mtime > built:
            yield name
