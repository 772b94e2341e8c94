"""``editions/packs/``: what each recipient of a pack was given, in the form of an edition.

It is written when the pack is passed on, by ``--issue``, and never again: a comparison may show
words of it, since its reader has them. The book's own editions hold what a pack has not.
"""

from __future__ import annotations

from pathlib import Path

from briefbook.anchors.editions.edition import (
    NAME,
    Edition,
    EditionError,
    in_order,
    make_edition,
    read_edition,
    write_edition,
)
from briefbook.anchors.editions.store import FOLDER, standing_of
from briefbook.anchors.listing.anchor_list import AnchorList
from briefbook.core.errors import BriefbookError
from briefbook.core.files.text_files import TextError, read_text
from briefbook.core.files.writing import write_whole
from briefbook.core.words.romanised import latin_slug


class Issues:
    """The issues of one pack to one recipient; ``recipient`` is empty for a pack that has none."""

    def __init__(self, root: Path, pack: str, recipient: str) -> None:
        self.root, self.pack, self.recipient = root, pack, recipient
        self.folder = f"{FOLDER}/packs/{pack}" + (f"/{latin_slug(recipient)}" if recipient else "")

    def find(self, name: str) -> Edition:
        """Return what was passed on; raise :class:`BriefbookError` naming what there is."""
        issues = {issue.name: issue for issue in self._read()}
        if name not in issues:
            whom = f" to {self.recipient}" if self.recipient else ""
            known = ", ".join(issues) or "none; --issue NAME keeps what you pass on"
            raise BriefbookError(
                f"{self.pack!r} was never issued{whom} as {name!r} in {self.folder}/ "
                f"(there is {known})"
            )
        return issues[name]

    def check_new(self, name: str) -> None:
        """Raise :class:`BriefbookError` where this cannot name an issue, or names one already."""
        if not NAME.fullmatch(name):
            raise BriefbookError(
                f"{name!r} cannot name an issue; use letters, digits, '.', '_' and '-'"
            )
        if self._path(name).exists():
            raise BriefbookError(
                f"{self.folder}/{name}.json was passed on and stays as it is; choose another name"
            )

    def keep(self, name: str, anchors: AnchorList) -> str:
        """Write what a pack holds, and return the file's path from the book's folder."""
        number = max((issue.number for issue in self._read()), default=0) + 1
        issue = make_edition(name, number, anchors.project, anchors.date, standing_of(anchors))
        self._path(name).parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._path(name), write_edition(issue))
        return f"{self.folder}/{name}.json"

    def _path(self, name: str) -> Path:
        return self.root / self.folder / f"{name}.json"

    def _read(self) -> list[Edition]:
        found = []
        for path in sorted((self.root / self.folder).glob("*.json")):
            shown = f"{self.folder}/{path.name}"
            try:
                found.append(read_edition(read_text(path, shown)))
            except (TextError, EditionError) as error:
                raise BriefbookError(
                    f"{shown}: {error}; it is never edited: restore it from the history"
                ) from None
        return in_order(found)
