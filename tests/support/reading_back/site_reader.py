"""The built site, parsed once: its pages, their ids and their links."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from books import site_pages

LOADING = {
    "a": "href", "area": "href", "audio": "src", "embed": "src", "iframe": "src", "img": "src",
    "link": "href", "object": "data", "script": "src", "source": "src", "video": "src",
}  # fmt: skip
"""The attribute by which an element leads to, or loads, another file."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link: the page it stands on, its element, and its address as written."""

    page: Path
    element: Tag
    address: str

    @property
    def is_external(self) -> bool:
        """Whether it leads out of the site."""
        return bool(urlsplit(self.address).scheme or urlsplit(self.address).netloc)

    @property
    def target(self) -> tuple[Path, str]:
        """The file that it leads to, and the fragment in it."""
        parts = urlsplit(self.address)
        path = (self.page.parent / unquote(parts.path)).resolve() if parts.path else self.page
        return path, unquote(parts.fragment)


@dataclass(frozen=True, slots=True)
class Site:
    """All pages of a built site, by path."""

    root: Path
    pages: dict[Path, BeautifulSoup]
    ids: dict[Path, list[str]]

    def links(self) -> Iterator[Link]:
        """Yield every link of every page, and every file that a page loads."""
        for path, page in self.pages.items():
            for element in page.find_all(list(LOADING)):
                address = element.get(LOADING[element.name])
                if isinstance(address, str):
                    yield Link(path, element, address)

    def chapters(self) -> list[BeautifulSoup]:
        """Return the chapters in the order of their numbers."""
        pages = [page for path, page in self.pages.items() if path.parent.name == "chapters"]
        return sorted(pages, key=heading)

    def element(self, link: Link) -> Tag | None:
        """Return the element that a link leads to."""
        path, fragment = link.target
        return self.pages[path].find(id=fragment) if path in self.pages else None


def read_site(root: Path) -> Site:
    """Parse every page of a site in the language of its book."""
    pages = {
        path.resolve(): BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")
        for path in site_pages(root)
    }
    ids = {
        path: [str(element["id"]) for element in page.find_all(id=True)]
        for path, page in pages.items()
    }
    return Site(root, pages, ids)


def heading(page: BeautifulSoup) -> str:
    """Return a page's title with its number, such as ``1. The first chapter``.

    The theme has another first-level heading, for print, outside the article.
    """
    title = page.select_one("article h1")
    assert title is not None
    return title.get_text().removesuffix("#")
