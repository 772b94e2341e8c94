"""Records of sources, receipts, bibliographies and tables, without what is cut."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import tomlkit

from briefbook.bibliography.scanning.scanner import scan
from briefbook.packs.cutting.blocks import MystBlock
from briefbook.packs.cutting.deciding import COMMENT
from briefbook.packs.cutting.whole import Whole


def cut_tables(whole: Whole) -> Iterator[tuple[str, str]]:
    """Yield each table with its kept rows, by path: the lines as they are."""
    for path in dict.fromkeys(row.path for row in whole.rows):
        lines = whole.texts[path].splitlines(keepends=True)
        rows = [row for row in whole.rows if row.path == path]
        head = lines[: min(row.start for row in rows)]
        kept = [line for row in rows if not row.cut for line in lines[row.start : row.end]]
        yield path, "".join([*head, *kept])


def cut_bibliographies(whole: Whole) -> Iterator[tuple[str, str]]:
    """Yield each .bib file with its kept entries, and the strings that they use; no comments."""
    for path in sorted(name for name in whole.texts if name.endswith(".bib")):
        text = whole.texts[path]
        works = [w for w in whole.works.values() if w.path == path and not w.cut]
        entries = [text[work.start : work.end] for work in works]
        used = "\n".join(entries)
        strings = [each for name, each in _strings(text) if name in used]
        yield path, "\n\n".join([*strings, *entries]) + "\n"


def _strings(text: str) -> Iterator[tuple[str, str]]:
    blocks = list(scan(text))
    for place, block in enumerate(blocks):
        if block.type == "string" and block.fields:
            following = blocks[place + 1].offset if place + 1 < len(blocks) else len(text)
            end = text.rfind("}", block.offset, following) + 1
            yield block.fields[0].name, text[block.offset : end]


def cut_records(whole: Whole) -> Iterator[tuple[str, str]]:
    """Yield the records of the kept sources, and what the editors say of them."""
    for source in whole.sources.values():
        if not source.cut:
            yield source.path, whole.texts[source.path]
    path = f"{whole.data}/assessments.toml"
    file = whole.root / path
    if file.is_file():
        said = tomlkit.parse(file.read_text(encoding="utf-8"))
        for key in list(said):
            source_of = whole.sources.get(key)
            if source_of is None or source_of.cut:
                del said[key]
        # Comments at the head of the file may speak of any source.
        yield path, tomlkit.dumps(said.unwrap())


def cut_receipts(whole: Whole) -> Iterator[tuple[str, str]]:
    """Yield the receipts of what is kept.

    A receipt for a whole page may concern a part that is cut, and the hash of a figure can be
    guessed: a page that has lost anything keeps none.
    """
    path = f"{whole.records}/receipts.json"
    file = whole.root / path
    if not file.is_file():
        return
    data = json.loads(file.read_text(encoding="utf-8"))
    places = set(_whole_places(whole))
    places |= {row.id for row in whole.rows if row.id and not row.cut}
    kept = [
        receipt for receipt in data.get("receipts", ())
        if _place_of(receipt, places) and _is_kept(whole, str(receipt.get("source")))
    ]  # fmt: skip
    lines = ",\n".join(json.dumps(each, ensure_ascii=False) for each in kept)
    yield path, f'{{"version": {data["version"]}, "receipts": [\n{lines}\n]}}\n'


def _place_of(receipt: dict[str, Any], places: set[str]) -> bool:
    """Return whether a receipt's place is kept; a cell's is the row's with the column behind it."""
    place = str(receipt.get("place"))
    row = place.rpartition("-")[0]
    return place in places or (row in places and row.startswith(("reading-", "event-")))


def _is_kept(whole: Whole, key: str) -> bool:
    return key in whole.sources and not whole.sources[key].cut


def _whole_places(whole: Whole) -> Iterator[str]:
    """Yield pages and ids that have lost nothing, and for which no substitute stands."""
    lost = {i for page in whole.pages for b in page.walk() if b.cut for i in b.ids}
    for page in whole.pages:
        if page.cut:
            continue
        if not any(_has_lost(block) for block in page.blocks):
            yield page.docname
        for block in page.kept():
            if not _has_lost(block):
                yield from (id_ for id_ in block.ids if id_ not in lost)


def _has_lost(block: MystBlock) -> bool:
    return any(each.cut and each.cut != COMMENT for each in block.walk())
