"""Read-time transforms that give sections and paragraphs their permanent ids."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from briefbook.core.ids import RESERVED_PREFIXES, is_id, paragraph_label, section_id
from briefbook.domain.collect.front_matter import document_prefix, front_matter, is_chapter

logger = logging.getLogger(__name__)

#: What can carry a paragraph number, and what never does although it is a block.
_NUMBERED = (nodes.Body, nodes.list_item)
_NOT_NUMBERED = (nodes.footnote, nodes.citation, nodes.target)


class IdentifySections(SphinxTransform):
    """Give each section an id from the chapter's prefix and the heading's own words.

    docutils would number repeated headings by their order, so that a new heading could take
    over an old link. Here an id never depends on another heading, and two that would be the
    same are an error.
    """

    # After docutils' PropagateTargets (260), Sphinx's SortIds (261) and MyST's
    # PrioritiseExplicitIds (262), which move an author's own ids to the section.
    default_priority = 265

    def apply(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        if not is_chapter(self.document):
            return
        prefix = document_prefix(self.env.docname, front_matter(self.document))
        if not is_id(prefix):
            _warn(
                self.document,
                "id_malformed",
                f"the prefix {prefix!r} is not an id; use a-z, 0-9 and -, beginning with a letter",
            )
        elif prefix in RESERVED_PREFIXES:
            _warn(
                self.document,
                "id_malformed",
                f"the prefix {prefix!r} begins the ids of other things than paragraphs; "
                "choose another",
            )
        # MyST's own heading anchors are numbered by their order; here there are none.
        vars(self.document)["myst_slugs"] = {}
        self.env.metadata[self.env.docname].pop("myst_slugs", None)
        seen: set[str] = set()
        for section in self.document.findall(nodes.section):
            # Other extensions put what stands in a box into one without a heading.
            title = next((one for one in section.children if isinstance(one, nodes.title)), None)
            if title is not None:
                self._identify(section, prefix, seen, title)

    def _identify(
        self, section: nodes.section, prefix: str, seen: set[str], title: nodes.title
    ) -> None:
        top = isinstance(section.parent, nodes.document)
        words = _original_words(title)
        stated = self._stated_id(section)
        wanted = stated or (prefix if top else section_id(prefix, words))
        if not wanted:
            _warn(section, "id_missing",
                  f"the heading {words!r} has no Latin letter to make an id from; "
                  f"write {{#{prefix}-…}} above it")  # fmt: skip
            return
        if wanted in seen:
            _warn(section, "id_duplicate",
                  f"a second heading of this page makes the id {wanted!r}; "
                  "write {#another-id} above one of them")  # fmt: skip
        seen.add(wanted)
        section.attributes.pop("slug", None)
        # Whatever the author named it besides stays a label; what docutils made up goes.
        types, ids = self.document.nametypes, self.document.nameids
        others = [ids[name] for name in section["names"] if types.get(name) and ids[name] != wanted]
        for old in set(section["ids"]).difference(others):
            self.document.ids.pop(old, None)
        section["ids"] = [wanted, *others]
        self.document.ids[wanted] = section
        for name in section["names"]:
            if ids[name] not in others:
                ids[name] = wanted

    def _stated_id(self, section: nodes.section) -> str:
        explicit = self.document.nametypes
        # Where Sphinx translates a heading it takes a name of the author's for one that it has
        # seen before.
        for name in list(section["dupnames"]):
            if explicit.get(name) and self.document.nameids.get(name) in section["ids"]:
                section["dupnames"].remove(name)
                section["names"].append(name)
        stated = [name for name in section["names"] if explicit.get(name)]
        # The author's id stands first among the names that an explicit target gave.
        return next((name for name in stated if is_id(name)), "")


class NumberParagraphs(SphinxTransform):
    """Mark what carries a paragraph number, and keep its id out of the standard labels.

    A paragraph's id is an address of its own, not a label with a title; as a label it would
    resolve to nothing from another document.

    Only an id that an author wrote is a number. Sphinx makes ids of the same form for its own
    purposes, such as ``index-1`` and ``equation-eq-7``; those stand for no name of the document.
    """

    default_priority = 266

    def apply(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        if not is_chapter(self.document):
            return
        prefix = document_prefix(self.env.docname, front_matter(self.document))
        for node in list(self.document.findall(nodes.Element)):
            if not isinstance(node, _NUMBERED) or isinstance(node, _NOT_NUMBERED):
                continue
            if "brief_anchor" in node:  # A reading, an event or a judgement has its own number.
                continue
            written = {self.document.nameids.get(name) for name in node["names"]}
            for id_ in node["ids"]:
                label = paragraph_label(id_, prefix) if id_ in written else ""
                if not label:
                    continue
                node["ids"] = [id_]
                node["brief_number"] = label
                for name in node["names"]:
                    self.document.nameids.pop(name, None)
                    self.document.nametypes.pop(name, None)
                node["names"] = []
                break


def _original_words(title: nodes.title) -> str:
    """Return a heading's words in the language of the source: ids are the same in all others."""
    return title.rawsource if title.get("translated") else title.astext()


def _warn(node: nodes.Node, code: str, message: str) -> None:
    logger.warning(message, location=node, type="brief", subtype=code)
