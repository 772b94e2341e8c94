"""The content of a paragraph of a Word document: its runs, and what is not part of its text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from briefbook.sources.readers.word.fields import OpenFields
from briefbook.sources.readers.word.formulas import formula_text
from briefbook.sources.readers.word.markup import (
    XmlElement,
    attribute,
    child,
    chosen,
    name_of,
    switch,
    texts,
)
from briefbook.sources.readers.word.styles import Styles
from briefbook.sources.readers.word.symbols import from_private_use, symbol
from briefbook.sources.reading.article import TextRun
from briefbook.sources.reading.raised import raised

#: Elements around runs that change nothing of what is read.
_TRANSPARENT = frozenset(
    "w:ins w:moveTo w:smartTag w:customXml w:bdo w:dir w:sdtContent w:fldSimple w:rubyBase".split()
)
_DELETED = {"w:del": "deleted text", "w:moveFrom": "text moved away"}
_SIGNS = {
    "w:tab": " ", "w:ptab": " ", "w:cr": "\n", "w:br": "\n", "w:noBreakHyphen": "-",
    "w:softHyphen": "",
}  # fmt: skip


@dataclass(slots=True)
class ParagraphText:
    """A paragraph's text as runs, with the text boxes that hang on it and what is left out.

    A line break is a line feed in the text of a run.
    """

    runs: list[TextRun] = field(default_factory=list)
    boxes: list[XmlElement] = field(default_factory=list)
    left_out: list[tuple[str, str]] = field(default_factory=list)

    def leave_out(self, reason: str, text: str) -> None:
        """Note words that are not part of the text; those for one reason in a row are one."""
        if self.left_out and self.left_out[-1][0] == reason:
            self.left_out[-1] = (reason, self.left_out[-1][1] + text)
        else:
            self.left_out.append((reason, text))


@dataclass(slots=True)
class InlineReader:
    """Reads paragraphs; the fields that are open stay open from one to the next.

    ``labels`` are what the marks of notes show, by kind and id as in ``footnote 2``.
    """

    styles: Styles
    links: Mapping[str, str]
    labels: Mapping[str, str]
    fields: OpenFields = field(default_factory=OpenFields)
    _raised: str = ""
    _paragraph: XmlElement | None = None

    def read(self, paragraph: XmlElement) -> ParagraphText:
        """Return what a paragraph, or a part of one, holds."""
        passage = ParagraphText()
        self._paragraph = paragraph
        self._walk(paragraph, passage, "")
        return passage

    def _walk(self, element: XmlElement, passage: ParagraphText, link: str) -> None:
        for each in element:
            name = name_of(each)
            if name == "w:r":
                self._run(each, passage, link)
            elif name in _TRANSPARENT:
                self._walk(each, passage, link)
            elif name == "w:hyperlink":
                self._walk(each, passage, self.links.get(attribute(each, "id"), link))
            elif name == "w:sdt":
                self._control(each, passage, link)
            elif name in _DELETED:
                passage.leave_out(_DELETED[name], "".join(texts(each)))
            elif name in ("m:oMath", "m:oMathPara"):
                self._put(passage, formula_text(each), "", "")
            elif name == "mc:AlternateContent" and (branch := chosen(each)) is not None:
                self._walk(branch, passage, link)

    def _control(self, control: XmlElement, passage: ParagraphText, link: str) -> None:
        if switch(control, "w:sdtPr", "w:showingPlcHdr"):
            passage.leave_out("placeholder", "".join(texts(control)))
        else:
            self._walk(control, passage, link)

    def _run(self, run: XmlElement, passage: ParagraphText, link: str) -> None:
        unread = self._unread(run)
        style = self._style(run)
        height = self.styles.raised(run)
        font = attribute(child(run, "w:rPr", "w:rFonts"), "ascii")
        own_mark = False
        for each in run:
            name = name_of(each)
            if own_mark and name in ("w:t", "w:sym"):
                passage.leave_out("mark of a note", _text(each, name, font))
            elif name in ("w:t", "w:delText") or name in _SIGNS or name == "w:sym":
                text = _text(each, name, font)
                if unread:
                    passage.leave_out(unread, text)
                else:
                    self._put(passage, text, style, link, height)
            elif name == "w:fldChar":
                self.fields.mark(each)
            elif name == "w:instrText":
                self.fields.instruct(each.text or "")
            elif name in ("w:footnoteReference", "w:endnoteReference"):
                self._mark(each, passage, name[2:].removesuffix("Reference"))
                # Such a mark is typed after the reference, not counted.
                own_mark = attribute(each, "customMarkFollows").lower() in ("1", "true", "on")
            elif name == "w:ruby":
                self._ruby(each, passage, link)
            else:
                self._drawing(each, passage)

    def _unread(self, run: XmlElement) -> str:
        """Return why the words of a run are left out; nothing where they are read."""
        if self.styles.on("w:vanish", run, self._paragraph):
            return "hidden text"
        struck = any(self.styles.on(name, run, None) for name in ("w:strike", "w:dstrike"))
        return "struck text" if struck else ""

    def _style(self, run: XmlElement) -> str:
        if self.styles.on("w:b", run, None):
            return "strong"
        return "em" if self.styles.on("w:i", run, None) else ""

    def _put(
        self, passage: ParagraphText, text: str, style: str, link: str, height: str = ""
    ) -> None:
        if reason := self.fields.reason:
            passage.leave_out(reason, text)
            return
        if height and not text.isspace():
            # Word may part one index into several runs; they are raised together.
            last = passage.runs[-1] if passage.runs else None
            if last and last.target == f"\0{height}":
                passage.runs[-1] = TextRun(last.text + text, last.style, last.target)
            else:
                passage.runs.append(TextRun(text, style, f"\0{height}"))
            return
        link = link or self.fields.link
        passage.runs.append(TextRun(text, "link" if link else style, link))

    def _mark(self, reference: XmlElement, passage: ParagraphText, kind: str) -> None:
        label = self.labels.get(f"{kind} {attribute(reference, 'id')}", "")
        if label and not self.fields.reason:
            passage.runs.append(TextRun("", "note", label))

    def _ruby(self, ruby: XmlElement, passage: ParagraphText, link: str) -> None:
        base, reading = child(ruby, "w:rubyBase"), child(ruby, "w:rt")
        if base is not None:
            self._walk(base, passage, link)
        if reading is not None:
            passage.leave_out("reading above the line", "".join(texts(reading)))

    def _drawing(self, element: XmlElement, passage: ParagraphText) -> None:
        """Look for text boxes and the words that describe a picture, each alternative once."""
        name = name_of(element)
        if name == "w:txbxContent":
            passage.boxes.append(element)
            return
        if name == "mc:AlternateContent":
            branch = chosen(element)
            inside: Iterable[XmlElement] = branch if branch is not None else ()
        else:
            inside = element
        if name == "wp:docPr" and attribute(element, "descr"):
            passage.leave_out("description of a picture", attribute(element, "descr") + " ")
        for each in inside:
            self._drawing(each, passage)


def final_runs(runs: Iterable[TextRun]) -> list[TextRun]:
    """Return runs with what is raised or lowered as the characters for it."""
    final = []
    for run in runs:
        if run.target.startswith("\0"):
            text = raised(run.text, lowered=run.target == "\0subscript")
            final.append(TextRun(text, run.style))
        else:
            final.append(run)
    return final


def _text(element: XmlElement, name: str, font: str) -> str:
    if name == "w:sym":
        code = attribute(element, "char")
        try:
            return symbol(int(code, 16), attribute(element, "font"))
        except ValueError:
            return "\ufffd"
    if name == "w:br" and attribute(element, "type") in ("page", "column"):
        return " "
    if name in _SIGNS:
        return _SIGNS[name]
    return from_private_use(element.text or "", font)
