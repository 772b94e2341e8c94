"""What is written beside the documents' pages: search, a page for a wrong address, data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from briefbook.core.files.writing import write_if_changed
from briefbook.core.words.labels import labels
from briefbook.html.pages.page_data import page_data, write_page_data
from briefbook.html.pages.script_labels import labels_script
from briefbook.html.pages.search_index import write_search_index
from briefbook.html.theme.theme import uses_theme

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def collect_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    """Yield name, context and template of each further page."""
    if uses_theme(app):
        yield "search", {}, "search.html"
        yield "404", {}, "404.html"


def root_addresses(
    app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _doctree: object
) -> None:
    """Let the 404 page refer to its files from the host's root.

    A server shows it at whatever address was asked for, however deep, where relative addresses
    lead nowhere. Without ``brief_url`` nothing is known of the root.
    """
    if pagename != "404" or not app.config.brief_url or not uses_theme(app):
        return
    root = urlsplit(str(app.config.brief_url)).path.rstrip("/") + "/"

    def pathto(other: str, resource: bool = False, *_rest: object) -> str:  # as Sphinx's
        return root + (other if resource else str(app.builder.get_target_uri(other)))

    context["pathto"], context["content_root"] = pathto, root


def write_data(app: Sphinx, exception: Exception | None) -> None:
    """Write what pages load when a reader asks for it; connected to the end of the build."""
    if exception is not None or not uses_theme(app):
        return
    folder = Path(app.outdir) / "_brief"
    if labels().plain:
        (folder / "labels.js").unlink(missing_ok=True)
    else:
        write_if_changed(folder / "labels.js", labels_script())
    pages = list(page_data(app))
    write_page_data(folder / "pages", pages)
    write_search_index(folder / "search", pages)
