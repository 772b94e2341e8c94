"""Documents with their references resolved, by the transforms that find something to do."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from itertools import chain
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.transforms import Transform
from sphinx import addnodes
from sphinx.domains import c, cpp
from sphinx.transforms import SphinxTransformer
from sphinx.transforms.post_transforms import (
    OnlyNodeTransform,
    PropagateDescDomain,
    ReferencesResolver,
    SigElementFallbackTransform,
    SphinxPostTransform,
    code,
    images,
)
from sphinx_design import badges_buttons
from sphinxcontrib.bibtex.nodes import bibliography
from sphinxcontrib.bibtex.transforms import BibliographyTransform

from briefbook.domain import nodes as brief
from briefbook.domain.changes import DrawChanges
from briefbook.domain.links import ResolveLinks
from briefbook.domain.notes import DrawNotesList
from briefbook.domain.paragraphs import InsertParagraphNumbers
from briefbook.domain.plots import FitCharts
from briefbook.domain.quotationmarks import MarkQuotations
from briefbook.domain.sourcecard import DrawSourceCard
from briefbook.domain.termindex import DrawTermIndex
from briefbook.domain.used import DrawSourceUses, DrawTermUses
from briefbook.domain.verificationpage import DrawVerification
from briefbook.pdf.finding import find_quickly

if TYPE_CHECKING:
    from sphinx.application import Sphinx

#: What a transform looks for: in a tree without it, it changes nothing. Most trees are without
#: most of it, and to look through all of a tree for each costs half of the time of resolving.
LOOKS_FOR: Mapping[type[Transform], tuple[type[nodes.Node], ...]] = {
    BibliographyTransform: (bibliography,),
    DrawChanges: (brief.changes_list,),
    DrawNotesList: (brief.notes_list,),
    DrawSourceCard: (brief.source_card,),
    DrawSourceUses: (nodes.citation,),
    DrawTermIndex: (brief.term_index,),
    DrawTermUses: (brief.where_used,),
    DrawVerification: (brief.verification_report,),
    FitCharts: (nodes.image,),
    MarkQuotations: (brief.quotation,),
    OnlyNodeTransform: (addnodes.only,),
    PropagateDescDomain: (addnodes.desc_signature,),
    ReferencesResolver: (addnodes.pending_xref,),
    ResolveLinks: (addnodes.pending_xref,),
    badges_buttons.BadgeRefTooltipStash: (addnodes.pending_xref,),
    badges_buttons.ButtonRefContentStash: (addnodes.pending_xref,),
    c.AliasTransform: (c.AliasNode,),
    code.HighlightLanguageTransform: (nodes.literal_block, addnodes.highlightlang),
    code.TrimDoctestFlagsTransform: (nodes.literal_block, nodes.doctest_block),
    cpp.AliasTransform: (cpp.AliasNode,),
    images.DataURIExtractor: (nodes.image,),
    images.ImageDownloader: (nodes.image,),
}

#: What these bring in is nothing that another looks for.
BRING_NOTHING = frozenset(
    {
        InsertParagraphNumbers,
        ResolveLinks,
        SigElementFallbackTransform,
        badges_buttons.BadgeRefTooltipGraft,
        badges_buttons.BadgeRefTooltipStash,
        badges_buttons.ButtonRefContentStash,
    }
)
_children = attrgetter("children")


class Resolver:
    """Applies the post-transforms of a build to one document after the other."""

    def __init__(self, app: Sphinx) -> None:
        self._app = app
        self._kinds: frozenset[type] | None = None
        self._transforms = [_Step(self, each) for each in app.registry.get_post_transforms()]

    def resolved(self, docname: str) -> nodes.document:
        """Return a document's tree with its references resolved; toctrees stay.

        The same as Sphinx's ``apply_post_transforms``, but for what would change nothing.
        """
        env = self._app.env
        document = env.get_doctree(docname)
        find_quickly(document)
        self._kinds = None
        before = env.current_document
        env.current_document = deepcopy(before)
        env.current_document.docname = docname
        try:
            transformer = SphinxTransformer(document)
            transformer.set_environment(env)
            transformer.add_transforms(self._transforms)  # type: ignore[arg-type]
            transformer.apply_transforms()
        finally:
            env.current_document = before
        self._app.events.emit("doctree-resolved", document, docname)
        return document

    def has_to(self, transform: Transform) -> bool:
        """Tell whether a transform may change its document."""
        if isinstance(transform, SphinxPostTransform) and not transform.is_supported():
            return False
        wanted = LOOKS_FOR.get(type(transform))
        if wanted:
            self._kinds = self._kinds or _kinds_in(transform.document)
            if self._kinds.isdisjoint(wanted):
                return False
        if type(transform) not in BRING_NOTHING:
            self._kinds = None
        return True


class _Step:
    """Stands for a transform, and makes it when its turn comes if there is anything to do."""

    def __init__(self, resolver: Resolver, transform: type[Transform]) -> None:
        self._resolver = resolver
        self._transform = transform
        self.default_priority = transform.default_priority

    def __call__(self, document: nodes.document, startnode: Any = None) -> Transform | _Nothing:
        transform = self._transform(document, startnode)
        return transform if self._resolver.has_to(transform) else _Nothing()


class _Nothing:
    def apply(self, **_kwargs: Any) -> None:
        """Change nothing."""


def _kinds_in(root: nodes.Node) -> frozenset[type]:
    """Return the classes of all nodes of a tree, and those that they come from."""
    kinds: set[type] = set()
    level: list[nodes.Node] = [root]
    while level:
        kinds.update(map(type, level))
        level = list(chain.from_iterable(map(_children, level)))
    return frozenset(base for kind in kinds for base in kind.__mro__)
