"""Pictures whose file names have spaces."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote

from docutils import nodes
from sphinx.transforms import SphinxTransform

from briefbook.domain.settings.briefing_book import is_briefing_book


class DecodePicturePaths(SphinxTransform):
    """Name each picture by its file, where MyST writes its path as an address (``red%20dot``)."""

    default_priority = 210

    def apply(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        if not is_briefing_book(self.config):
            return
        for image in self.document.findall(nodes.image):
            uri = image["uri"]
            if "%" in uri and ":" not in uri and self._is_file(unquote(uri)):
                image["uri"] = unquote(uri)

    def _is_file(self, path: str) -> bool:
        _name, file = self.env.relfn2path(path, self.env.docname)
        return Path(file).is_file()
