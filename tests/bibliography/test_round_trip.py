"""What a book offers as .bib, CSL-JSON and RIS gives the same references when it is read again."""

from __future__ import annotations

import json
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.bibliography.exchange.bib_text import entry_text
from briefbook.bibliography.exchange.reading import read_exported
from briefbook.bibliography.exchange.ris_writing import ris_text
from briefbook.bibliography.items.conversion import to_csl
from briefbook.bibliography.items.parts import CslItem
from briefbook.bibliography.model import Entry
from briefbook.bibliography.printing.formatting import format_entry
from briefbook.bibliography.printing.labels import label_items
from briefbook.bibliography.reading import read_bib
from briefbook.bibliography.rich_text import plain

FIELDS = {
    "author": "Low, Annie and {Board of Tides and Locks}",
    "subtitle": "Under", "editor": "Sloop, A and others", "translator": "Tarn, T",
    "edition": "4", "volume": "17", "number": "23", "series": "Serial", "pages": "301--309",
    "publisher": "{Quay and Press}", "location": "Portann", "version": "9.8", "note": "Noted",
    "doi": "10.1000/a<1>b", "url": "https://example.org/u", "urldate": "2024-01-02",
    "isbn": "978-3-16-148410-0", "issn": "1234-5679", "eventdate": "1998-01-02",
    "venue": "Venueton",
    "origdate": "1777", "chapter": "31", "part": "19", "volumes": "6", "pagetotal": "640",
    "type": "Kindly", "maintitle": "Mainly", "eprint": "4321.98765", "eprinttype": "arxiv",
    "commentator": "Comm, C", "narrator": "Narr, N", "library": "Shelfy", "origtitle": "Original",
    "editora": "Moor, B", "editoratype": "conductor", "editorb": "Reed, R",
    "editorbtype": "redactor", "shorthand": "LOW", "pubstate": "submitted",
    "shortauthor": "Lows", "date": "1999-03-04",
}  # fmt: skip
TYPES = (
    "article book incollection inproceedings report thesis online misc dataset software legislation"
    " jurisdiction video audio image letter unpublished"
).split()
KINDS = ("bib", "json", "ris")


def again(entry: Entry, item: CslItem, kind: str) -> CslItem:
    text = {
        "bib": lambda: entry_text(entry),
        "json": lambda: json.dumps([item]),
        "ris": lambda: ris_text(item),
    }[kind]()
    out = read_exported(f"sources.{kind}", text.encode())
    assert not out.left_out
    return {**to_csl(out.entries[0]).item, "id": item["id"]}


def words(item: CslItem) -> Counter[str]:
    reference = plain(format_entry(item, label_items([item])[str(item["id"])]))
    return Counter(re.findall(r"\w+", reference.lower()))


@pytest.mark.parametrize("kind", KINDS)
@given(st.sampled_from(TYPES), st.sets(st.sampled_from(sorted(FIELDS)), max_size=9))
def test_a_reference_comes_back_with_all_its_words(kind: str, type_: str, names: set[str]) -> None:
    for pair in (("eprint", "eprinttype"), ("editora", "editoratype"), ("editorb", "editorbtype")):
        names |= set(pair) if names & set(pair) else set()
    body = ", ".join(f"{name} = {{{FIELDS[name]}}}" for name in sorted(names))
    (entry,) = read_bib(f"@{type_}{{k, title = {{Tidal}}, {body}}}").entries
    item = to_csl(entry).item
    assert words(again(entry, item, kind)) == words(item)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "source",
    [
        "@book{k, title={A volume}, maintitle={The whole}, volume={3}, pages={20}, date={1999}}",
        "@inbook{k, title={A part}, booktitle={A volume}, maintitle={The whole}, date={1999}}",
        "@book{k, author={Beek, Lu van}, title={T}, options={useprefix=false}, date={1999}}",
        "@book{k, editor={Low, A}, title={T}, options={useeditor=false}, date={1999}}",
        "@book{k, author={Low, A}, title={T}, year={1947 (Year 36)}}",
        "@video{k, author={Low, A}, title={T}, editor={Moor, B}, editortype={director}}",
        "@music{k, title={T~1}, editor={Moor, B}, editortype={libretto by}, date={1999}}",
        "@article{k, author={Low, A}, title={T}, journaltitle={J}, booktitle={B}, date={1999}}",
        "@online{k, title={T}, url={https://x.example/a https://x.example/b}, date={1999}}",
        "@legislation{k, number={SI 2009/28}, date={1999}}",
    ],
)
def test_what_formats_have_no_field_for_comes_back(source: str, kind: str) -> None:
    (entry,) = read_bib(source).entries
    item = to_csl(entry).item
    assert words(again(entry, item, kind)) == words(item)
