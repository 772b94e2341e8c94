"""Formatted text: what a field, a citation or a reference is after TeX has been read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from briefbook.core.words.labels import label


class Run(NamedTuple):
    """Characters of one format; ``nocase`` keeps their case, ``href`` links them.

    Quotation marks are characters: “ and ” as TeX's input gives them; :func:`quoted` turns
    those inside to the inner ones of the language.
    """

    text: str
    italic: bool = False
    bold: bool = False
    sup: bool = False
    sub: bool = False
    smallcaps: bool = False
    nocase: bool = False
    href: str = ""


RichText = tuple[Run, ...]


def rich(text: str, *, italic: bool = False, href: str = "") -> RichText:
    """Return a text of one format; ``()`` for an empty one."""
    return (Run(text, italic=italic, href=href),) if text else ()


_RAISED = str.maketrans("0123456789+−-=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LOWERED = str.maketrans("0123456789+−-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")


def plain(text: RichText) -> str:
    """Return the plain text; superscript and subscript digits as such: x², H₂O."""
    return "".join(_characters(run) for run in text)


def _characters(run: Run) -> str:
    table = _RAISED if run.sup else _LOWERED if run.sub else {}
    if table and all(ord(sign) in table for sign in run.text):
        return run.text.translate(table)
    return run.text


def joined(runs: Iterable[Run]) -> RichText:
    """Join neighbours of one format and drop empty runs."""
    groups = groupby((run for run in runs if run.text), key=itemgetter(slice(1, None)))
    return tuple(Run("".join(run.text for run in group), *look) for look, group in groups)


def chained(*parts: RichText | str) -> RichText:
    """Join texts and plain strings."""
    runs: list[Run] = []
    for part in parts:
        runs += rich(part) if isinstance(part, str) else part
    return joined(runs)


def between(separator: RichText | str, parts: Iterable[RichText]) -> RichText:
    """Join what is not empty, with a separator between."""
    result: RichText = ()
    for part in parts:
        if part:
            result = chained(result, separator, part) if result else part
    return result


def sentences(parts: Iterable[RichText]) -> RichText:
    """Join parts with full stops; none where a part ends with its own stop or question mark."""
    result: RichText = ()
    for each in parts:
        part = _unended(each)
        if part:
            result = chained(result, " ", part) if result else part
            result = _stopped(result)
    return result


def _unended(text: RichText) -> RichText:
    """Return a text without a comma or semicolon at its end, as careless files have them."""
    if not text or not text[-1].text.rstrip().endswith((",", ";")):
        return text
    return _unended((*text[:-1], text[-1]._replace(text=text[-1].text.rstrip().rstrip(",;")))
                    if text[-1].text.strip(" ,;") else text[:-1])  # fmt: skip


def _stopped(text: RichText) -> RichText:
    end = plain(text).rstrip("”’»“」)")[-1:]
    inside = plain(text)[-1:] in "”’»“」"
    if plain(text)[-1:] in ".?!" or (inside and end in ".?!"):
        return text
    return chained(text, ".")


def italic(text: RichText) -> RichText:
    """Set in italics; what is already in italics becomes upright."""
    return joined(run._replace(italic=not run.italic) for run in text)


def quoted(text: RichText) -> RichText:
    """Put in the quotation marks of the book's language; marks within become its inner ones."""
    before, _, after = label("“{title}”").partition("{title}")
    opening, _, closing = label("‘{title}’").partition("{title}")
    inner = nested(text, ((before, after), (opening, closing)), depth=1)
    return chained(before, joined(inner), after) if text else ()


def nested(text: Iterable[Run], marks: Sequence[tuple[str, str]], depth: int = 0) -> Iterator[Run]:
    """Yield runs whose quotation marks are those of a language, by how deep they stand.

    ``marks`` are its outer and its inner pair. “…” becomes one of them, and so do the outer ones
    where they are typed: « in « … » would close too early for a reader.
    """
    runs = list(text)
    opens, closes = (mark.strip() for mark in marks[0])
    whole = plain(tuple(runs))
    # „ and “ are a pair in German; where “ comes first it opens, as TeX has it.
    own, plain_one = whole.find(opens), whole.find("“")
    if own < 0 or 0 <= plain_one < own:
        opens, closes = "“", "”"
    sign = re.compile(
        rf"(?P<open>{opens}[\s\u00a0\u202f]?|“)|(?P<close>[\s\u00a0\u202f]?{closes}|”)"
        if opens != "“" and closes != "“"
        else rf"(?P<open>{opens})|(?P<close>{closes})"
    )
    inside = 0

    def turned(match: re.Match[str]) -> str:
        nonlocal inside
        if match["open"]:
            inside += 1
            return marks[(depth + inside - 1) % 2][0]
        if not inside:
            return match[0]
        inside -= 1
        return marks[(depth + inside) % 2][1]

    for run in runs:
        yield run._replace(text=sign.sub(turned, run.text))


def stripped(text: RichText, signs: str | None = None) -> RichText:
    """Take blanks (or ``signs``) from both ends."""
    runs = list(text)
    while runs and (kept := runs[0].text.lstrip(signs)) != runs[0].text:
        runs[:1] = [runs[0]._replace(text=kept)] if kept else []
    while runs and (kept := runs[-1].text.rstrip(signs)) != runs[-1].text:
        runs[-1:] = [runs[-1]._replace(text=kept)] if kept else []
    return tuple(runs)


def markup(text: RichText) -> str:
    """Return the text with CSL-JSON's own markup: ``<i>``, ``<sup>``, ``<span …>``.

    ``<`` and ``&`` of the text stay as they are: CSL-JSON has no escapes.
    """
    return "".join(_tagged(run) for run in text)


def _tagged(run: Run) -> str:
    tagged = run.text
    for given, begin, end in _tags(run):
        tagged = f"{begin}{tagged}{end}" if given else tagged
    return tagged


def _tags(run: Run) -> Iterator[tuple[bool, str, str]]:
    yield run.sup, "<sup>", "</sup>"
    yield run.sub, "<sub>", "</sub>"
    yield run.smallcaps, '<span style="font-variant:small-caps;">', "</span>"
    yield run.bold, "<b>", "</b>"
    yield run.italic, "<i>", "</i>"
    yield run.nocase, '<span class="nocase">', "</span>"


_OPENING = {
    "<i>": "italic",
    "<b>": "bold",
    "<sup>": "sup",
    "<sub>": "sub",
    '<span class="nocase">': "nocase",
    '<span style="font-variant:small-caps;">': "smallcaps",
    "<sc>": "smallcaps",
}
_CLOSING = {"i": {"italic"}, "b": {"bold"}, "sup": {"sup"}, "sub": {"sub"}, "sc": {"smallcaps"},
            "span": {"nocase", "smallcaps"}}  # fmt: skip


def from_markup(text: str) -> RichText:
    """Read CSL-JSON's markup back; a tag that is not of it, or not closed, is text."""
    runs: list[Run] = []
    open_looks: list[str] = []
    at = 0
    while at < len(text):
        begin = text.find("<", at)
        if begin < 0:
            begin = len(text)
        runs.append(_looking(text[at:begin], open_looks))
        end = text.find(">", begin)
        tag = text[begin : end + 1] if end >= 0 else ""
        look = _OPENING.get(tag)
        closes = _CLOSING.get(tag[2:-1], set()) if tag.startswith("</") else set()
        if look and f"</{tag[1:-1].split()[0]}>" in text[end:]:
            open_looks.append(look)
        elif closes and open_looks and open_looks[-1] in closes:
            open_looks.pop()
        elif begin < len(text):
            runs.append(_looking("<", open_looks))
            end = begin
        at = end + 1 if end >= begin else begin + 1
    return joined(runs)


def _looking(text: str, looks: list[str]) -> Run:
    return Run(text, **dict.fromkeys(looks, True))  # type: ignore[arg-type]  # names of flags


def has_words(runs: Iterable[Run]) -> bool:
    """Return whether pieces have a letter or digit."""
    return any(re.search(r"\w", run.text) for run in runs)
