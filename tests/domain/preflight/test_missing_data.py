"""Directives that draw data in a book that has none, and a telephone number as a link."""

from __future__ import annotations

import pytest

from books import MakeBook
from chapters import chapter, line_of

DRAWN = {
    "readings": ("docs/data/measures.csv", "measure, title, unit"),
    "readings-plot": ("docs/data/measures.csv", "measure, title, unit"),
    "timeline": ("docs/data/events.csv", "id, "),
    "timeline-plot": ("docs/data/events.csv", "id, "),
}


@pytest.fixture(scope="module")
def page() -> str:
    blocks = [f"```{{{name}}}\n```" for name in DRAWN]
    return chapter("alpha", "{#alpha-1}\nCall [the office](tel:+4930123456).", *blocks)


def test_each_names_the_file_that_is_missing_and_its_columns(
    make_book: MakeBook, page: str
) -> None:
    made = make_book({"docs/a.md": page}, clean=False)
    messages = made.messages.splitlines()
    for name, (path, columns) in DRAWN.items():
        place = f"docs/a.md:{line_of(page, f'{{{name}}}')}: ERROR: "
        (message,) = [each for each in messages if each.startswith(place)]
        assert message.startswith(
            f"{place}{path} does not exist; write it, with the columns {columns}"
        )
        assert message.endswith(f"or remove {{{name}}} [docutils]")
    assert len(messages) == len(DRAWN)
    assert made.page("a").select_one("#alpha-1 a[href='tel:+4930123456']")
