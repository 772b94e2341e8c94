"""Metadata from what reference managers export."""

from __future__ import annotations

import json

import pytest

from adding import Adder, article

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
        ("x.bib", "@misc{a, title = {x\n", "does not parse: "),
        ("x.json", "{", "does not parse: "),
        ("x.json", "[]", "holds no entry"),
        ("x.json", "[3]", "does not parse: "),
        ("x.ris", "nothing", "holds no entry"),
    ],
)
def test_a_broken_export_is_refused(adder: Adder, name: str, text: str, says: str) -> None:
    done = adder.run(adder.file("a.txt", article()), "--from-bib", adder.file(name, text))
    assert done.status == 2
    assert says in done.err
    assert done.err.count("\n") == 1
