"""Problems as Sphinx's warnings and errors, each with its place."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx.util import logging

from briefbook.pdf.typst.errors import Problem

logger = logging.getLogger(__name__)


def warn_of(problems: Iterable[Problem]) -> None:
    """Warn about what is printed differently from how it was written; with ``-W`` an error."""
    for problem in dict.fromkeys(problems):
        logger.warning("%s", problem.message, **_place(problem))  # type: ignore[arg-type]


def report_errors(problems: Iterable[Problem]) -> None:
    """Say why there is no PDF."""
    for problem in problems:
        logger.error("%s", problem.message, **_place(problem))  # type: ignore[arg-type]


def _place(problem: Problem) -> dict[str, str | None]:
    where = str(problem.origin) if problem.origin else None
    return {"location": where, "type": "brief", "subtype": "pdf"}
