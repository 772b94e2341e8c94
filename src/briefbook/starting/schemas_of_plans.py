"""JSON schemas of ``packs.toml`` and ``shelf.toml``: what a pack cuts, which books a shelf has."""

from __future__ import annotations

from typing import Any

from briefbook.packs.plan import CUT_KEYS

Schema = dict[str, Any]
_NAME = "^[a-z][a-z0-9-]*$"
_TEXT: Schema = {"type": "string"}
_TEXTS: Schema = {"type": "array", "items": _TEXT}


def packs_schema() -> Schema:
    """Return the schema of ``docs/packs.toml``: a table for each pack."""
    pack = _table(
        {
            "mark": {**_TEXT, "description": "The highest mark that the pack may hold."},
            "title": _TEXT,
            "recipients": _TEXTS,
            "gaps": {**_TEXT, "description": "Printed in place of each paragraph that is cut."},
            "leaning": {"enum": ["", "stop", "cut"]},
            "add": {**_TEXTS, "description": "Ids that are kept whatever their mark."},
            "cut": _table(dict.fromkeys(CUT_KEYS, _TEXTS)),
            "settings": {"type": "object", "additionalProperties": _TEXT},
        },
        required=("mark",),
    )
    top = {"marks": _TEXTS, "unmarked": _TEXT}
    return {
        "type": "object",
        "properties": top,
        "patternProperties": {f"^(?!(?:{'|'.join(top)})$)[a-z][a-z0-9-]*$": pack},
        "additionalProperties": False,
    }


def shelf_schema() -> Schema:
    """Return the schema of ``shelf.toml``."""
    books = {
        "type": "object",
        "patternProperties": {_NAME: {**_TEXT, "description": "The folder of the book."}},
        "additionalProperties": False,
        "minProperties": 1,
    }
    return _table(
        {
            "title": _TEXT,
            "url": {**_TEXT, "description": "Where the library will be published."},
            "language": {**_TEXT, "pattern": "^([a-z]{2,3}([-_][A-Za-z0-9]+)*)?$"},
            "outputs": _TEXTS,
            "books": books,
        },
        required=("books",),
    )


def _table(properties: Schema, *, required: tuple[str, ...] = ()) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }
