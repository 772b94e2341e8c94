"""Registration of links to anchors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefbook.domain.links.cross_references import DeferLinks, ResolveLinks
from briefbook.domain.links.equation_names import NameEquations
from briefbook.domain.links.latex_labels import LabelPlaces
from briefbook.domain.links.standard_labels import BookStandardDomain
from briefbook.domain.links.unsafe_addresses import DropUnsafeAddresses

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def setup_links(app: Sphinx) -> None:
    """Register names of equations, what drops and resolves links, labels of other builders."""
    app.add_domain(BookStandardDomain, override=True)
    app.add_transform(NameEquations)
    app.add_transform(DropUnsafeAddresses)
    app.add_transform(DeferLinks)
    app.add_post_transform(ResolveLinks)
    app.add_post_transform(LabelPlaces)
