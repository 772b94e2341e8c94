"""Word's fields: an instruction, then the words that it gave when it was last carried out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefbook.sources.readers.word.markup import XmlElement, attribute

_LINK = re.compile(r'\s*HYPERLINK\s+"([^"]+)"')
_LISTS = re.compile(r"\s*(TOC|TOA|INDEX)\b")
_LISTED = {"TOC": "table of contents", "TOA": "table of authorities", "INDEX": "index"}


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    shown: bool = False


@dataclass(slots=True)
class OpenFields:
    """The fields that are open at a place of the document; they may go over paragraphs."""

    _stack: list[_Field] = field(default_factory=list)

    def mark(self, element: XmlElement) -> None:
        """Take in a ``w:fldChar``."""
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            self._stack.append(_Field())
        elif kind == "separate" and self._stack:
            self._stack[-1].shown = True
        elif kind == "end" and self._stack:
            self._stack.pop()

    def instruct(self, text: str) -> None:
        """Take in a part of an instruction."""
        if self._stack:
            self._stack[-1].instruction += text

    @property
    def reason(self) -> str:
        """Why words at this place are not part of the text; empty where they are."""
        if any(not each.shown for each in self._stack):
            return "field code"
        lists = [match[1] for each in self._stack if (match := _LISTS.match(each.instruction))]
        return _LISTED[lists[0]] if lists else ""

    @property
    def link(self) -> str:
        """The web address of the link that is open at this place, or nothing."""
        found = [match[1] for each in self._stack if (match := _LINK.match(each.instruction))]
        return found[-1] if found else ""
