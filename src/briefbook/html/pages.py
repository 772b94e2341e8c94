"""Pages that no document stands behind: search, and the page for a wrong address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from briefbook.html.theme import uses_theme

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield name, context and template of each further page."""
    if uses_theme(app):
        yield "search", {}, "search.html"
        yield "404", {}, "404.html"
