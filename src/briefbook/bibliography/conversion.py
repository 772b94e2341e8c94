"""From one entry to one CSL-JSON item: the one conversion that everything else reads.

Follows CSL-JSON 1.0.2. What CSL has no variable for stands in the item's ``custom``: names of
other roles, ``et-al`` (the lists that end in ``and others``), ``set`` (the items of a ``@set``).
Text has CSL's own markup (``<i>``, ``<sup>``, ``<span class="nocase">``).
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from briefbook.bibliography.addresses import verbatim
from briefbook.bibliography.dates.reading import DateReading
from briefbook.bibliography.dates.text import read_year
from briefbook.bibliography.dates.words import csl_date, edtf, from_csl_date
from briefbook.bibliography.field_reading import csl_table, unprinted_fields
from briefbook.bibliography.languages import language_code
from briefbook.bibliography.model import BibCode, Entry
from briefbook.bibliography.names import Names, read_names
from briefbook.bibliography.printing.standing import CONTAINED, STANDALONE
from briefbook.bibliography.rich_text import RichText, chained, markup, plain, stripped
from briefbook.bibliography.tex.decode import decode
from briefbook.bibliography.usual_fields import with_usual_fields
from briefbook.core.diagnostics import Diagnostic, Severity

#: A CSL-JSON item, as ``json.dumps`` writes it.
CslItem = dict[str, Any]

_DOI = re.compile(r"(?:https?://)?(?:dx\.)?(?:www\.)?doi\.org/|doi:\s*", re.IGNORECASE)


#: What files write before a number though the word is printed anyway.
_WORD_BEFORE = {
    name: re.compile(rf"^(?:{words})(?:\.\s*|\s+)(?=[\dIVXLC])", re.IGNORECASE)
    for name, words in (
        ("volume", "vols?|volume|bd|band|tome?|t|т|том"),
        ("number", "nos?|nr|num|number|№|iss|issue"),
        ("pages", "pp?|pages?|pgs?|s|seiten?|с|стр"), ("chapter", "ch|chap|chapter|kap"),
        ("version", "version|vers|ver|v"),
    )
}  # fmt: skip
_OTHER_DATES = (
    ("urldate", "accessed"),
    ("eventdate", "event-date"),
    ("origdate", "original-date"),
    ("archivedate", "archived"),
)


class Conversion(NamedTuple):
    """An item; the given fields that no item has but should; what is wrong."""

    item: CslItem
    unmapped: tuple[str, ...]
    findings: tuple[Diagnostic, ...]


def to_csl(entry: Entry) -> Conversion:
    """Convert an entry that has inherited what it inherits."""
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


class _Converting(DateReading):
    def __init__(self, entry: Entry) -> None:
        super().__init__(entry)
        self.item: CslItem = {"id": entry.key}
        self.custom: dict[str, Any] = {}

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

    def _put(self, variable: str, value: str) -> None:
        if value and variable not in self.item:
            self.item[variable] = value

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

    def _names(self) -> None:
        table = csl_table()
        options = self.entry.get("options").replace(" ", "").lower()
        unused = [
            role for role in ("author", "editor", "translator") if f"use{role}=false" in options
        ]
        if unused:
            self.custom["not-first"] = unused
        for field, variable in table["names"].items():
            source = self.entry.get(field)
            if not source:
                continue
            self.used.add(field)
            read = read_names(source, use_prefix="useprefix=false" not in options)
            self.tell_unknown(read.unknown, field)
            for doubt in read.doubts:
                self.find(BibCode.NAMES, f"{field}: {doubt}", field)
            self._take_names(read, *self._role(field, variable))
        short = read_names(self.entry.get("shortauthor") or self.entry.get("shorteditor")).names
        if short:
            self.custom["short-names"] = [dict(name) for name in short]

    def _role(self, field: str, variable: str) -> tuple[str, str]:
        """Return CSL's variable for a field of names, and the role that ``custom`` calls it."""
        role = self.entry.get(f"{field}type").strip().lower() if field.startswith("editor") else ""
        if not role:
            return variable, field
        return csl_table()["editors"].get(role, "custom"), role

    def _take_names(self, read: Names, variable: str, role: str) -> None:
        names = [dict(name) for name in read.names]
        if variable == "custom":
            self.custom.setdefault(role, []).extend(names)
        else:
            self.item.setdefault(variable, []).extend(names)
        if read.et_al and names:
            whose = role if variable == "custom" else variable
            self.custom.setdefault("et-al", []).append(whose)

    def _full_title(self, base: str) -> RichText:
        """Join a title with its subtitle and addition: ``title: sub. addition``."""
        prefix = "" if base == "title" else base.removesuffix("title")
        title = stripped(self.rich(base), " ,;")
        subtitle = self.rich(f"{prefix}subtitle")
        addition = self.rich(f"{prefix}titleaddon" if prefix else "titleaddon")
        if title and subtitle:
            colon = " " if plain(title)[-1:] in ":?!.–—" else ": "
            title = chained(title, colon, subtitle)
        title = title or subtitle
        if title and addition:
            stop = " " if plain(title)[-1:] in "?!." else ". "
            return chained(title, stop, addition)
        return title or addition

    def _titles(self) -> None:
        kind = self.item["type"]
        title, main = self._full_title("title"), self._full_title("maintitle")
        book, journal = self._full_title("booktitle"), self._full_title("journaltitle")
        journal = journal or self.rich("journal")
        contained = kind in CONTAINED
        if book and not title and kind in STANDALONE:
            title, book = book, ()
        issue = chained(*[x for x in (self._full_title("issuetitle"),) if x])
        own_title = bool(kind == "periodical" and title and journal and journal != title)
        if issue and own_title and not self.entry.get("type"):
            # A special issue with a title of its own: what kind of issue it is stands beside it.
            self._put("genre", markup(issue))
        elif kind == "periodical" and issue and not own_title:
            self._put("container-title", markup(title))
            title = issue
        elif issue:
            self.custom["issue-title"] = markup(issue)
        containers = [book, journal] if contained else [journal, book]
        if main and contained:
            self._put("volume-title", markup(book))
            containers = [main, journal]
        elif main and kind in STANDALONE and kind != "periodical":
            self._put("volume-title", markup(title))
            title = main
        else:
            containers.append(main)
        self._put("title", markup(title))
        if self.entry.get("subtitle"):
            self._put("title-short", markup(self.rich("shorttitle", "title")))
        own = "" if contained else plain(title)
        self._containers([c for c in containers if c and plain(c) != own])
        self._put("event-title", markup(self._full_title("eventtitle")))
        self._put("reviewed-title", markup(self.rich("reviewedtitle")))

    def _containers(self, containers: list[RichText]) -> None:
        """Take the first for CSL's container; the others are kept beside it."""
        texts = list(dict.fromkeys(markup(container) for container in containers))
        if texts and "container-title" not in self.item:
            self.item["container-title"] = texts.pop(0)
        if texts:
            self.custom["other-container"] = ", ".join(texts)

    def _dates(self) -> None:
        issued = self.issued()
        if issued:
            self.item["issued"] = csl_date(issued)
            if issued != from_csl_date(self.item["issued"]):
                self.custom["edtf"] = edtf(issued)
        for field, variable in _OTHER_DATES:
            date = self.date(field)
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
            # What is no journal has no issues: words there are the series.
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

    def _addresses(self) -> None:
        doi = re.sub(_DOI, "", verbatim(self.entry.get("doi")))
        self._put("DOI", doi)
        first, *others = re.split(r"[;,]?\s+(?=\w+://)", verbatim(self.entry.get("url")))
        self._put("URL", first)
        if others:
            self.custom["other-urls"] = others
        self.used.update({"doi", "url"})
        if self.entry.get("archiveurl"):
            self.used.add("archiveurl")
            self.custom["archive-url"] = verbatim(self.entry.get("archiveurl"))
        self._eprint()

    def _eprint(self) -> None:
        self.used.update({"eprint", "eprinttype", "archiveprefix", "eprintclass", "primaryclass"})
        number = verbatim(self.entry.get("eprint"))
        server = self.text("eprinttype", "archiveprefix")
        name, address = csl_table()["eprints"].get(server.lower(), (server, ""))
        archive = self.text("archive")
        if archive and not number:
            # Where in an archive a letter lies is CSL's location, not a library's call number.
            self._put("archive_location", self.text("library"))
            self.item.pop("call-number", None)
        if not server and not any(sign.isdigit() for sign in number):
            # The name of a site or archive alone, as biblatex-apa has it.
            self._put("archive", archive or number)
            return
        if not number:
            self._put("archive", archive or name)
            return
        number = re.sub(rf"^{re.escape(server or 'arxiv')}:\s*", "", number, flags=re.IGNORECASE)
        if not server and re.fullmatch(r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z.-]+/\d{7}(?:v\d+)?", number):
            name, address = csl_table()["eprints"]["arxiv"]
        section = self.text("eprintclass", "primaryclass")
        self._put("archive", name)
        self._put("archive_location", f"{number} [{section}]" if section else number)
        if address and re.fullmatch(r"[\w./:-]+", number):
            self.custom["eprint-url"] = f"{address}{number}"
            if not self.item.get("DOI"):
                self._put("URL", f"{address}{number}")

    def _notes(self) -> None:
        how = self.rich("howpublished")
        if self.item["type"] == "manuscript" and how and "genre" not in self.item:
            self._put("genre", self.word(plain(how)))
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
