"""Read-time transforms that give sections, paragraphs and notes their permanent ids."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from briefbook.core.ids import is_id, note_id, paragraph_label, section_id, slug
from briefbook.core.records import NoteKind

logger = logging.getLogger(__name__)

_UNDEFINED_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
#: What can carry a paragraph number, and what never does although it is a block.
_NUMBERED = (nodes.Body, nodes.list_item)
_NOT_NUMBERED = (nodes.footnote, nodes.citation, nodes.target)
_KIND = re.compile(rf"({'|'.join(kind.value for kind in NoteKind)}):")


def front_matter(document: nodes.document) -> dict[str, str]:
    """Return the page's front matter; Sphinx's own copy is only made after all transforms."""
    for child in document.children:
        if isinstance(child, (nodes.field_list, nodes.docinfo)):
            return {field[0].astext(): field[1].astext() for field in child.findall(nodes.field)}
        if isinstance(child, nodes.section):
            break
    return {}


def document_prefix(docname: str, metadata: Mapping[str, str]) -> str:
    """Return the anchor prefix: the front matter's, else one made from the document's name."""
    return metadata.get("prefix", "").strip() or slug(docname) or "page"


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
        metadata = front_matter(self.document)
        prefix = document_prefix(self.env.docname, metadata)
        if "prefix" in metadata and not is_id(prefix):
            _warn(
                self.document,
                "id_malformed",
                f"the prefix {prefix!r} is not an id; use a-z, 0-9 and -, first a letter",
            )
        seen: set[str] = set()
        for section in self.document.findall(nodes.section):
            top = isinstance(section.parent, nodes.document)
            self._identify(section, prefix, seen, top=top)

    def _identify(self, section: nodes.section, prefix: str, seen: set[str], *, top: bool) -> None:
        title = section.next_node(nodes.title)
        words = title.astext() if title is not None else ""
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
        for old in section["ids"]:
            self.document.ids.pop(old, None)
        section["ids"] = [wanted]
        self.document.ids[wanted] = section
        for name in section["names"]:
            self.document.nameids[name] = wanted

    def _stated_id(self, section: nodes.section) -> str:
        explicit = self.document.nametypes
        stated = [name for name in section["names"] if explicit.get(name)]
        # The author's id stands first among the names that an explicit target gave.
        return next((name for name in stated if is_id(name)), "")


class NumberParagraphs(SphinxTransform):
    """Mark what carries a paragraph number, and keep its id out of the standard labels.

    A paragraph's id is an address of its own, not a label with a title; as a label it would
    resolve to nothing from another document.
    """

    default_priority = 266

    def apply(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        prefix = document_prefix(self.env.docname, front_matter(self.document))
        for node in list(self.document.findall(nodes.Element)):
            if not isinstance(node, _NUMBERED) or isinstance(node, _NOT_NUMBERED):
                continue
            for id_ in node["ids"]:
                label = paragraph_label(id_, prefix)
                if not label:
                    continue
                node["ids"] = [id_]
                node["brief_number"] = label
                for name in node["names"]:
                    self.document.nameids.pop(name, None)
                    self.document.nametypes.pop(name, None)
                node["names"] = []
                break


class NumberNotes(SphinxTransform):
    """Number notes by first call in each document and give them their permanent ids."""

    # After docutils' Footnotes (620) and MyST's own three transforms around it.
    default_priority = 630

    def apply(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        self._report_undefined()
        footnotes = {f["names"][0]: f for f in self.document.findall(nodes.footnote) if f["names"]}
        if not footnotes:
            return
        by_id = {id_: label for label, f in footnotes.items() for id_ in f["ids"]}
        prefix = document_prefix(self.env.docname, front_matter(self.document))
        calls = self._calls_in_order(by_id)
        for number, label in enumerate(calls, 1):
            self._rename(footnotes[label], calls[label], note_id(prefix, label), str(number))
        for label in calls:
            footnote = footnotes[label]
            _mark_kind(footnote, label)
            footnote.parent.remove(footnote)
            self.document += footnote

    def _calls_in_order(self, by_id: dict[str, str]) -> dict[str, list[nodes.footnote_reference]]:
        """Return each called label with its calls: those of the text first, then those in notes."""
        in_text: list[nodes.footnote_reference] = []
        in_notes: dict[str, list[nodes.footnote_reference]] = {}
        for call in self.document.findall(nodes.footnote_reference):
            home = call.parent
            while home is not None and not isinstance(home, nodes.footnote):
                home = home.parent
            if home is None:
                in_text.append(call)
            else:
                in_notes.setdefault((home["names"] or [""])[0], []).append(call)
        found: dict[str, list[nodes.footnote_reference]] = {}
        queue = in_text
        visited: set[str] = set()
        while queue:
            for call in queue:
                label = by_id.get(call.get("refid", ""))
                if label:
                    found.setdefault(label, []).append(call)
            fresh = [label for label in found if label not in visited]
            visited.update(fresh)
            queue = [call for label in fresh for call in in_notes.get(label, [])]
        return found

    def _rename(
        self,
        footnote: nodes.footnote,
        calls: list[nodes.footnote_reference],
        id_: str,
        number: str,
    ) -> None:
        for old in footnote["ids"]:
            self.document.ids.pop(old, None)
        footnote["ids"] = [id_]
        self.document.ids[id_] = footnote
        for name in footnote["names"]:
            self.document.nameids[name] = id_
        label = footnote.next_node(nodes.label)
        if label is not None:
            label[:] = [nodes.Text(number)]
        footnote["backrefs"] = []
        for occurrence, call in enumerate(calls, 1):
            call["refid"] = id_
            call[:] = [nodes.Text(number)]
            for old in call["ids"]:
                self.document.ids.pop(old, None)
            call["ids"] = [f"{id_}-call-{occurrence}"]
            self.document.ids[call["ids"][0]] = call
            footnote["backrefs"].append(call["ids"][0])

    def _report_undefined(self) -> None:
        for text in self.document.findall(nodes.Text):
            if isinstance(
                text.parent, (nodes.literal, nodes.literal_block, nodes.raw, nodes.comment)
            ):
                continue
            for match in _UNDEFINED_NOTE.finditer(str(text)):
                _warn(text.parent, "note_undefined",
                      f"the note {match[0]} is called but not defined; "
                      f"add a line that begins with {match[0]}: or remove the call")  # fmt: skip


def _mark_kind(footnote: nodes.footnote, label: str) -> None:
    """Set the note's kind from its leading word and mark the word for styling."""
    kind = ""
    paragraph = footnote.next_node(nodes.paragraph)
    if paragraph is not None and paragraph.children and isinstance(paragraph[0], nodes.Text):
        text = str(paragraph[0])
        match = _KIND.match(text)
        if match:
            kind = match[1]
            lead = nodes.strong("", match[0], classes=["brief-note-kind"])
            paragraph[0:1] = [lead, nodes.Text(text[match.end() :])]
    footnote["classes"] += ["brief-note", *([f"brief-kind-{kind.lower()}"] if kind else [])]
    footnote["brief_note"] = (kind, label)


def _warn(node: nodes.Node, code: str, message: str) -> None:
    logger.warning(message, location=node, type="brief", subtype=code)
