"""What the checks read of a document: text, offsets, lines."""

from __future__ import annotations

from typing import cast

from books import MakeBook
from briefbook.core.passages import PLACEHOLDER, Passage, Role
from briefbook.domain.domain import BriefDomain

BIB = "@misc{kim2024, author = {Kim, A.}, title = {T}, date = {2024}, datebasis = {stated}}\n"
CHAPTER = """\
---
prefix: one
source: kim2024
---

{#one}
# A “title” of "words"

{#one-1}
First "quoted *in parts* here" line {cite:p}`kim2024{¶ 1}`.[^n]
Second with [15,600]{.own} and `"code"` and {term}`the word <Word>`.
Third, see [](#one-2) {cite:p}`kim2024{¶ 2},kim2024{¶ 3}`. {cite:t}`kim2024` says so.

{#one-2 .own}
All of it own.

> A quoted block.

| Head | Other |
|---|---|
| cell 7 | {cite:p}`kim2024{¶ 4}` |

```
literal "text"
```

[^n]: Comment: a note on
    two lines {cite:p}`kim2024{¶ 5}`.
"""
GLOSSARY = "# Words\n\n:::{glossary} words\n\nWord\n: What it is {cite:p}`kim2024{¶ 6}`.\n\n:::\n"


def passages(make_book: MakeBook) -> list[Passage]:
    book = make_book(
        {
            "docs/one.md": CHAPTER,
            "docs/words.md": GLOSSARY,
            "docs/refs.md": "# Refs\n\n```{bibliography}\n```\n",
            "references.bib": BIB,
        },
        "dummy",
    )
    documents = cast("BriefDomain", book.app.env.get_domain("brief")).documents
    return [*documents["one"].passages, *documents["words"].passages]


def test_a_table_of_an_author_is_read_whatever_its_class(make_book: MakeBook) -> None:
    table = ":::{list-table}\n:class: brief-data\n\n* - cell 8\n  - {cite:p}`kim2024{¶ 4}`\n:::\n"
    made = make_book(
        {"docs/one.md": CHAPTER + "\n" + table, "docs/words.md": GLOSSARY, "references.bib": BIB,
         "docs/refs.md": "# Refs\n\n```{bibliography}\n```\n"}, "dummy",
    )  # fmt: skip
    documents = cast("BriefDomain", made.app.env.get_domain("brief")).documents
    (row,) = (each for each in documents["one"].passages if "cell 8" in each.text)
    assert [cited.key for cited in row.citations] == ["kim2024"]


def find(found: list[Passage], words: str) -> Passage:
    (passage,) = (each for each in found if words in each.text)
    return passage


def test_a_paragraph_is_read_with_all_that_stands_in_it(make_book: MakeBook) -> None:
    first = find(passages(make_book), "First")
    assert (first.docname, first.line, first.place) == ("one", 10, "one-1")
    assert first.text.splitlines() == [
        "First “quoted in parts here” line .",
        'Second with 15,600 and "code" and the word.',
        f"Third, see {PLACEHOLDER} . {PLACEHOLDER} says so.",
    ]
    cited = [(c.locator, first.line_at(c.at), c.textual) for c in first.citations]
    assert cited == [
        ("¶ 1", 10, False), ("¶ 2", 12, False), ("¶ 3", 12, False), ("", 12, True),
    ]  # fmt: skip
    spans = {"own": first.own, "code": first.code, "terms": first.terms, "links": first.links}
    texts = {name: [first.text[s.start : s.end] for s in found] for name, found in spans.items()}
    assert texts == {
        "own": ["15,600"], "code": ['"code"'], "terms": ["the word"], "links": [PLACEHOLDER],
    }  # fmt: skip
    assert (first.terms[0].target, first.links[0].target) == ("Word", "one-2")


def test_every_passage_knows_what_it_is_and_where(make_book: MakeBook) -> None:
    found = passages(make_book)
    expected = {
        "A “title”": (Role.TITLE, "", 7),
        "All of it own": (Role.TEXT, "one-2", 15),
        "A quoted block": (Role.QUOTE, "", 17),
        "cell 7": (Role.TEXT, "", 21),
        "literal": (Role.CODE, "", 23),
        "a note on": (Role.TEXT, "one-n-n", 27),
        "What it is": (Role.TEXT, "term-words-word", 6),
    }
    for words, (role, place, line) in expected.items():
        passage = find(found, words)
        assert (passage.role, passage.place, passage.line) == (role, place, line), words
    assert find(found, "All of it own").all_own
    assert find(found, "cell 7").citations[0].locator == "¶ 4"
    # The kind of a note is no word of it.
    assert find(found, "a note on").text.lstrip().startswith("a note on\n")
