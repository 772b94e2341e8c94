"""The source register and the indexes, as a reader sees them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from books import MakeBook
from briefbook.sources.records.record_text import make_record_text
from harbour import BOOK, make_record

CHAPTER = """\
---
prefix: m
---
{#m}
# Chapter

{#m-1}
{term}`Émile` met {term}`Zoë` {cite:p}`quill2025{¶ 2}`.

{#m-2}
Only {term}`the mayor <Zoë>` stayed {cite:p}`quill2025{¶ 3}`.[^n]

[^n]: Comment: So says {term}`Ёлкина`.

```{bibliography}
```
"""
PEOPLE = """\
# People

:::{glossary} people

Zoë
: The mayor.

Émile
: A guest.

Ёлкина
: A witness.

Nobody
: Stands nowhere.
:::
"""
BIB = "@article{quill2025, author = {Quill, Ada}, title = {Dockers}, date = {2025-03-11}}\n"
ASSESSMENT = """\
[quill2025]
reliability = "F"
credibility = "2"
named = ["A docker", "A mayor"]
unnamed = "the port authority"
descriptor = "A report <b>from</b> the quay."
"""


def files(page: str, assessment: str = ASSESSMENT) -> dict[str, str]:
    record = make_record(BOOK / "texts" / "quill.txt", "quill2025", "restricted")
    # The .bib file alone has the date, as where an editor found what `briefbook add` did not.
    record = replace(record, date="", date_basis="")
    return {
        "references.bib": BIB,
        "docs/m.md": CHAPTER,
        "docs/people.md": PEOPLE,
        "docs/page.md": f"# Page\n\n{page}\n",
        "docs/data/assessments.toml": assessment,
        "sources/quill2025.toml": make_record_text(record),
    }


def built(make_book: MakeBook, page: str, assessment: str = ASSESSMENT) -> str:
    # Nothing uses one of the entries, which is a warning.
    return make_book(files(page, assessment), clean=False).messages


def test_the_register_is_a_table_of_the_sources_with_their_grades(make_book: MakeBook) -> None:
    page = make_book(files("```{sources}\n```"), clean=False).page("page")
    heads = [th.get_text(strip=True) for th in page.select("thead th")]
    assert heads == ["Source", "Date", "Rights", "Reliability", "Credibility"]
    (row,) = page.select("tbody tr")
    assert [td.get_text("", strip=True) for td in row.select("td")] == [
        "(Quill 2025)", "11 March 2025", "restricted",
        "F (reliability cannot be judged)", "2 (probably true)",
    ]  # fmt: skip
    assert row.select_one("a[href='m.html#ref-quill2025']")


def test_a_source_in_full_says_what_it_is_and_what_it_relies_on(make_book: MakeBook) -> None:
    page = make_book(files("```{sources} quill2025\n```"), clean=False).page("page")
    fields = {
        dt.get_text(strip=True).rstrip(":"): dt.find_next("dd").get_text(" ", strip=True)  # type: ignore[union-attr]
        for dt in page.select("dl.brief-register > dt")
    }
    assert fields["Title"] == "Dockers of Marrow Bay count the cost of a silent harbour"
    assert fields["Extent"].startswith("14 paragraphs, 1 caption, ")
    assert fields["Speakers named"] == "2: A docker; A mayor"
    assert fields["Descriptor"] == "A report <b>from</b> the quay."  # data, never markup
    assert fields["Address"] == "not given"
    assert len(fields["SHA-256 of the file"]) == 64


def test_a_source_whose_items_are_graded_alone_has_no_credibility(make_book: MakeBook) -> None:
    assessment = ASSESSMENT.replace('credibility = "2"\n', "")
    page = make_book(files("```{sources}\n```", assessment), clean=False).page("page")
    cells = [td.get_text("", strip=True) for td in page.select("tbody td")]
    assert cells[3:] == ["F (reliability cannot be judged)", "by item"]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"F"', '"G"', "1: WARNING: [quill2025] reliability = 'G'; expected one of A, B, C"),
        ('"F"', '""', "1: WARNING: [quill2025] reliability is missing"),
        ("named =", "nmaed =", "1: WARNING: [quill2025] nmaed is unknown; expected reliability"),
        ("[quill", "[quil", "no record has this key; did you mean 'quill2025'?"),
        ('"F"', "F", "2: WARNING: column 15: not valid TOML: Invalid value; fix it"),
        ("[quill2025]", "\ufeff[quill2025]", ""),
    ],
)
def test_a_slip_in_the_assessments_is_one_line(
    make_book: MakeBook, old: str, new: str, says: str
) -> None:
    # On however many pages the file is drawn.
    page = "```{sources}\n```\n\n```{sources} quill2025\n```"
    said = built(make_book, page, ASSESSMENT.replace(old, new, 1)).splitlines()
    lines = [line for line in said if "assessments.toml" in line]
    assert len(lines) == bool(says), lines
    assert says in "".join(lines)


def test_a_source_without_a_record_says_which_there_are(make_book: MakeBook) -> None:
    said = built(make_book, "```{sources} quil2025\n```")
    assert "no record has the key 'quil2025'; the records are quill2025" in said


def test_an_index_leads_from_names_to_paragraphs_and_notes(make_book: MakeBook) -> None:
    page = make_book(files("```{index-of} people\n```"), clean=False).page("page")
    index = page.select_one("dl.brief-index")
    assert index is not None
    # As readers look them up: no accents, and other scripts behind.
    assert [dt.get_text(strip=True) for dt in index("dt")] == ["Émile", "Zoë", "Ёлкина"]
    links = [[a["href"] for a in dd("a")] for dd in index("dd")]
    assert links == [["m.html#m-1"], ["m.html#m-1", "m.html#m-2"], ["m.html#m-n-n"]]
    assert index.select_one("dt a")["href"] == "people.html#term-people-emile"  # type: ignore[index]


def test_an_index_of_an_unknown_topic_says_which_there_are(make_book: MakeBook) -> None:
    said = built(make_book, "```{index-of} peopel\n```")
    assert "no glossary has the topic 'peopel'; the topics are people" in said
