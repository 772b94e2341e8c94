"""What other pages can refer to on a page, from its text alone: anchors and terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefbook.anchors.ids.markdown_blocks import chapter_prefix

#: Every way to give ids, as minting knows them: ``{#id …}``, ``(id)=``, ``:name: id``.
_GIVEN = re.compile(
    r"\{[^{}\n]*?#([a-z][a-z0-9-]*)[^{}\n]*\}|^\s*\(([a-z][a-z0-9-]*)\)=|^\s*:name:\s*([a-z][a-z0-9-]*)"
)
_GLOSSARY = re.compile(r"^(?P<fence>[:`]{3,})\{glossary\}\s*(?P<topic>.*)$")
_LONGEST = 160


@dataclass(frozen=True, slots=True)
class PageAnchor:
    """Something that can be linked to; ``line`` counts from 0, ``words`` are its first."""

    id: str
    path: str
    line: int
    words: str


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """An entry of a glossary: its name, its other forms, what it is; ``line`` counts from 0."""

    name: str
    forms: tuple[str, ...]
    topic: str
    definition: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class PageIndex:
    """One page; ``prefix`` is empty where it is not a chapter."""

    path: str
    prefix: str
    anchors: tuple[PageAnchor, ...]
    terms: tuple[GlossaryTerm, ...]


def read_page(path: str, text: str) -> PageIndex:
    """Read a page; ``path`` is its file's, from the book's folder."""
    lines = text.splitlines()
    anchors = tuple(_anchors(path, lines)) if "{" in text or ")=" in text else ()
    terms = tuple(_terms(path, lines)) if "{glossary}" in text else ()
    return PageIndex(path, chapter_prefix(text), anchors, terms)


def _anchors(path: str, lines: Sequence[str]) -> Iterator[PageAnchor]:
    for number, line in enumerate(lines):
        if "#" not in line and ")=" not in line and ":name:" not in line:
            continue
        for match in _GIVEN.finditer(line):
            id_ = next(filter(None, match.groups()))
            rest = _GIVEN.sub("", line).strip()
            following = lines[number + 1].strip() if number + 1 < len(lines) else ""
            yield PageAnchor(id_, path, number, (rest or following).lstrip("# ")[:_LONGEST])


def _terms(path: str, lines: Sequence[str]) -> Iterator[GlossaryTerm]:
    fence = topic = ""
    for number, line in enumerate(lines):
        match = _GLOSSARY.match(line)
        if match:
            fence, topic = match["fence"], match["topic"].strip()
        elif fence and line.strip() == fence:
            fence = ""
        elif fence and line.strip() and not line.startswith((":", " ", "%")):
            after = lines[number + 1] if number + 1 < len(lines) else ""
            if after.lstrip().startswith(":"):
                name, *forms = (part.strip() for part in line.split("|"))
                definition = after.lstrip(" :").strip()
                yield GlossaryTerm(name, tuple(forms), topic, definition, path, number)
