"""What ``briefbook add`` writes and says."""

from __future__ import annotations

import io
import re
import tomllib

import pytest

from articles.adding import Adder, article, paragraph
from articles.crashing import read_or_die
from books import write_files
from briefbook.core.words.text import text_sha256
from briefbook.sources.adding.parallel import read_in_parallel
from briefbook.sources.errors import InputError


def test_a_restricted_article_becomes_a_record_without_text_and_a_worksheet(adder: Adder) -> None:
    record = adder.add(article(), "--prefix", "road")
    assert record.rights == "restricted"
    assert [block.locator for block in record.blocks] == ["headline", "¶ 1", "¶ 2", "¶ 3"]
    first = record.block("¶ 1")
    assert first is not None
    assert first.sha256 == text_sha256(paragraph(1))
    assert first.words == 15
    assert first.figures == ("1",)
    assert (record.chapter, record.file.name, record.file.media_type) == (
        "road",
        "a.txt",
        "text/plain",
    )
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", record.added)
    written = adder.tree()
    for path in ("sources/k.toml", "docs/chapters/road.md", "references.bib"):
        assert b"officials were seen" not in written[path]
    chapter = adder.chapter("road")
    assert chapter.startswith(
        "---\nprefix: road\nsource: k\n---\n\n{#road}\n# Officials on the road"
    )
    assert "```{source}\n```" in chapter
    assert "% ¶ 2 · 15 words · figures: 2; 2\n" not in chapter
    assert "% ¶ 2 · 15 words · figures: 2\n% {cite:p}`k{¶ 2}`\n" in chapter


@pytest.mark.parametrize("rights", ["open", "own", "licensed"])
def test_a_text_that_may_be_given_becomes_the_whole_chapter(adder: Adder, rights: str) -> None:
    adder.add(article() + "\n\nThe end\n\n" + paragraph(9), "--rights", rights)
    chapter = adder.chapter()
    for number in (1, 2, 3):
        assert f"{{#k-{number}}}\n{paragraph(number)}\n" in chapter
    assert "{#k-the-end}\n## The end\n" in chapter
    assert b"officials were seen" not in adder.tree()["sources/k.toml"]


def test_headings_of_one_wording_or_none_have_ids_of_their_own(adder: Adder) -> None:
    parts = ["T here", paragraph(1), "Numbers", paragraph(2), "Numbers", paragraph(3), "숫자",
             paragraph(4)]  # fmt: skip
    adder.add("\n\n".join(parts), "--rights", "own")
    ids = re.findall(r"^\{#(.*)\}\n## ", adder.chapter(), re.MULTILINE)
    assert ids == ["k-numbers", "k-section-2", "k-section-3"]


def test_a_long_heading_does_not_stand_in_a_worksheet(adder: Adder) -> None:
    long = "What nobody ever told the officials about the road"
    adder.add("\n\n".join(["The road", paragraph(1), long, paragraph(2)]))
    assert long not in adder.chapter()
    assert "## Section 1\n" in adder.chapter()


def test_a_french_worksheet_keeps_the_space_before_a_colon(adder: Adder) -> None:
    (adder.root / "conf.py").write_text('language = "fr"\n', encoding="utf-8")
    long = "Ce que personne n’a jamais dit aux élus sur la route"
    adder.add("\n\n".join([long, paragraph(1), long, paragraph(2)]))
    assert "# Titre provisoire\u00a0: k\n" in adder.chapter()
    short = f"La route : {long}"
    adder.run(adder.file("b.txt", f"{short}\n\n{paragraph(3)}"), "--key", "m")
    # The space before a French colon goes with it.
    assert "# La route\n" in adder.chapter("m")


def test_the_worksheet_names_names(adder: Adder) -> None:
    text = (
        "Officials said on Tuesday that Lee Seong-kweun of the World Food Program met AFP. He left."
    )
    adder.add(f"The road\n\n{text}")
    assert "names: Tuesday; Lee Seong-kweun of the World Food Program; AFP" in adder.chapter()


@pytest.mark.parametrize("files", [1, 5], ids=["alone", "side by side"])
def test_a_worksheet_speaks_the_language_of_the_book(adder: Adder, files: int) -> None:
    write_files(adder.root, {"conf.py": 'project = "B"\nlanguage = "de"\n'})
    long = "What nobody ever told the officials about the road"
    text = f"{long}\n\n{paragraph(1)}\n\n{long} of {{}}\n\n{paragraph(2)} It met AFP."
    named = [adder.file(f"x{number}.txt", text.format(number)) for number in range(files)]
    done = adder.run(*named, "--publisher", "Desk", "--yes")
    assert done.status == 0, done.err
    chapters = sorted((adder.root / "docs/chapters").glob("desk*.md"))
    assert len(chapters) == files
    for chapter in chapters:
        written = chapter.read_text(encoding="utf-8")
        assert f"# Arbeitstitel: {chapter.stem}\n" in written
        assert "## Abschnitt 1\n" in written
        assert re.search(r"% ¶ 2 · \d+ Wörter · Zahlen: .* · Namen: AFP\n", written)


def test_what_was_left_out_is_said_and_recorded_with_its_hash(adder: Adder) -> None:
    path = adder.file("a.txt", article() + "\n\nShare this article\n")
    done = adder.run(path, "--key", "k")
    assert "  left out, sharing line: 'Share this article'\n" in done.out
    (left_out,) = adder.record("k").left_out
    assert (left_out.reason, left_out.words) == ("sharing line", 3)
    assert left_out.sha256 == text_sha256("Share this article")


def test_the_messages_name_what_was_written(adder: Adder) -> None:
    done = adder.run(adder.file("a.txt", article()), "--key", "k", "--prefix", "road")
    assert done.out.startswith("k: added: Officials on the road (3 paragraphs)\n")
    assert "sources/k.toml (rights: restricted)" in done.out
    assert "docs/chapters/road.md; name it in a toctree of docs/index.md" in done.out


def test_a_dry_run_shows_everything_and_writes_nothing(adder: Adder) -> None:
    before = adder.tree()
    done = adder.run(adder.file("a.txt", article()), "--key", "k", "--dry-run")
    assert done.status == 0
    assert "k: would be added" in done.out
    assert '[[blocks]]\nlocator = "¶ 1"' in done.out
    assert "@online{k," in done.out
    assert "% ¶ 1 · 15 words" in done.out
    assert adder.tree() == before


def test_standard_input_is_read(adder: Adder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(article().encode())))
    assert adder.run("-", "--key", "k").status == 0
    assert adder.record("k").file.name == "standard input"


def test_options_go_before_what_the_file_says(adder: Adder) -> None:
    text = article().replace("\n\n", "\n\nBy Ann Bell | 5 November 2024\n\n", 1)
    record = adder.add(
        text, "--author", "Carl Dorn", "--author", "Eve Falk", "--title", "My title",
        "--publisher", "The Paper", "--date", "2024-10", "--url", "https://paper.example/a",
        "--archive-url", "https://archive.example/a", "--language", "de",
    )  # fmt: skip
    assert record.title == "My title"
    assert record.authors == ("Carl Dorn", "Eve Falk")
    assert record.originator == record.publisher == "The Paper"
    assert (record.date, record.date_basis) == ("2024-10", "stated")
    assert (record.url, record.archive_url) == (
        "https://paper.example/a",
        "https://archive.example/a",
    )
    assert record.language == "de"


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        (["--author", "Ann Bell", "--date", "2024-11-05"], ["bell2024", "bell2024a", "bell2024b"]),
        (["--author", "Kim, Jae", "--date", "2024"], ["kim2024", "kim2024a", "kim2024b"]),
        (["--publisher", "The Paper"], ["paper", "paper2", "paper3"]),
        (
            ["--author", "김철수", "--publisher", "한겨레"],
            ["gimcheolsu", "gimcheolsu2", "gimcheolsu3"],
        ),
    ],
)
def test_keys_are_readable_and_unique(adder: Adder, options: list[str], keys: list[str]) -> None:
    for number in range(3):
        adder.run(adder.file(f"{number}.txt", article(start=1 + 5 * number)), *options)
    assert sorted(path.stem for path in (adder.root / "sources").glob("*.toml")) == keys


def test_an_article_without_a_headline_says_so(adder: Adder) -> None:
    done = adder.run(adder.file("a.txt", f"{paragraph(1)}\n\n{paragraph(2)}"), "--key", "k")
    assert "warning: no headline found; give one with --title" in done.out
    assert [block.locator for block in adder.record("k").blocks] == ["¶ 1", "¶ 2"]


def test_a_record_is_valid_toml_for_hostile_names(adder: Adder) -> None:
    title = 'A "title" \\ with ]] [[blocks]] = \x7f and 김정은'
    record = adder.add(article(title="Plain"), "--title", title, "--publisher", "\"\"\"\n'''")
    tomllib.loads((adder.root / "sources/k.toml").read_text(encoding="utf-8"))
    assert record.title == title.replace("\x7f ", "")
    assert record.publisher == "\"\"\" '''"


def test_many_files_are_read_in_parallel_and_added_in_order(adder: Adder) -> None:
    files = [
        adder.file(f"{n:02}.txt", article(start=3 * n, title=f"Word{n} of the road"))
        for n in range(20)
    ]
    done = adder.run(*files, "--publisher", "The Paper")
    assert done.status == 0, done.err
    assert done.out.count(": added: Word") == 20
    assert len(list((adder.root / "docs/chapters").glob("*.md"))) == 20
    bib = (adder.root / "references.bib").read_text(encoding="utf-8")
    assert [int(n) for n in re.findall(r"title += \{Word(\d+)", bib)] == list(range(20))


def test_a_file_that_kills_its_reader_spoils_no_other(adder: Adder) -> None:
    names = [
        str(adder.file(name, article(start=start)))
        for start, name in enumerate(("1.txt", "deadly.txt", "3.txt", "4.txt"), start=1)
    ]
    results = list(read_in_parallel(names, read_or_die, adder.root / "build/add"))
    assert [isinstance(result, InputError) for result in results] == [False, True, False, False]
    says = f"{names[1]}: its reader was stopped by the system; save its text alone"
    assert str(results[1]) == says


def test_where_no_process_can_be_started_the_files_are_read_all_the_same(
    adder: Adder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError("no more processes")

    monkeypatch.setattr("briefbook.sources.adding.parallel.process_group", refuse)
    files = [adder.file(f"{n}.txt", article(start=3 * n, title=f"Word{n}")) for n in range(5)]
    assert adder.run(*files).status == 0
