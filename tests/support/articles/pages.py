"""Invented web pages, and what is read of them."""

from __future__ import annotations

from dataclasses import dataclass

from briefbook.sources.readers.html import read_html
from briefbook.sources.reading.article import Article, Metadata
from briefbook.sources.reading.compose import compose

TITLE = "Ferries of the northern lake"
#: What makes a page long enough for an article, before and after what is looked at.
BEFORE = (
    "The ferry company said on Monday that its three boats would stay in the harbour, because "
    "nobody had paid for the winter's fuel, and that the islands would have to wait."
)
AFTER = (
    "The people of the islands answered that they had waited for a road since the spring, and "
    "that the mayor, who lives on the shore, had promised them a bridge in every election."
)


def page(middle: str, *, head: str = "", around: str = "", title: str = TITLE) -> str:
    """Return a page with an article; ``middle`` stands between its two long paragraphs."""
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>{head}</head><body>{around}"
        f"<article><h1>{title}</h1><p>{BEFORE}</p>{middle}<p>{AFTER}</p></article></body></html>"
    )


@dataclass(frozen=True, slots=True)
class Read:
    """What was read of a page."""

    article: Article

    @property
    def between(self) -> list[tuple[str, str]]:
        """The kinds and texts of the blocks without the headline and the two paragraphs."""
        return [
            (block.kind, block.text)
            for block in self.article.blocks
            if block.kind != "headline" and block.text not in (BEFORE, AFTER)
        ]

    @property
    def left_out(self) -> list[tuple[str, str]]:
        """The reasons and words of what was left out."""
        return [(omission.reason, omission.text) for omission in self.article.left_out]


def read(html: str | bytes, reader: str = "") -> Read:
    """Read a page as ``briefbook add`` does."""
    data = html.encode("utf-8") if isinstance(html, str) else html
    return Read(compose(read_html("page.html", data, reader), Metadata()))
