"""What RIS has no tag for, as lines of its notes: ``original-date: 1970``.

They are CSL's variables as Zotero keeps them in a note. A name is ``Family || Given``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from briefbook.bibliography.dates.words import edtf, from_csl_date
from briefbook.bibliography.exchange.csl_json import (
    archive_into,
    custom_into,
    date_fields,
    fields_of,
    name_field,
    name_roles,
    variable_into,
)
from briefbook.bibliography.exchange.exported import Exported
from briefbook.bibliography.exchange.making import EntryMaker
from briefbook.bibliography.items.field_reading import csl_table
from briefbook.bibliography.items.parts import CslItem
from briefbook.bibliography.persons import family_of
from briefbook.bibliography.rich_text import from_markup, plain
from briefbook.bibliography.tex.encode import to_tex

_LINE = re.compile(r"([a-zA-Z][A-Za-z_-]*): (\S.*)|([^:|]+): ([^|]+\|\|.*)")
_FILMS = {"motion_picture", "broadcast", "performance"}
#: Of these RIS takes the first page for a length.
_RECORDED = {*_FILMS, "song"}
#: Of these RIS takes one page for their number of pages.
_WHOLE = {"book", "collection", "thesis"}


def lines_beside(item: CslItem, written: Collection[str]) -> Iterator[str]:
    """Yield the lines of an item's variables that are not among those ``written``."""
    for variable, value in item.items():
        if variable in written:
            continue
        if isinstance(value, str):
            yield f"{variable}: {plain(from_markup(value))}"
        elif isinstance(value, dict):
            date = from_csl_date(value)
            yield f"{variable}: {edtf(date) or date.literal}"
        elif isinstance(value, list):
            yield from _people(variable, value)
    if item.get("type") in _FILMS and not item.get("director"):
        # RIS takes the authors of a film for its directors.
        yield from _people("author", item.get("author", ()))
    literal = str(item.get("issued", {}).get("literal", ""))
    if from_csl_date(item.get("issued", {})).literal and re.match(r"\d{4}", literal):
        yield f"issued: {literal}"
    page = str(item.get("page", ""))
    if page and (item.get("type") in _RECORDED or (item.get("type") in _WHOLE and page.isalnum())):
        yield f"page: {page}"
    yield from _lines_of_custom(item.get("custom", {}))


def _lines_of_custom(custom: Mapping[str, Any]) -> Iterator[str]:
    texts = {*csl_table()["custom"].values(), "other-container"} - {"archive-url", "sha256"}
    for name in sorted(texts):
        if custom.get(name):
            yield f"{name}: {plain(from_markup(str(custom[name])))}"
    known = {*name_roles(), *csl_table()["editors"]}
    roles = {role: names for role, names in custom.items() if role in known}
    others = {"short-names": custom.get("short-names", ()), **custom.get("credits", {})}
    for role, names in {**roles, **others}.items():
        yield from _people(role or "none", names)
    for name in ("et-al", "not-first"):
        yield from (f"{name}: {role}" for role in custom.get(name, ()))


def _people(role: str, names: Iterable[Mapping[str, str]]) -> Iterator[str]:
    for name in names:
        given = " ".join(filter(None, (name.get("given", ""), name.get("dropping-particle", ""))))
        yield f"{role}: {family_of(name)} || {'' if name.get('literal') else given}".rstrip()


def take_lines(made: EntryMaker, notes: Iterable[str], out: Exported) -> list[str]:
    """Give an entry what such lines say, and return the other notes."""
    rest: list[str] = []
    archive: dict[str, str] = {}
    custom: dict[str, Any] = {}
    for note in notes:
        match = _LINE.fullmatch(note)
        variable = (match[1] or match[3]) if match else ""
        value = (match[2] or match[4]) if match else note
        if variable and "||" in value:
            _person(made, variable, value, custom)
        elif variable in {"archive", "archive_location"}:
            archive[variable] = value
        elif variable in {"et-al", "not-first"}:
            custom.setdefault(variable, []).append(value)
        elif variable in {*csl_table()["custom"].values(), "other-container"}:
            custom[variable] = value
        elif not _take(made, variable, value, out):
            rest.append(note)
    archive_into(made, archive)
    custom_into(made, custom)
    if made.fields.get("author") == made.fields.get("director"):
        made.fields.pop("director", None)
    return rest


def _take(made: EntryMaker, variable: str, value: str, out: Exported) -> bool:
    """Give a variable to the entry; return whether it is one."""
    if variable in date_fields():
        made.date(date_fields()[variable], value)
    elif variable == "issued":
        made.fields.pop("date", None)
        made.fields["year"] = to_tex(value)
    elif variable == "page":
        made.fields.pop("pagetotal", None)
        made.fields.pop("pages", None)
        if made.fields.get("dimensions") == value.partition("-")[0]:
            del made.fields["dimensions"]
        made.text("pages", value)
    elif variable == "volume-title":
        _volume(made, value)
    elif variable[:1].islower() and fields_of(variable, made.type):
        variable_into(made, variable, value, out)
    else:
        return False
    return True


def _person(made: EntryMaker, role: str, value: str, custom: dict[str, Any]) -> None:
    family, _, given = (part.strip() for part in value.partition("||"))
    name = {"family": family, "given": given} if given else {"literal": family}
    if role == "short-names":
        custom.setdefault(role, []).append(name)
    elif role in name_roles():
        made.names(name_field(role), [name])
    else:
        roles = custom.setdefault("credits", {})
        roles.setdefault("" if role == "none" else role, []).append(name)


def _volume(made: EntryMaker, title: str) -> None:
    """Write the title of a volume: what was the title is that of the whole."""
    field = "booktitle" if "booktitle" in made.fields else "title"
    made.fields["maintitle"] = made.fields.pop(field, "")
    made.text(field, title)
