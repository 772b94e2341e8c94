"""Every field that identifies a work is printed, and no entry stops the printing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.bibliography.printing.citing import Cited, format_citation
from briefbook.bibliography.printing.formatting import format_entry
from briefbook.bibliography.printing.labels import label_items
from briefbook.bibliography.rich_text import Run, plain
from printed_works import items

FIELDS = {
    "author": "Low, Annie", "title": "Tidal", "subtitle": "Under", "titleaddon": "Added",
    "editor": "Sloop, A", "translator": "Tarn, T", "edition": "4", "volume": "17", "number": "23",
    "series": "Serial", "pages": "301--309", "publisher": "Quaypress", "location": "Portann",
    "version": "9.8", "note": "Noted", "addendum": "Adding", "howpublished": "Handed",
    "eid": "77001",
    "doi": "10.1000/zz", "url": "https://example.org/u", "urldate": "2024-01-02", "isbn": "978-0-1",
    "issn": "1234-5679", "eventtitle": "Eventful", "venue": "Venueton", "origdate": "1777",
    "chapter": "31", "part": "19", "volumes": "6", "pagetotal": "640", "type": "Kindly",
    "maintitle": "Mainly", "booktitle": "Bookish", "journaltitle": "Journalistic",
    "eprint": "4321.9",
    "eprinttype": "arxiv", "eprintclass": "cs.XX", "institution": "Instituted", "issue": "Lent",
    "issuetitle": "Issuing", "commentator": "Comm, C", "holder": "{Holding}", "library": "Shelfy",
    "origtitle": "Original", "origpublisher": "Origpress",
    "archiveurl": "https://archive.example/u",
    "pubstate": "submitted", "organization": "Organised", "date": "1999-03-04",
}  # fmt: skip
TYPES = (
    "article book mvbook incollection inbook inproceedings proceedings report thesis online misc "
    "patent dataset software legal legislation jurisdiction video audio image standard letter "
    "periodical unpublished manual booklet"
).split()
#: What a field prints, where that is not its own text.
PRINTED = {
    "author": "Low, Annie", "editor": "Sloop", "translator": "Tarn", "commentator": "Comm",
    "holder": "Holding", "edition": "4th", "pages": "301–309", "urldate": "2 January 2024",
    "date": "4 March 1999", "eprinttype": "arXiv",
}  # fmt: skip


def unprinted(kind: str, given: set[str]) -> list[str]:
    """Return which of the fields a reference does not print, and what it should not."""
    given = given | {"title", "author"}
    # A number on a server means nothing without it, nor the other way round.
    given |= {"eprint", "eprinttype"} if any("eprint" in name for name in given) else set()
    body = ", ".join(f"{name} = {{{FIELDS[name]}}}" for name in sorted(given))
    (item,) = items(f"@{kind}{{a, {body}}}")
    text = plain(format_entry(item, label_items([item])["a"]))
    lost = [name for name in given if PRINTED.get(name, FIELDS[name]).lower() not in text.lower()]
    bad = re.findall(r"[\\{}]|\.\.|\?\.|,,| [.,;:]|\(\)", text)
    return [f"@{kind} {name}: {text}" for name in lost + bad]


@pytest.mark.parametrize("kind", TYPES)
def test_every_identifying_field_is_printed(kind: str) -> None:
    assert not [lost for name in FIELDS for lost in unprinted(kind, {name})]
    assert not unprinted(kind, set(FIELDS))


@given(st.sampled_from(TYPES), st.sets(st.sampled_from(sorted(FIELDS))))
def test_fields_do_not_hide_each_other(kind: str, given: set[str]) -> None:
    assert not unprinted(kind, given)


ENTRY_FIELDS = st.dictionaries(
    st.sampled_from([*FIELDS, "year", "month", "crossref", "entryset", "shorthand", "label"]),
    st.text(alphabet="abA{}\\\"'$^_~-/.,;1 2%&=#é“", max_size=16),
    max_size=6,
)


@given(st.lists(st.tuples(st.sampled_from([*TYPES, "set", "xdata"]), ENTRY_FIELDS), max_size=4))
def test_no_entry_stops_the_printing(entries: list[tuple[str, dict[str, str]]]) -> None:
    bodies = [", ".join(f"{name} = {{{value}}}" for name, value in fields.items())
              for _, fields in entries]  # fmt: skip
    found = items("\n".join(
        f"@{kind}{{k{number}, {body}}}"
        for number, ((kind, _), body) in enumerate(zip(entries, bodies, strict=True))
    ))  # fmt: skip
    labels = label_items(found)
    for item in found:
        assert plain(format_entry(item, labels[item["id"]]))
        assert plain(format_citation([Cited(item["id"])], labels))


def test_runs_have_no_case_marks_left() -> None:
    (item,) = items("@book{a, title={The {NATO} of {TeX}}, author={Low, A}}")
    runs = format_entry(item, label_items([item])["a"])
    assert runs[1] == Run("The NATO of TeX", italic=True)
