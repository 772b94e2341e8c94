"""What briefbook's post-transforms have in common: the book, the bibliography, the builder."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sphinx.transforms.post_transforms import SphinxPostTransform

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from briefbook.core.book import Book
    from briefbook.domain.citations.cite_domain import BriefCiteDomain
    from briefbook.domain.domain import BriefDomain


class BookTransform(SphinxPostTransform):
    """A post-transform that draws something of the whole book on one page."""

    @property
    def builder(self) -> Builder:
        """The builder that writes the page; a link's address depends on it."""
        # Sphinx gives transforms no public way to it since `app` was deprecated.
        return self.env._app.builder  # noqa: SLF001

    @property
    def book(self) -> Book:
        """Look-ups over the whole book."""
        return cast("BriefDomain", self.env.get_domain("brief")).book

    @property
    def cite(self) -> BriefCiteDomain:
        """The bibliography."""
        return cast("BriefCiteDomain", self.env.get_domain("cite"))
