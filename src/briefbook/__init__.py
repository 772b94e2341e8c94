"""briefbook: annotated briefing books on Sphinx, as HTML and PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the extension with Sphinx."""
    # Imported late so that the command line, which needs no Sphinx, starts fast.
    from sphinx.errors import ExtensionError

    from briefbook.core.versions import SITE, mismatch_message

    # Before the rooms: they import what may not be there in other versions.
    if unfit := mismatch_message(SITE):
        raise ExtensionError(unfit)
    from briefbook.extension import setup_extension

    return setup_extension(app)
