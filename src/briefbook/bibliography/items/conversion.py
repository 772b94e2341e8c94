"""Convert an entry to the CSL-JSON item from which everything else is made.

Follows CSL-JSON 1.0.2. What CSL has no variable for is in the item's ``custom``: names of
other roles, ``et-al`` (the lists that end in ``and others``), ``set`` (the items of a ``@set``).
Text has CSL's own markup (``<i>``, ``<sup>``, ``<span class="nocase">``).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from briefbook.bibliography.dates.text import BibDate, Point, read_year
from briefbook.bibliography.dates.words import csl_date, edtf, from_csl_date
from briefbook.bibliography.items.field_reading import csl_table, unprinted_fields
from briefbook.bibliography.items.parts import CslItem, NamesTitlesAddresses
from briefbook.bibliography.items.usual_fields import with_usual_fields
from briefbook.bibliography.languages import language_code
from briefbook.bibliography.model import BibCode, Entry
from briefbook.bibliography.rich_text import markup, plain
from briefbook.bibliography.tex.decode import decode
from briefbook.core.diagnostics import Diagnostic, Severity

#: Words before a number that are printed anyway, such as ``Vol.``.
_WORD_BEFORE = {
    name: re.compile(rf"^(?:{words})(?:\.\s*|\s+)(?=[\dIVXLC])", re.IGNORECASE)
    for name, words in (
        ("volume", "vols?|volume|bd|band|tome?|t|т|том"),
        ("number", "nos?|nr|num|number|№|iss|issue"),
        ("pages", "pp?|pages?|pgs?|s|seiten?|с|стр"), ("chapter", "ch|chap|chapter|kap"),
        ("version", "version|vers|ver|v"),
    )
}  # fmt: skip
#: What is written once: its original date is its date.
_PAPERS = {"personal_communication", "manuscript", "document", "interview", "speech", "graphic"}
_OTHER_DATES = (
    ("urldate", "accessed"),
    ("eventdate", "event-date"),
    ("origdate", "original-date"),
    ("archivedate", "archived"),
)


class Conversion(NamedTuple):
    """An item, the given fields that it lacks, and findings."""

    item: CslItem
    unmapped: tuple[str, ...]
    findings: tuple[Diagnostic, ...]


def to_csl(entry: Entry) -> Conversion:
    """Convert an entry, after inheritance."""
    work = _Converting(with_usual_fields(entry))
    work.convert()
    entry = work.entry
    unmapped = tuple(
        name for name in entry.fields if name not in work.used and name not in unprinted_fields()
        and not name.startswith(("bdsk-", "jabref", "xdata-")) and "+an" not in name
        and entry.get(name)
    )  # fmt: skip
    for name in unmapped:
        if not entry.fields[name].inherited:
            work.find(BibCode.UNPRINTED, f"{name} is printed nowhere; put it into a field that is, "
                      "e.g. note, or remove it", name, Severity.WARNING, about=name)  # fmt: skip
    return Conversion(work.item, unmapped, tuple(work.findings))


class _Converting(NamesTitlesAddresses):
    def convert(self) -> None:
        """Fill the item."""
        self._type()
        self._names()
        self._titles()
        self._dates()
        self._numbers()
        self._makers()
        self._addresses()
        self._notes()
        self._language()
        if self.entry.members:
            self.custom["set"] = [to_csl(member).item for member in self.entry.members]
        if self.custom:
            self.item["custom"] = self.custom

    # The parts of an item.

    def _type(self) -> None:
        entry, table = self.entry, csl_table()
        kind = table["types"].get(entry.type, "document")
        if entry.type == "article" and not entry.get("journaltitle", "journal", "issn"):
            kind = "article" if entry.get("eprint") else kind
        if entry.type == "unpublished" and entry.get("eventtitle"):
            kind = "speech"
        recorded, subtype = table["recordings"], entry.get("entrysubtype").lower()
        if kind not in recorded["types"] or subtype in recorded["forms"]:
            kind = table["subtypes"].get(subtype, kind)
        self.item["type"] = kind

    def _dates(self) -> None:
        issued = self.issued()
        other = "" if issued or self.entry.get("pubstate") else self._other_date()
        if other:
            issued = self.date(other)
        if other == "eventdate" and (when := issued.start or issued.end):
            # Its day is the event's, which is printed as that.
            issued = BibDate(Point(when.year))
        if issued:
            self.item["issued"] = csl_date(issued)
            if issued != from_csl_date(self.item["issued"]):
                self.custom["edtf"] = edtf(issued)
        for field, variable in _OTHER_DATES:
            date = BibDate() if field == other == "origdate" else self.date(field)
            if field == "origdate" and not date and self.entry.get("origyear"):
                self.used.add("origyear")
                date = read_year(plain(decode(self.entry.get("origyear")).text))
            if date and variable == "archived":
                # CSL's dates have no hour, which tells one capture from another.
                self.custom["archive-date"] = {**csl_date(date), "edtf": edtf(date)}
            elif date:
                self.item[variable] = csl_date(date)
        state = self.word(self.text("pubstate"))
        self._put("status", state)

    def _other_date(self) -> str:
        """Return the field that dates a work without ``date``: its event’s, or a letter’s first.

        The day on which a work was opened, or on which a book first appeared, is not its own.
        """
        fields = ("eventdate", "origdate") if self.item["type"] in _PAPERS else ("eventdate",)
        return next((name for name in fields if self.entry.get(name)), "")

    def _numbers(self) -> None:
        table, kind = csl_table(), self.item["type"]
        for field, variable in table["text"].items():
            value = self._bare(field)
            self._put(variable, value if field != "shorttitle" else markup(self.rich(field)))
        for field, name in table["custom"].items():
            if field not in {"issuetitle", "issuesubtitle", "archiveurl"} and self.entry.get(field):
                self.custom[name] = self.text(field)
        pages = self._bare("pages")
        self._put("page", re.sub(r"\s*(?:--+|[–—])\s*", "-", pages))
        number, issue = self._bare("number"), self.text("issue")
        if kind.startswith("article") or kind in {"periodical", "review"}:
            self._put("issue", ", ".join(part for part in (number, issue) if part))
            self._put("number", str(self.custom.get("eid", "")))
        else:
            in_series = kind in table["series"]["types"] and self.entry.get("series")
            # Proceedings that appear as a journal does: a “number” would be the article’s in APA.
            as_issue = kind == "paper-conference" and self.entry.get("volume")
            self._put(
                "collection-number" if in_series else "issue" if as_issue else "number", number
            )
            # What is not a journal has no issues: words there are the series.
            numbered = any(sign.isdigit() for sign in issue)
            self._put(
                "issue" if numbered or self.entry.get("series") else "collection-title", issue
            )
        series = self.word(self.text("series"))
        if series.isdigit():
            series = f"{ordinal(int(series))} series"
        decoded = markup(self.rich("series"))
        self._put("collection-title", series if series != self.text("series") else decoded)

    def _bare(self, field: str) -> str:
        """Return a field without the word that is printed before it: ``3`` for ``Vol. 3``."""
        return _WORD_BEFORE[field].sub("", self.text(field)) if field in _WORD_BEFORE else (
            self.text(field)
        )  # fmt: skip

    def _makers(self) -> None:
        kind = self.item["type"]
        genres = csl_table()["genres"]
        kinds = (self.entry.type, self.entry.get("entrysubtype").lower())
        own = self.word(self.text("type"))
        self._put("genre", own or next((genres[k] for k in kinds if k in genres), ""))
        bodies = [self.list_of("institution", "school"), self.list_of("publisher"),
                  self.list_of("organization")]  # fmt: skip
        self._put("publisher", "; ".join(dict.fromkeys(body for body in bodies if body)))
        places = (self.list_of("location"), self.list_of("address"))
        place = "; ".join(dict.fromkeys(place for place in places if place))
        self._put("jurisdiction" if kind == "patent" else "publisher-place", place)
        self._put("original-publisher", self.list_of("origpublisher"))
        self._put("original-publisher-place", self.list_of("origlocation"))

    def _notes(self) -> None:
        how = self.rich("howpublished")
        said = {"manuscript": "genre", "graphic": "medium"}.get(self.item["type"], "")
        if said and how and not {said, "genre"} & self.item.keys():
            self._put(said, self.word(plain(how)))
            how = ()
        if how and not any(run.href for run in how) and "publisher" not in self.item:
            self._put("publisher", plain(how))
            how = ()
        notes = [how, self.rich("note"), self.rich("addendum")]
        links = [run.href for note in notes for run in note if run.href]
        if links:
            if not self.item.get("URL") and all(plain(note) != links[0] for note in notes):
                self.custom["url-in-note"] = True
            self._put("URL", links[0])
        linked = [note for note in notes if note and plain(note) != self.item.get("URL")]
        self._put("note", ". ".join(markup(note).rstrip(".") for note in linked))
        self._put("citation-label", self.text("shorthand"))

    def _language(self) -> None:
        self.used.update({"langid", "language"})
        given = self.entry.get("langid", "hyphenation", "language").strip().lower()
        options = re.search(r"variant\s*=\s*(\w+)", self.entry.get("langidopts"))
        self._put("language", language_code(options[1] if options else given))


def ordinal(number: int) -> str:
    """Return a number with its ending: 1st, 2nd, 3rd, 4th, 11th."""
    ending = (
        "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    )
    return f"{number}{ending}"
