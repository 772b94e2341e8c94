"""What an entry takes over by crossref, xdata and entryset."""

from __future__ import annotations

from briefbook.bibliography.inheritance import inherit
from briefbook.bibliography.model import Entry
from briefbook.bibliography.reading import read_bib


def entries(source: str) -> dict[str, Entry]:
    read = inherit(read_bib(source, "x.bib"))
    assert not read.findings
    return {entry.key: entry for entry in read.entries}


def findings(source: str) -> list[str]:
    return [str(finding) for finding in inherit(read_bib(source, "x.bib")).findings]


def test_a_parent_s_title_is_its_child_s_booktitle_whatever_the_order() -> None:
    talk = entries("""
        @inproceedings{talk, title={Talk}, crossref={proc}}
        @proceedings{proc, title={Quays}, subtitle={Papers}, editor={Low, A}, date={1990},
                     shorttitle={Q}}
    """)["talk"]
    assert (talk.get("title"), talk.get("booktitle")) == ("Talk", "Quays")
    assert (talk.get("booksubtitle"), talk.get("editor")) == ("Papers", "Low, A")
    assert talk.get("date") == "1990" and not talk.get("shorttitle", "subtitle")
    assert talk.fields["date"].inherited


def test_titles_go_up_by_the_types_of_both() -> None:
    read = entries("""
        @mvbook{works, title={Works}, author={Low, Ann}}
        @book{one, title={Ropes}, crossref={works}, volume={1}}
        @inbook{part, title={Knots}, crossref={one}}
        @periodical{issue, title={Tides}, date={2001}}
        @article{paper, title={Ebb}, crossref={issue}}
    """)
    assert read["one"].get("maintitle") == "Works"
    part = read["part"]
    assert [part.get(name) for name in ("title", "booktitle", "maintitle", "bookauthor")] == [
        "Knots", "Ropes", "Works", "Low, Ann",
    ]  # fmt: skip
    assert read["paper"].get("journaltitle") == "Tides"


def test_an_entry_s_own_date_stands_for_all_of_it() -> None:
    read = entries("""
        @collection{whole, title={W}, year={1999}, month={5}}
        @incollection{own, title={A}, crossref={whole}, date={2000}}
        @incollection{month, title={B}, crossref={whole}, month={6}}
    """)
    assert not read["own"].get("year", "month")
    assert (read["month"].get("year"), read["month"].get("month")) == ("1999", "6")


def test_xdata_gives_its_fields_and_is_no_work() -> None:
    read = entries("""
        @book{a, title={A}, xdata={press, town}}
        @xdata{press, publisher={Quay}, xdata={more}}
        @xdata{more, note={N}}
        @xdata{town, location={Port Ann}}
    """)
    assert list(read) == ["a"]
    assert [read["a"].get(n) for n in ("publisher", "location", "note")] == [
        "Quay",
        "Port Ann",
        "N",
    ]


def test_one_field_of_an_xdata_can_be_named() -> None:
    houses = "@xdata{quay-houses, publisher={Quay}, location={Port Ann}}\n"
    book = entries(houses + "@book{a, title={T}, publisher={xdata=quay-houses-publisher}}")["a"]
    assert (book.get("publisher"), book.get("location")) == ("Quay", "")
    (said,) = findings(houses + "@book{a,\n title={T},\n publisher={xdata=none-publisher}}")
    assert said.startswith("x.bib:4: a: publisher = 'none' is not in the bibliography")


def test_xref_inherits_nothing() -> None:
    read = entries("@book{a, title={A}, publisher={Q}} @inbook{b, title={B}, xref={a}}")
    assert not read["b"].get("publisher", "booktitle")


def test_a_set_has_its_members() -> None:
    read = entries("@set{both, entryset={a, b}} @book{b, title={B}} @book{a, title={A}}")
    assert [member.get("title") for member in read["both"].members] == ["A", "B"]


def test_a_circle_and_a_missing_parent_are_told_with_their_line() -> None:
    assert findings("@book{a, crossref={b}}\n@book{b, crossref={a}, title={B}}") == [
        (
            "x.bib:2: b: it inherits from itself (a → b → a); remove one crossref or xdata "
            "[brief.bib_parent]"
        )
    ]
    assert findings("@book{a,\n crossref={gone}}\n@set{s, entryset={lost}}") == [
        (
            "x.bib:2: a: crossref = 'gone' is not in the bibliography; add it or correct the key "
            "[brief.bib_parent]"
        ),
        (
            "x.bib:3: s: entryset = 'lost' is not in the bibliography; add it or correct the key "
            "[brief.bib_parent]"
        ),
    ]


def test_an_entry_that_is_its_own_parent_ends() -> None:
    assert len(findings("@book{a, crossref={a}, title={A}}")) == 1
    assert len(findings("@xdata{a, xdata={a}}\n@book{b, xdata={a}}")) == 1
