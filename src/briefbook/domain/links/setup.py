"""Registration of links to anchors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.domains.std import StandardDomain

from briefbook.domain.links.cross_references import DeferLinks, ResolveLinks
from briefbook.domain.links.equation_names import NameEquations
from briefbook.domain.links.latex_labels import LabelPlaces
from briefbook.domain.links.missing_inventory import keep_words_of_missing_links
from briefbook.domain.links.picture_paths import DecodePicturePaths
from briefbook.domain.links.shelf_links import ResolveShelfLinks
from briefbook.domain.links.standard_labels import BookStandardDomain
from briefbook.domain.links.unsafe_addresses import DropUnsafeAddresses

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


def setup_links(app: Sphinx) -> None:
    """Register names, what drops and resolves links, and labels of other builders."""
    # Late: by then every extension has put its own in the place of Sphinx's.
    app.connect("config-inited", _extend_standard_domain, priority=900)
    keep_words_of_missing_links()
    app.add_transform(DecodePicturePaths)
    app.add_transform(NameEquations)
    app.add_transform(DropUnsafeAddresses)
    app.add_transform(DeferLinks)
    app.add_post_transform(ResolveLinks)
    app.add_post_transform(ResolveShelfLinks)
    app.add_post_transform(LabelPlaces)


def _extend_standard_domain(app: Sphinx, _config: Config) -> None:
    """Build ours upon the ``std`` domain that there is, which may be another extension's."""
    theirs = app.registry.domains["std"]
    if theirs is StandardDomain:
        app.add_domain(BookStandardDomain, override=True)
    else:
        app.add_domain(type(theirs.__name__, (BookStandardDomain, theirs), {}), override=True)
