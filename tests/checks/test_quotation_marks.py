"""Where quotations begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.checks.prose.quotation_marks import find_quotations
from briefbook.core.passages import Span


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He said “go ‘now’ then” and ‘left’.", ["go ‘now’ then", "left"]),
        ('"a" and "b"', ["a", "b"]),
        ("the soldiers’ pay and the Workers' Party", []),
        ("‘the soldiers’ pay’ is low", ["the soldiers’ pay"]),
        ("„eins“ «два „три“ четыре» 「四」", ["eins", "два „три“ четыре", "四"]),
        ("in the ’90s it wasn't", []),
        ("the “liberated” city, “so called”", ["liberated", "so called"]),
        ("”backwards“", []),
    ],
)
def test_outer_quotations_are_found(text: str, words: list[str]) -> None:
    assert [found.words for found in find_quotations(text)[0]] == words


@pytest.mark.parametrize(("text", "place"), [("“open and", 0), ("x” y", 1), ('one " alone', 4)])
def test_a_mark_without_a_partner_is_named(text: str, place: int) -> None:
    assert find_quotations(text) == ([], [place])


def test_marks_in_literal_text_are_none() -> None:
    assert find_quotations('write ["x"]{.own} here', [Span(6, 17)]) == ([], [])


@given(st.text(alphabet="ab \n“”‘’'\"«»„"))
def test_quotations_stand_apart_and_in_order(text: str) -> None:
    found, _alone = find_quotations(text)
    for one, other in pairwise(found):
        assert one.end <= other.start
    for each in found:
        assert text[each.start + 1 : each.end - 1] == each.words
