"""A renewed source: the difference is shown, and what people made is kept."""

from __future__ import annotations

import pytest

from articles.adding import Adder, article, paragraph

NEW = (
    article()
    .replace(paragraph(2), paragraph(2).replace("2 officials", "22 officials"))
    .replace(paragraph(3), f"{paragraph(7)}\n\n{paragraph(3)}")
)


def test_the_difference_is_shown_block_by_block(adder: Adder) -> None:
    adder.add(article())
    page = adder.root / "docs/chapters/mine.md"
    page.write_text("Words {cite:p}`k{¶¶ 1–2}`.\n\nMore {cite:p}`k{¶ 3}`.\n", encoding="utf-8")
    done = adder.run(adder.file("b.txt", NEW), "--update", "--key", "k")
    assert done.status == 0
    assert done.out.splitlines() == [
        "k: ¶ 2 changed (15 → 15 words; figures +22)",
        "k: ¶ 3 is new (15 words)",
        "k: ¶ 3 is now ¶ 4",
        "  look at docs/chapters/mine.md:1, which cites ¶ 2",
        "  look at docs/chapters/mine.md:3, which cites ¶ 3",
        "next: briefbook check",
    ]
    record = adder.record("k")
    assert [block.locator for block in record.blocks] == ["headline", "¶ 1", "¶ 2", "¶ 3", "¶ 4"]
    assert record.file.name == "b.txt"


def test_the_copy_of_the_text_is_renewed_and_a_file_of_someone_else_is_not(adder: Adder) -> None:
    adder.add(article())
    copy = adder.root / "sources/texts/k.txt"
    assert copy.read_text(encoding="utf-8") == article()
    adder.run(adder.file("b.txt", NEW), "--update", "--key", "k")
    assert copy.read_text(encoding="utf-8") == NEW
    copy.write_text("my notes", encoding="utf-8")
    done = adder.run(adder.file("c.txt", article(5)), "--update", "--key", "k")
    assert "  sources/texts/k.txt exists; copy c.txt there under another name" in done.out
    assert copy.read_text(encoding="utf-8") == "my notes"


def test_a_record_keeps_what_a_person_wrote_into_it(adder: Adder) -> None:
    adder.add(article())
    path = adder.root / "sources/k.toml"
    text = path.read_text(encoding="utf-8")
    text = text.replace('locator = "¶ 3"\n', 'locator = "¶ 3"\nleft_out = "an aside"\n')
    text = text.replace('key = "k"\n', '# checked by hand\nkey = "k"\nreliability = "B"\n')
    path.write_text(text, encoding="utf-8")
    adder.run(adder.file("b.txt", NEW), "--update", "--key", "k")
    renewed = path.read_text(encoding="utf-8")
    assert '# checked by hand\nkey = "k"\nreliability = "B"\n' in renewed
    reasons = {block.locator: block.left_out for block in adder.record("k").blocks}
    assert reasons["¶ 4"] == "an aside"
    assert reasons["¶ 3"] == ""


def test_the_editors_chapter_is_never_touched(adder: Adder) -> None:
    adder.add(article())
    path = adder.root / "docs/chapters/k.md"
    path.write_text("My own words {cite:p}`k{¶ 2}`.\n", encoding="utf-8")
    adder.run(adder.file("b.txt", NEW), "--update", "--key", "k")
    assert path.read_text(encoding="utf-8") == "My own words {cite:p}`k{¶ 2}`.\n"


def test_a_full_text_keeps_anchors_and_annotations(adder: Adder) -> None:
    adder.add(article(4), "--rights", "own")
    path = adder.root / "docs/chapters/k.md"
    noted = adder.chapter().replace(paragraph(1), f"{paragraph(1)}[^a]")
    path.write_text(noted + "\n[^a]: Comment: mine.\n", encoding="utf-8")
    new = (
        article(4)
        .replace(paragraph(1), "The first paragraph was replaced by its publisher.")
        .replace(paragraph(2), f"{paragraph(22)}\n\n{paragraph(23)}")
    )
    done = adder.run(adder.file("b.txt", new + "\n\n" + paragraph(24)), "--update", "--key", "k")
    chapter = adder.chapter()
    assert f"{{#k-1}}\n{paragraph(1)}[^a]\n" in chapter
    assert "its paragraph was edited; change it by hand" in done.out
    assert f"{{#k-2}}\n{paragraph(22)}\n\n{{#k-2a}}\n{paragraph(23)}\n" in chapter
    assert f"{{#k-3}}\n{paragraph(3)}\n" in chapter
    assert f"{{#k-4}}\n{paragraph(4)}\n\n{{#k-5}}\n{paragraph(24)}\n" in chapter
    assert "[^a]: Comment: mine." in chapter
    assert "k-2a holds the new ¶ 3" in done.out


def test_a_number_that_was_ever_used_is_not_used_again(adder: Adder) -> None:
    adder.add(article(), "--rights", "own")
    path = adder.root / "docs/chapters/k.md"
    path.write_text(adder.chapter() + "\n```{withdrawn} k-4\ngone\n```\n", encoding="utf-8")
    adder.run(adder.file("b.txt", article(4)), "--update", "--key", "k")
    assert "{#k-4}" not in adder.chapter()
    assert f"{{#k-3a}}\n{paragraph(4)}\n" in adder.chapter()


def test_a_dry_run_only_shows(adder: Adder) -> None:
    adder.add(article(), "--rights", "own")
    before = adder.tree()
    done = adder.run(adder.file("b.txt", NEW), "--update", "--key", "k", "--dry-run")
    assert "k: ¶ 2 changed" in done.out
    assert adder.tree() == before


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--update"], "--update: updates one source; give one file and its --key"),
        (["--update", "--key", "x"], "there is no source x to update; add it without --update"),
    ],
)
def test_a_wrong_update_is_refused(adder: Adder, arguments: list[str], says: str) -> None:
    adder.add(article())
    done = adder.run(adder.file("b.txt", NEW), *arguments)
    assert done.status == 2
    assert says in done.err


def test_the_same_file_changes_nothing(adder: Adder) -> None:
    adder.add(article())
    before = adder.tree()
    done = adder.run(adder.root.parent / "a.txt", "--update", "--key", "k")
    assert done.out.startswith("k: the file is the same as before; nothing to renew\n")
    assert adder.tree() == before


def test_a_work_gets_its_text_later(adder: Adder) -> None:
    adder.run("--kind", "book", "--title", "The Lake", "--key", "k")
    done = adder.run(adder.file("b.txt", article(1)), "--update", "--key", "k")
    assert done.status == 0, done.err
    assert "k: ¶ 1 is new (15 words)\n" in done.out
    record = adder.record("k")
    assert (record.kind, record.file.name) == ("book", "b.txt")
    assert [block.locator for block in record.blocks] == ["headline", "¶ 1"]


def test_a_block_keeps_no_page_that_the_new_file_does_not_have(adder: Adder) -> None:
    adder.add(article())
    path = adder.root / "sources/k.toml"
    text = path.read_text(encoding="utf-8")
    # As it is where the first file was a PDF.
    path.write_text(text.replace('"¶ 1"\n', '"¶ 1"\npages = ["7"]\n'), encoding="utf-8")
    assert adder.record("k").blocks[1].pages == ("7",)
    adder.run(adder.file("b.txt", NEW), "--update", "--key", "k")
    assert adder.record("k").blocks[1].pages == ()
