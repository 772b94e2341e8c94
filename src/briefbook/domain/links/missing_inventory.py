"""``[](inv:tides#low)`` without such an inventory: MyST warns, and drops the words of the link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from myst_parser.mdit_to_docutils.base import DocutilsRenderer
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer

from briefbook.domain.links.shelf_links import defer_shelf_link
from briefbook.domain.settings.briefing_book import is_briefing_book

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode


def keep_words_of_missing_links() -> None:
    """Keep the words of such a link, or else the name of its target."""
    if SphinxRenderer.render_link_inventory is DocutilsRenderer.render_link_inventory:
        SphinxRenderer.render_link_inventory = _render_link  # type: ignore[method-assign,assignment]


def _render_link(renderer: SphinxRenderer, token: SyntaxTreeNode) -> None:
    if is_briefing_book(renderer.sphinx_env.config) and defer_shelf_link(renderer, token):
        return
    place = renderer.current_node
    before = len(place.children)
    DocutilsRenderer.render_link_inventory(renderer, token)
    left = any(not isinstance(each, nodes.system_message) for each in place.children[before:])
    if left or not is_briefing_book(renderer.sphinx_env.config):
        return
    if token.info != "auto" and token.children:
        renderer.render_children(token)
    else:
        address = renderer.md.normalizeLinkText(str(token.attrGet("href") or ""))
        place += nodes.Text(address.partition("#")[2] or address)
