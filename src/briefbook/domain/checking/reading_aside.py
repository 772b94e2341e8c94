"""Show what only a person can compare, and tick it off: a part of ``briefcheck``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.errors import SphinxError

from briefbook.checks.engine.run import CheckReport
from briefbook.checks.engine.side_by_side import paragraphs_html, paragraphs_text
from briefbook.checks.evidence.material import Material
from briefbook.checks.evidence.reviewed import (
    NAME,
    ReviewedError,
    Tick,
    fallen,
    read_reviewed,
    tick_paragraphs,
    write_reviewed,
)
from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic
from briefbook.core.files.writing import write_if_changed
from briefbook.domain.collect.source_records import reviewed_path

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def current_ticks(app: Sphinx) -> tuple[dict[str, Tick], list[Diagnostic]]:
    """Return the ticks, and what is wrong with their file."""
    try:
        return read_reviewed(reviewed_path(app)), []
    except ReviewedError as error:
        code = Code.REVIEWED_MALFORMED
        shown = Path(app.config.brief_sources, NAME).as_posix()
        return {}, [Diagnostic(shown, error.line, code.value, str(error), code.severity)]


def tick_off(app: Sphinx, report: CheckReport, ticks: Mapping[str, Tick]) -> dict[str, Tick]:
    """Tick off the paragraphs that were named; raise SphinxError where one is none."""
    wanted = set(app.config.brief_check_tick)
    if not wanted:
        return dict(ticks)
    chosen = [each for each in report.paragraphs if each.place in wanted]
    unknown = sorted(wanted - {each.place for each in chosen})
    if unknown:
        raise SphinxError(
            f"{', '.join(unknown)}: no paragraph of a chapter that cites a block; "
            "`briefbook check --show` lists them"
        )
    today = datetime.now(tz=UTC).date().isoformat()
    made = tick_paragraphs(ticks, chosen, app.config.brief_check_by, today)
    write_reviewed(reviewed_path(app), made.values())
    return made


def fallen_findings(
    ticks: Mapping[str, Tick], report: CheckReport, material: Material, shown: str
) -> Iterator[Diagnostic]:
    """Yield the ticks of paragraphs that have changed since, or whose source has."""
    places = {each.place: each for each in report.paragraphs}
    for tick in fallen(ticks, report.paragraphs):
        paragraph = places.get(tick.place)
        code = Code.REVIEW_FALLEN
        if paragraph is None:
            message = (
                f"{tick.place}, which {tick.by} read, is not a paragraph that cites; remove it"
            )
            yield Diagnostic(shown, 0, code.value, message, code.severity)
            continue
        side = "it" if tick.claim != paragraph.claim else "a block that it cites"
        yield material.finding_at(
            paragraph.docname, paragraph.line, code,
            f"{tick.place} was read beside its sources by {tick.by} on {tick.date}, and {side} has "
            f"changed since; read it again: briefbook check --show, then --tick {tick.place}",
        )  # fmt: skip


def show_paragraphs(
    app: Sphinx, report: CheckReport, ticks: Mapping[str, Tick], material: Material
) -> str:
    """Write build/check/show.html; return the same for a terminal."""
    page = Path(app.outdir, "show.html")
    write_if_changed(page, paragraphs_html(report.paragraphs, ticks, material))
    return paragraphs_text(report.paragraphs, ticks, material)
