"""The parts of a CSL-JSON item that name a work: its people, its titles, its addresses."""

from __future__ import annotations

import re
from typing import Any

from briefbook.bibliography.addresses import verbatim
from briefbook.bibliography.dates.reading import DateReading
from briefbook.bibliography.items.field_reading import csl_table
from briefbook.bibliography.model import BibCode, Entry
from briefbook.bibliography.names import Names, read_names
from briefbook.bibliography.printing.standing import CONTAINED, STANDALONE
from briefbook.bibliography.rich_text import RichText, chained, markup, plain, stripped

#: A CSL-JSON item, as ``json.dumps`` writes it.
CslItem = dict[str, Any]

_DOI = re.compile(r"(?:https?://)?(?:dx\.)?(?:www\.)?doi\.org/|doi:\s*", re.IGNORECASE)


class NamesTitlesAddresses(DateReading):
    """An entry being converted, with the ``item`` so far and what is ``custom`` in it."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(entry)
        self.item: CslItem = {"id": entry.key}
        self.custom: dict[str, Any] = {}

    def _put(self, variable: str, value: str) -> None:
        if value and variable not in self.item:
            self.item[variable] = value

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
            self.report_unknown(read.unknown, field)
            for doubt in read.doubts:
                self.find(BibCode.NAMES, f"{field}: {doubt}", field)
            role, kind = self._role(field, variable)
            if field.startswith("editor") and "editor" in unused and role != "editor":
                unused.append(role)
            self._take_names(read, role, kind)
        short = read_names(self.entry.get("shortauthor") or self.entry.get("shorteditor")).names
        if short:
            self.custom["short-names"] = [dict(name) for name in short]

    def _role(self, field: str, variable: str) -> tuple[str, str]:
        """Return CSL's variable for a field of names, and the role that ``custom`` calls it.

        ``credits`` are the roles that no program knows, by the words that the file has.
        """
        if not field.startswith("editor") or not self.entry.get(f"{field}type").strip():
            return variable, field
        role = self.text(f"{field}type")
        role, known = "" if role.lower() == "none" else role, csl_table()["editors"]
        return known.get(role.lower(), "credits"), role.lower() if role.lower() in known else role

    def _take_names(self, read: Names, variable: str, role: str) -> None:
        names = [dict(name) for name in read.names]
        if variable == "custom":
            self.custom.setdefault(role, []).extend(names)
        elif variable == "credits":
            self.custom.setdefault(variable, {}).setdefault(role, []).extend(names)
        else:
            self.item.setdefault(variable, []).extend(names)
        if read.et_al and names:
            whose = role if variable in {"custom", "credits"} else variable
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
            # A special issue with a title of its own: what kind of issue it is is beside it.
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
        elif main and kind in STANDALONE and kind != "periodical" and not book:
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
