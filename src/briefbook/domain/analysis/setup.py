"""Registration of judgements, readings, events and their charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefbook.domain.analysis.chart_files import forget_undrawn
from briefbook.domain.analysis.judgements import JudgementDirective
from briefbook.domain.analysis.place_map import MapDirective
from briefbook.domain.analysis.plots import FitCharts, ReadingsPlotDirective, TimelinePlotDirective
from briefbook.domain.analysis.readings import ReadingsDirective
from briefbook.domain.analysis.timeline import TimelineDirective

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_analysis(app: Sphinx) -> None:
    """Register the directives of the analysis."""
    for name, directive in {
        "judgement": JudgementDirective,
        "map": MapDirective,
        "readings": ReadingsDirective,
        "readings-plot": ReadingsPlotDirective,
        "timeline": TimelineDirective,
        "timeline-plot": TimelinePlotDirective,
    }.items():
        app.add_directive_to_domain("brief", name, directive)
    app.add_post_transform(FitCharts)
    app.connect("build-finished", forget_undrawn)
