"""Notes as they are read: numbered by first call, and given their permanent ids."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from briefbook.core.ids import note_id
from briefbook.domain.citations.note_citations import has_own_note, is_citation, is_in_data
from briefbook.domain.citations.styled_works import RecordedCitation
from briefbook.domain.collect.front_matter import document_prefix, front_matter, is_chapter
from briefbook.domain.notes.note_kinds import mark_kind, warn_of_missing_kind
from briefbook.domain.settings.briefing_book import is_briefing_book

if TYPE_CHECKING:
    from briefbook.domain.citations.cite_domain import BriefCiteDomain

#: A note by its label, or a citation that becomes one.
_Noted = str | addnodes.pending_xref

logger = logging.getLogger(__name__)


class NumberNotes(SphinxTransform):
    """Number notes by first call in each document and give them their permanent ids."""

    # After docutils' Footnotes (620) and MyST's own three transforms around it.
    default_priority = 630

    def apply(self, **_kwargs: Any) -> None:
        """Apply it to the document."""
        if not is_briefing_book(self.config):
            return
        # Elsewhere notes stay as docutils numbers them; citations may become notes on any page.
        own = self.document.findall(nodes.footnote) if is_chapter(self.document) else ()
        footnotes = {note["names"][0]: note for note in own if note["names"]}
        by_id = {id_: label for label, f in footnotes.items() for id_ in f["ids"]}
        prefix = document_prefix(self.env.docname, front_matter(self.document))
        calls = self._calls_in_order(by_id)
        ids: dict[str, str] = {}
        for number, (noted, found) in enumerate(calls.items(), 1):
            if isinstance(noted, str):
                id_ = self._own_id(footnotes[noted], noted, note_id(prefix, noted), ids)
                self._rename(footnotes[noted], found, id_, str(number))
            else:
                noted["brief_note_number"] = number
        for label in calls:
            if isinstance(label, str):
                footnote = footnotes[label]
                mark_kind(footnote, label)
                warn_of_missing_kind(footnote)
                footnote.parent.remove(footnote)
                self.document += footnote
        self._record_citations()

    def _own_id(
        self, footnote: nodes.footnote, label: str, wanted: str, taken: dict[str, str]
    ) -> str:
        """Return the note's id; a different one if the label of another note gives the same id.

        ``taken`` has the label of each id so far. Both notes are shown, whatever is reported.
        """
        if other := taken.get(wanted):
            logger.warning(
                "the id %r is used a second time: the note [^%s] has it, and [^%s] gives the same; "
                "give one of them another label",
                wanted, other, label, location=footnote, type="brief", subtype="id_duplicate",
            )  # fmt: skip
        id_, count = wanted, 1
        while id_ in taken:
            count += 1
            id_ = f"{wanted}-{count}"
        taken[id_] = label
        return id_

    def _calls_in_order(self, by_id: dict[str, str]) -> dict[_Noted, list[nodes.Element]]:
        """Return each called label with its calls: those of the text first, then those in notes.

        Citations that become notes are among them, in their places.
        """
        in_text: list[nodes.Element] = []
        in_notes: dict[str, list[nodes.Element]] = {}
        for call in self._calls():
            home = _home(call)
            if home is None:
                in_text.append(call)
            else:
                in_notes.setdefault((home["names"] or [""])[0], []).append(call)
        found: dict[_Noted, list[nodes.Element]] = {}
        queue = in_text
        visited: set[str] = set()
        while queue:
            for call in queue:
                if isinstance(call, addnodes.pending_xref):
                    found[call] = [call]
                elif label := by_id.get(call.get("refid", "")):
                    found.setdefault(label, []).append(call)
            fresh = [label for label in found if isinstance(label, str) and label not in visited]
            visited.update(fresh)
            queue = [call for label in fresh for call in in_notes.get(label, [])]
        return found

    def _calls(self) -> Iterator[nodes.Element]:
        """Yield the calls of notes, and the citations that become notes."""
        style = self._cite.style
        if style is None or not style.notes:
            yield from self.document.findall(nodes.footnote_reference)
            return
        for node in self.document.findall(nodes.Element):
            if isinstance(node, nodes.footnote_reference) or (
                isinstance(node, addnodes.pending_xref) and is_citation(node) and has_own_note(node)
            ):
                yield node

    @property
    def _cite(self) -> BriefCiteDomain:
        return cast("BriefCiteDomain", self.env.get_domain("cite"))

    def _record_citations(self) -> None:
        """Record in which order works are cited, and in which notes; styles depend on it."""
        style = self._cite.style
        if style is None:
            return
        found: list[tuple[int, addnodes.pending_xref]] = []
        for node in self.document.findall(addnodes.pending_xref):
            home = _home(node)
            in_note = home is not None and home.children
            number = int(home[0].astext()) if home is not None and in_note else 0
            number = node.get("brief_note_number", number)
            if is_citation(node) and not is_in_data(node) and (number or not style.notes):
                found.append((number, node))
        found.sort(key=lambda each: each[0])
        for place, (_number, node) in enumerate(found):
            node["brief_cluster"] = place
        recorded = [RecordedCitation(number, node["reftarget"]) for number, node in found]
        self._cite.record_citations(self.env.docname, recorded)

    def _rename(
        self,
        footnote: nodes.footnote,
        calls: Sequence[nodes.Element],
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


def _home(node: nodes.Element) -> nodes.footnote | None:
    """Return the note that a node is in."""
    here = node.parent
    while here is not None and not isinstance(here, nodes.footnote):
        here = here.parent
    return here
