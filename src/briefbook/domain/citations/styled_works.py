"""The book's works and citations in the style that ``brief_style`` names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from sphinxcontrib.bibtex.citation_target import CitationTarget, parse_citation_targets

from briefbook.bibliography import CslItem, RichText
from briefbook.bibliography.csl.bibliographer import Bibliographer
from briefbook.bibliography.csl.citations.positions import (
    FIRST,
    LATER,
    CitationPosition,
    Cite,
    Cluster,
    positions,
)
from briefbook.bibliography.csl.styles.style import Style
from briefbook.bibliography.rich_text import has_words
from briefbook.core.locators.reading import read_locator


class RecordedCitation(NamedTuple):
    """A citation of a document: the note that it is in (0: none), and what was typed."""

    note: int
    target: str


class StyledWorks:
    """Cites and lists the works of a book in one style.

    ``cited`` are the citations of each document, both in the order of reading.
    """

    def __init__(
        self, style: Style, language: str, items: Mapping[str, CslItem],
        cited: Mapping[str, Sequence[RecordedCitation]],
    ) -> None:  # fmt: skip
        self.style = style
        self._cited = cited
        self._known = items
        order = dict.fromkeys(key for key in self._cited_keys() if key in items)
        self.bibliographer = Bibliographer(style, language, items, [*order, *(
            key for key in items if key not in order
        )])  # fmt: skip
        self._places = {key: place for place, key in enumerate(self.bibliographer.order)}
        self._positions: dict[str, list[tuple[CitationPosition, ...]]] = {}

    def _cited_keys(self) -> Iterator[str]:
        for recorded in self._cited.values():
            for each in recorded:
                yield from (target.key for target in parse_citation_targets(each.target))

    def listed(self, keys: Iterable[str]) -> list[str]:
        """Return works in the order of the style."""
        return sorted(keys, key=self._places.__getitem__)

    @property
    def gap(self) -> str:
        """What is between an author in the sentence and the rest of the citation."""
        return "" if self.style.raised else "\u00a0" if self.style.numeric else " "

    def marks(self) -> Mapping[str, object]:
        """Return for each work the parts of its citations that depend on other works."""
        return {key: (place, self.bibliographer.apart(key)) for key, place in self._places.items()}

    def lists(self, key: str) -> bool:
        """Return whether a work is listed."""
        return key in self._known

    def first_note(self, key: str) -> RichText:
        """Return the note in which a work is cited whole; nothing where the style has no notes."""
        cited = self.bibliographer.cite([Cite(key)], [FIRST]) if self.style.notes else ()
        return cited if has_words(cited) else ()

    def label(self, key: str) -> str:
        """Return how a style of authors and years cites a work; empty for all others."""
        style = self.style
        if style.notes or style.numeric:
            return ""
        return self.bibliographer.label(key)

    def positions(
        self, docname: str, place: int | None, targets: Sequence[CitationTarget]
    ) -> Sequence[CitationPosition]:
        """Return where the works of a citation are among the others of its document.

        ``place`` counts the citations of the document; one without is cited as a later one is.
        """
        recorded = self._cited.get(docname, ())
        typed = recorded[place].target if place is not None and place < len(recorded) else ""
        if place is None or list(parse_citation_targets(typed)) != list(targets):
            return [LATER] * len(list(self.known(targets)))
        if docname not in self._positions:
            near = int(self.style.citation.get("near-note-distance", "5"))
            clusters = [Cluster(tuple(self._cites(each.target)), each.note) for each in recorded]
            self._positions[docname] = list(positions(clusters, near))
        return self._positions[docname][place]

    def known(self, targets: Iterable[CitationTarget]) -> Iterator[CitationTarget]:
        """Yield the targets whose works are listed."""
        return (target for target in targets if target.key in self._known)

    def _cites(self, target: str) -> Iterator[Cite]:
        for each in self.known(parse_citation_targets(target)):
            yield Cite(each.key, read_locator(each.post))
