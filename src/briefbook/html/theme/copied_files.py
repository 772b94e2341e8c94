"""The theme's own files, without those that would be removed again when the build ends."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.fileutil import copy_asset
from sphinx.util.matching import DOTFILES

from briefbook.html.theme.theme import uses_theme
from briefbook.html.theme.unused_files import is_copied


class CopiesUsedFiles(StandaloneHTMLBuilder):
    """A builder that leaves most of the book theme's hundred files where they are installed."""

    def copy_theme_static_files(self, context: dict[str, Any]) -> None:
        """Copy the files of the theme, and of those that it builds on first."""
        if not uses_theme(self._app):
            super().copy_theme_static_files(context)
            return
        for folder in reversed(self.theme.get_theme_dirs()):
            copy_asset(
                Path(folder, "static"), self._static_dir,
                excluded=lambda path: bool(DOTFILES(path)) or not is_copied(path),
                context=context, renderer=self.templates, force=True,
            )  # fmt: skip
