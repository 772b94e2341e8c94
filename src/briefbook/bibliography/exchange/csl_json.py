"""CSL-JSON, as Zotero, Mendeley, JabRef and citation services write it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from functools import cache, partial
from importlib.resources import files
from typing import Any

from briefbook.bibliography.exchange.exported import Exported
from briefbook.bibliography.exchange.json_items import items_of, parse_json
from briefbook.bibliography.exchange.making import EntryMaker
from briefbook.bibliography.items.field_reading import csl_table
from briefbook.bibliography.model import Entry
from briefbook.bibliography.printing.standing import CONTAINED

#: A line of a note by which managers keep variables that they have no field for.
_CHEATED = re.compile(r"([A-Za-z][A-Za-z .-]*?):\s*(.+)")
#: The roles under which biblatex can be told not to list a work.
_FIRST = ("author", "editor", "translator")
_ARTICLES = frozenset({"article", "periodical", "review"})


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("csl.toml").read_text("utf-8"))


@cache
def _plain_fields() -> Mapping[str, str]:
    """Return the field of each text variable that is under one name in every type."""
    back = {variable: field for field, variable in csl_table()["text"].items()}
    return {**back, **_table()["text"]}


@cache
def _name_fields() -> Mapping[str, str]:
    back: dict[str, str] = {}
    for field, variable in csl_table()["names"].items():
        back.setdefault(field if variable == "custom" else variable, field)
    return back


@cache
def _not_names() -> frozenset[str]:
    """Return the lists of an item that are read, or that say nothing of the work."""
    return frozenset({*_name_fields(), "categories", "keyword"})


def name_roles() -> Collection[str]:
    """Return the roles whose names have a field of their own."""
    return _name_fields().keys()


def date_fields() -> Mapping[str, str]:
    """Return the field of each date variable but ``issued``."""
    return _table()["dates"]  # type: ignore[no-any-return]  # a table of the data file


def name_field(role: str) -> str:
    """Return the field of biblatex that holds the names of a CSL role."""
    return _name_fields()[role]


def read_csl_json(data: bytes, out: Exported) -> None:
    """Read the items of a CSL-JSON file."""
    text, _ = parse_json(data)
    for number, (line, item) in enumerate(items_of(text), start=1):
        key = str(item.get("id") or f"entry{number}") if isinstance(item, dict) else ""
        out.take(line, key, partial(csl_entry, item, key, line, out))


def csl_entry(item: Mapping[str, Any], key: str, line: int, out: Exported) -> Entry:
    """Return the entry of an item, from which :func:`to_csl` makes the same item again."""
    item, table = {**item, **cheated(item)}, _table()
    kind = str(item.get("type", "document"))
    if kind not in table["types"]:
        out.complain(line, key, f"the type {kind!r} is not known; it is written as @misc")
    made = EntryMaker(clean_key(key), table["types"].get(kind, ["misc"]), out.path, line)
    made.language = str(item.get("language") or "")
    for variable, field in _name_fields().items():
        people = item.get(variable) or ()
        made.names(field, [_name(person) for person in people])
    _dates(made, item, out)
    item = _volume(made, item)
    for variable, value in item.items():
        if isinstance(value, (str, int, float)):
            variable_into(made, variable, str(value), out)
        elif isinstance(value, list) and value and variable not in _not_names():
            out.left_out[variable] += 1
    archive_into(made, item)
    custom_into(made, item.get("custom") or {})
    return made.entry()


def _volume(made: EntryMaker, item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Write the title of a volume; biblatex calls the whole ``maintitle`` then."""
    volume = str(item.get("volume-title") or "")
    whole = "container-title" if item.get("type") in CONTAINED else "title"
    if not volume or not item.get(whole):
        return item
    made.text("maintitle", str(item[whole]), marked=True)
    made.text("booktitle" if whole == "container-title" else "title", volume, marked=True)
    return {name: value for name, value in item.items() if name not in {whole, "volume-title"}}


def clean_key(key: str) -> str:
    """Return a key without what ends one in BibTeX; Zotero's are addresses."""
    return re.sub(r"[\s,{}()\"'#%~\\=]+", "-", key.rsplit("/", 1)[-1]).strip("-") or "entry"


def _name(person: Mapping[str, Any]) -> dict[str, str]:
    return {part: str(value) for part, value in person.items() if isinstance(value, str)}


def variable_into(made: EntryMaker, variable: str, value: str, out: Exported) -> None:
    """Give the field of a text variable its value; what has no field is counted as left out."""
    names = fields_of(variable, made.type)
    if names:
        if not made.first(names, value, marked=True):
            made.add_note(value, marked=True)
    elif variable not in _table()["out"]["variables"]:
        out.left_out[variable] += bool(value)


def fields_of(variable: str, kind: str) -> list[str]:
    """Return the fields that may hold a variable in an entry of a type; none for no such field."""
    by_type = _table()["by_type"].get(variable)
    serial = kind in _ARTICLES
    if by_type:
        return [by_type.get(kind, by_type["default"])]
    if variable == "issue":
        return ["number", "issue"] if serial else ["issue"]
    if variable == "number":
        return ["eid" if serial else "number"]
    field = _plain_fields().get(variable)
    return [field] if field else []


def _dates(made: EntryMaker, item: Mapping[str, Any], out: Exported) -> None:
    exact = str((item.get("custom") or {}).get("edtf", ""))
    issued = item.get("issued")
    if exact:
        made.date("date", exact)
    elif issued:
        made.date("date", issued)
    for variable, field in _table()["dates"].items():
        if item.get(variable) and not made.date(field, item[variable]):
            out.left_out[variable] += 1


def archive_into(made: EntryMaker, item: Mapping[str, Any]) -> None:
    """Write where a work is kept: a preprint's number on its server, or an archive's place."""
    archive, place = str(item.get("archive", "")), str(item.get("archive_location", ""))
    numbered = re.fullmatch(r"(\S+)(?: \[(.+)\])?", place)
    servers = {name: server for server, (name, _) in csl_table()["eprints"].items()}
    if archive in servers and numbered:
        made.text("eprinttype", servers[archive])
        made.text("eprint", numbered[1])
        made.text("eprintclass", numbered[2] or "")
    elif place:
        made.text("eprinttype", archive)
        made.text("eprint", place)
    else:
        made.text("archive", archive)


def custom_into(made: EntryMaker, custom: Mapping[str, Any]) -> None:
    """Write what our own items keep beside CSL's variables."""
    for field, name in csl_table()["custom"].items():
        made.text(field, str(custom.get(name, "")), marked=field != "archiveurl")
    if custom.get("archive-date"):
        made.date("archivedate", custom["archive-date"])
    for role, people in custom.items():
        if role in _name_fields() and isinstance(people, list):
            made.names(role, [_name(person) for person in people])
    made.names("shortauthor", map(_name, custom.get("short-names") or ()))
    if custom.get("not-first"):
        made.text("options", ", ".join(
            f"use{role}=false" for role in _FIRST if role in custom["not-first"]))  # fmt: skip
    _editors(made, custom)
    free = [name for name in ("journaltitle", "booktitle", "maintitle") if name not in made.fields]
    if free:
        made.text(free[0], str(custom.get("other-container", "")), marked=True)
    addresses = [made.fields.get("url", ""), *custom.get("other-urls", ())]
    if addresses[1:]:
        made.fields["url"] = " ".join(filter(None, addresses))
    for role in custom.get("et-al") or ():
        field = _name_fields().get(role, role)
        if field in made.fields:
            made.fields[field] += " and others"


def _editors(made: EntryMaker, custom: Mapping[str, Any]) -> None:
    """Write the people of other roles as editors with a type of their own."""
    known = csl_table()["editors"]
    others = {role: people for role, people in custom.items()
              if known.get(role) == "custom" and role not in made.fields}  # fmt: skip
    others |= custom.get("credits") or {}
    free = [name for name in ("editor", "editora", "editorb", "editorc") if name not in made.fields]
    for role in custom.get("not-first") or ():
        if role not in _FIRST and role in made.fields:
            field = free.pop(0)
            made.fields[field] = made.fields.pop(role)
            made.text(f"{field}type", role)
    for (role, people), field in zip(others.items(), free, strict=False):
        made.names(field, map(_name, people))
        made.text(f"{field}type", role or "none")
        if role in (custom.get("et-al") or ()):
            made.fields[field] += " and others"


def cheated(item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the variables that the note gives as ``name: value`` lines, and the rest of the note.

    Names are lines such as ``director: Family || Given``; several give a list of names.
    """
    rest: list[str] = []
    found: dict[str, Any] = {}
    known = {*_plain_fields(), "DOI", "URL", "number", "issue", "page", "publisher", "type"}
    low = {name.lower(): name for name in known}
    roles = {name.lower(): name for name in _name_fields()}
    for line in str(item.get("note", "")).split("\n"):
        match = _CHEATED.fullmatch(line.strip())
        name = match[1].strip().lower().replace(" ", "-") if match else ""
        variable = low.get(name) or low.get(name.replace("-", "_"))
        if (
            match
            and variable
            and variable != "note"
            and (variable == "type" or not item.get(variable))
        ):
            found[variable] = match[2].strip()
        elif match and name in roles and "||" in match[2]:
            family, _, given = match[2].partition("||")
            person = {"family": family.strip(), "given": given.strip()}
            found.setdefault(roles[name], []).append(person)
        elif name not in {"citation-key", "tex.referencetype"}:
            rest.append(line)
    if "note" in item:
        found["note"] = "\n".join(rest).strip()
    return found
