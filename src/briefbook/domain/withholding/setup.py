"""Registration of what withholds parts of the book."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefbook.domain.settings.briefing_book import is_briefing_book
from briefbook.domain.withholding.conditions import IFCONFIG, ONLY, outdated_conditions
from briefbook.domain.withholding.directives import BookIfConfig, BookOnly, InPack
from briefbook.domain.withholding.page_marks import MarkPages

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def setup_withholding(app: Sphinx) -> None:
    """Register our ``only`` and ``ifconfig``, and the documents that a change of tags touches."""
    if not is_briefing_book(app.config):
        return
    app.add_directive(ONLY, BookOnly, override=True)
    # Late: by then every extension has been loaded.
    app.connect("config-inited", _take_over_ifconfig, priority=900)
    app.add_directive("in-pack", InPack)
    app.add_post_transform(MarkPages)
    app.connect("env-get-outdated", outdated_conditions)


def _take_over_ifconfig(app: Sphinx, _config: Config) -> None:
    if "sphinx.ext.ifconfig" in app.extensions:
        app.add_directive(IFCONFIG, BookIfConfig, override=True)
