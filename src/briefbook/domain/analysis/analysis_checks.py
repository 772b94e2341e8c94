"""The checks of judgements, handling labels, readings and events over the whole book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from briefbook.checks.judgements.handling import check_handling
from briefbook.checks.judgements.support import check_judgements
from briefbook.checks.tables.check import check_places, check_readings
from briefbook.core.book import Book
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.tables.assessments import read_assessments
from briefbook.core.tables.events import read_events
from briefbook.core.tables.readings import read_readings
from briefbook.domain.collect.source_records import source_records
from briefbook.domain.drawing.tables import data_folder

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


def side_by_side_findings(
    book: Book, env: BuildEnvironment, paths: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Yield the findings; ``paths`` gives the file of each document."""
    yield from check_judgements(book, paths)
    yield from check_handling(book, env.config.brief_handling, paths)
    folder, shown = data_folder(env)
    records = source_records(env._app)  # noqa: SLF001  # as BookTransform.builder
    # Each file is checked here once, however many pages draw it.
    if (folder / "readings.csv").exists():
        readings = read_readings(folder, shown)
        yield from readings.findings
        yield from check_readings(readings.readings, records, f"{shown}/readings.csv")
        yield from check_places(readings.readings, book, records, f"{shown}/readings.csv")
    if (folder / "events.csv").exists():
        events = read_events(folder, shown)
        yield from events.findings
        yield from check_places(events.events, book, records, f"{shown}/events.csv")
    yield from read_assessments(
        folder / "assessments.toml", f"{shown}/assessments.toml", records
    ).findings
