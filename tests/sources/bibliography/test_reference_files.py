"""Metadata from what reference managers export."""

from __future__ import annotations

import json

import pytest

from articles.adding import Adder, article
from briefbook.bibliography.reading import read_bib, read_bib_file

BIB = """@article{bell2024road,
  author = {Bell, Ann and {The \\& Desk} and Carl D{\\"o}rn},
  title = {Officials on the road},
  journal = {The Paper}, year = 2024, month = nov,
  url = {https://paper.example/a}, language = {english}
}
"""
RIS = """TY  - NEWS
ID  - bell2024road
AU  - Bell, Ann
AU  - Dörn, Carl
TI  - Officials on the road
JO  - The Paper
DA  - 2024/11/05/
UR  - https://paper.example/a
LA  - en
ER  -
"""
CSL = json.dumps(
    [
        {
            "id": "bell2024road",
            "type": "article-newspaper",
            "title": "Officials on the road",
            "author": [{"family": "Bell", "given": "Ann"}, {"literal": "The Desk"}],
            "container-title": "The Paper",
            "issued": {"date-parts": [[2024, 11, 5]]},
            "URL": "https://paper.example/a",
            "language": "en-GB",
        }
    ]
)


@pytest.mark.parametrize(
    ("name", "text", "authors", "date"),
    [
        ("export.bib", BIB, ("Ann Bell", "The & Desk", "Carl Dörn"), "2024-11"),
        ("export.ris", RIS, ("Ann Bell", "Carl Dörn"), "2024-11-05"),
        ("export.json", CSL, ("Ann Bell", "The Desk"), "2024-11-05"),
    ],
)
def test_an_export_gives_key_and_metadata(
    adder: Adder, name: str, text: str, authors: tuple[str, ...], date: str
) -> None:
    export = adder.file(name, text)
    done = adder.run(adder.file("a.txt", article()), "--from-bib", export)
    assert done.status == 0, done.err
    record = adder.record("bell2024road")
    assert record.title == "Officials on the road"
    assert (record.authors, record.publisher) == (authors, "The Paper")
    assert (record.date, record.date_basis) == (date, "stated")
    assert (record.url, record.language) == ("https://paper.example/a", "en")


def test_of_several_entries_the_title_or_the_key_decides(adder: Adder) -> None:
    other = BIB.replace("bell2024road", "other").replace("Officials on", "Nobody on")
    export = adder.file("export.bib", BIB + other)
    path = adder.file("a.txt", article())
    adder.run(path, "--from-bib", export, "--dry-run")
    assert adder.run(path, "--from-bib", export, "--dry-run").out.startswith("bell2024road: ")
    assert adder.run(path, "--from-bib", export, "--key", "other").status == 0
    unknown = adder.file("b.txt", article(title="Another title", start=9))
    done = adder.run(unknown, "--from-bib", export)
    assert done.status == 2
    assert "has 2 entries and none for 'Another title'; name one with --key" in done.err


def test_an_entry_that_the_book_has_already_is_kept(adder: Adder) -> None:
    (adder.root / "references.bib").write_text(BIB, encoding="utf-8")
    path = adder.file("a.txt", article())
    done = adder.run(path, "--from-bib", "references.bib", "--key", "bell2024road")
    assert done.status == 0, done.err
    assert (adder.root / "references.bib").read_text(encoding="utf-8") == BIB
    assert adder.record("bell2024road").publisher == "The Paper"


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        (
            "x.bib",
            "@misc{a, title = {x\n",
            "x.bib:1: a: column 18: the brace that opens here is not closed",
        ),
        ("x.json", "{", "x.json:1: is not JSON: "),
        ("x.json", "[]", "holds no entry"),
        ("x.json", "[3]", "x.json:1: cannot be read"),
        ("x.ris", "nothing", "holds no entry"),
    ],
)
def test_a_broken_export_is_refused(adder: Adder, name: str, text: str, says: str) -> None:
    done = adder.run(adder.file("a.txt", article()), "--from-bib", adder.file(name, text))
    assert done.status == 2
    assert says in done.err
    assert done.err.count("\n") == 1


REPORT = """@report{tb, author = {M{\\"u}ller, Ann and {Board of Tides and Locks}},
  editor = {Sloop, A},
  title = {A report}, subtitle = {With a subtitle}, institution = {Tide Board}, number = {TB-1},
  type = {Research Report}, volume = {4}, date = {2020-05-03}, doi = {10.1000/TB1},
  location = {Port Ann}, pages = {3--9}, url = {https://example.org/z}, urldate = {2024-01-02},
  file = {/home/ann/tb.pdf}}
"""


def entry(adder: Adder, key: str) -> tuple[str, dict[str, str]]:
    """Return the type and the fields of an entry in references.bib."""
    found = {each.key: each for each in read_bib_file(adder.root / "references.bib").entries}[key]
    return found.type, {name: field.value for name, field in found.fields.items()}


def test_an_export_keeps_the_type_and_every_field_that_it_has(adder: Adder) -> None:
    export = adder.file("export.bib", REPORT)
    done = adder.run(adder.file("a.txt", article()), "--from-bib", export)
    assert done.status == 0, done.err
    kind, fields = entry(adder, "tb")
    assert kind == "report"
    said = read_bib(REPORT).entries[0].fields
    assert {name: fields[name] for name in said if name != "file"} == {
        name: field.value for name, field in said.items() if name != "file"
    }
    assert "file" not in fields
    assert done.err == f"briefbook: {export}: not taken over: file (1)\n"
    assert adder.record("tb").kind == "report"


def test_no_date_is_invented(adder: Adder) -> None:
    adder.run(
        adder.file("a.txt", article()), "--key", "k", "--url", "https://paper.example/a",
        "--archive-url", "https://archive.example/x",
    )  # fmt: skip
    _, fields = entry(adder, "k")
    assert not {"urldate", "date", "archivedate"} & set(fields)


def test_the_editor_s_words_go_before_those_of_the_export(adder: Adder) -> None:
    export = adder.file("export.bib", REPORT)
    adder.run(
        adder.file("a.txt", article()), "--from-bib", export, "--title", "Another title",
        "--date", "2021", "--author", "Board of Tides and Locks", "--accessed", "2024-02-03",
        "--field", "edition=2",
    )  # fmt: skip
    kind, fields = entry(adder, "tb")
    assert (kind, fields["title"], fields.get("subtitle")) == ("report", "Another title", None)
    assert (fields["date"], fields["urldate"], fields["edition"]) == ("2021", "2024-02-03", "2")
    assert (fields["author"], fields["number"]) == ("{Board of Tides and Locks}", "TB-1")


def test_all_entries_of_an_export_come_at_once(adder: Adder) -> None:
    (adder.root / "references.bib").write_text("@book{low, title = {Other}}\n", encoding="utf-8")
    other = "@book{low, title = {One}}\n@online{broken, title = {x\n@misc{roe, title = {Three}}\n"
    export = adder.file("export.bib", BIB + REPORT + other)
    done = adder.run("--from-bib", export)
    assert done.status == 1
    assert (
        f"briefbook: {export}:13: low: references.bib has another work under this key; " in done.err
    )
    assert f"briefbook: {export}:14: broken: " in done.err
    assert done.out.splitlines() == [
        "bell2024road: @article: Officials on the road",
        "tb: @report: A report: With a subtitle",
        "roe: @misc: Three",
        "3 entries added to references.bib",
        "next: cite a work where you draw on it: {cite:p}`bell2024road{p. 12}`",
    ]
    assert entry(adder, "tb")[0] == "report"
    assert not list((adder.root / "sources").glob("*.toml"))
    again = adder.run("--from-bib", adder.file("again.bib", BIB + REPORT))
    assert (again.status, again.out) == (
        0,
        "0 entries added to references.bib; 2 were there already\n",
    )


def test_an_export_without_keys_gets_keys_once(adder: Adder) -> None:
    export = adder.file("export.ris", RIS.replace("ID  - bell2024road\n", ""))
    assert adder.run("--from-bib", export).out.startswith("bell2024: @article: Officials")
    assert adder.run("--from-bib", export).out.endswith("; 1 was there already\n")


def test_one_entry_by_its_key_becomes_a_source_without_a_text(adder: Adder) -> None:
    done = adder.run("--from-bib", adder.file("export.bib", BIB + REPORT), "--key", "tb")
    assert done.status == 0, done.err
    record = adder.record("tb")
    assert (record.kind, record.title, record.blocks) == ("report", "A report: With a subtitle", ())
    assert not (adder.root / "docs/chapters/tb.md").exists()
    assert entry(adder, "tb")[0] == "report"


def test_what_the_export_does_not_say_comes_from_the_article(adder: Adder) -> None:
    front = "---\nauthor: Ann Bell\ndate: 2024-11-05\n---\n"
    path = adder.file("a.md", front + article().replace("Officials on", "# Officials on", 1))
    bare = "@report{bare, title = {Officials on the road}, year = {2023}}"
    assert adder.run(path, "--from-bib", adder.file("export.bib", bare)).status == 0
    kind, fields = entry(adder, "bare")
    assert (kind, fields["author"], fields["year"]) == ("report", "Bell, Ann", "2023")
    assert "date" not in fields
