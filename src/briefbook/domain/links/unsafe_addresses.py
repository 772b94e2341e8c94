"""Addresses that would run a script on the page or read a reader's own files."""

from __future__ import annotations

import re
from typing import Any, cast

from docutils import nodes
from markdown_it.common.normalize_url import validateLink
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from briefbook.domain.settings.briefing_book import is_briefing_book

logger = logging.getLogger(__name__)

#: A link that Markdown does not make because of its address, and leaves as it was typed.
_AS_TYPED = re.compile(
    r"(?:\]\(\s*<?|\]:\s*<?|<)"
    r"((?:javascript|vbscript|data|file):(?:[^\s<>()]|\([^\s()]*\))+)",
    re.IGNORECASE,
)
#: Browsers leave these out of an address: ``java&#10;script:`` runs.
_LEFT_OUT = re.compile(r"[\x00-\x20]")


class DropUnsafeAddresses(SphinxTransform):
    """Replace a link to ``javascript:``, ``vbscript:``, ``data:`` or ``file:`` by words; report it.

    Markdown makes no such link, but reStructuredText and directives that draw buttons do.
    """

    # Before what resolves links; the addresses of pages and anchors are no concern of it.
    default_priority = 870

    def apply(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        if not is_briefing_book(self.config):
            return
        for link in list(self.document.findall(nodes.reference)):
            address = link.get("refuri", "")
            if not validateLink(_LEFT_OUT.sub("", address)):
                _report(address, _place(link))
                link.replace_self(nodes.inline("", "", *link.children))
        for text in self.document.findall(nodes.Text):
            if isinstance(text.parent, (nodes.literal, nodes.literal_block, nodes.raw)):
                continue
            for match in _AS_TYPED.finditer(text):
                if _is_markup(match[0], text):
                    breaks = text[: match.start()].count("\n")
                    _report(match[1], _place(text, breaks))


def _is_markup(words: str, text: nodes.Text) -> bool:
    """Return whether words that look like a link were meant as one: not escaped in the source."""
    source = _paragraph(text).rawsource
    return not source or re.search(rf"(?<!\\){re.escape(words)}", source) is not None


def _report(address: str, place: str | None) -> None:
    logger.warning(
        "no link is made to %r, which would run a script or open a file on the reader's computer; "
        "write an address that begins with https://",
        address, location=place, type="brief", subtype="link_unsafe",
    )  # fmt: skip


def _paragraph(node: nodes.Node) -> nodes.Element:
    """Return what a node is in: a paragraph, a heading, a cell."""
    here: nodes.Node = node.parent
    while isinstance(here, nodes.Inline) and here.parent is not None:
        here = here.parent
    return cast("nodes.Element", here)


def _place(node: nodes.Node, breaks: int = 0) -> str | None:
    """Return the file and line of a node; docutils knows only where its paragraph begins."""
    paragraph = _paragraph(node)
    here = node
    while here is not paragraph:
        before = here.parent.children[: here.parent.index(here)]
        breaks += sum(each.astext().count("\n") for each in before)
        here = here.parent
    return f"{here.source}:{here.line + breaks}" if here.source and here.line else None
