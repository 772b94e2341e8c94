"""The source records of the book, read once for each build, and where receipts and ticks are."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from briefbook.core.diagnostics import Diagnostic
from briefbook.domain.reporting.refusal import refuse, shown
from briefbook.sources.records.read_record import REVIEWED, RecordError, read_record, record_paths
from briefbook.sources.records.record import SourceRecord

if TYPE_CHECKING:
    from sphinx.application import Sphinx


RECEIPTS = "receipts.json"


class SourceRecords(dict[str, SourceRecord]):
    """The records by key, with the folder that they are in.

    ``sha256`` is that of all their files: the same digest, the same records.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder
        self.sha256 = ""

    def path(self, key: str) -> Path:
        """Return the path of a source's record, whether it exists or not."""
        return self.folder / f"{key}.toml"


_BY_FOLDER: dict[Path, SourceRecords] = {}


def source_records(app: Sphinx) -> SourceRecords:
    """Return the records in the folder that ``brief_sources`` names."""
    folder = Path(app.confdir, app.config.brief_sources).resolve()
    if folder not in _BY_FOLDER:
        read_source_records(app)
    return _BY_FOLDER[folder]


def read_source_records(app: Sphinx) -> None:
    """Read all records; refuse the book where one cannot be used.

    Without it, everything in its chapter would be reported.
    """
    folder = Path(app.confdir, app.config.brief_sources).resolve()
    records = SourceRecords(folder)
    found: list[Diagnostic] = []
    digest = hashlib.sha256()
    for path in record_paths(folder):
        try:
            records[path.stem] = read_record(path)
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        except RecordError as error:
            place = shown(path, Path(app.confdir).resolve())
            found.append(Diagnostic(place, error.line, "record_malformed", error.reason))
    refuse(found)
    records.sha256 = digest.hexdigest()
    _BY_FOLDER[folder] = records


def receipts_path(app: Sphinx) -> Path:
    """Return the path of the book's receipts."""
    return Path(app.confdir, app.config.brief_sources, RECEIPTS)


def receipts_digest(app: Sphinx) -> str:
    """Return a digest of the receipts, on which the marks of all pages depend."""
    return _digest(receipts_path(app))


def reviewed_path(app: Sphinx) -> Path:
    """Return where the ticks are for what a person has read."""
    return Path(app.confdir, app.config.brief_sources, REVIEWED)


def reviewed_digest(app: Sphinx) -> str:
    """Return a digest of the ticks, which the page on the verification counts."""
    return _digest(reviewed_path(app))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
