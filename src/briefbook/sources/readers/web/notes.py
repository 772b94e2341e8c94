"""The article's own notes: which marks lead to which, and where their words stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from briefbook.core.words.text import tidy
from briefbook.sources.readers.web.elements import is_element, names

_MARK = re.compile(
    r"[\[(]?\s*(?:\d{1,3}|[a-z]|[ivxl]{1,5}|[*†‡§¶]{1,3}"
    r"|(?:(?:foot|end)?note|fn\.?|ref\.?) ?\d{1,3})\s*[\])]?"
)
_NOTE_LIKE = re.compile(
    r"(?:foot|end)?note|\bfn|\bref|cite|reference|sdfoot|ftn|_edn", re.IGNORECASE
)
_BACK = re.compile(
    r"[\s\[(]*(?:[↩↑^⤴⬆⏎↵⇧▲]\ufe0e?|back(?: to (?:text|article|top))?"
    r"|jump (?:up|back)(?: to.*)?|return(?: to text)?)?[\s\])]*",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:side-?notes?|margin-?notes?|footnotes?__note|foot-?note-(?:content|text|body))"
    r"(?:$|\s)",
    re.IGNORECASE,
)
_LINES = frozenset("p li dd span em strong".split())
_HOLDERS = frozenset("li p dd div aside section td blockquote tr".split())
#: Longer than this is no note but what holds them all.
_LONGEST = 3000


@dataclass(frozen=True, slots=True)
class Notes:
    """Marks by their link's element, notes by the element that holds their words."""

    marks: dict[Any, str] = field(default_factory=dict)
    texts: dict[Any, str] = field(default_factory=dict)
    back: frozenset[Any] = frozenset()
    #: Notes whose words stand in the line, where their mark is: they have no link.
    beside: frozenset[Any] = frozenset()


def find_notes(root: Any) -> Notes:
    """Find the links that are marks of notes, and the notes that they lead to."""
    ids: dict[str, Any] | None = None
    marks: dict[Any, str] = {}
    texts: dict[Any, str] = {}
    for link in root.iter("a"):
        target = (link.get("href") or "").partition("#")[2]
        if not target or not _is_mark(link):
            continue
        if ids is None:
            ids = {
                i: e
                for e in root.iter()
                if is_element(e)
                for i in (e.get("id"), e.get("name"))
                if i
            }
        holder = _holder(ids.get(target))
        if holder is None or link in set(holder.iter("a")) or _precedes(holder, link):
            continue
        label = texts.setdefault(holder, str(len(texts) + 1))
        marks[link] = label
    back = frozenset(link for holder in texts for link in _back_links(holder))
    beside = frozenset(note for note in _notes_beside(root) if note not in texts)
    for note in root.iter("span", "small", "aside") if beside else ():
        if note in beside:
            texts[note] = str(len(texts) + 1)
    calls = {link: label for link, label in marks.items() if link not in back}
    return Notes(calls, texts, back, beside)


def _notes_beside(root: Any) -> Iterator[Any]:
    """Yield the elements in lines of text that are notes, shown in the margin or on a touch."""
    for element in root.iter("span", "small", "aside"):
        said = element.get("class")
        if said and _BESIDE.search(said) and re.search(r"\w{2}\W", "".join(element.itertext())):
            above = element.getparent()
            if above is not None and above.tag in _LINES:
                yield element


def _is_mark(link: Any) -> bool:
    text = tidy("".join(link.itertext())).lower()
    if not _MARK.fullmatch(text):
        return False
    parent = link.getparent()
    near = [link, parent, *link.iter("sup")]
    raised = any(each is not None and each.tag in {"sup", "sub"} for each in near)
    said = " ".join(
        [names(link), link.get("href") or "", names(parent) if parent is not None else ""]
    )
    return raised or "noteref" in said or bool(_NOTE_LIKE.search(said))


def _holder(target: Any) -> Any:
    """Return the block in which a note's words stand."""
    if target is None:
        return None
    for element in (target, *target.iterancestors()):
        if element.tag in _HOLDERS:
            text = "".join(element.itertext())
            if len(text) > _LONGEST:
                return None
            if re.search(r"\w{2}", text):
                return element
    return None


def _precedes(holder: Any, link: Any) -> bool:
    """Tell whether the place is the text that a note's own link leads back to."""
    text = tidy(" ".join(holder.itertext()))
    return any(
        _is_mark(other) and other is not link for other in holder.iter("a")
    ) and not re.match(r"\W*(?:\d{1,3}|[a-z*†‡↩↑^])\b|\W*[↩↑^]", text)


def _back_links(holder: Any) -> Iterator[Any]:
    for link in holder.iter("a"):
        text = tidy("".join(link.itertext()))
        if "#" in (link.get("href") or "") and (
            _BACK.fullmatch(text) or _MARK.fullmatch(text.lower())
        ):
            yield link
