"""The folder ``editions/``: reading what was published, and publishing once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from briefbook.anchors.book_folder import read_current
from briefbook.anchors.editions.changes import Changes, changes_since
from briefbook.anchors.editions.edition import (
    NAME,
    Edition,
    EditionError,
    Standing,
    in_order,
    make_edition,
    read_edition,
    write_edition,
)
from briefbook.anchors.editions.promises import CONFIRMED
from briefbook.anchors.listing.anchor_list import AnchorList
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import EDITIONS
from briefbook.core.files.json_lines import line_of_entry
from briefbook.core.files.text_files import TextError, read_text
from briefbook.core.files.writing import write_whole
from briefbook.core.ids import reading_key
from briefbook.core.processes.interrupts import uninterrupted

FOLDER = EDITIONS


class DamagedError(BriefbookError):
    """A file of the promises cannot be used; ``path`` is relative to the root, ``reason`` says why.

    ``line`` is 0 where that concerns the whole of it.
    """

    def __init__(self, path: str, reason: str, line: int = 0) -> None:
        super().__init__(f"{path}:{line}: {reason}" if line else f"{path}: {reason}")
        self.path = path
        self.line = line
        self.reason = reason


def read_editions(root: Path) -> list[Edition]:
    """Return every edition of the book in ``root``, as they were published.

    Raises :class:`DamagedError` where one cannot be read.
    """
    editions = []
    for path in sorted((root / FOLDER).glob("*.json")):
        name = f"{FOLDER}/{path.name}"
        try:
            edition = read_edition(read_text(path, name))
        except (TextError, EditionError) as error:
            # Not "convert it": an edition is published, and stays as it was written.
            said = str(error).partition(";")[0]
            reason = f"{said}; an edition is never edited: restore it from the history"
            raise DamagedError(name, reason, error.line) from None
        if edition.name != path.stem:
            reason = f"the edition is called {edition.name!r}; give the file its name back"
            raise DamagedError(name, reason)
        editions.append(edition)
    return in_order(editions)


def find_edition(root: Path, name: str) -> Edition:
    """Return one edition; raise :class:`BriefbookError` naming those that there are."""
    editions = {edition.name: edition for edition in read_editions(root)}
    if name not in editions:
        known = ", ".join(editions) or "none: `briefbook edition NAME` makes one"
        raise BriefbookError(f"there is no edition {name!r} in {FOLDER}/ (there is {known})")
    return editions[name]


def publish(
    root: Path, name: str, check: Callable[[], int] | None = None, despite: str = ""
) -> Edition:
    """Freeze the built book as an edition, and return it.

    ``check`` runs the checks and returns 0 where they found no error; ``despite`` says why the
    edition is frozen with errors, and is kept in it.

    Raises :class:`BriefbookError` where the name cannot be a file's or is taken, where the book
    was not built as it is now, or where it has errors and nothing says why it is frozen with them.
    """
    if not NAME.fullmatch(name):
        raise BriefbookError(
            f"{name!r} cannot name an edition; use letters, digits, '.', '_' and '-'"
        )
    path = root / FOLDER / f"{name}.json"
    if path.exists():
        raise BriefbookError(
            f"{FOLDER}/{path.name} is published and stays as it is; choose another name"
        )
    anchors = read_current(root)
    failed = check is not None and check() != 0
    if failed and not despite.strip():
        raise BriefbookError(
            f"the check has errors, so {name} was not frozen; fix them, or freeze it anyway and "
            f"say why: briefbook edition {name} --despite 'why'"
        )
    number = max((edition.number for edition in read_editions(root)), default=0) + 1
    edition = make_edition(name, number, anchors.project, anchors.date, standing_of(anchors))
    if failed:
        edition = replace(edition, despite=despite.strip())
    try:
        with uninterrupted(changes_book=True):
            write_whole(path, write_edition(edition))
    except OSError as error:
        raise BriefbookError(
            f"{FOLDER}/{path.name}: cannot be written: {error.strerror}; fix that and try again"
        ) from None
    return edition


def book_changes(root: Path, name: str, anchors: Callable[[], AnchorList]) -> Changes:
    """Return what has changed since an edition; ``anchors`` gives those of the book as it is."""
    edition = find_edition(root, name)
    return changes_since(edition, standing_of(anchors()))


def read_confirmations(root: Path) -> str:
    """Return the text of the file in which editors confirm heavy edits; empty if there is none."""
    try:
        return read_text(root / CONFIRMED, CONFIRMED) if (root / CONFIRMED).exists() else ""
    except TextError as error:
        raise DamagedError(CONFIRMED, str(error), error.line) from None


def line_in_edition(root: Path, name: str, id_: str) -> int:
    """Return the line of an anchor in an edition's file."""
    text = (root / FOLDER / f"{name}.json").read_text(encoding="utf-8-sig")
    return line_of_entry(text, id_)


def standing_of(anchors: AnchorList) -> list[Standing]:
    """Return the anchors of a built book, page by page, for comparing."""
    ordered = sorted(anchors.anchors.values(), key=lambda each: (each.page, reading_key(each.id)))
    return [
        Standing(each.id, each.kind, each.page, each.text, each.label, withdrawn=each.withdrawn)
        for each in ordered
    ]
