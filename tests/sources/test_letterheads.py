"""The day of a letter or a notice, from the line that says where and when, in any format."""

from __future__ import annotations

import pytest
import typst

from articles.adding import Adder
from articles.typeset import FILLER
from articles.word_files import paragraph, word_file
from briefbook.sources.adding.intake import read_article
from briefbook.sources.reading.article import Article, Metadata

BODY = [f"In the {part} {FILLER}" for part in ("morning", "evening")]
LINES = [
    ("Berlin, den 20. März 2025", "2025-03-20"),
    ("10115 Berlin, 20.03.2025", "2025-03-20"),
    ("Frankfurt am Main, den 1. Juli 2024", "2024-07-01"),
    ("Paris, le 3 mars 2025", "2025-03-03"),
    ("Fait à Lyon, le 1er mars 2025", "2025-03-01"),
    ("Madrid, 3 de marzo de 2025", "2025-03-03"),
    ("En Madrid, a 3 de marzo de 2025", "2025-03-03"),
    ("м. Київ, «3» березня 2025 р.", "2025-03-03"),
    ("Москва, «3» марта 2025 г.", "2025-03-03"),
    ("«3» марта 2025 г.", "2025-03-03"),
    ("2025년 3월 3일", "2025-03-03"),
    ("서울, 2025. 3. 3.", "2025-03-03"),
    ("令和7年3月3日", "2025-03-03"),
    ("東京、平成元年2月1日", "1989-02-01"),
    ("Washington, D.C., March 3, 2025", "2025-03-03"),
]
NOT_THE_DAY = [
    "They met in Berlin, on 20 March 2025.",
    "Berlin, 20. März 2025: Der Rat tagt.",
    "Am 3. März 2025 tagte der Rat",
    "그는 2025년 3월 3일 서울에 왔다",
    "Closed until 3 March 2025",
]


def text_of(where: str, line: str) -> list[str]:
    """Return a letter with a line at its head or foot."""
    title = "Boats at the harbour"
    return {
        "head": ["The harbour office", line, title, *BODY, "Ann Bell"],
        "first": [line, title, *BODY],
        "foot": [title, *BODY, line, "Ann Bell"],
        "within": [title, BODY[0], line, BODY[1], "Ann Bell", "Mayor", "Enclosed", "A map"],
    }[where]


def read(adder: Adder, name: str, data: str | bytes) -> Article:
    return read_article(str(adder.file(name, data)), Metadata(), 10**8).article


@pytest.mark.parametrize(("line", "day"), LINES, ids=[line for line, _ in LINES])
@pytest.mark.parametrize("where", ["head", "first", "foot"])
def test_a_line_with_place_and_day_dates_the_letter(
    adder: Adder, where: str, line: str, day: str
) -> None:
    article = read(adder, "a.txt", "\n\n".join(text_of(where, line)))
    assert (article.metadata.date, article.metadata.date_basis) == (day, "stated")
    assert [("date line", line)] == [
        (left.reason, left.text) for left in article.left_out if left.reason == "date line"
    ]


@pytest.mark.parametrize("where", ["head", "foot"])
@pytest.mark.parametrize("name", ["a.html", "a.docx", "a.pdf", "a.md"])
def test_it_does_in_every_format(adder: Adder, where: str, name: str) -> None:
    parts = text_of(where, "Berlin, den 20. März 2025")
    data: str | bytes = {
        "a.html": "".join(f"<p>{each}</p>" for each in parts),
        "a.docx": word_file(*(paragraph(each) for each in parts)),
        "a.pdf": typst.compile("\n\n".join(parts).encode()) or b"",
        "a.md": "\n\n".join(parts),
    }[name]  # type: ignore[assignment]  # one file, as no folder is named
    assert read(adder, name, data).metadata.date == "2025-03-20"


@pytest.mark.parametrize("line", NOT_THE_DAY)
@pytest.mark.parametrize("where", ["head", "foot"])
def test_a_sentence_with_a_day_does_not(adder: Adder, where: str, line: str) -> None:
    article = read(adder, "a.txt", "\n\n".join(text_of(where, line)))
    assert article.metadata.date == ""
    assert line in [block.text for block in article.blocks] + [it.text for it in article.left_out]


def test_lines_within_the_text_do_not(adder: Adder) -> None:
    article = read(adder, "a.txt", "\n\n".join(text_of("within", "Berlin, 20. März 2025")))
    assert article.metadata.date == ""
    two = ["Boats", "Bonn, 1. Mai 2024", BODY[0], "Ulm, 2. Mai 2024", BODY[1]]
    assert read(adder, "b.txt", "\n\n".join(two)).metadata.date == ""
