"""A record and an entry for every kind of source."""

from __future__ import annotations

import hashlib

import pytest

from articles.adding import Adder, article
from briefbook.bibliography import to_csl
from briefbook.bibliography.items.parts import CslItem
from briefbook.bibliography.reading import read_bib_file
from briefbook.sources.bibliography.kinds import kind_of, source_kinds


def item(adder: Adder, key: str) -> CslItem:
    """Return the CSL item of an entry in references.bib."""
    entries = {each.key: each for each in read_bib_file(adder.root / "references.bib").entries}
    made = to_csl(entries[key])
    assert not made.unmapped and not made.findings
    return made.item


@pytest.mark.parametrize(
    ("kind", "options", "expected"),
    [
        ("book", ["--publisher", "Quay"], {"type": "book", "publisher": "Quay"}),
        ("report", ["--publisher", "Tide Board", "--field", "number=TB-1"],
         {"type": "report", "publisher": "Tide Board", "number": "TB-1"}),
        ("statute", ["--publisher", "Parliament"],
         {"type": "legislation", "authority": "Parliament"}),
        ("resolution", ["--publisher", "UN Security Council", "--field", "number=S/RES/2397"],
         {"type": "legislation", "authority": "UN Security Council", "number": "S/RES/2397",
          "genre": "Resolution"}),
        ("judgment", ["--publisher", "The Court"],
         {"type": "legal_case", "authority": "The Court", "genre": "Judgment"}),
        ("dataset", ["--publisher", "Tide Board", "--field", "version=3"],
         {"type": "dataset", "publisher": "Tide Board", "version": "3"}),
        ("video", ["--url", "https://video.example/1"],
         {"type": "motion_picture", "URL": "https://video.example/1"}),
        ("podcast", [], {"type": "song", "genre": "Podcast"}),
        ("post", ["--publisher", "Telegram", "--field", "number=123"],
         {"type": "post", "number": "123"}),
        ("picture", [], {"type": "graphic"}),
        ("satellite-image", ["--publisher", "Orbit"],
         {"type": "graphic", "genre": "Satellite image", "publisher": "Orbit"}),
        ("interview", ["--field", "interviewer=Carl Dörn"],
         {"type": "interview", "interviewer": [{"family": "Dörn", "given": "Carl"}]}),
        ("leak", [], {"type": "document", "genre": "Leaked document"}),
        ("speech", ["--publisher", "A meeting"], {"type": "speech", "event-title": "A meeting"}),
    ],
)  # fmt: skip
def test_a_source_without_a_file_has_a_record_and_an_entry(
    adder: Adder, kind: str, options: list[str], expected: dict[str, object]
) -> None:
    done = adder.run(
        "--kind", kind, "--key", "k", "--title", "On boats", "--author", "Ann Bell",
        "--date", "2024-11-05", *options,
    )  # fmt: skip
    assert done.status == 0, done.err
    record = adder.record("k")
    assert (record.kind, record.title, record.date) == (kind, "On boats", "2024-11-05")
    assert (record.blocks, record.file.sha256, record.chapter) == ((), "", "")
    found = item(adder, "k")
    assert {name: found.get(name) for name in expected} == expected
    assert not (adder.root / "docs/chapters").exists() or not list(
        (adder.root / "docs/chapters").glob("*.md")
    )


def test_a_post_has_platform_number_and_hour(adder: Adder) -> None:
    adder.run(
        "--kind", "post", "--key", "k", "--title", "The first words of it", "--author", "Ann Bell",
        "--publisher", "Telegram", "--field", "number=123", "--date", "2024-11-05T14:30Z",
        "--url", "https://t.me/x/123",
    )  # fmt: skip
    found = item(adder, "k")
    assert found["custom"]["platform"] == "Telegram"
    assert found["custom"]["edtf"] == adder.record("k").date == "2024-11-05T14:30Z"


def test_what_such_a_source_should_have_is_named(adder: Adder) -> None:
    done = adder.run("--kind", "resolution", "--title", "On boats", "--date", "2020")
    assert "warning: the entry of this resolution lacks authority, number; add it in" in done.out
    assert "--field authority=… --field number=…" in done.out


def test_an_archived_page_has_address_time_and_digest(adder: Adder) -> None:
    text = article()
    archive = "https://web.archive.org/web/20241105123000/https://paper.example/a"
    record = adder.add(text, "--url", "https://paper.example/a", "--archive-url", archive)
    assert (record.archive_url, record.archived) == (archive, "2024-11-05T12:30Z")
    custom = item(adder, "k")["custom"]
    assert custom["archive-url"] == archive
    assert custom["archive-date"] == {"date-parts": [[2024, 11, 5]], "edtf": "2024-11-05T12:30Z"}
    assert custom["sha256"] == record.file.sha256 == hashlib.sha256(text.encode()).hexdigest()


def test_a_leaked_file_is_known_by_its_digest(adder: Adder) -> None:
    record = adder.add(article(), "--kind", "leak")
    assert item(adder, "k")["custom"]["sha256"] == record.file.sha256


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ([], "add: name the files of articles; or, for a work without one, its --kind"),
        (["--kind", "book"], "--kind: names no work; add --title"),
        (["--kind", "book", "--title", "T", "--field", "number"], "--field number: write it as"),
        (["--kind", "book", "--title", "T", "--accessed", "soon"], "--accessed: 'soon' is not a"),
    ],
)
def test_what_is_missing_is_told(adder: Adder, options: list[str], says: str) -> None:
    before = adder.tree()
    done = adder.run(*options)
    assert (done.status, done.err.count("\n")) == (2, 1)
    assert done.err.startswith(f"briefbook: {says}")
    assert adder.tree() == before


@pytest.mark.parametrize("kind", source_kinds())
def test_the_kind_of_an_entry_is_known_again(kind: str) -> None:
    made = source_kinds()[kind]
    assert kind_of(made.type[0], (*made.type, "")[1], made.genre) == kind
