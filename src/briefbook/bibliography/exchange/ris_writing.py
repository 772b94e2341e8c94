"""CSL-JSON items as RIS."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from briefbook.bibliography.dates.words import edtf, from_csl_date
from briefbook.bibliography.exchange.lines_beside import lines_beside
from briefbook.bibliography.items.parts import CslItem
from briefbook.bibliography.persons import family_of
from briefbook.bibliography.rich_text import from_markup, plain


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("ris_writing.toml").read_text("utf-8"))


def ris_text(item: CslItem) -> str:
    """Return a reference: one tag a line, ``TY`` first and ``ER`` last."""
    return "".join(f"{tag}  - {' '.join(value.split())}\n" for tag, value in _tags(item))


def _tags(item: CslItem) -> Iterator[tuple[str, str]]:
    table, kind = _table(), str(item.get("type", ""))
    yield "TY", table["types"].get(kind, "GEN")
    yield "ID", str(item["id"])
    written = {"id", "type", "custom", "issued", "accessed", "page"}
    for variable, by_type in table["names"].items():
        tag = by_type if isinstance(by_type, str) else by_type.get(kind, by_type["default"])
        # A film's AU are its directors; whoever else made it is named in a note.
        directed = variable == "author" and item.get("director") and kind != "thesis"
        if not tag or directed:
            continue
        yield from ((tag, ris_name(name)) for name in item.get(variable, ()))
        written.add(variable)
    for tag, variables in table["tags"].items():
        variable = variables.get(kind, variables.get("default", ""))
        if tag == "PB" and not item.get(variable):
            variable = variables["default"]  # a court may stand as who publishes its judgment
        if value := plain(from_markup(str(item.get(variable, "")))):
            yield tag, value
        written.add(variable)
    yield from _dates(item)
    first, _, last = str(item.get("page", "")).partition("-")
    yield from ((tag, value) for tag, value in (("SP", first), ("EP", last)) if value)
    custom: Mapping[str, Any] = item.get("custom", {})
    for said, name in (("Archived at", "archive-url"), ("SHA-256", "sha256")):
        if custom.get(name):
            yield "N1", f"{said} {custom[name]}"
    yield from (("UR", address) for address in custom.get("other-urls", ()))
    yield from (("N1", line) for line in lines_beside(item, written))
    yield "ER", ""


def ris_name(name: Mapping[str, str]) -> str:
    """Return ``Bell, Ann, Jr.``; a body ends with a comma, which keeps it whole."""
    family, given = family_of(name), name.get("given", "")
    given = f"{given} {name.get('dropping-particle', '')}".strip()
    if name.get("literal") or not (given and name.get("family")):
        return f"{family}," if " " in family else family
    return ", ".join(part for part in (family, given, name.get("suffix", "")) if part)


def _dates(item: CslItem) -> Iterator[tuple[str, str]]:
    issued = from_csl_date(item.get("issued", {}), str(item.get("custom", {}).get("edtf", "")))
    date = edtf(issued) or issued.literal
    if year := re.match(r"-?\d{4}", date):
        yield "PY", year[0]
    if date:
        whole = re.fullmatch(r"\d{4}(?:-\d\d){0,2}", date)
        # RIS has slashes, and room for a day; what is finer or vaguer stays as it is.
        yield "DA", date.replace("-", "/") if whole else date
    if seen := edtf(from_csl_date(item.get("accessed", {}))):
        yield "Y2", seen.replace("-", "/")
