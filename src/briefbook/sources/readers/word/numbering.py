"""The numbers that Word gives to paragraphs: which list, which level, which figure."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from briefbook.sources.readers.word.markup import XmlElement, attribute, child, name_of, value

_UNNUMBERED = ("bullet", "none", "")


@dataclass(slots=True)
class Numbering:
    """Counts the items of each list as Word does: a higher level begins the lower ones anew."""

    levels: dict[str, dict[int, XmlElement]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    starts: dict[tuple[str, int], int] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    _begun: set[str] = field(default_factory=set)

    def number(self, list_id: str, level: int) -> int:
        """Return the number of the next item of a list; 0 where its sign is a bullet."""
        abstract = self.lists.get(list_id, "")
        described = self.levels.get(abstract, {}).get(level)
        counts = self._counts[abstract or list_id]
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        own = self.starts.get((list_id, level))
        if own is not None and list_id not in self._begun:
            counts.pop(level, None)
        self._begun.add(list_id)
        start = own if own is not None else _whole(value(described, "w:start"), 1)
        counts[level] = counts.get(level, start - 1) + 1
        return 0 if value(described, "w:numFmt") in _UNNUMBERED else counts[level]


def read_numbering(part: XmlElement | None) -> Numbering:
    """Read ``numbering.xml``; there may be none."""
    numbering = Numbering()
    for each in part if part is not None else ():
        if name_of(each) == "w:abstractNum":
            numbering.levels[attribute(each, "abstractNumId")] = {
                _whole(attribute(level, "ilvl"), 0): level
                for level in each
                if name_of(level) == "w:lvl"
            }
        elif name_of(each) == "w:num":
            identifier = attribute(each, "numId")
            numbering.lists[identifier] = value(each, "w:abstractNumId")
            for override in each:
                start = child(override, "w:startOverride")
                if start is not None:
                    level = _whole(attribute(override, "ilvl"), 0)
                    numbering.starts[identifier, level] = _whole(attribute(start, "val"), 1)
    return numbering


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isdecimal() else otherwise
