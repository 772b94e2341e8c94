"""JSON with one entry a line, which people can compare and Git can merge."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from briefbook.core.files.text_files import TextError


def dump_lines(head: Mapping[str, Any], tables: Mapping[str, Mapping[str, Any]]) -> str:
    """Return one JSON object: ``head`` as it is, then each table, sorted, one entry a line."""
    parts = [f"{_compact(name)}: {_compact(value)}" for name, value in head.items()]
    for name, table in tables.items():
        rows = (f"{_compact(key)}: {_compact(table[key])}" for key in sorted(table))
        body = ",\n".join(rows)
        parts.append(f"{_compact(name)}: {{\n{body}\n}}" if body else f"{_compact(name)}: {{}}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def parse_json(text: str) -> Any:
    """Return what a JSON text holds; raise :class:`TextError` with the line where it is none."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        if not text.strip():
            raise TextError(0, "the file is empty") from None
        raise TextError(error.lineno, f"column {error.colno}: not JSON: {error.msg}") from None
    except RecursionError:
        raise TextError(0, "nested too deeply to be read") from None
    except ValueError:  # A number of more digits than Python reads.
        raise TextError(0, "a number is too long") from None


def line_of_entry(text: str, key: str) -> int:
    """Return the line (from 1) on which :func:`dump_lines` put an entry; 0 where it is not."""
    lead = f"{_compact(key)}: "
    place = 0 if text.startswith(lead) else text.find(f"\n{lead}") + 1
    return text.count("\n", 0, place) + 1 if place or text.startswith(lead) else 0


def _compact(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
