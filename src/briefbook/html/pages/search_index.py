"""The search index: which passages hold a word, in small scripts that a page loads as needed.

``_brief/search/index.js`` lists the pages, the kind of each passage, the number and the prefix of
a chapter, and the parts of the index; a part holds all words that begin alike:
``{"bridge": "0:2,3!;4:1"}`` says that the word is in passages 2 and 3 of page 0, in 3 also in
its name, and in passage 1 of page 4. The passages themselves are those of
:mod:`briefbook.html.pages.page_data`. Numbers are written in base 36.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from briefbook.core.files.writing import write_if_changed
from briefbook.html.pages.page_data import PageData, PagePassage
from briefbook.html.pages.search_words import search_words

#: A part is split by the next letter where it would be larger, in characters.
_LARGEST = 60_000
#: One character for each kind of passage, in ``index.js``.
_SIGNS = {"chapter": "c", "section": "s", "paragraph": "p", "note": "n", "term": "t", "source": "b"}
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def write_search_index(folder: Path, pages: Sequence[PageData]) -> None:
    """Write the index of all pages below ``folder``; remove parts of an earlier one."""
    parts = split_parts(collect_postings(pages))
    written = {folder / "index.js"}
    for number, (_prefix, entries) in enumerate(parts):
        path = folder / f"{number}.js"
        data = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
        write_if_changed(path, f"briefbook.searchPart({number},{data});\n")
        written.add(path)
    index = {
        "pages": [
            [p.key, "".join(_SIGNS.get(x.kind, "x") for x in p.passages), p.number, p.prefix]
            for p in pages
        ],
        "parts": [prefix for prefix, _entries in parts],
    }
    data = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    write_if_changed(folder / "index.js", f"briefbook.searchIndex={data};\n")
    for path in folder.glob("*.js"):
        if path not in written:
            path.unlink()


def collect_postings(pages: Iterable[PageData]) -> dict[str, str]:
    """Return for each word where it is, as the module's text describes it."""
    found: dict[str, list[str]] = defaultdict(list)
    for number, page in enumerate(pages):
        on_page: dict[str, list[str]] = defaultdict(list)
        for position, passage in enumerate(page.passages):
            place = base36(position)
            named = set(search_words(_name(passage)))
            for word in dict.fromkeys(search_words(passage.text)):
                if word not in named:
                    on_page[word].append(place)
            for word in sorted(named):
                on_page[word].append(f"{place}!")
        for word, places in on_page.items():
            found[word].append(f"{base36(number)}:{','.join(places)}")
    return {word: ";".join(places) for word, places in sorted(found.items())}


def _name(passage: PagePassage) -> str:
    # The number of a paragraph or note is not a word that somebody looks for.
    return "" if passage.kind in {"paragraph", "note"} else passage.label


def split_parts(found: dict[str, str]) -> list[tuple[str, dict[str, str]]]:
    """Split words into parts by how they begin; a part's prefix is shared by all its words."""
    groups: dict[str, list[str]] = defaultdict(list)
    for word in found:
        groups[word[:1]].append(word)
    waiting = sorted(groups.items(), reverse=True)
    parts = []
    while waiting:
        prefix, members = waiting.pop()
        size = sum(len(word) + len(found[word]) + 6 for word in members)
        if size <= _LARGEST or len(members) == 1:
            parts.append((prefix, {word: found[word] for word in members}))
            continue
        longer: dict[str, list[str]] = defaultdict(list)
        for word in members:
            longer[word[: len(prefix) + 1]].append(word)
        whole = longer.pop(prefix, [])
        waiting += sorted(longer.items(), reverse=True)
        if whole:
            # The prefix is itself a word; "=" marks a part that holds it alone.
            parts.append((f"{prefix}=", {word: found[word] for word in whole}))
    return parts


def base36(number: int) -> str:
    """Return a number from 0 on in base 36, as JavaScript's ``parseInt(…, 36)`` reads it."""
    digits = ""
    while True:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
        if not number:
            return digits
