"""Registration of what only the HTML site needs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from briefbook.html.chapternotes import HeadNotes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_STATIC = Path(__file__).parent / "static"


def setup_html(app: Sphinx) -> None:
    """Register styles, static files and what HTML draws in its own way."""
    app.add_post_transform(HeadNotes)
    app.connect("builder-inited", _add_static)
    app.add_css_file("briefbook.css", priority=900)


def _add_static(app: Sphinx) -> None:
    # First in the list, so that a book's own static files win over ours.
    app.config.html_static_path.insert(0, str(_STATIC))
