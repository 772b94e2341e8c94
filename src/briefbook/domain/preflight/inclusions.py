"""Which files a Markdown text includes, and on which of its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefbook.anchors.ids.markdown_blocks import make_parser

_NAMED = re.compile(r"\{include\}")
_FENCE = re.compile(r"\{include\}[ \t]+(\S.*)")
_ENCODING = re.compile(r"^:encoding:|^encoding:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Inclusion:
    """One ``{include}``: the file as it is named, the line, and whether it has an encoding."""

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
        match = _FENCE.fullmatch(token.info.strip())
        if match and not re.search(r"^:?(?:literal|code):", token.content, re.MULTILINE):
            yield Inclusion(match[1], token.map[0] + 1, bool(_ENCODING.search(token.content)))
        elif token.info.startswith("{"):
            for inner in inclusions(token.content):
                yield Inclusion(inner.name, token.map[0] + 1 + inner.line, inner.encoding)
