"""Registration of what makes a second build fast and correct."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefbook.domain.incremental.build_dependencies import write_build_dependencies
from briefbook.domain.incremental.content_hashes import note_contents, outdated_contents
from briefbook.domain.incremental.gc_tuning import PausedCollection, RareCollection
from briefbook.domain.incremental.parallel_read import ParallelRead
from briefbook.domain.incremental.refresh import Refresh
from briefbook.domain.incremental.removed_numbers import RemovedNumbers
from briefbook.domain.settings.briefing_book import is_briefing_book

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_incremental(app: Sphinx) -> None:
    """Register dependencies, parallel reading, pages to refresh, and rarer collections."""
    loading = PausedCollection()
    app.connect("config-inited", loading.begin, priority=999)
    app.connect("builder-inited", loading.end, priority=0)
    collecting = RareCollection()
    app.connect("builder-inited", collecting.begin)
    app.connect("build-finished", collecting.end, priority=999)
    app.connect("env-get-outdated", outdated_contents)
    app.connect("env-updated", note_contents)
    # Last: what the others read on the way counts too.
    app.connect("build-finished", write_build_dependencies, priority=999)
    if is_briefing_book(app.config):
        _setup_refresh(app)


def _setup_refresh(app: Sphinx) -> None:
    """Register parallel reading, and the refreshing of pages that show other documents."""
    reading = ParallelRead()
    # Last, when nobody changes any more what there is to read.
    app.connect("env-before-read-docs", reading.read, priority=999)
    app.connect("env-updated", reading.names)
    # Before and after Sphinx's own, which number the chapters.
    numbers = RemovedNumbers()
    app.connect("env-get-updated", numbers.forget, priority=400)
    app.connect("env-get-updated", numbers.lost, priority=600)
    # Late among the handlers: Sphinx numbers the chapters in this event.
    refresh = Refresh()
    app.connect("env-get-updated", refresh.pages, priority=900)
    app.connect("write-started", refresh.remove)
    app.connect("build-finished", refresh.remember)
