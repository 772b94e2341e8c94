"""Another Sphinx book can cite each paragraph of this one."""

from __future__ import annotations

from books import MakeBook, SmallBook
from chapters import book, chapter

FIRST = book(
    a=chapter(
        "alpha",
        "{#alpha-7}\nWords {cite:p}`kontur2025`, {term}`Kursk`.[^n]",
        "## A heading\n\n{#alpha-own}\n### Its own\n\n{#alpha-7a}\nMore.",
        "```{withdrawn} alpha-8\nWrong.\n```",
        "[^n]: Comment: a note.",
    ),
    back_places="# Places\n\n:::{glossary} places\n\nKursk\n: A city.\n:::\n",
)
IDS = {
    "alpha": "The alpha chapter",
    "alpha-7": "chapter 1, ¶ 7",
    "alpha-7a": "chapter 1, ¶ 7a",
    "alpha-8": "chapter 1, ¶ 8",
    "alpha-a-heading": "A heading",
    "alpha-own": "Its own",
    "alpha-n-n": "chapter 1, note 1",
    "term-places-kursk": "Kursk",
    "ref-kontur2025": "Kontur 2025",
}
SITE = "https://first.example/"


def conf_of(first: SmallBook) -> str:
    """Return the settings of a book that knows another."""
    return (
        'extensions = ["briefbook", "sphinx.ext.intersphinx"]\n'
        f'intersphinx_mapping = {{"first": ("{SITE}", "{first.out / "objects.inv"}")}}\n'
    )


def test_a_second_book_cites_every_anchor_of_the_first(make_book: MakeBook) -> None:
    first = make_book(FIRST, name="first")
    links = "\n".join(f"- [](inv:first#{id_})" for id_ in IDS)
    text = f"# Second\n\n{links}\n- {{ref}}`alpha-7`\n"
    text += "- [these words](inv:first#alpha-7)\n"
    second = make_book({"docs/index.md": text}, conf=conf_of(first), name="second")
    found = {
        str(link["href"]): link.get_text().replace("\N{NO-BREAK SPACE}", " ")
        for link in second.page("index").select("section li a")[: len(IDS)]
    }
    pages = dict.fromkeys(IDS, "chapters/a") | {
        "term-places-kursk": "back/places",
        "ref-kontur2025": "back/sources",
    }
    # The words name the book that they lead to.
    assert found == {
        f"{SITE}{pages[id_]}.html#{id_}": f"A small book, {words}" for id_, words in IDS.items()
    }
    by_role, explicit = second.page("index").select("section li a")[len(IDS) :]
    assert by_role["href"] == explicit["href"] == f"{SITE}chapters/a.html#alpha-7"
    assert by_role.get_text().replace("\N{NO-BREAK SPACE}", " ") == "A small book, chapter 1, ¶ 7"
    assert explicit.get_text() == "these words"


def test_an_id_of_another_book_is_not_taken_without_a_word(make_book: MakeBook) -> None:
    first = make_book(FIRST, name="first")
    text = "# Second\n\nA slip: [](#alpha-7).\n\nMeant: [](inv:first#alpha-7).\n"
    second = make_book({"docs/index.md": text}, conf=conf_of(first), name="second", clean=False)
    assert second.messages == (
        "docs/index.md:3: WARNING: no id 'alpha-7' in this book, but in first of "
        "intersphinx_mapping; write [](inv:first#alpha-7) to lead there, or fix the id "
        "[brief.link_elsewhere]\n"
    )
