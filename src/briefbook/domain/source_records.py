"""The source records of the book, read once for each build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefbook.core.diagnostics import Diagnostic
from briefbook.domain.reporting.refusal import refuse, shown
from briefbook.sources.records.record import RecordError, SourceRecord, read_record, record_paths

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class SourceRecords(dict[str, SourceRecord]):
    """The records by key, with the folder that they stand in."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.folder = folder

    def path(self, key: str) -> Path:
        """Return where the record of this source stands, or would stand."""
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

    Without it, all that its chapter says would count as wrong.
    """
    folder = Path(app.confdir, app.config.brief_sources).resolve()
    records = SourceRecords(folder)
    found: list[Diagnostic] = []
    for path in record_paths(folder):
        try:
            records[path.stem] = read_record(path)
        except RecordError as error:
            place = shown(path, Path(app.confdir).resolve())
            found.append(Diagnostic(place, error.line, "record_malformed", error.reason))
    refuse(found)
    _BY_FOLDER[folder] = records
