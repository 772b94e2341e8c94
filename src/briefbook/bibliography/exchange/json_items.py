"""The items of a JSON file, each with the line where it begins."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from briefbook.bibliography.exchange.exported import ExchangeError

_DECODER = json.JSONDecoder()
_BLANK = " \t\r\n"


def parse_json(data: bytes) -> tuple[str, Any]:
    """Return a file's text and its data.

    Raises :class:`ExchangeError` with the line where it is not JSON.
    """
    try:
        text = data.decode("utf-8-sig")
        return text, json.loads(text)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ExchangeError("is not UTF-8; export it as UTF-8", line) from None
    except json.JSONDecodeError as error:
        raise ExchangeError(f"is not JSON: {error.msg}; export it again", error.lineno) from None
    except RecursionError:
        raise ExchangeError("is nested too deeply to be read; export it again") from None


def items_of(text: str, name: str = "") -> Iterator[tuple[int, Any]]:
    """Yield the elements of a JSON list, or of the list ``name`` of a JSON object.

    A text that is one object yields that. Each comes with its line, from 1. Raises
    :class:`ExchangeError` where there is no list.
    """
    start = len(text) - len(text.lstrip(_BLANK))
    if not name and text[start] == "{":
        yield text.count("\n", 0, start) + 1, json.loads(text)
        return
    begin = re.compile(rf'"{re.escape(name)}"\s*:\s*\[' if name else r"\s*\[")
    found = begin.search(text) if name else begin.match(text)
    if found is None:
        raise ExchangeError("holds no list of works; export it again", 1)
    at = found.end()
    line, counted = 1, 0
    while True:
        while text[at] in _BLANK or text[at] == ",":
            at += 1
        if text[at] == "]":
            return
        line += text.count("\n", counted, at)
        counted = at
        item, at = _DECODER.raw_decode(text, at)
        yield line, item
