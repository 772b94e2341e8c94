"""A row with more cells than its table has columns is named with the words that are lost."""

from __future__ import annotations

import pytest

from briefbook.domain.preflight.dropped_cells import dropped_cells


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("| a | b |\n| --- | --- |\n| 1 | 2 |\n| 1 | 2 | lost |\n", 4, "“lost” is not shown"),
        (":::{note}\n\n| a |\n| - |\n| 1 | 2 |\n:::\n", 5, "the row has 2 cells and its table 1"),
        ("> | a | b |\n> |---|---|\n> | 1 | 2 | 3 |\n", 3, "“3” is not shown"),
    ],
)
def test_it_is_named_with_its_line(text: str, line: int, says: str) -> None:
    ((found, said),) = dropped_cells(text)
    assert (found, says in said) == (line, True), said


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n| :-- | --: |\n| `x \\| y` | 2 |\n| 1 |\n| 1 | 2 | |\n",
        "```{code-block} markdown\n| a |\n| - |\n| 1 | 2 |\n```\n",
        "A line.\u2028\n\n| a |\n| - |\n| 1 |\n",
    ],
)
def test_what_fits_is_not(text: str) -> None:
    assert list(dropped_cells(text)) == []
