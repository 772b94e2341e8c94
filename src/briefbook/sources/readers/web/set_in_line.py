"""Elements within a line of text: emphasis, links, raised figures, marks of notes, formulas."""

from __future__ import annotations

import re
from typing import Any

from briefbook.core.words.text import tidy, word_count
from briefbook.sources.readers.web.elements import names, seen_text
from briefbook.sources.readers.web.formulas import formula
from briefbook.sources.readers.web.looks import looks_like, tex_of
from briefbook.sources.readers.web.walk import ElementVisitors, Unit, Walk
from briefbook.sources.reading.article import Omission
from briefbook.sources.reading.raised import raised

_STYLES = {
    "strong": "strong", "b": "strong", "em": "em", "i": "em", "cite": "em", "dfn": "em",
    "var": "em", "code": "code", "kbd": "code", "samp": "code", "tt": "code",
}  # fmt: skip
_OPENING_MARKS = "\"'“”„«»‘‚「『"
#: Not raised figures but marks, though they lead nowhere: [12], [citation needed], *.
_LOOSE_MARK = re.compile(r"\[[^\]]{1,30}\](?:\s*\[[^\]]{1,30}\])*|[*†‡§]{1,3}")
_NUMBERED_MARK = re.compile(r"\(?\d{1,3}\)?(?:\s*[,–-]\s*\(?\d{1,3}\)?)*")
_ENDED = re.compile(r"[.,;:!?][”’»\"]?$")
_MARK_NAME = re.compile(r"footnote|noteref|fn-?ref|reference\b", re.IGNORECASE)


def _break(walk: Walk, _element: Any) -> None:
    if walk.flat:
        walk.line.add_space()
    else:
        walk.line.add_break()


def _emphasis(walk: Walk, element: Any) -> None:
    with walk.styled(_STYLES[element.tag]):
        walk.inside(element)


def _link(walk: Walk, element: Any) -> None:
    if label := walk.notes.marks.get(element):
        walk.call(label)
        _mark(walk, element)
        return
    if element in walk.notes.back:
        _mark(walk, element)
        return
    address = element.get("href") or ""
    if not address or address.startswith("#"):
        # A link within the page, to a heading perhaps, leads nowhere else.
        walk.inside(element)
        return
    with walk.styled("link", address if re.match(r"https?://", address) else ""):
        walk.inside(element)


def _mark(walk: Walk, element: Any) -> None:
    """Leave out the mark of a note: it is no part of the word that it stands at."""
    walk.drop(element, "note mark")


def _raised(walk: Walk, element: Any) -> None:
    links = list(element.iter("a"))
    text = tidy(seen_text(element))
    if links and all(link in walk.notes.marks or link in walk.notes.back for link in links):
        for link in links:
            _link(walk, link)
    elif looks_like(element) == "sup" and _is_loose_mark(walk, element, text):
        _mark(walk, element)
    elif links or element in walk.blocks:
        walk.inside(element)
    else:
        # At the start of a word it is not raised above anything.
        at_word = bool(walk.line.last_word)
        walk.text(raised(text, lowered=looks_like(element) == "sub") if at_word else text)


def _is_loose_mark(walk: Walk, element: Any, text: str) -> bool:
    if _LOOSE_MARK.fullmatch(text) or _MARK_NAME.search(names(element)):
        return True
    # Nothing is raised above the end of a sentence but the mark of a note.
    return bool(_NUMBERED_MARK.fullmatch(text) and _ENDED.search(walk.line.last_word))


def _quoted(walk: Walk, element: Any) -> None:
    marked = tidy(seen_text(element))[:1] in _OPENING_MARKS
    within = sum(above.tag == "q" for above in element.iterancestors())
    before, after = ("", "") if marked else "‘’" if within % 2 else "“”"
    walk.text(before)
    walk.inside(element)
    walk.text(after)


def _reading(walk: Walk, element: Any) -> None:
    """Leave out the reading above a word (ruby), and the brackets for browsers without ruby."""
    if element.tag != "rp":
        walk.drop(element, "reading above a word")


def _formula(walk: Walk, element: Any) -> None:
    walk.text(formula(element))


def _picture(walk: Walk, element: Any) -> None:
    if tex := tex_of(element):
        _formula_picture(walk, element, tex)
        return
    text = tidy(element.get("alt") or "")
    figure = next(element.iterancestors("figure"), None)
    told = figure is not None and next(figure.iter("figcaption"), None) is not None
    if word_count(text) > 1 and not told:
        walk.units.append(Unit(element, None, Omission("description of a picture", text)))


def _formula_picture(walk: Walk, element: Any, tex: str) -> None:
    parent = element.getparent()
    if parent is None or next(parent.iter("math"), None) is None:
        walk.text(tex)


def _script(walk: Walk, element: Any) -> None:
    walk.text(tex_of(element))


def _drawing(walk: Walk, element: Any) -> None:
    """Name what a drawing says of itself; the words in it stand wherever it draws them."""
    title = next(element.iter("title"), None)
    said = (title.text if title is not None else "") or element.get("aria-label") or ""
    if word_count(text := tidy(said)) > 1 and element.get("aria-hidden") != "true":
        walk.units.append(Unit(element, None, Omission("description of a picture", text)))


def _fallback(walk: Walk, element: Any) -> None:
    """Take the pictures that a page has for readers without scripts, once."""
    parent = element.getparent()
    others = () if parent is None else parent.iter("img")
    told = {img.get("alt") for img in others if element not in img.iterancestors()}
    for img in element.iter("img"):
        if img.get("alt") not in told:
            _picture(walk, img)


IN_LINE: ElementVisitors = {
    **dict.fromkeys(_STYLES, _emphasis),
    **dict.fromkeys(("sup", "sub"), _raised),
    **dict.fromkeys(("rt", "rp", "rtc"), _reading),
    "a": _link, "br": _break, "q": _quoted, "math": _formula, "img": _picture, "script": _script,
    "svg": _drawing, "noscript": _fallback,
}  # fmt: skip
