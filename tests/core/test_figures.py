"""Numbers compare as values, however they are written."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.core.figures.find import figure_keys, find_figures

ONE_FIGURE = [
    ("11,000", "11000"),
    ("eleven thousand", "11000"),
    ("11 000", "11000"),
    ("11\u202f000", "11000"),
    ("11\u00a0000", "11000"),
    ("11'000", "11000"),
    ("11 thousand", "11000"),
    ("11k", "11000"),
    ("1만 1000", "11000"),
    ("1만 1천", "11000"),
    ("5천억", "500000000000"),
    ("3조 5천억", "3500000000000"),
    ("1천200만", "12000000"),
    ("2천5백", "2500"),
    ("12만 3,456명", "123456"),
    ("1억2千万", "120000000"),
    ("제2조", "2"),
    ("5 백신", "5"),
    ("Kursk (Курск): 10,000", "10000"),
    ("약 10,000 연합뉴스, Лента 전언", "10000"),
    ("11 тыс.", "11000"),
    ("١١٬٠٠٠", "11000"),
    ("1.1万", "11000"),
    ("2½", "2.5"),
    ("2 1/2", "2.5"),
    ("2.5", "2.5"),
    ("two and a half", "2.5"),
    ("2½-year", "2.5"),
    ("$2,000", "$2000"),
    ("US$2,000", "$2000"),
    ("USD 2000", "$2000"),
    ("2,000 dollars", "$2000"),
    ("two thousand dollars", "$2000"),
    ("$2bn", "$2000000000"),
    ("$5m", "$5000000"),
    ("€1.5 million", "€1500000"),
    ("roughly 45%", "45%"),
    ("45 percent", "45%"),
    ("45 per cent", "45%"),
    ("forty-five per cent", "45%"),
    ("٤٥٪", "45%"),
    ("1.2 million", "1200000"),
    ("1,200,000", "1200000"),
    ("1.200.000", "1200000"),
    ("1,2 млн", "1200000"),
    ("120万", "1200000"),
    ("two dozen", "24"),
    ("one hundred and five", "105"),
    ("two hundred thousand", "200000"),
    ("half a million", "500000"),
    ("two-thirds", "2/3"),
    ("three quarters", "0.75"),
    ("28-year-old", "28"),
    ("the 93rd anniversary", "93"),
    ("the 1990s", "1990"),
    ("−5", "-5"),
    ("14:32", "14:32"),
    ("09:05", "9:05"),
    ("T-72", "72"),
]


@pytest.mark.parametrize(("text", "key"), ONE_FIGURE)
def test_one_figure_in_many_spellings(text: str, key: str) -> None:
    assert figure_keys(text) == (key,)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("talks July 11-13", ("11", "13")),
        ("10 to 12 million", ("10000000", "12000000")),
        ("between 10 and 12 million", ("10000000", "12000000")),
        ("from 184 to 133 million", ("184000000", "133000000")),
        ("from 900 to 1.2 million", ("900", "1200000")),
        ("von 133 auf 184 Millionen Euro", ("€133000000", "€184000000")),
        ("stieg bis 2024 auf 5 Millionen Euro", ("2024", "€5000000")),
        ("zwischen 10 und 12 Millionen", ("10000000", "12000000")),
        ("entre 10 et 12 millions d'euros", ("€10000000", "€12000000")),
        ("$2–3 billion", ("$2000000000", "$3000000000")),
        ("10–12%", ("10%", "12%")),
        ("on July 5 600 soldiers", ("5", "600")),
        ("in 2024, 600 died", ("2024", "600")),
        ("two hundred and three hundred", ("200", "300")),
        ("11, 12 and thirteen", ("11", "12", "13")),
        ("5.11.2024", ("5", "11", "2024")),
        ("24/7", ("24", "7")),
        ("an F16 and the K9 of H1N1", ()),
        ("no number here", ()),
        ("11,000 and 11,000", ("11000",)),
    ],
)
def test_several_figures(text: str, keys: tuple[str, ...]) -> None:
    assert figure_keys(text) == keys


@pytest.mark.parametrize("text", ["one of them", "a second deployment", "thousands more", "half"])
def test_what_may_be_no_number_is_not_certain(text: str) -> None:
    assert figure_keys(text) == ()
    assert [figure.certain for figure in find_figures(text)] == [False]


def test_a_figure_says_where_it_stands() -> None:
    text = "paid around $2,000 a month"
    (figure,) = find_figures(text)
    assert (figure.text, text[figure.start : figure.end]) == ("$2,000", "$2,000")


@given(st.integers(min_value=0, max_value=10**12))
def test_grouping_does_not_change_the_value(number: int) -> None:
    assert figure_keys(f"{number:,}") == figure_keys(str(number)) == (str(number),)


@given(st.text())
def test_any_text_is_read_and_figures_stand_apart(text: str) -> None:
    found = find_figures(text)
    for figure, following in pairwise(found):
        assert figure.start < figure.end <= following.start
    for figure in found:
        assert text[figure.start : figure.end] == figure.text
