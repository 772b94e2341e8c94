"""The normal form: what reads alike compares alike."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.core.words.text import (
    bidi_controls,
    natural_key,
    normalise,
    text_sha256,
    tidy,
    word_count,
    words,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“heroes of our nation”", '"heroes of our nation"'),
        ("the leader’s orders", "the leader's orders"),
        ("here -- and", "here – and"),
        ("2019—a rare", "2019--a rare"),
        ("sol\u00addiers", "soldiers"),
        ("a\u00a0b\u200b c", "a b c"),
        ("ﬁrst oﬃcer", "first officer"),
        (unicodedata.normalize("NFD", "Курский café 김정은"), "Курский café 김정은"),
        ("wait…", "wait..."),
        ("a\u202eb\u202c", "ab"),
        ("line\r\nbreak\tand tab", "line break and tab"),
    ],
)
def test_texts_that_read_alike_are_alike(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)
    assert text_sha256(one) == text_sha256(other)


def test_case_and_digits_stay() -> None:
    assert normalise("Kursk 11,000") != normalise("kursk 11,000")
    assert normalise("11,000") != normalise("12,000")


@given(st.text())
def test_the_normal_form_is_final(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


@given(st.text())
def test_tidy_is_final_and_keeps_the_normal_form(text: str) -> None:
    assert tidy(tidy(text)) == tidy(text)
    assert not set(tidy(text)) & set("\r\n\t\x00\u00ad\u200b\ufeff")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("— … !", 0),
        ("a 28-year-old soldier", 3),
        ("he left in 2019—a rare case", 7),
        ("here -- and tomorrow, they'll return", 5),
        ("$2,000 a month (45%)", 4),
        ("김정은 국무위원장은 말했다", 3),
        ("朝鲜士兵在库尔斯克", 4),
        ("قال الجنود إنهم", 3),
    ],
)
def test_words_are_counted_as_an_editor_counts(text: str, count: int) -> None:
    assert word_count(text) == count


def test_words_lose_the_punctuation_around_them() -> None:
    assert words('“Thank you." (U.S. troops’)') == ["Thank", "you", "U.S", "troops"]


def test_bidirectional_controls_are_named() -> None:
    assert bidi_controls("a\u202eb\u2066") == ("LEFT-TO-RIGHT ISOLATE", "RIGHT-TO-LEFT OVERRIDE")
    assert bidi_controls("plain") == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("港口的船没有人数", ["港口", "的", "船", "没有", "人", "数"]),
        ("港の船は古い", ["港", "の", "船", "は", "古い"]),
        ("เรือใหม่มาแล้ว", ["เรือ", "ใหม่", "มา", "แล้ว"]),
        ("ကမ်းရုံး", ["ကမ်း", "ရုံး"]),
        ("ទូកថ្មី", ["ទូ", "ក", "ថ្មី"]),
        ("ເຮືອໃໝ່", ["ເຮືອ", "ໃໝ່"]),
        ("在2024年 a", ["在", "2024", "年", "a"]),
    ],
)
def test_scripts_without_spaces_have_words(text: str, wanted: list[str]) -> None:
    assert words(text) == wanted


def test_numbers_within_a_text_sort_by_their_value() -> None:
    assert sorted(["¶ 36", "¶ 4", "¶ 36b", "n. 3"], key=natural_key) == [
        "n. 3", "¶ 4", "¶ 36", "¶ 36b",
    ]  # fmt: skip
