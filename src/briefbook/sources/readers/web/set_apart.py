"""Elements that stand apart: headings, lists, quotations, code, tables, captions, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from briefbook.core.words.text import tidy, word_count
from briefbook.sources.readers.web.elements import UNSEEN, is_element, seen_text
from briefbook.sources.readers.web.line import InlineCollector
from briefbook.sources.readers.web.looks import looks_like, numbers_lines
from briefbook.sources.readers.web.tables import is_layout, table_rows
from briefbook.sources.readers.web.walk import Context, ElementVisitors, Walk
from briefbook.sources.reading.article import Piece, table_text

_CAPTION = re.compile(r"(?:^|[\s_-])caption(?:$|[\s_-]|text)", re.IGNORECASE)
_LONGEST_CAPTION = 120
#: A heading with more words is a paragraph set in large letters.
_LONGEST_HEADING = 40
_NUMBER = re.compile(r"-?\d{1,6}")


def _heading(walk: Walk, element: Any) -> None:
    held = walk.contexts[-1].kind in {"quote", "item"}
    if held or word_count(seen_text(element)) > _LONGEST_HEADING:
        with walk.apart(element), walk.styled("strong"), walk.in_one():
            walk.flow(element)
        return
    with walk.apart(element, Context("heading", level=int(looks_like(element)[1]))), walk.in_one():
        walk.flow(element)


def _list(walk: Walk, element: Any) -> None:
    ordered = element.tag == "ol"
    # One that is counted down begins with as many as it has items.
    step = -1 if element.get("reversed") is not None else 1
    number = _number(element, "start", 1 if step == 1 else len(element.findall("li")))
    walk.flush()
    walk.text(element.text)
    for item in element:
        if is_element(item) and item.tag == "li" and not walk.reason_to_drop(item):
            number = _number(item, "value", number)
            _item(walk, item, max(number, 1) if ordered else 0)
            number += step
        elif is_element(item) and item.tag not in UNSEEN:
            walk.child(item)
        walk.text(item.tail)
    walk.flush()


def _number(element: Any, name: str, default: int) -> int:
    value = (element.get(name) or "").strip()
    return int(value) if _NUMBER.fullmatch(value) else default


def _item(walk: Walk, item: Any, number: int) -> None:
    if item in walk.notes.texts:
        walk.note(walk, item)
    elif walk.flat:
        walk.line.add("; " if walk.line.text and item.getprevious() is not None else " ")
        walk.flow(item)
    else:
        quoted = walk.contexts[-1].kind == "quote"
        with walk.apart(item, Context("quote") if quoted else Context("item", number)):
            walk.flow(item)


def _definitions(walk: Walk, element: Any) -> None:
    """Set each term before its meaning, in one item."""
    if walk.flat:
        walk.flow(element)
        return
    walk.flush()
    walk.text(element.text)
    walk.flush()
    for part in element.iter("dt", "dd"):
        if next(part.iterancestors("dl"), None) is not element:
            continue
        if part.tag == "dt":
            _end_item(walk, part)
            _term(walk, part)
        elif any(child in walk.blocks for child in part):
            _meaning(walk, part)
        else:
            walk.flow(part)
            _end_item(walk, part)
    _end_item(walk, element)


def _meaning(walk: Walk, part: Any) -> None:
    """Set what a meaning begins with beside its term, and the blocks in it below."""
    walk.text(part.text)
    begun, ended = bool(tidy(part.text or "")), False
    for child in part:
        if is_element(child) and child.tag not in UNSEEN:
            if child in walk.blocks and not ended:
                ended = True
                beside = child.tag == "p" and not begun and not walk.reason_to_drop(child)
                if beside := beside and not any(each in walk.blocks for each in child):
                    walk.flow(child)
                _end_item(walk, part)
                if not beside:
                    walk.child(child)
            else:
                walk.child(child)
                begun = True
        walk.text(child.tail)
    walk.flush()


def _term(walk: Walk, part: Any) -> None:
    with walk.in_one(), walk.styled("strong"):
        walk.flow(part)
    if walk.line.text and not walk.line.text.endswith((":", "?", "!", ".")):
        walk.line.add(":")
    walk.line.add_space()


def _end_item(walk: Walk, part: Any) -> None:
    """Close the line as an item."""
    line, walk.line = walk.line, InlineCollector()
    kind = "quote" if walk.contexts[-1].kind == "quote" else "item"
    with walk.apart(part, Context(kind)):
        walk.line = line


def _quotation(walk: Walk, element: Any) -> None:
    with walk.apart(element, Context("quote")):
        walk.flow(element)


def _preformatted(walk: Walk, element: Any) -> None:
    if walk.flat:
        walk.flow(element)
        return
    walk.flush()
    for each in element.iter():
        if is_element(each) and numbers_lines(each):
            walk.drop(each, "line numbers")
    raw = "".join(_with_breaks(element)).strip("\n")
    lines = tuple(line.rstrip() for line in raw.expandtabs(4).splitlines())
    if text := tidy(" ".join(lines)):
        walk.add(element, Piece("code", text, lines=lines))


def _with_breaks(element: Any) -> Iterator[str]:
    if element.tag == "br":
        yield "\n"
    yield element.text or ""
    for child in element:
        if is_element(child) and child.tag not in UNSEEN and not numbers_lines(child):
            yield from _with_breaks(child)
        yield child.tail or ""


def _table(walk: Walk, element: Any) -> None:
    if is_layout(element):
        walk.inside(element)
        return
    walk.flush()
    for caption in element.findall("caption"):
        _caption(walk, caption)
    rows = table_rows(element, lambda cell: _cell(walk, cell))
    text = table_text(rows)
    if text and walk.flat:
        walk.line.add(text)
    elif text:
        walk.add(element, Piece("table", text, rows=rows))
    for part in element:
        # What stands between the rows belongs to no cell.
        walk.text(part.tail)


def _cell(walk: Walk, cell: Any) -> str:
    row = cell.getparent()
    for each in (cell, row, row.getparent()):
        if each.tag != "table" and (reason := walk.reason_to_drop(each)):
            walk.drop(cell, reason)
            return ""
    line, walk.line = walk.line, InlineCollector()
    with walk.in_one():
        walk.flow(cell)
    text = walk.line.text
    walk.line = line
    return text


def _caption(walk: Walk, element: Any) -> None:
    with walk.apart(element, Context("caption")), walk.in_one():
        walk.flow(element)


def _container(walk: Walk, element: Any) -> None:
    said = element.get("class")
    if said and said.startswith("MsoList"):
        # Word sets the points of its lists as paragraphs.
        with walk.apart(element, Context("item")):
            walk.flow(element)
    elif said and _is_caption(said) and word_count(seen_text(element)) <= _LONGEST_CAPTION:
        _caption(walk, element)
    else:
        walk.inside(element)


@lru_cache(maxsize=4096)
def _is_caption(said: str) -> bool:
    return bool(_CAPTION.search(said))


def draw_note(walk: Walk, element: Any) -> None:
    """Draw one of the article's own notes, in one piece."""
    label = walk.notes.texts[element]
    if element in walk.notes.beside:
        _note_beside(walk, element, label)
        return
    with walk.apart(element, Context("note", int(label), label=label)), walk.in_one():
        walk.flow(element)


def _note_beside(walk: Walk, element: Any, label: str) -> None:
    """Draw a note whose words stand in the line where its mark is."""
    walk.call(label)
    if walk.flat:
        walk.line.add(" (")
        walk.flow(element)
        walk.line.add(") ")
        return
    line, walk.line = walk.line, InlineCollector()
    held = walk.hold()
    with walk.apart(element, Context("note", int(label), label=label)), walk.in_one():
        walk.flow(element)
    walk.release(held)
    walk.line = line


def _ignored(_walk: Walk, _element: Any) -> None:
    """Pass over what has no text."""


APART: ElementVisitors = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), _list),
    **dict.fromkeys(("pre", "listing", "xmp"), _preformatted),
    **dict.fromkeys(("p", "div", "span", "section", "address", "td"), _container),
    **dict.fromkeys(("col", "colgroup"), _ignored),
    "dl": _definitions, "blockquote": _quotation, "table": _table, "figcaption": _caption,
}  # fmt: skip
