"""Articles of every shape become the same blocks."""

from __future__ import annotations

import textwrap
import unicodedata

import pytest

from articles.adding import Adder, blocks_of

TITLE = "Convoys on the northern road"
FIRST = (
    "Around 11,000 soldiers were moved to the north last week, two officials said, in what "
    "one of them called the largest transport of the year so far."
)
SECOND = (
    "The well-known road had been closed since May. It was opened again on Tuesday, after "
    "the bridge over the river had been fixed by the army’s own engineers."
)
HEADING = "A bridge too late"
THIRD = (
    "Nobody could say how long the road would stay open; the officials spoke on condition "
    "that their names would not be given, and they asked for patience."
)
PARTS = [TITLE, FIRST, SECOND, HEADING, THIRD]
WANTED = [
    ("headline", TITLE),
    ("¶ 1", FIRST),
    ("¶ 2", SECOND),
    ("heading 1", HEADING),
    ("¶ 3", THIRD),
]


def wrapped(width: int, indent: str = "", between: str = "\n\n") -> str:
    return between.join(
        textwrap.fill(part, width, initial_indent=indent if len(part) > 60 else "")
        for part in PARTS
    )


SHAPES: dict[str, bytes] = {
    "blank lines": "\n\n".join(PARTS).encode(),
    "no blank lines": "\n".join(PARTS).encode(),
    "many blank lines": "\n\n\n \n".join(PARTS).encode(),
    "wrapped at 60": wrapped(60).encode(),
    "wrapped at 72": wrapped(72).encode(),
    "wrapped at 80": wrapped(80).encode(),
    "wrapped and indented": wrapped(72, "    ").encode(),
    "indented without blank lines": wrapped(72, "    ", "\n").encode(),
    "indented, not wrapped": "\n".join(f"   {part}" for part in PARTS).encode(),
    "CRLF": "\r\n\r\n".join(PARTS).encode(),
    "CR": "\r\r".join(PARTS).encode(),
    "BOM": b"\xef\xbb\xbf" + "\n\n".join(PARTS).encode(),
    "Windows-1252": "\n\n".join(PARTS).encode("cp1252"),
    "UTF-16": "\n\n".join(PARTS).encode("utf-16"),
    "UTF-16 big-endian without mark": "\n\n".join(PARTS).encode("utf-16-be"),
    "UTF-16 little-endian without mark": "\n\n".join(PARTS).encode("utf-16-le"),
    "NFD": unicodedata.normalize("NFD", "\n\n".join(PARTS)).encode(),
    "no-break spaces": "\n\n".join(PARTS).replace(" ", "\u00a0").encode(),
    "zero-width spaces": "\n\n".join(PARTS).replace(" ", " \u200b").encode(),
    "soft hyphens": "\n\n".join(PARTS).replace("soldiers", "sol\u00addiers").encode(),
    "ligatures": "\n\n".join(PARTS).replace("fi", "ﬁ").encode(),
    "trailing spaces": "  \n\n".join(PARTS).encode(),
    "byline above": "\n\n".join([TITLE, "By Ann Bell", *PARTS[1:]]).encode(),
    "boilerplate around": "\n\n".join(
        ["Advertisement", *PARTS, "Share this article", "Subscribe now", "Captcha *"]
    ).encode(),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_an_article_in_any_shape_has_the_same_blocks(adder: Adder, shape: str) -> None:
    assert blocks_of(adder, SHAPES[shape]) == WANTED


def test_a_hyphen_at_the_end_of_a_line_goes_where_the_word_has_none(adder: Adder) -> None:
    lines = (
        "Convoys on the northern road\n\n"
        "Around 11,000 soldiers went to the north last week, two offi-\n"
        "cials said, in what one of them called the largest of all trans-\n"
        "ports of the year so far, which used the famous and quite well-\n"
        "known road that had been closed since the month of May.\n"
    )
    (_headline, (_locator, text)) = blocks_of(adder, lines)
    assert "two officials said" in text
    assert "of all transports of" in text
    assert "well-known road" in text


def test_a_broken_word_joins_two_lines_of_a_text_that_is_not_wrapped(adder: Adder) -> None:
    broken = SECOND.replace("engineers.", "engi-\nneers, and it stayed open for the whole summer.")
    blocks = blocks_of(adder, f"{TITLE}\n\n{FIRST}\n\n{broken}\n\n{THIRD}")
    assert [locator for locator, _text in blocks] == ["headline", "¶ 1", "¶ 2", "¶ 3"]
    assert blocks[2][1].endswith("own engineers, and it stayed open for the whole summer.")


@pytest.mark.parametrize(
    "heading",
    [
        "A BRIDGE TOO LATE",
        "‘A bridge too late’",
        "“A bridge too late”",
        "1. A bridge too late",
        "What happens next?",
        "14:32 GMT",
        "Мост слишком поздно",
        "너무 늦은 다리",
    ],
)
def test_headings_of_every_kind_are_found(adder: Adder, heading: str) -> None:
    text = f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n\n{heading}\n\n{THIRD}"
    assert blocks_of(adder, text)[3] == ("heading 1", heading)


@pytest.mark.parametrize(
    "line",
    [
        "He said no.",
        "Q: Did you see the bridge",
        "but it was late",
        "The officials named three:",
        "KYIV, Nov. 5 (Reuters) — The road was opened again on Tuesday, officials said.",
    ],
)
def test_a_short_paragraph_is_no_heading(adder: Adder, line: str) -> None:
    text = f"{TITLE}\n\n{FIRST}\n\n{line}\n\n{THIRD}"
    assert blocks_of(adder, text)[2] == ("¶ 2", line)


@pytest.mark.parametrize(
    ("byline", "authors", "date"),
    [
        ("15. Mai 2019, 05:28 Uhr", (), "2019-05-15"),
        ("3 de mayo de 2021", (), "2021-05-03"),
        ("By Ann Bell", ("Ann Bell",), ""),
        ("BY ANN BELL, THE PAPER", ("Ann Bell",), ""),
        ("By Ann Bell and Carl Dorn in Seoul", ("Ann Bell", "Carl Dorn"), ""),
        ("Ann Bell in Seoul", ("Ann Bell",), ""),
        ("Ann Bell, Associated Press", ("Ann Bell",), ""),
        ("Story by Ann Bell | Photographs by Carl Dorn", ("Ann Bell",), ""),
        ("Автор: Иван Петров", ("Иван Петров",), ""),
        ("김철수 기자", ("김철수",), ""),
        (
            "입력 2024-11-03 10:22 수정 2024.11.05 | 김철수 기자 kim@paper.example",
            ("김철수",),
            "2024-11-03",
        ),
        ("기사입력 2024.11.03. 오전 10:22 최종수정 2024.11.03. 오후 1:05", (), "2024-11-03"),
        ("By Ann Bell | 5 November 2024", ("Ann Bell",), "2024-11-05"),
        ("Published Nov. 5, 2024 10:30 am ET", (), "2024-11-05"),
        ("2024년 11월 5일", (), "2024-11-05"),
        ("November 19, 1863", (), "1863-11-19"),
        ("5. März 2024", (), "2024-03-05"),
        ("12 mai 2023", (), "2023-05-12"),
        ("5 березня 2024", (), "2024-03-05"),
        ("18 лютого 2025 року", (), "2025-02-18"),
    ],
)
def test_bylines_and_date_lines_are_read_and_left_out(
    adder: Adder, byline: str, authors: tuple[str, ...], date: str
) -> None:
    record = adder.add(f"{TITLE}\n\n{byline}\n\n{FIRST}\n\n{SECOND}")
    assert (record.authors, record.date) == (authors, date)
    assert [block.locator for block in record.blocks] == ["headline", "¶ 1", "¶ 2"]
    assert record.date_basis == ("stated" if date else "")


def test_a_sentence_about_a_reporter_is_no_byline(adder: Adder) -> None:
    record = adder.add(f"{TITLE}\n\n현지 기자는 그렇게 보도했다\n\n{FIRST}\n\n{SECOND}")
    assert record.authors == ()
    assert len(record.blocks) == 4


def test_a_section_label_and_a_standfirst_are_told_from_the_headline(adder: Adder) -> None:
    text = f"World\n\n{TITLE}\n\nThe road is open, for now.\n\nBy Ann Bell\n\n{FIRST}\n\n{SECOND}"
    blocks = blocks_of(adder, text)
    assert blocks[0] == ("headline", TITLE)
    assert blocks[1] == ("standfirst", "The road is open, for now.")
    assert [locator for locator, _ in blocks[2:]] == ["¶ 1", "¶ 2"]


def test_lists_quotes_and_tables_keep_their_form(adder: Adder) -> None:
    text = (
        f"{TITLE}\n\n{FIRST}\n\n- one point of three\n- another point of three\n- a third\n\n"
        f"1. the first step\n2. the second step\n\n> What the man said.\n\n"
        f"Month\tSent\nMay\t1,000\nJune\t2,000\n\n{SECOND}\n"
    )
    adder.add(text, "--rights", "own")
    chapter = adder.chapter()
    assert "- {#k-2}\n  one point of three\n" in chapter
    assert "1. {#k-5}\n   the first step\n" in chapter
    assert "> {#k-7}\n> What the man said.\n" in chapter
    assert "| Month | Sent |\n| --- | --- |\n| May | 1,000 |\n" in chapter
    table = adder.record("k").block("table 1")
    assert table is not None
    assert table.figures == ("1000", "2000")


def test_an_interview_and_a_live_blog_keep_their_order(adder: Adder) -> None:
    interview = f"{TITLE}\n{FIRST}\nQ: Did you see it?\nA: I did.\nQ: When?\nA: In May."
    assert [locator for locator, _ in blocks_of(adder, interview)] == [
        "headline", "¶ 1", "¶ 2", "¶ 3", "¶ 4", "¶ 5",
    ]  # fmt: skip
    live = f"{TITLE}\n\n{FIRST}\n\n14:32\n\n{SECOND}\n\n13:05\n\n{THIRD}"
    assert [locator for locator, _ in blocks_of(adder, live)] == [
        "headline", "¶ 1", "heading 1", "¶ 2", "heading 2", "¶ 3",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "title", "sentence"),
    [
        (
            "ko",
            "북부 도로의 수송대",
            "지난주 군인 1만 1000명이 북쪽으로 이동했다고 관리 두 명이 말했다.",
        ),
        ("ru", "Колонны на северной дороге", "На прошлой неделе 11 тысяч солдат ушли на север."),
        ("uk", "Колони на північній дорозі", "Минулого тижня 11 тисяч солдатів пішли на північ."),
        ("ar", "قوافل على الطريق", "قال مسؤولان إن ١١٠٠٠ جندي انتقلوا إلى الشمال الأسبوع الماضي."),
        ("zh", "北方公路上的车队", "两名官员说，上周约有1.1万名士兵被运往北方。"),
        (
            "en",
            "Convoys on the road",
            "Last week 11,000 soldiers were sent to the north, it was said.",
        ),
    ],
)
def test_articles_in_other_scripts(adder: Adder, language: str, title: str, sentence: str) -> None:
    record = adder.add(f"{title}\n\n{sentence}\n\n{sentence[::-1]}")
    assert record.language == language
    assert record.title == title
    block = record.block("¶ 1")
    assert block is not None
    assert "11000" in block.figures
    assert block.words > 4


def test_a_hard_wrapped_text_in_a_script_without_spaces_is_joined_without(adder: Adder) -> None:
    sentence = (
        "两名官员在星期二对记者说，上周约有一万一千名士兵被运往北方的公路，" * 3
        + "他们说，路还会开放。"
    )
    lines = "\n".join(sentence[place : place + 40] for place in range(0, len(sentence), 40))
    blocks = blocks_of(adder, f"北方公路上的车队\n\n{lines}")
    assert blocks[1] == ("¶ 1", sentence)


def test_bidirectional_controls_are_named_in_a_warning(adder: Adder) -> None:
    done = adder.run(adder.file("a.txt", f"{TITLE}\n\n{FIRST} \u202eevil\u202c\n\n{SECOND}"))
    assert "warning: ¶ 1 holds" in done.out
    assert "RIGHT-TO-LEFT OVERRIDE" in done.out


def test_a_thai_headline_is_told_from_its_text(adder: Adder) -> None:
    text = "เรือใหม่\n\nสำนักงานท่าเรือนับเรือสิบสองลำในฤดูใบไม้ผลิและไม่มีใครขอให้นับอีกครั้ง\n\nแล้วฝนก็ตก\n"
    blocks = blocks_of(adder, text)
    assert [locator for locator, _text in blocks] == ["headline", "¶ 1", "¶ 2"]
