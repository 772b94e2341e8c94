"""Registration of what the checks add to every build."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from briefbook.domain.checking.consistency import report_consistency
from briefbook.domain.checking.quotation_marks import MarkQuotations
from briefbook.domain.checking.verification import forget_verification
from briefbook.domain.checking.verification_page import (
    VerificationDirective,
    VerificationReport,
    export_checks,
)
from briefbook.domain.drawing.drawn import add_drawn
from briefbook.domain.settings.briefing_book import is_briefing_book

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from briefbook.domain.domain import BriefDomain


def setup_checking(app: Sphinx) -> None:
    """Register the page of the verification, marked quotations, and what is reported."""
    app.add_directive_to_domain("brief", "verification", VerificationDirective)
    add_drawn(app, VerificationReport)
    app.add_post_transform(MarkQuotations)
    # After reading, before the pages to refresh ask what is verified.
    app.connect("env-get-updated", forget_verification, priority=890)
    if not is_briefing_book(app.config):
        return
    # Before the promises of editions.
    app.connect("env-check-consistency", _report_consistency, priority=400)
    # Beside the list of anchors, which has begun by then.
    app.connect("build-finished", export_checks, priority=510)


def _report_consistency(_app: Sphinx, env: BuildEnvironment) -> None:
    report_consistency(cast("BriefDomain", env.get_domain("brief")).book, env)
