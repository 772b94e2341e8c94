"""The effect of a Word document's styles on a paragraph or a run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from briefbook.sources.readers.word.markup import (
    XmlElement,
    attribute,
    child,
    name_of,
    switch,
    texts,
    value,
)

#: The names that Word keeps in English whatever its language; a name may go on ("List Bullet 2").
_KINDS = (
    ("title", "headline"),
    ("subtitle", "standfirst"),
    ("heading", "heading"),
    ("list", "item"),
    ("caption", "caption"),
    ("quote", "quote"),
    ("intense quote", "quote"),
    ("block text", "quote"),
    ("quotations", "quote"),
    ("toc", "contents"),
    ("html preformatted", "code"),
    ("source code", "code"),
)
#: A longer chain of styles, each based on the next, is taken for a circle.
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class Styles:
    """The styles by id, the default of paragraphs, and the usual size in half points."""

    by_id: dict[str, XmlElement] = field(default_factory=dict)
    default: str = ""
    size: int = 20

    def chain(self, style: str) -> Iterator[XmlElement]:
        """Yield a style and those it is based on, nearest first."""
        for _ in range(_DEEPEST):
            found = self.by_id.get(style)
            if found is None:
                return
            yield found
            style = value(found, "w:basedOn")

    def kind(self, paragraph: XmlElement) -> str:
        """Return what a paragraph's style makes it, e.g. ``heading``; empty where it is plain."""
        for style in self.chain(style_of(paragraph) or self.default):
            name = " ".join(value(style, "w:name").lower().replace("-", " ").split())
            for start, kind in _KINDS:
                if re.match(rf"{start}\b", name) or re.match(rf"{start}\d", name):
                    return kind
        return ""

    def outline(self, paragraph: XmlElement) -> int:
        """Return the level of a heading from 1, or 0: what Word's outline shows."""
        level = value(paragraph, "w:pPr", "w:outlineLvl")
        for style in self.chain(style_of(paragraph) or self.default):
            level = level or value(style, "w:pPr", "w:outlineLvl")
            if match := re.match(r"heading (\d)", value(style, "w:name").lower()):
                level = level or str(int(match[1]) - 1)
        return int(level) + 1 if level.isdigit() and int(level) < 9 else 0

    def numbering(self, paragraph: XmlElement) -> tuple[str, int] | None:
        """Return the list that a paragraph belongs to and its level there, or ``None``."""
        own = [child(paragraph, "w:pPr", "w:numPr")]
        own += [
            child(style, "w:pPr", "w:numPr")
            for style in self.chain(style_of(paragraph) or self.default)
        ]
        found = next((value(each, "w:numId") for each in own if value(each, "w:numId")), "")
        level = next((value(each, "w:ilvl") for each in own if value(each, "w:ilvl")), "0")
        return (found, int(level)) if found not in ("", "0") and level.isdigit() else None

    def on(self, name: str, run: XmlElement, paragraph: XmlElement | None) -> bool:
        """Return whether a run has a property such as ``w:vanish``, of itself or by its styles."""
        own = switch(run, "w:rPr", name)
        if own is not None:
            return own
        for style in (value(run, "w:rPr", "w:rStyle"), style_of(paragraph)):
            for each in self.chain(style):
                said = switch(each, "w:rPr", name)
                if said is not None:
                    return said
        return False

    def set_apart(self, paragraph: XmlElement) -> bool:
        """Return whether a whole paragraph is bold, underlined, in capitals or larger than usual.

        So are the headings of those who use no styles.
        """
        runs = [run for run in paragraph.iter() if name_of(run) == "w:r" and "".join(texts(run))]
        return bool(runs) and all(self._stands_out(run, paragraph) for run in runs)

    def _stands_out(self, run: XmlElement, paragraph: XmlElement) -> bool:
        if any(self.on(name, run, paragraph) for name in ("w:b", "w:caps", "w:smallCaps")):
            return True
        line, size = value(run, "w:rPr", "w:u"), value(run, "w:rPr", "w:sz")
        return line not in ("", "none") or (size.isdecimal() and int(size) > 1.15 * self.size)

    def raised(self, run: XmlElement) -> str:
        """Return ``superscript``, ``subscript`` or nothing."""
        own = value(run, "w:rPr", "w:vertAlign")
        chain = self.chain(value(run, "w:rPr", "w:rStyle"))
        found = own or next(filter(None, (value(s, "w:rPr", "w:vertAlign") for s in chain)), "")
        if found in ("superscript", "subscript"):
            return found
        # Set higher and smaller by hand.
        shift, size = value(run, "w:rPr", "w:position"), value(run, "w:rPr", "w:sz")
        smaller = (size.isdecimal() and int(size) < self.size) or _is_figure(run)
        if not smaller or not shift.lstrip("-").isdecimal() or not int(shift):
            return ""
        return "superscript" if int(shift) > 0 else "subscript"


def _is_figure(run: XmlElement) -> bool:
    """Tell a figure that LibreOffice sets higher and leaves as large as it is."""
    return re.fullmatch(r"[-−+]?\d{1,3}|[-−+]", "".join(run.itertext()).strip()) is not None


def read_styles(part: XmlElement | None) -> Styles:
    """Read ``styles.xml``; there may be none."""
    by_id: dict[str, XmlElement] = {}
    default = ""
    for style in part if part is not None else ():
        if name_of(style) == "w:style":
            identifier = attribute(style, "styleId")
            by_id[identifier] = style
            paragraph = attribute(style, "type") == "paragraph"
            if paragraph and attribute(style, "default").lower() in ("1", "true", "on"):
                default = identifier
    said = value(child(part, "w:docDefaults", "w:rPrDefault", "w:rPr"), "w:sz")
    for style in Styles(by_id).chain(default):
        said = value(style, "w:rPr", "w:sz") or said
    return Styles(by_id, default, int(said) if said.isdecimal() else 20)


def style_of(paragraph: XmlElement | None) -> str:
    """Return the id of a paragraph's style; empty where it has none of its own."""
    return value(paragraph, "w:pPr", "w:pStyle")
