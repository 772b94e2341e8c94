"""RIS, as Zotero, EndNote, Mendeley, libraries and publishers write it.

Not by rispy: version 0.10 gives no line numbers, drops a repeated tag without a warning, and reads
files with ``TY -`` (one space) or with a byte order mark as empty.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from importlib.resources import files
from typing import Any

from briefbook.bibliography.exchange.exported import Exported, lines_of
from briefbook.bibliography.exchange.lines_beside import take_lines
from briefbook.bibliography.exchange.making import EntryMaker
from briefbook.bibliography.model import Entry
from briefbook.bibliography.natural_names import read_listed_name

_LINE = re.compile(r"\s{0,3}([A-Z][A-Z0-9])\s{0,2}-(?:\s(.*)|\s*)")
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")
_ISBN = re.compile(r"(?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx]")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_DATES = ("DA", "PY", "Y1", "Y2")
#: EndNote and Zotero write the type in words here; of an article it says nothing new.
_NO_GENRE = re.compile(
    r"(?:journal |newspaper |magazine |web |news )?(?:article|page|site)|book(?: section)?|generic|"
    r"electronic .*|conference .*",
    re.IGNORECASE,
)


@cache
def ris_table() -> dict[str, Any]:
    """Return the table from RIS to biblatex."""
    return tomllib.loads(files(__package__).joinpath("ris.toml").read_text("utf-8"))


@dataclass(slots=True)
class Record:
    """The tags of one reference, in their order; ``line`` is that of its ``TY``."""

    type: str
    line: int
    tags: dict[str, list[str]] = field(default_factory=dict)

    def put(self, tag: str, value: str, *, goes_on: bool = False) -> None:
        """Add a value, or with ``goes_on`` the continuation of the last one."""
        values = self.tags.setdefault(tag, [])
        if not goes_on or not values:
            values.append(value)
        elif value:
            values[-1] = f"{values[-1]} {value}"

    def all(self, *names: str) -> list[str]:
        """Return the values of tags, without empty ones."""
        return [value for name in names for value in self.tags.get(name, ()) if value]

    def get(self, *names: str) -> str:
        """Return the first value of the first tag that has one."""
        return next(iter(self.all(*names)), "")


def read_ris(data: bytes, out: Exported) -> None:
    """Read the references of a RIS file."""
    for number, record in enumerate(_records(data, out), start=1):
        key = record.get("ID") or f"entry{number}"
        out.take(record.line, key, partial(entry_of, record, key, out))


def _records(data: bytes, out: Exported) -> Iterator[Record]:
    record: Record | None = None
    last = ""
    for line, text in lines_of(data, out):
        match = _LINE.fullmatch(text.rstrip())
        tag, value = (match[1], (match[2] or "").strip()) if match else ("", text.strip())
        if tag in {"TY", "ER"}:
            # A reference whose ER is missing ends where the next begins.
            yield from filter(None, [record])
            record = Record(value.upper(), line) if tag == "TY" else None
        elif record is None and tag:
            out.complain(line, "", f"{tag} stands outside of a reference; TY is missing before it")
        elif record is None and value and last != "words":
            out.complain(line, "", f"{value[:40]!r} stands outside of a reference; it is left out")
            tag = "words"
        elif record is not None:
            record.put(tag or last, value, goes_on=not tag)
        last = tag or last
    yield from filter(None, [record])


def entry_of(record: Record, key: str, out: Exported) -> Entry:
    """Return the entry of a reference; tags that no field takes are counted in ``out.left_out``."""
    table = ris_table()
    named = {name.upper(): tag for name, tag in table["endnote"].items()}
    record.type = named.get(record.type, record.type)
    if record.type not in table["types"]:
        said = f"the reference type {record.type!r} is not known; it is written as @misc"
        out.complain(record.line, key, said)
    made = EntryMaker(key, table["types"].get(record.type, ["misc"]), out.path, record.line)
    for tag, places in table["names"].items():
        if tag in record.tags:
            fields = places.get(made.type, places.get("default", []))
            free = next((name for name in fields if name not in made.fields), fields[-1])
            made.names(free, map(read_listed_name, record.all(tag)))
    if made.type == "book" and "author" not in made.fields and "serieseditor" in made.fields:
        made.fields["editor"] = made.fields.pop("serieseditor")
    for tag, places in table["tags"].items():
        if tag != "N1":
            _tag(made, tag, record.all(tag), places, out)
    if "title" not in made.fields and "shorttitle" in made.fields:
        made.fields["title"] = made.fields.pop("shorttitle")
    _numbers(made, record)
    _dates(made, record, out)
    _genre(made, record, out)
    _tag(made, "N1", take_lines(made, record.all("N1"), out), table["tags"]["N1"], out)
    known = {*table["tags"], *table["names"], *_DATES, "SN", "SP", "EP", "M3", "ID", "TY", "ER"}
    for tag in record.tags:
        if tag not in known and record.all(tag):
            out.left_out[tag] += 1
    return made.entry()


def _tag(
    made: EntryMaker, tag: str, values: Sequence[str], places: Mapping[str, list[str]],
    out: Exported,
) -> None:  # fmt: skip
    names = places.get(made.type, places.get("default", []))
    joins = {"keywords": ", ", "url": " ", "note": ". "}.get(names[0] if names else "")
    if joins and values:
        values = [joins.join(dict.fromkeys(values))]
    for value in values:
        if names == ["note"] and value == made.fields.get("title"):
            continue
        if made.first(names, value):
            continue
        if names[-1:] == ["note"]:
            made.add_note(value)
        else:
            out.left_out[tag] += 1


def _numbers(made: EntryMaker, record: Record) -> None:
    for value in record.all("SN"):
        if _ISSN.fullmatch(value.split(" ")[0]):
            made.text("issn", value)
        elif _ISBN.match(value):
            made.text("isbn", value)
        elif not made.first(["number"], value):
            made.add_note(value)
    first, last = record.get("SP"), record.get("EP")
    if made.type in {"video", "movie", "audio"}:
        made.text("dimensions", first)
    elif made.type in {"book", "collection", "thesis"} and not last:
        made.text("pages" if re.search(r"\d[-–]", first) else "pagetotal", first)
    else:
        made.text("pages", first if "-" in first or not last or last == first
                  else f"{first}-{last}" if first else last)  # fmt: skip


def _dates(made: EntryMaker, record: Record, out: Exported) -> None:
    year = record.get("PY", "Y1").split("/")[0].strip()
    whole = next(
        (each for each in record.all("DA", "Y1", "PY") if year in each and each != year), ""
    )
    if not whole and re.match(r"\d{4}", record.get("DA")) and not year[:1].isdigit():
        whole = record.get("DA")
    if not whole and record.get("DA") and year:
        # "November 5" beside a year, as EndNote writes it.
        whole = f"{record.get('DA')}, {year}" if record.get("DA")[-1:].isdigit() else (
            f"{record.get('DA')} {year}")  # fmt: skip
    made.date("date", whole or record.get("PY", "Y1", "DA"))
    if "year" in made.fields and re.fullmatch(r"\d{4}", year):
        # Words that are not a date: the year at least is certain.
        del made.fields["year"]
        made.date("date", year)
    if year and whole and year not in whole:
        out.left_out["PY"] += 1
    if (seen := record.get("Y2")) and not made.date("urldate", seen):
        out.left_out["Y2"] += 1


def _genre(made: EntryMaker, record: Record, out: Exported) -> None:
    for value in record.all("M3"):
        if match := _DOI.fullmatch(value):
            made.text("doi", match[1])
        elif made.type == "article" or _NO_GENRE.fullmatch(value):
            out.left_out["M3"] += 1
        else:
            made.text("type", value)
    if "doi" in made.fields and (match := _DOI.fullmatch(made.fields["doi"])):
        made.fields["doi"] = match[1]
