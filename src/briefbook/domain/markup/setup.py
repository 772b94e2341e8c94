"""Registration of what looks for markup that stays in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefbook.domain.markup.report_markup import ReportMarkup

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_markup(app: Sphinx) -> None:
    """Register the transform that reports it."""
    app.add_transform(ReportMarkup)
