"""After reading, the checks that look at the whole book are run and reported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sphinx.util import logging

from briefbook.checks.handling import check_handling
from briefbook.checks.judgements import check_judgements
from briefbook.checks.readings import check_places, check_readings
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.events import read_events
from briefbook.core.readings import read_readings
from briefbook.domain.source_records import source_records

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from briefbook.domain.domain import BriefDomain

logger = logging.getLogger(__name__)


def report_inconsistencies(app: Sphinx, env: BuildEnvironment) -> None:
    """Log what does not hold together."""
    for finding in side_by_side_findings(app, env):
        place = f"{finding.path}:{finding.line}" if finding.line else finding.path
        logger.warning("%s", finding.message, location=place, type="brief", subtype=finding.code)


def side_by_side_findings(app: Sphinx, env: BuildEnvironment) -> Iterator[Diagnostic]:
    """Yield findings on judgements, handling labels, readings and events."""
    book = cast("BriefDomain", env.get_domain("brief")).book

    def path_of(docname: str) -> str:
        return str(env.doc2path(docname))

    yield from check_judgements(book, path_of)
    yield from check_handling(book, app.config.brief_handling, path_of)
    folder = Path(app.srcdir, app.config.brief_data)
    if (folder / "readings.csv").exists():
        readings = read_readings(folder, str(folder)).readings
        path = str(folder / "readings.csv")
        yield from check_readings(readings, source_records(app), path)
        yield from check_places(readings, book, path)
    if (folder / "events.csv").exists():
        events = read_events(folder, str(folder)).events
        yield from check_places(events, book, str(folder / "events.csv"))
