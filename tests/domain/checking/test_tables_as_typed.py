"""Tables and headings that Markdown shows as typed, or parts of which it drops, are named."""

from __future__ import annotations

import pytest

from briefbook.domain.checking.markup.tables_and_headings import lost_markup


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("| a | b |\n| --- | --- |\n| 1 | 2 |\n| 1 | 2 | lost |\n", 4, "“lost” is not shown"),
        (":::{note}\n\n| a |\n| - |\n| 1 | 2 |\n:::\n", 5, "the row has 2 cells and its table 1"),
        ("A.\n\n| a | b |\n| --- |\n| 1 | 2 |\n", 3, "has 2 columns and the line below it 1"),
        ("A.\n\n##The bridges\n\nB.\n", 3, "“##The bridges” is not a heading"),
    ],
)
def test_it_is_named_with_its_line(text: str, line: int, says: str) -> None:
    ((found, said),) = lost_markup(text)
    assert (found, says in said) == (line, True), said


@pytest.mark.parametrize(
    "text",
    [
        "::::{note}\n:::{tip}\nA.\n:::\n::::\n\n~~~\ncode\n~~~~\n",
        "> ```\n> code\n> ```\n\n- A.\n\n  ```{note}\n  B.\n  ```\n",
        "| a | b |\n| :-- | --: |\n| `x \\| y` | 2 |\n| 1 |\n| 1 | 2 | |\n",
        "Write ``{cite:p}`smith2025{¶ 4}` `` or `[@smith2025]` or {cite:p}`smith2025{¶\n4}`so.\n",
        "```{code-block} markdown\n:::{note}\n| a |\n| - |\n| 1 | 2 |\n```\n",
        "% {cite:p}smith2025{¶ 4}\n\n#Fukushima is a tag, and #2 a number.\n",
        "[@ann](https://a.example) is a link.\u2028\n\n```\ncode\n```\n",
        "    ```\n    shown\n",
    ],
)
def test_what_is_written_as_it_should_be_is_none(text: str) -> None:
    assert list(lost_markup(text)) == []
