"""The blocks of a Word document in order: paragraphs, items, tables, what text boxes hold."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial

from briefbook.core.words.text import tidy
from briefbook.sources.readers.word.inline import InlineReader, ParagraphText, final_runs
from briefbook.sources.readers.word.markup import (
    XmlElement,
    attribute,
    child,
    chosen,
    name_of,
    switch,
    texts,
    value,
)
from briefbook.sources.readers.word.numbering import Numbering
from briefbook.sources.readers.word.styles import Styles
from briefbook.sources.readers.word.tables import cells_of, is_layout, rows_of
from briefbook.sources.reading.article import Omission, Piece, table_text
from briefbook.sources.reading.runs import spell_out

_TRANSPARENT = frozenset("w:ins w:moveTo w:smartTag w:customXml w:sdtContent".split())
_DELETED = {"w:del": "deleted text", "w:moveFrom": "text moved away"}
#: Lines of a poem or an address are no longer than this, and there are three or more.
_LONGEST_VERSE, _LEAST_LINES = 60, 3


@dataclass(slots=True)
class BlockReader:
    """Walks over what holds paragraphs and tables, and gathers the pieces."""

    styles: Styles
    numbering: Numbering
    inline: InlineReader
    pieces: list[Piece] = field(default_factory=list)
    left_out: list[Omission] = field(default_factory=list)
    embedded: int = 0
    #: What was read of a paragraph that goes on in the next.
    _begun: ParagraphText | None = None
    #: Whether this is the cell of a table that places text: what is there is no heading.
    _placed: bool = False

    def walk(self, container: XmlElement) -> None:
        """Read everything inside an element, in order."""
        for each in container:
            name = name_of(each)
            if name == "w:p":
                self._paragraph(each)
            elif name == "w:tbl":
                self._table(each)
            elif name == "w:sdt":
                self._control(each)
            elif name in _TRANSPARENT:
                self.walk(each)
            elif name in _DELETED:
                self.leave_out(_DELETED[name], "".join(texts(each)))
            elif name == "mc:AlternateContent" and (branch := chosen(each)) is not None:
                self.walk(branch)
            elif name == "w:altChunk":
                self.embedded += 1

    def text_of(self, container: XmlElement) -> str:
        """Return the text of an element's paragraphs and tables in one line."""
        return self.spelt(container).text

    def spelt(self, container: XmlElement) -> Piece:
        """Return the same as a paragraph, with its links and emphasis where it has only one."""
        inner = BlockReader(self.styles, Numbering(), self.inline)
        inner.walk(container)
        self.left_out += inner.left_out
        self.embedded += inner.embedded
        runs = inner.pieces[0].runs if len(inner.pieces) == 1 else ()
        return Piece("paragraph", " ".join(piece.text for piece in inner.pieces), runs=runs)

    def leave_out(self, reason: str, text: str) -> None:
        """Note words that are not part of the article."""
        if text.strip():
            self.left_out.append(Omission(reason, tidy(text)))

    def _control(self, control: XmlElement) -> None:
        gallery = value(control, "w:sdtPr", "w:docPartObj", "w:docPartGallery").lower()
        if gallery == "table of contents":
            self.leave_out(gallery, "".join(texts(control)))
        elif switch(control, "w:sdtPr", "w:showingPlcHdr"):
            self.leave_out("placeholder", "".join(texts(control)))
        else:
            self.walk(control)

    def _paragraph(self, paragraph: XmlElement) -> None:
        passage = self.inline.read(paragraph)
        if self._begun:
            begun, self._begun = self._begun, None
            passage.runs[:0] = begun.runs
            passage.boxes[:0] = begun.boxes
            passage.left_out[:0] = begun.left_out
        if passage.runs and _goes_on(paragraph):
            self._begun = passage
            return
        text, runs = spell_out(final_runs(passage.runs))
        kind = self.styles.kind(paragraph)
        for reason, words in passage.left_out:
            self.leave_out(reason, words)
        if kind == "contents":
            self.leave_out("table of contents", text)
        elif text:
            lines = _lines("".join(run.text for run in passage.runs))
            plain = Piece("text", text, runs=runs, lines=lines)
            self.pieces.append(self._piece(paragraph, kind, plain))
        for box in passage.boxes:
            self.walk(box)

    def _piece(self, paragraph: XmlElement, kind: str, piece: Piece) -> Piece:
        """Return a paragraph as what its style, its outline and its list make of it."""
        level = self.styles.outline(paragraph)
        if kind in ("headline", "standfirst", "caption", "code"):
            return replace(piece, kind=kind)
        if kind == "heading" or level:
            return replace(piece, kind="heading", level=level or 1)
        numbered = self.styles.numbering(paragraph)
        if numbered:
            return replace(piece, kind="item", number=self.numbering.number(*numbered))
        apart = not self._placed and self.styles.set_apart(paragraph)
        return replace(piece, kind=kind or ("text" if apart else "paragraph"))

    def _table(self, table: XmlElement) -> None:
        if is_layout(table):
            placed, self._placed = self._placed, True
            for cell in cells_of(table):
                self.walk(cell)
            self._placed = placed
            return
        rows = rows_of(table, self.text_of, partial(self.leave_out, "deleted text"))
        if rows:
            text = table_text(rows)
            self.pieces.append(Piece("table", text, rows=rows))


def _goes_on(paragraph: XmlElement) -> bool:
    """Return whether a paragraph's end is deleted, or it is the large first letter of the next."""
    dropped = attribute(child(paragraph, "w:pPr", "w:framePr"), "dropCap")
    return dropped not in ("", "none") or child(paragraph, "w:pPr", "w:rPr", "w:del") is not None


def _lines(text: str) -> tuple[str, ...]:
    lines = tuple(filter(None, map(tidy, text.split("\n"))))
    verse = len(lines) >= _LEAST_LINES and max(map(len, lines)) <= _LONGEST_VERSE
    return lines if verse else ()
