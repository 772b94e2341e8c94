"""The book's two articles, where their texts are on this disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from articles.adding import Adder
from books import ROOT
from briefbook.sources.records.read_record import read_record

KONTUR, YOON = "000_6e76219c35c90689.txt", "004_9c6cab0efe073a28.txt"


@pytest.mark.parametrize(
    ("name", "paragraphs", "captions", "words"),
    [
        (KONTUR, 28, 2, {"¶ 1": 15, "¶ 28": 51}),
        (YOON, 27, 0, {"¶ 1": 31, "¶ 27": 22}),
    ],
)
def test_the_articles_have_the_blocks_that_the_book_cites(
    adder: Adder, texts: Path, name: str, paragraphs: int, captions: int, words: dict[str, int]
) -> None:
    assert adder.run(texts / name, "--key", "k").status == 0
    record = adder.record("k")
    kinds = [block.kind for block in record.blocks]
    assert kinds.count("paragraph") == paragraphs
    assert kinds.count("heading") == 2
    assert kinds.count("caption") == captions
    assert kinds.count("standfirst") == kinds.count("headline") == 1
    assert {b.locator: b.words for b in record.blocks if b.locator in words} == words


def test_boilerplate_is_left_out_with_its_reason(adder: Adder, texts: Path) -> None:
    said = adder.run(texts / KONTUR, "--key", "k").out
    for reason in ("captcha", "asks for a reaction", "byline", "section label", "repeated caption"):
        assert f"left out, {reason}: " in said
    said = adder.run(texts / YOON, "--key", "y").out
    assert "left out, contact line: " in said


def test_the_glued_standfirst_is_parted_from_the_first_paragraph(adder: Adder, texts: Path) -> None:
    adder.run(texts / YOON, "--key", "k")
    standfirst = adder.record("k").block("standfirst")
    assert standfirst is not None
    assert standfirst.words == 26


@pytest.mark.parametrize(("key", "name"), [("kontur2025", KONTUR), ("yoon2024", YOON)])
def test_the_books_records_come_from_this_command(
    adder: Adder, texts: Path, key: str, name: str
) -> None:
    kept = read_record(ROOT / "sources" / f"{key}.toml")
    options = ["--kind", kept.kind, "--publisher", kept.publisher]
    options += ["--date", kept.date, "--date-basis", kept.date_basis]
    for author in kept.authors:
        options += ["--author", author]
    adder.run(texts / name, "--key", key, "--prefix", kept.chapter, *options)
    made = adder.record(key)
    assert replace(made, added=kept.added, path=kept.path) == kept


def test_a_worksheet_holds_no_run_of_eight_words_of_the_article(adder: Adder, texts: Path) -> None:
    from briefbook.core.words.text import words

    for name, key in ((KONTUR, "k"), (YOON, "y")):
        adder.run(texts / name, "--key", key)
        source = [word.lower() for word in words((texts / name).read_text(encoding="utf-8"))]
        runs = {tuple(source[place : place + 8]) for place in range(len(source) - 7)}
        written = [word.lower() for word in words(adder.chapter(key))]
        found = [
            written[place : place + 8]
            for place in range(len(written) - 7)
            if tuple(written[place : place + 8]) in runs
        ]
        assert found == []
