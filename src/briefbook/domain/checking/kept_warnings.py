"""Turn warnings of Sphinx, MyST and the domain into findings."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.util.logging import MemoryHandler, is_suppressed_warning

from briefbook.core.codes import Code
from briefbook.core.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from sphinx.application import Sphinx

_PLACE = re.compile(r"(?P<path>.*?)(?::(?P<line>\d+))?:?")
_SUFFIX = re.compile(r" \[[a-z_-]+(?:\.[\w-]+)?\]$")
_KNOWN = {code.value: code for code in Code}


class KeepWarnings(logging.Filter):
    """Keeps each warning as a finding instead of letting it be printed."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.root = root
        self.found: list[Diagnostic] = []

    def filter(self, record: logging.LogRecord) -> bool:
        """Keep the warning; its location is text by now."""
        self.found.append(self._finding(record))
        return False

    def _finding(self, record: logging.LogRecord) -> Diagnostic:
        family, name = getattr(record, "type", "") or "", getattr(record, "subtype", "") or ""
        message = str(record.msg) % record.args if record.args else str(record.msg)
        # MyST's message on a file that it cannot read has two lines.
        message = " ".join(message.replace(f"{self.root}/", "").split("\n"))
        path, line = self._place(getattr(record, "location", None) or "")
        known = _KNOWN.get(name) if family == "brief" else None
        if known is not None:
            code, severity = known.value, known.severity
        else:
            # A build fails on any warning (-W), so each is an error here too.
            code, severity = f"{family or 'sphinx'}.{name or 'warning'}", Severity.ERROR
        about, fixes = getattr(record, "about", ""), getattr(record, "fixes", ())
        return Diagnostic(path, line, code, _SUFFIX.sub("", message), severity, about, fixes)

    def _place(self, location: str) -> tuple[str, int]:
        match = _PLACE.fullmatch(location)
        if match is None:
            return location, 0
        path = Path(match["path"])
        shown = path.relative_to(self.root) if path.is_relative_to(self.root) else path
        return shown.as_posix() if match["path"] else "", int(match["line"] or 0)


class WaitingWarnings:
    """The warnings since :meth:`begin`, while Sphinx holds them back until everything is read."""

    def __init__(self) -> None:
        self._before = 0

    def begin(self) -> None:
        """Count from now on."""
        self._before = sum(len(handler.buffer) for handler in _waiting())

    def is_silent(self, app: Sphinx) -> bool:
        """Return whether there is none, apart from those that the book suppresses."""
        suppressed = app.config.suppress_warnings
        handlers = _waiting()
        return bool(handlers) and all(
            is_suppressed_warning(
                getattr(record, "type", ""), getattr(record, "subtype", ""), suppressed
            )
            for handler in handlers
            for record in handler.buffer[self._before :]
        )

    def discard(self) -> None:
        """Have Sphinx drop them."""
        for handler in _waiting():
            del handler.buffer[self._before :]


def _waiting() -> list[MemoryHandler]:
    handlers = logging.getLogger("sphinx").handlers
    # Records of the level of warnings and above; others are written at once.
    return [handler for handler in handlers if type(handler) is MemoryHandler]


def keep_warnings(app: Sphinx) -> KeepWarnings:
    """Keep the warnings of this run instead of printing them."""
    kept = KeepWarnings(Path(app.confdir).resolve())
    for handler in logging.getLogger("sphinx").handlers:
        if handler.level == logging.WARNING:
            # Last among its filters: before it Sphinx's own have made text of the location.
            handler.addFilter(kept)
    return kept
