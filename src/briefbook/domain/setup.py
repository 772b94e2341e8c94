"""Registration of the brief domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_domain(app: Sphinx) -> None:
    """Register nodes, domain, transforms and events."""
