"""One way from a finding to a Sphinx warning."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx.util import logging

from briefbook.core.diagnostics import Diagnostic

logger = logging.getLogger(__name__)


def report(findings: Iterable[Diagnostic]) -> None:
    """Log findings as Sphinx warnings, sorted by place, so that all builds print the same."""
    for finding in sorted(findings, key=lambda f: (f.path, f.line, f.code, f.message)):
        # Sphinx takes a place without a colon for a document's name, so a whole file is line 1.
        place = f"{finding.path}:{finding.line or 1}"
        logger.warning(
            "%s", finding.message, location=place, type="brief", subtype=finding.code,
            extra={"about": finding.about, "fixes": finding.fixes},
        )  # fmt: skip
