"""A pack's tree holds what its readers may have, and no trace of the rest.

``PACKS=10000 pytest tests/packs/test_cutting.py -k random`` tries that many random packs.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from books import write_files
from packing.cutting import cut, refusal
from packing.pack_book import (
    GLOSSARY,
    HARBOUR,
    PACKS,
    PUBLIC,
    READINGS,
    RIVER,
    WITHHELD,
    words_of,
    write_book,
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(tmp_path / "book")


def test_marks_on_every_kind_of_part_keep_it_out(book: Path) -> None:
    made, tree = cut(book)
    said = words_of(tree)
    assert [word for word in WITHHELD if word in said] == []
    assert [word for word in PUBLIC if word not in said] == []
    assert made.mark == "TLP:CLEAR"


def test_a_pack_of_a_higher_mark_has_more(book: Path) -> None:
    made, tree = cut(book, "embassy")
    said = words_of(tree)
    gone = [word for word in WITHHELD if word not in said]
    assert gone == ["Qumran", "Ruthven", "Wassenaar", "Vlissingen"]  # A comment, and what is red.
    assert made.mark == "TLP:AMBER"


def test_numbers_stay_and_what_is_around_is_as_it_was(book: Path) -> None:
    text = (cut(book)[1] / "docs/chapters/river.md").read_text("utf-8")
    assert "{#river-1}" in text and "{#river-3}" in text and "river-2" not in text
    # The call of a note that is cut is gone, the words stay; a link to a cut entry is its words.
    assert "Later came the ferryman, as the Kvaerner papers say.\n" in text
    assert "{term}`Alderton`" in text
    toctree = (tree_index := cut(book, "embassy")[1] / "docs/index.md").read_text("utf-8")
    assert tree_index.exists() and "harbour" not in toctree and "chapters/river" in toctree


def test_a_gap_says_so_where_the_pack_wants_it(tmp_path: Path) -> None:
    packs = PACKS.replace("[embassy]", 'gaps = "Withheld."\n\n[embassy]')
    text = (cut(write_book(tmp_path / "b", packs))[1] / "docs/chapters/river.md").read_text("utf-8")
    assert "{#river-2}\nWithheld.\n" in text and "{#river-4}\nWithheld.\n" in text


def test_a_part_marked_lower_than_its_source_is_an_error_that_names_both(tmp_path: Path) -> None:
    low = RIVER.replace("{#river-5}", '{#river-5 handling="TLP:CLEAR"}').replace(
        "is Plouezec's", "is Plouezec's {cite:p}`secret2025`"
    )
    said = refusal(write_book(tmp_path / "b", river=low), "embassy")
    assert "docs/chapters/river.md:26: marked TLP:GREEN, but its source secret2025 is" in said
    assert "(references.bib:3)" in said


def test_what_is_unmarked_has_the_mark_of_the_book(tmp_path: Path) -> None:
    said = refusal(write_book(tmp_path / "b", PACKS.replace('unmarked = "TLP:CLEAR"', "")))
    assert "docs/index.md: the first page is cut" in said


def test_what_leans_on_a_cut_part_stops_the_pack_with_a_full_list(tmp_path: Path) -> None:
    leaning = RIVER.replace(
        "as the Kvaerner papers say",
        "see [](#river-2), [it](river.md#river-4) and [\nthat](\n#river-5)",
    )
    said = refusal(write_book(tmp_path / "b", river=leaning))
    line = "docs/chapters/river.md:17: leans on"
    assert f"{line} #river-2, which is cut (marked TLP:AMBER)" in said
    assert f"{line} #river-4, which is cut (marked TLP:GREEN)" in said
    assert "docs/chapters/river.md:19: leans on #river-5, which is cut" in said
    assert "cut it too" in said and "{in-pack}" in said


def test_words_that_point_above_lean_on_what_stood_there(tmp_path: Path) -> None:
    leaning = RIVER.replace("as the Kvaerner papers say", "see above")
    said = refusal(write_book(tmp_path / "b", river=leaning))
    assert "docs/chapters/river.md:17: leans on what stands above" in said


def test_a_pack_may_cut_what_leans(tmp_path: Path) -> None:
    leaning = RIVER.replace("as the Kvaerner papers say", "see [](#river-2)")
    packs = PACKS.replace("[embassy]", 'leaning = "cut"\n\n[embassy]')
    made, tree = cut(write_book(tmp_path / "b", packs, river=leaning))
    assert "river-3" not in words_of(tree)
    assert ("docs/chapters/river.md:17 river-3", "leans on #river-2, which is cut") in made.cut


def test_a_substitute_stands_in_for_what_is_cut(tmp_path: Path) -> None:
    river = RIVER.replace(
        "{#river-3}", "{#river-3}\nSee [](#river-2).\n\n"
        ":::{in-pack} public\n{#river-2}\nAn informant told of crates.\n:::\n\n{#river-3a}",
    )  # fmt: skip
    book = write_book(tmp_path / "b", river=river)
    text = (cut(book)[1] / "docs/chapters/river.md").read_text("utf-8")
    assert "{#river-2}\nAn informant told of crates.\n" in text
    assert "in-pack" not in text and "Zwyndrechter" not in text
    other = (cut(book, "embassy")[1] / "docs/chapters/river.md").read_text("utf-8")
    assert "Zwyndrechter" in other and "An informant told" not in other


def test_a_substitute_beside_what_it_stands_for_is_an_error(tmp_path: Path) -> None:
    river = f"{RIVER}\n:::{{in-pack}} embassy\n{{#river-2}}\nOther words.\n:::\n"
    said = refusal(write_book(tmp_path / "b", river=river), "embassy")
    assert "river-2 is in the pack already" in said


def test_packs_toml_cuts_by_id_chapter_kind_of_note_topic_and_source(tmp_path: Path) -> None:
    packs = (
        'unmarked = "TLP:CLEAR"\n[all]\nmark = "TLP:RED"\n[all.cut]\nids = ["river-5"]\n'
        'chapters = ["harbour"]\nnotes = ["Context"]\ntopics = ["places"]\n'
        'sources = ["shared2025"]\n'
    )
    said = words_of(cut(write_book(tmp_path / "b", packs), "all")[1])
    gone = ["Plouezec", "Wassenaar", "Marchwood", "Montreuil", "Zwyndrechter", "Zaltbommel"]
    assert [word for word in gone if word in said] == []
    assert "Ghislenghien" in said and "Feodosia" in said and "{index-of}" not in said


def test_an_addition_is_kept_though_it_is_marked_higher(tmp_path: Path) -> None:
    packs = PACKS.replace("[embassy]", 'add = ["river-2"]\n\n[embassy]')
    made, tree = cut(write_book(tmp_path / "b", packs))
    assert "Zwyndrechter" in words_of(tree)
    assert made.mark == "TLP:CLEAR"
    packs = PACKS.replace("[embassy]", 'add = ["river-4"]\n\n[embassy]')
    said = refusal(write_book(tmp_path / "c", packs))
    assert "docs/packs.toml adds river-4 to public, but it stands in a part that is cut" in said


def test_charts_and_lists_of_which_nothing_is_left_go(tmp_path: Path) -> None:
    book = write_book(tmp_path / "b")
    figures = (
        "# Figures\n\nWords.\n\n```{readings-plot}\n:measures: crates\n```\n\n"
        "```{readings-plot}\n:measures: bridges, crates\n```\n\n```{timeline}\n```\n"
    )
    events = "id,date,basis,title,topics,source,locator,paragraph\na,2025,,A,war,x,p. 1,river-2\n"
    write_files(book, {"docs/figures.md": figures, "docs/data/events.csv": events})
    text = (cut(book)[1] / "docs/figures.md").read_text("utf-8")
    assert "crates" not in text and "timeline" not in text
    assert "```{readings-plot}\n:measures: bridges\n```" in text


def test_files_of_cut_parts_stay_behind(tmp_path: Path) -> None:
    river = RIVER.replace(
        "An informant called", "![A map](../_static/secret-map.png) shows"
    ).replace("The bridge at", "![A bridge](../_static/bridge.png) The bridge at")
    book = write_book(tmp_path / "b", river=river)
    conf = (book / "conf.py").read_text("utf-8") + 'html_static_path = ["docs/_static"]\n'
    pictures = {f"docs/_static/{name}.png": b"x" for name in ("secret-map", "bridge", "logo")}
    write_files(book, {"conf.py": conf, **pictures, "sources/texts/a.txt": "Text.", "build/x": "x"})
    kept = [name for name in cut(book)[0].files if "static" in name or name.startswith("s")]
    assert kept == ["docs/_static/bridge.png", "docs/_static/logo.png"]


def test_sources_receipts_and_editions_speak_of_what_is_kept(book: Path) -> None:
    record = 'key = "{0}"\nrights = "restricted"\n'
    receipt = '{{"source": "{0}", "place": "{1}", "sha256": "{2}"}}'
    receipts = ",\n".join([
        receipt.format("open2025", "river-1", "1" * 64),
        receipt.format("open2025", "river-2", "2" * 64),
        receipt.format("open2025", "chapters/river", "3" * 64),
        receipt.format("secret2025", "river-1", "4" * 64),
        receipt.format("open2025", "reading-shut-note", "5" * 64),
    ])  # fmt: skip
    write_files(book, {
        "sources/open2025.toml": record.format("open2025"),
        "sources/secret2025.toml": record.format("secret2025") + 'handling = "TLP:RED"\n',
        "sources/receipts.json": f'{{"version": 1, "receipts": [\n{receipts}\n]}}\n',
        "editions/first.json": '{"anchors": {"river-2": {"sha256": "6"}}}',
    })  # fmt: skip
    _made, tree = cut(book)
    assert not (tree / "editions").exists()
    assert [path.name for path in sorted((tree / "sources").iterdir())] == [
        "open2025.toml", "receipts.json",
    ]  # fmt: skip
    kept = (tree / "sources/receipts.json").read_text("utf-8")
    assert [number for number in "12345" if number * 64 in kept] == ["1", "5"]


def test_a_book_has_marks_of_its_own(tmp_path: Path) -> None:
    packs = 'marks = ["OPEN", "CLOSED"]\nunmarked = "OPEN"\n[public]\nmark = "OPEN"\n'
    pages = {"river": RIVER, "glossary": GLOSSARY}
    for old, new in (("TLP:AMBER", "CLOSED"), ("TLP:GREEN", "OPEN"), ("TLP:RED", "CLOSED")):
        pages = {name: text.replace(old, new) for name, text in pages.items()}
    book = write_book(tmp_path / "b", packs, **pages)
    bib = book / "references.bib"
    bib.write_text(bib.read_text("utf-8").replace("TLP:RED", "CLOSED"), "utf-8")
    made, tree = cut(book)
    said = words_of(tree)
    assert made.mark == "OPEN" and "Ghislenghien" in said and "Ruthven" not in said


def test_a_mark_counts_however_its_name_is_written(tmp_path: Path) -> None:
    river = RIVER.replace("{#river-3}", '{#river-3 Handling="TLP:RED"}')
    harbour = HARBOUR.replace("source: secret2025", "Handling: TLP:RED")
    harbour = harbour.replace(" {cite:p}`secret2025`", "")
    readings = READINGS.replace("paragraph,note", "paragraph,Handling")
    book = write_book(tmp_path / "book", river=river, harbour=harbour)
    table = readings.replace("p. 1,river-1,", "p. 1,river-1,TLP:RED")
    (book / "docs/data/readings.csv").write_text(table, "utf-8")
    _made, tree = cut(book)
    said = words_of(tree)
    assert [word for word in ("Kvaerner", "Wassenaar", "Uithoorn") if word in said] == []


def test_a_definition_of_a_link_goes_with_what_uses_it(tmp_path: Path) -> None:
    river = RIVER.replace("knew it", "[knew it][Paper  A] in [time]").replace(
        "An informant called", "An [informant][paper b] called"
    )
    # One stands before a paragraph that is cut, one before one that is kept, one at the end.
    river = river.replace("{#river-2 h", "[paper a]: https://example.org/a\n\n{#river-2 h")
    other = '[paper b]: https://example.org/b "Sas van Gent"\n\n{#river-3}'
    river = river.replace("{#river-3}", other) + "\n[time]: https://example.org/time\n"
    _made, tree = cut(write_book(tmp_path / "book", river=river))
    page = (tree / "docs/chapters/river.md").read_text("utf-8")
    assert page.count("[paper a]: https://example.org/a\n") == 1
    assert page.count("[time]: https://example.org/time\n") == 1
    assert "paper b" not in page and "Sas van Gent" not in page
