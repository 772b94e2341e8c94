"""Equations: those without a label have the same id in every build, and none is a paragraph."""

from __future__ import annotations

from uuid import UUID

import pytest

from books import MakeBook, output_files
from chapters import book, chapter

CONF = 'numfig = True\nmyst_enable_extensions = ["amsmath", "dollarmath"]\n'
EQUATION = "\\begin{equation}\na = b\n\\end{equation}"
OTHER = "\\begin{equation}\nc = d\n\\end{equation}"
UNNUMBERED = "\\begin{equation*}\ne = f\n\\end{equation*}"


@pytest.mark.parametrize("builder", ["html", "briefpdf"])
def test_an_equation_without_a_label_gives_the_same_bytes_twice(
    make_book: MakeBook, builder: str
) -> None:
    files = book(a=chapter("alpha", EQUATION, OTHER, UNNUMBERED))
    one, other = (make_book(files, builder, conf=CONF, name=name) for name in ("one", "other"))
    assert output_files(one.out) == output_files(other.out)


def test_an_equation_keeps_its_id_when_another_comes_before_it(make_book: MakeBook) -> None:
    def ids(name: str, *blocks: str) -> list[str]:
        made = make_book(book(a=chapter("alpha", *blocks)), conf=CONF, name=name)
        return [str(found["id"]) for found in made.page("chapters/a").select(".math")]

    (old,) = ids("before", EQUATION)
    new, same = ids("after", OTHER, EQUATION)
    assert same == old != new


def test_equations_that_say_the_same_have_ids_of_their_own(make_book: MakeBook) -> None:
    files = book(a=chapter("alpha", EQUATION, EQUATION), b=chapter("beta", EQUATION))
    made = make_book(files, conf=CONF)
    pages = [made.page("chapters/a"), made.page("chapters/b")]
    assert len({found["id"] for page in pages for found in page.select(".math")}) == 3


@pytest.mark.parametrize(
    "typed",
    [
        EQUATION,
        "$$\na = b\n$$ (eq-7)",
        "```{math}\n:label: eq-7\na = b\n```",
        "```{index} one\n```\n\n```{index} two\n```\n\nWords.",
    ],
    ids=["no label", "label", "directive", "index"],
)
def test_an_id_that_no_author_wrote_is_no_paragraph_number(
    make_book: MakeBook, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    # One name by chance in a hundred ends as the id of a paragraph does.
    chance = UUID("c2680d0f-93aa-4c5e-8d21-123456789012")
    monkeypatch.setattr("myst_parser.mdit_to_docutils.sphinx_.uuid4", lambda: chance)
    files = book(a=chapter("alpha", "{#alpha-1}\nWords.", typed))
    numbers = make_book(files, conf=CONF).page("chapters/a").select("a.brief-number")
    assert [number.get_text() for number in numbers] == ["1"]


def test_an_authors_number_stands_beside_an_id_of_sphinxs_own(make_book: MakeBook) -> None:
    index = "```{index} one\n```\n\n```{index} two\n```"
    made = make_book(book(a=chapter("alpha", index, "{#alpha-1}\nWords.")))
    number = made.page("chapters/a").select_one("a.brief-number")
    assert number is not None
    assert (number.get_text(), number["href"]) == ("1", "#alpha-1")
