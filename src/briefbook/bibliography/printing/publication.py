"""How a work was published, as a reference says it: edition, publisher, event, date."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefbook.bibliography.dates.words import from_csl_date
from briefbook.bibliography.persons import family_of
from briefbook.bibliography.printing.credits import CreditedItem
from briefbook.bibliography.printing.labels import whole_date
from briefbook.bibliography.printing.printed_item import capital, capitalised, dashed
from briefbook.bibliography.printing.standing import CONTAINED, SERIAL, STANDALONE
from briefbook.bibliography.rich_text import (
    RichText,
    between,
    chained,
    from_markup,
    italic,
    rich,
)
from briefbook.core.dates import basis_words
from briefbook.core.words.labels import colon, label, semicolon

#: Laws and judgments, whose numbers say what they are: “42 U.S.C. § 7401”.
_NUMBERED = {"legislation", "bill", "legal_case", "treaty", "standard", "regulation", "hearing"}
#: An edition that calls itself one, in some language.
_EDITION = re.compile(r"\b[eé]d(?:\.|n|ition|\b)|aufl|ausg|изд|\.$", re.IGNORECASE)


class PublishedItem(CreditedItem):
    """An item with the parts of its reference that say how it was published."""

    def _volume(self) -> str:
        parts = [
            self.words.volume.format(self.get("volume")) if self.get("volume") else "",
            self.words.part.format(self.get("part-number")) if self.get("part-number") else "",
        ]
        return ", ".join(part for part in parts if part)

    def _chapter(self) -> str:
        number = self.get("chapter-number")
        return self.words.chapter.format(number) if number else ""

    def _pages(self) -> str:
        page = dashed(self.get("page"))
        if re.match(r"(?![ivxlcdmIVXLCDM]+\b)[^\W\d_]{2,}", page):
            return page  # words: Weekend section, cover, national edition
        several = re.search(r"[–,;&]|ff?\.?$", page)
        return (self.words.pages if several else self.words.page).format(page) if page else ""

    def _book(self) -> Iterator[RichText]:
        edition = self.get("edition")
        if edition.isdigit():
            edition = self.words.edition.format(self.words.ordinal(int(edition)))
        elif edition and not re.search(
            r"\b[eé]d(?:\.|n|ition|\b)|aufl|ausg|изд|\.$", edition, re.IGNORECASE
        ):
            edition = self.words.edition.format(edition)
        yield rich(capital(edition))
        in_title = self.kind in STANDALONE and self.get("volume-title")
        if self.kind not in CONTAINED | SERIAL:
            volume = self._volume()
            if in_title and self.get("volume"):
                volume = volume.removeprefix(self.words.volume.format(self.get("volume")))
            page = self._pages()
            yield rich(capital(", ".join(part for part in (volume.strip(", "), page) if part)))
        volumes = self.get("number-of-volumes")
        yield rich(self.words.volumes.format(volumes) if volumes else "")
        if self.kind not in SERIAL:
            series = self.rich("collection-title")
            number = self.get("collection-number")
            yield between(" ", [series, rich(number)])

    def _genre(self) -> RichText:
        """Return ``Research Report TB-1234-A``, ``Patent GB1234567``, ``No. 5``."""
        genre, number = self.rich("genre"), self.get("number")
        # The number of an article stands with its volume.
        number = "" if number == self.custom.get("eid") else number
        if self.kind == "patent" and not genre:
            genre = rich(self.words.patent)
        if self.kind == "thesis":
            return ()
        if genre:
            return capitalised(chained(genre, f" {number}" if number else ""))
        bare = self.kind in _NUMBERED or not number[:1].isdigit() or " " in number
        return rich(number if bare else capital(self.words.number.format(number)))

    def _publisher(self) -> RichText:
        place, publisher = self.get("publisher-place"), self.get("publisher")
        if self.kind == "thesis":
            number = self.get("number")
            parts = [capitalised(self.rich("genre")), rich(number), rich(publisher), rich(place)]
            return between(", ", parts)
        names = semicolon().join(family_of(name) for name in self.people)
        publisher = "" if publisher == names else publisher
        return rich(f"{place}{colon()}{publisher}" if place and publisher else place or publisher)

    def _event(self) -> RichText:
        title = self.rich("event-title") or rich(self.get("event"))
        date = self.words.date(from_csl_date(self.item.get("event-date", {})))
        parts = [title, rich(self.get("event-place")), rich(date)]
        text = between(", ", parts)
        # A performance, or a recording, is neither presented nor held.
        bare = self.kind not in CONTAINED | {"speech", "document", "manuscript"}
        words = self.words.presented if title else "{}" if bare else self.words.held
        before, _, after = words.partition("{}")
        return chained(before, text, after) if text else ()

    def _particulars(self) -> Iterator[RichText]:
        version = self.get("version")
        yield rich(capital(self.words.version.format(version)) if version else "")
        yield capitalised(self.rich("medium"))
        for name in ("dimensions", "section", "authority", "jurisdiction"):
            yield self.rich(name)
        scale = self.get("scale")
        yield rich(capital(self.words.scale.format(scale)) if scale else "")
        total = self.get("number-of-pages")
        counted = re.fullmatch(r"[\divxlcIVXLC\s,+\[\]–-]*", total)
        yield rich(self.words.total_pages.format(dashed(total)) if total and counted else total)
        if self.kind in CONTAINED or self.kind not in SERIAL:
            for name in ("eid", "issue-title"):
                yield from_markup(str(self.custom.get(name, "")))
            issue = self.get("issue")
            yield rich(capital(self.words.number.format(issue)) if issue[:1].isdigit() else issue)
        if self.kind in SERIAL:
            yield rich(
                capital(", ".join(x for x in (self._chapter(), self._number_of_volume()) if x))
            )
        elif self.kind not in CONTAINED:
            yield rich(capital(self._chapter()))
        yield self.rich("reviewed-title")
        yield rich(str(self.custom.get("platform", "")))

    def _number_of_volume(self) -> str:
        part = self.get("part-number")
        return self.words.part.format(part) if part else ""

    def _date(self) -> RichText:
        date, basis = whole_date(self.item, self.words), str(self.custom.get("date-basis", ""))
        state = self.get("status") if self.item.get("issued") else ""
        basis = basis_words(basis) if basis != "stated" else ""
        if basis and re.search(r"\S\s?–\s?\S", date):
            # A date that is inferred lies somewhere in its span.
            date = self.words.between.format(re.sub(r"\s?–\s?", f" {self.words.and_} ", date))
        text = (
            f"{date} ({basis})"
            if date and basis
            else date or (label("Date {basis}", basis=basis) if basis else "")
        )
        return rich(capital(semicolon().join(part for part in (text, state) if part)))

    def _origin(self) -> Iterator[RichText]:
        date = self.words.date(from_csl_date(self.item.get("original-date", {})))
        place, publisher = self.get("original-publisher-place"), self.get("original-publisher")
        where = f"{place}{colon()}{publisher}" if place and publisher else place or publisher
        title = self.rich("original-title")
        parts = [rich(date), italic(title), rich(where)]
        text = between(", ", parts)
        before, _, after = self.words.originally.partition("{}")
        yield chained(before, text, after) if text else ()
        language = str(self.custom.get("original-language", ""))
        yield rich(
            capital(self.words.translated_from.format(capital(language))) if language else ""
        )
        yield from_markup(str(self.custom.get("reprint-title", "")))
