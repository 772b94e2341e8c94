"""A reference in the built-in author-date style, as formatted text with links.

``Low, Ann. 2020a. “One”. *Journal of Quays* 12 (3): 101–120. May 2020. https://doi.org/…``
Everything that an item gives is printed; no punctuation is doubled (``..``, ``?.``).
"""

from __future__ import annotations

from collections.abc import Sequence

from briefbook.bibliography.dates.words import from_csl_date, year_words
from briefbook.bibliography.items.parts import CslItem
from briefbook.bibliography.printing.labels import Label, stand_in
from briefbook.bibliography.printing.printed_item import capitalised, dashed
from briefbook.bibliography.printing.publication import PublishedItem
from briefbook.bibliography.printing.standing import CONTAINED, SERIAL, STANDALONE
from briefbook.bibliography.printing.whereabouts import identifiers, links
from briefbook.bibliography.printing.wording import ENGLISH, Wording
from briefbook.bibliography.rich_text import (
    RichText,
    between,
    chained,
    from_markup,
    italic,
    joined,
    plain,
    quoted,
    rich,
    sentences,
)
from briefbook.core.words.labels import colon


def format_entry(item: CslItem, label: Label, wording: Wording = ENGLISH) -> RichText:
    """Return the reference of an item; ``label`` gives the year with its letter."""
    members = item.get("custom", {}).get("set")
    text = _set(members, label, wording) if members else _Reference(item, wording).text(label.year)
    return joined(run._replace(nocase=False) for run in text)


def _set(members: Sequence[CslItem], label: Label, wording: Wording) -> RichText:
    """Join the members of a set in one reference, as (a), (b)."""
    texts = []
    for number, member in enumerate(members):
        own = year_words(from_csl_date(member.get("issued", {}))) or wording.no_date
        text = _Reference(member, wording).text(label.year if number == 0 else own)
        texts.append(chained(f"({chr(ord('a') + number % 26)}) ", text))
    return between(" ", texts)


class _Reference(PublishedItem):
    _named = ""

    def text(self, year: str) -> RichText:
        title = self._title()
        names = rich(self.names()) or self._stand_in()
        head = (names, rich(year), title) if names else (title or self._note(), rich(year))
        note = self._note() if names or title else ()
        text = sentences([
            *head, self._once(self._container()), *self._book(),
            *self.contributors(), self._once(self._genre()), self._once(self._publisher()),
            self._event(), *self._particulars(), self._date(), *self._origin(),
            note, *identifiers(self), *links(self),
        ])  # fmt: skip
        cited = self.get("citation-label")
        return chained(f"[{cited}] ", text) if cited else text

    def _stand_in(self) -> RichText:
        """Return what names a work without author and title, so that its reader finds it here."""
        if self.get("title") or self.get("note") or "members" in self.custom:
            return ()
        found = stand_in(self.item)
        self._named = plain(found)
        return () if self._named == self.item["id"] else found

    def _once(self, text: RichText) -> RichText:
        """Leave out what is at the head already."""
        return () if plain(text) == self._named else text

    def _title(self) -> RichText:
        title = self.rich("title")
        if not title:
            return ()
        if self.kind in STANDALONE:
            number = self.words.volume.format(self.get("volume"))
            volume = (
                chained(", ", number, colon(), italic(self.rich("volume-title")))
                if self.get("volume-title") and self.get("volume")
                else chained(". ", italic(self.rich("volume-title")))
                if self.get("volume-title")
                else ()
            )
            return chained(italic(title), volume)
        return quoted(title)

    def _container(self) -> RichText:
        container = italic(self.rich("container-title"))
        if self.kind in CONTAINED:
            return self._whole(container)
        if self.kind not in SERIAL:
            return between(", ", [container, self._other()])
        journal = chained(container, self._journal_series())
        separator = " " if self.get("volume") or self.get("issue") else ", "
        return between(", ", [between(separator, [journal, self._numbers()]), self._other()])

    def _other(self) -> RichText:
        """Return a journal that a part of a book names beside it, or a book beside a journal."""
        return italic(from_markup(str(self.custom.get("other-container", ""))))

    def _journal_series(self) -> str:
        series = plain(self.rich("collection-title"))
        return (f" ({series})" if self.get("container-title") else series) if series else ""

    def _numbers(self) -> RichText:
        """Return ``12 (3): 101–120`` of an article in a journal."""
        volume, issue, page = (dashed(self.get(name)) for name in ("volume", "issue", "page"))
        eid = str(self.custom.get("eid", ""))
        text = f"{volume} ({issue})" if volume and issue else volume or (issue and f"({issue})")
        pages = ", ".join(part for part in (page if text else self._pages(), eid) if part)
        text = f"{text}{colon()}{pages}" if text and pages else text or pages
        special = from_markup(str(self.custom.get("issue-title", "")))
        return between(", ", [rich(text), self._special(special)])

    def _special(self, title: RichText) -> RichText:
        if not title or self.kind not in SERIAL:
            return ()
        before, _, after = self.words.special_issue.partition("{}")
        return chained(before, quoted(title), after)

    def _whole(self, container: RichText) -> RichText:
        """Return ``In Whole, edited by A. Sloop, vol. 3, pp. 10–20`` of a part of a book."""
        author = self.others("container-author")
        parts = [
            chained(f"{author}, " if author else "", container) if container else (),
            self._other(), rich(self._volume()), italic(self.rich("volume-title")),
            *self.named("editor", self.words.edited_by), rich(self._chapter()),
            rich(self._pages()),
        ]  # fmt: skip
        text = between(", ", parts)
        return chained(self.words.in_, " ", text) if container else capitalised(text)

    def _note(self) -> RichText:
        return self.rich("note")
