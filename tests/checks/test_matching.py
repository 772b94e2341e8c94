"""Quotations against a text: what is word for word, and what is not."""

from __future__ import annotations

import pytest

from briefbook.checks.evidence.matches import Result
from briefbook.checks.quotations.matching import match_quotation

TEXT = (
    "“We asked for bread,” she told a crowd of 2,500 -- the ‘old guard’ -- on the quay [in the "
    "bay]. They wouldn’t leave. They should not go, they said, before the ferry of 1974 comes."
)


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("asked for bread", Result.EXACT),
        ("We asked for bread,", Result.EXACT),
        ("we asked for bread.", Result.NORMALISED),
        ("[w]e asked for bread", Result.NORMALISED),
        ("wouldn't leave", Result.NORMALISED),
        ("2,500—the “old guard”—on the quay", Result.NORMALISED),
        ("on the quay [in the bay]", Result.EXACT),
        ("asked … on the quay", Result.NORMALISED),
        ("asked [...] on the quay", Result.NORMALISED),
        ("told a [large] crowd", Result.NORMALISED),
        ("the ferry of [that year] comes", Result.ALTERED),
        ("We Asked for bread", Result.FORM),
        ("asked, for bread", Result.FORM),
        ("asked for some bread", Result.NEAR),
        ("begged for bread", Result.NEAR),
        ("they would leave", Result.ALTERED),
        ("They should go", Result.ALTERED),
        ("They should … go", Result.ALTERED),
        ("They should [perhaps] go", Result.ALTERED),
        ("should not go … asked for bread", Result.NOT_FOUND),
        ("a crowd of 2,600", Result.ALTERED),
        ("a crowd of 2", Result.ALTERED),
        ("500", Result.NOT_FOUND),
        ("read", Result.NOT_FOUND),
        ("a pamphlet", Result.NOT_FOUND),
        ("nothing of the kind stands there", Result.NOT_FOUND),
        ("…", Result.NOT_FOUND),
    ],
)
def test_a_quotation_is_compared_word_for_word(words: str, result: Result) -> None:
    assert match_quotation(words, TEXT).result is result


def test_what_the_text_has_instead_is_named() -> None:
    assert match_quotation("We asked for cake", TEXT).nearest == "We asked for bread"


def test_a_quotation_may_not_begin_behind_a_negation_unless_the_prose_negates_it() -> None:
    assert match_quotation("go, they said", TEXT, negated=True).result is Result.EXACT
    cut = match_quotation("go, they said", TEXT, negated=False)
    assert (cut.result, cut.nearest) == (Result.ALTERED, "not go, they said")
