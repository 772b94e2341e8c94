"""What Sphinx names in English for want of a translation is in the language of the book."""

from __future__ import annotations

import pytest

from books import MakeBook
from chapters import chapter

PAGE = chapter(
    "a",
    "```{table} Boats\n:name: a-boats\n\n| n |\n|---|\n| 9 |\n```",
    "{numref}`a-boats`\n\n```{note}\nWords.\n```",
)


@pytest.mark.parametrize(
    ("language", "table", "note"),
    [
        ("he", "טבלה 1", "הערה"),
        ("uk", "Табл. 1", "Примітка"),
        ("de", "Tab. 1", "Bemerkung"),
        ("en", "Table 1", "Note"),
    ],
)
def test_tables_and_notes_are_named_in_the_language_of_the_book(
    language: str, table: str, note: str, make_book: MakeBook
) -> None:
    conf = f'numfig = True\nlanguage = "{language}"\n'
    page = make_book({"docs/a.md": PAGE}, conf=conf).page("a")
    assert [each.get_text().strip() for each in page.select(".caption-number, .std-numref")] == [
        table, table,
    ]  # fmt: skip
    assert [each.get_text() for each in page.select(".admonition-title")] == [note]


def test_what_conf_py_calls_them_stays(make_book: MakeBook) -> None:
    conf = 'numfig = True\nlanguage = "he"\nnumfig_format = {"table": "T %s"}\n'
    page = make_book({"docs/a.md": PAGE}, conf=conf).page("a")
    assert [each.get_text() for each in page.select(".std-numref")] == ["T 1"]
