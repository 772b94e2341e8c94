"""Figures and dates as claims: what is one, and what it is the same as."""

from __future__ import annotations

import pytest

from briefbook.checks.figures.check import FigureProbe
from briefbook.checks.figures.claims import find_claims, known_claims


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("11 000", "some eleven thousand men"),
        ("5 July", "published on July 5"),
        ("July 5th", "on 5 July 2025"),
        ("11–13 July", "talks July 11-13"),
        ("in July", "on July 5"),
        ("2½ years", "a 2½-year war"),
        ("$2,000", "2,000 dollars"),
        ("hundreds", "hundreds have died"),
        ("by a third", "down by a third"),
        ("nearly half", "almost half of them"),
        ("Tuesday", "said on Tuesday"),
        ("in May", "since May 2024"),
        ("the 20th", "on January 20"),
    ],
)
def test_a_claim_stands_in_a_text_however_it_is_written(claim: str, text: str) -> None:
    (found,) = find_claims(claim)
    assert FigureProbe(found).match(text).result.verified


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("5 June", "published on July 5"),
        ("in June", "on July 5"),
        ("11–14 July", "talks July 11-13"),
        ("2½ months", "a 2½-year war"),
        ("€2,000", "2,000 dollars"),
        ("thousands", "hundreds have died"),
        ("by a third", "by a quarter"),
        ("Monday", "said on Tuesday"),
    ],
)
def test_another_value_date_or_unit_does_not(claim: str, text: str) -> None:
    (found,) = find_claims(claim)
    assert not FigureProbe(found).match(text).result.verified


@pytest.mark.parametrize(
    "text",
    [
        "see ¶ 12 and ¶¶ 3–4",
        "chapter 2, note 3",
        "p. 54",
        "one of them",
        "it may March on",
        "No. 7",
    ],
)
def test_numbers_of_references_and_words_are_no_claims(text: str) -> None:
    assert find_claims(text) == []


def test_units_are_known_with_their_figures() -> None:
    assert known_claims("seven months and 30 years")["7"].units == {"month"}
