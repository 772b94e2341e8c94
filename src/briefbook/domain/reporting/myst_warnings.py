"""MyST's warnings about an included file, with the place at which they stand.

MyST gives each warning the line of the file that it reads and the name of the document that
includes it (5.2), which together name a wrong place.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from types import FrameType

from docutils import nodes


class IncludedWarnings(logging.Filter):
    """Puts the included file in the place of the document; lets every record pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Look at the document for which the warning is made."""
        location = getattr(record, "location", None)
        if isinstance(location, tuple):
            source = _source_being_read()
            if source and Path(source).with_suffix("").name != Path(location[0]).name:
                record.location = f"{source}:{location[1] or 1}"
        return True


def _source_being_read() -> str:
    """Return the file that MyST reads; while it includes one, the document is called after it."""
    # The warning itself does not carry its document.
    frame: FrameType | None = sys._getframe()  # noqa: SLF001
    while frame is not None and frame.f_code.co_name != "create_warning":
        frame = frame.f_back
    document = frame.f_locals.get("document") if frame is not None else None
    return str(document.get("source", "")) if isinstance(document, nodes.document) else ""


def place_included_warnings() -> None:
    """Pass MyST's warnings through the filter, added once."""
    logger = logging.getLogger("sphinx.myst_parser.warnings_")
    if not any(isinstance(each, IncludedWarnings) for each in logger.filters):
        logger.addFilter(IncludedWarnings())
