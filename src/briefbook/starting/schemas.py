"""JSON schemas of the TOML files and of front matter, made from what reads them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, get_args, get_origin, get_type_hints

from briefbook.checks.evidence.reviewed import Tick
from briefbook.core.ids import ID
from briefbook.core.tables.assessments import PROSE, REQUIRED
from briefbook.core.tables.vocabularies import terms
from briefbook.sources.bibliography.kinds import source_kinds
from briefbook.sources.records.record import (
    KINDS,
    Block,
    LeftOut,
    OriginalFile,
    SourceRecord,
)
from briefbook.sources.records.rights import RIGHTS
from briefbook.starting.schemas_of_plans import packs_schema, shelf_schema

Schema = dict[str, Any]
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
#: Fields that are not fields of the file.
_INSIDE = frozenset({"path", "_by_locator"})
#: Fields whose values are a closed list, by class and name.
_CLOSED = {(SourceRecord, "rights"): RIGHTS, (Block, "kind"): KINDS}
#: Without which a file is refused.
_REQUIRED: Mapping[type, tuple[str, ...]] = {
    SourceRecord: ("key", "rights"),
    Block: ("locator", "kind", "sha256"),
    LeftOut: ("sha256",),
    OriginalFile: ("sha256",),
    Tick: tuple(each.name for each in fields(Tick)),
}


def source_schema() -> Schema:
    """Return the schema of ``sources/KEY.toml``."""
    schema = _table(SourceRecord)
    schema["properties"]["kind"] = {"enum": ["", *source_kinds()]}
    return _named("The record of a source", schema)


def assessments_schema() -> Schema:
    """Return the schema of ``docs/data/assessments.toml``: a table for each source."""
    prose = {"type": ["string", "integer", "array"], "items": {"type": "string"}}
    grades = {name: {"enum": list(terms(name))} for name in ("reliability", "credibility")}
    table = {
        "type": "object",
        "properties": {**grades, **dict.fromkeys(PROSE, prose)},
        "required": list(REQUIRED),
        "additionalProperties": False,
    }
    return _named("Assessments of sources", {"type": "object", "additionalProperties": table})


def reviewed_schema() -> Schema:
    """Return the schema of ``sources/reviewed.toml``."""
    rows = {"type": "array", "items": _table(Tick)}
    return _named("What a person has read", {"type": "object", "properties": {"reviewed": rows}})


def front_matter_schema() -> Schema:
    """Return the schema of the fields of a page's front matter that briefbook reads."""
    prefix = {
        "type": "string",
        "pattern": f"^{ID.pattern}$",
        "description": "Begins the ids of the chapter's paragraphs; never changed.",
    }
    source = {"type": "string", "description": "The key of the source that the chapter is about."}
    own = {"type": "boolean", "description": "All words are the editors' own: nothing is cited."}
    mark = {"type": "string", "description": "The handling mark of the page, such as TLP:AMBER."}
    fields_of_it = {"prefix": prefix, "source": source, "own": own, "handling": mark}
    return _named("Front matter of a page", {"type": "object", "properties": fields_of_it})


SCHEMAS: Mapping[str, Callable[[], Schema]] = {
    "source": source_schema,
    "assessments": assessments_schema,
    "reviewed": reviewed_schema,
    "front-matter": front_matter_schema,
    "packs": lambda: _named("The packs of a book", packs_schema()),
    "shelf": lambda: _named("The books of a shelf", shelf_schema()),
}


def schema_text(name: str) -> str:
    """Return a schema as a file holds it."""
    return json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=1) + "\n"


def _named(title: str, schema: Schema) -> Schema:
    return {"$schema": _DIALECT, "title": title, **schema}


def _table(cls: type) -> Schema:
    hints = get_type_hints(cls)
    properties = {
        each.name: _value(cls, each.name, hints[each.name])
        for each in fields(cls)
        if each.name not in _INSIDE
    }
    return {
        "type": "object",
        "properties": properties,
        "required": list(_REQUIRED.get(cls, ())),
        "additionalProperties": False,
    }


def _value(cls: type, name: str, hint: Any) -> Schema:
    if closed := _CLOSED.get((cls, name)):
        return {"enum": list(closed)}
    if hint is str:
        return {"type": "string", **({"pattern": "^[0-9a-f]{64}$"} if name == "sha256" else {})}
    if hint is int:
        return {"type": "integer", "minimum": 0}
    if get_origin(hint) is tuple:
        return {"type": "array", "items": _value(cls, "", get_args(hint)[0])}
    return _table(hint)
