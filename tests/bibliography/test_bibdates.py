"""Dates of entries: in a label, in the list and as CSL-JSON."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.bibliography.dates.text import BibDate, read_edtf, read_month, read_year
from briefbook.bibliography.dates.words import csl_date, date_words, edtf, from_csl_date, year_words


def read(text: str) -> BibDate:
    date = read_edtf(text)
    assert date is not None
    return date


@pytest.mark.parametrize(
    ("source", "year", "words"),
    [
        ("2020", "2020", "2020"),
        ("2020-05", "2020", "May 2020"),
        ("2020-05-03", "2020", "3 May 2020"),
        ("1850~", "c. 1850", "c. 1850"),
        ("1850?", "1850?", "1850?"),
        ("2004-10-27~", "2004", "c. 27 October 2004"),
        ("1990/1995", "1990–1995", "1990–1995"),
        ("2003/", "2003–", "2003–"),
        ("2003/..", "2003–", "2003–"),
        ("../2003", "–2003", "–2003"),
        ("-0049", "50 BCE", "50 BCE"),
        ("-0049/-0030", "50–31 BCE", "50–31 BCE"),
        ("2001-21", "2001", "spring 2001"),
        ("2001-23", "2001", "autumn 2001"),
        ("199X", "1990s", "1990s"),
        ("18XX", "19th century", "19th century"),
        ("2022-02-24T05:30:00Z", "2022", "24 February 2022, 05:30 UTC"),
        ("2020-05-03/2020-05-07", "2020", "3–7 May 2020"),
        ("2020-05-30/2020-06-07", "2020", "30 May – 7 June 2020"),
        ("2020-05/2020-07", "2020", "May–July 2020"),
    ],
)
def test_a_date_reads_as_print_has_it(source: str, year: str, words: str) -> None:
    assert (year_words(read(source)), date_words(read(source))) == (year, words)


@pytest.mark.parametrize(
    "source", ["soon", "2020-13", "2021-02-29", "1/2/3", "", "2020-05-03x", "/"]
)
def test_what_is_no_date_is_none(source: str) -> None:
    assert read_edtf(source) is None


@pytest.mark.parametrize(
    ("source", "label"),
    [
        ("c. 1850", "c. 1850"),
        ("ca 1850", "c. 1850"),
        ("in press", "in press"),
        ("forthcoming", "forthcoming"),
        ("2010b", "2010b"),
        ("1990--95", "1990–1995"),
        ("[1998]", "[1998]"),
        ("(1998)", "1998"),
        ("1850s", "1850s"),
        ("n.d.", ""),
    ],
)
def test_a_year_is_read_in_all_its_ways(source: str, label: str) -> None:
    assert year_words(read_year(source)) == label


@pytest.mark.parametrize(
    ("month", "words"),
    [
        ("3", "March 2019"),
        ("March", "March 2019"),
        ("12 mar", "12 March 2019"),
        ("June/July", "June–July 2019"),
        ("summer", "summer 2019"),
        ("99", "2019"),
        ("May", "May 2019"),
    ],
)
def test_an_old_month_is_read(month: str, words: str) -> None:
    assert date_words(read_month(read_year("2019"), month)) == words


def test_a_year_in_brackets_keeps_them_and_sorts_as_a_year() -> None:
    date = read_year("[1998]")
    assert (date_words(date), date.start.year if date.start else 0) == ("[1998]", 1998)
    assert from_csl_date(csl_date(date)) == date
    assert date_words(read_month(date, "May")) == "May 1998"


@pytest.mark.parametrize(
    ("source", "item"),
    [
        ("2020-05-03", {"date-parts": [[2020, 5, 3]]}),
        ("1990/1995", {"date-parts": [[1990], [1995]]}),
        ("1850~", {"date-parts": [[1850]], "circa": True}),
        ("-0049", {"date-parts": [[-50]]}),
        ("2001-21", {"date-parts": [[2001]], "season": 1}),
        ("199X", {"date-parts": [[1990]], "literal": "1990s"}),
    ],
)
def test_a_date_is_csl_json(source: str, item: dict[str, Any]) -> None:
    assert csl_date(read(source)) == item


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ({"raw": "May 2020"}, "May 2020"),
        ({"raw": "3 May 2020"}, "3 May 2020"),
        ({"raw": "2020-05-03"}, "3 May 2020"),
        ({"date-parts": [["2020", "5"]]}, "May 2020"),
        ({"date-parts": [[2003], [0]]}, "2003"),
        ({"literal": "in press"}, "in press"),
        ({"date-parts": [[]]}, ""),
    ],
)
def test_dates_of_other_programs_are_read(item: dict[str, Any], words: str) -> None:
    assert date_words(from_csl_date(item)) == words


YEARS = st.integers(-3000, 3000)


@given(YEARS, st.integers(0, 12), st.sampled_from(["", "~", "?", "%"]))
def test_edtf_comes_back(year: int, month: int, mark: str) -> None:
    sign = "-" if year < 0 else ""
    source = f"{sign}{abs(year):04}{f'-{month:02}' if month else ''}{mark}"
    assert edtf(read(source)) == source
    assert from_csl_date(csl_date(read(source)), source) == read(source)
    if mark in {"", "~"}:
        assert from_csl_date(csl_date(read(source))) == read(source)


@given(st.text(max_size=20))
def test_no_text_stops_the_reading(text: str) -> None:
    date_words(read_month(read_year(text), text, text))
    year_words(read_edtf(text) or BibDate())
