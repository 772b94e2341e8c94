"""Dates as sources give them, and how a reader sees them."""

from __future__ import annotations

import pytest

from briefbook.core.dates import DateError, date_words, day_number, first_day, last_day, parse_date


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2024", "2024"),
        ("2024-11", "November 2024"),
        ("2024-11-05", "5 November 2024"),
        ("2024-11~", "about November 2024"),
        ("2025-07?", "perhaps July 2025"),
        ("2025-07%", "perhaps about July 2025"),
        ("196X", "the 1960s"),
        ("2024-1X", "2024"),
        ("2025-07-05/2025-07-13", "between 5 and 13 July 2025"),
        ("2025-06/2025-07", "between June 2025 and July 2025"),
    ],
)
def test_a_date_is_said_with_its_uncertainty(edtf: str, words: str) -> None:
    assert date_words(edtf) == words


@pytest.mark.parametrize(
    ("edtf", "says"),
    [
        ("", "is not a date"),
        ("November 2024", "expected e.g. 2024, 2024-11"),
        ("2024-13", "there is no month 13"),
        ("2023-02-30", "there is no day 30"),
        ("2023-02-29", "there is no day 29"),
        ("2025-07-13/2025-07-05", "runs backwards"),
        ("2024/2025/2026", "more than two ends"),
    ],
)
def test_what_is_no_date_is_refused_with_what_is_expected(edtf: str, says: str) -> None:
    with pytest.raises(DateError, match=says):
        parse_date(edtf)


def test_29_february_exists_in_a_leap_year_only() -> None:
    assert date_words("2024-02-29") == "29 February 2024"


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("196X", "1960-01-01", "1969-12-31"),
        ("2025-07-05/2025-07-13", "2025-07-05", "2025-07-13"),
    ],
)
def test_a_date_sorts_by_the_days_that_it_allows(edtf: str, first: str, last: str) -> None:
    assert (first_day(edtf), last_day(edtf)) == (first, last)


def test_days_are_counted_from_1970() -> None:
    assert day_number("1970-01-02") == (1.0, 1.0)
