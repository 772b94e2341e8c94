"""Registration of what only the HTML site needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefbook.domain.parallel.at_end import run_at_end_in_parallel
from briefbook.domain.settings.briefing_book import is_briefing_book
from briefbook.html.citing.metadata import add_metadata
from briefbook.html.citing.site_files import write_site_files
from briefbook.html.drawing.apparatus import register_apparatus
from briefbook.html.drawing.chapter_notes import HeadNotes
from briefbook.html.drawing.mathml import register_math
from briefbook.html.drawing.tables import register_tables
from briefbook.html.epub.builder import (
    BriefEpubBuilder,
    leave_as_it_was,
    set_epub_defaults,
)
from briefbook.html.pages import addresses
from briefbook.html.pages.extra_pages import collect_pages, root_addresses, write_data
from briefbook.html.parallel_write import write_in_parallel
from briefbook.html.reading_edition import builder as reader
from briefbook.html.theme import theme
from briefbook.html.theme.page_frame import PageFrame
from briefbook.html.theme.unused_files import remove_unused_files

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_html(app: Sphinx) -> None:
    """Register the builder; the design of a briefing book only for such a book."""
    app.add_builder(reader.BriefReaderBuilder)
    if is_briefing_book(app.config):
        _setup_site(app)


def _setup_site(app: Sphinx) -> None:
    """Register styles, static files and what HTML draws in its own way."""
    frame = PageFrame()
    app.connect("config-inited", theme.prepare_config)
    app.add_builder(BriefEpubBuilder, override=True)
    app.connect("builder-inited", write_in_parallel)
    # Around Sphinx's own look at them.
    app.connect("builder-inited", set_epub_defaults, priority=1)
    app.connect("builder-inited", leave_as_it_was, priority=990)
    register_apparatus(app)
    register_math(app)
    app.add_post_transform(HeadNotes)
    register_tables(app)
    # Early: the theme's own handlers of this event look for their templates.
    app.connect("builder-inited", theme.prepare_templates, priority=10)
    app.connect("builder-inited", _prepare_builder)
    # Late: around what the others have prepared.
    app.connect("builder-inited", theme.mirror_pages, priority=900)
    app.connect("env-updated", frame.forget)
    app.connect("html-collect-pages", collect_pages)
    app.connect("html-collect-pages", addresses.collect_addresses)
    app.add_post_transform(reader.LeadToBlocks)
    app.connect("builder-inited", reader.keep_apart)
    app.connect("html-collect-pages", reader.collect_texts)
    # Early: everything that draws addresses asks this one for them.
    app.connect("html-page-context", root_addresses, priority=50)
    app.connect("html-page-context", frame.fill)
    # Early: the theme renders its parts in this event.
    app.connect("html-page-context", theme.leave_out_parts, priority=100)
    app.connect("html-page-context", add_metadata, priority=600)  # It builds on the frame.
    # Late: the theme adds its scripts in this event.
    app.connect("html-page-context", theme.choose_files, priority=900)
    run_at_end_in_parallel(app, write_data)
    app.connect("build-finished", write_site_files)
    # Late: the theme rewrites its colours of code in this event.
    app.connect("build-finished", remove_unused_files, priority=900)
    # For other themes; with ours it is among SCRIPTS.
    app.add_js_file(addresses.SCRIPT, loading_method="defer")


def _prepare_builder(app: Sphinx) -> None:
    # First in the list, so that a book's own static files win over ours.
    app.config.html_static_path = [*map(str, theme.STATIC), *app.config.html_static_path]
    if uses := theme.uses_theme(app):
        # Ours finds paragraphs and loads a part at a time; Sphinx's would be built in vain.
        app.builder.search = False  # type: ignore[attr-defined]  # every HTML builder has it
    styles = theme.STYLES if uses else (theme.OTHERS_STYLE,)
    if app.builder.name == "epub":
        styles = (*styles, theme.EPUB_STYLE)
    for order, name in enumerate(styles):
        app.add_css_file(name, priority=900 + order)
