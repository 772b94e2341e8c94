"""Which files a Markdown text includes, or has a table from, and on which of its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefbook.anchors.ids.markdown_blocks import make_parser

_NAMED = re.compile(r"\{(?:include|csv-table)\}")
_FENCE = re.compile(r"\{include\}[ \t]+(\S.*)")
_TABLE = re.compile(r"\{csv-table\}.*")
_FILE = re.compile(r"^:?file:[ \t]*(\S.*?)[ \t]*$", re.MULTILINE)
_ENCODING = re.compile(r"^:encoding:|^encoding:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Inclusion:
    """The name of a file, the line that names it, and whether that says its encoding."""

    name: str
    line: int
    encoding: bool


def inclusions(text: str) -> Iterator[Inclusion]:
    """Yield what a text includes; one that is shown as an example is none."""
    if not _NAMED.search(text):
        return
    for token in make_parser().parse(text):
        if token.type not in ("fence", "colon_fence") or token.map is None:
            continue
        info = token.info.strip()
        match = _FILE.search(token.content) if _TABLE.fullmatch(info) else _FENCE.fullmatch(info)
        if match and not re.search(r"^:?(?:literal|code):", token.content, re.MULTILINE):
            yield Inclusion(match[1], token.map[0] + 1, bool(_ENCODING.search(token.content)))
        elif token.info.startswith("{"):
            for inner in inclusions(token.content):
                yield Inclusion(inner.name, token.map[0] + 1 + inner.line, inner.encoding)
