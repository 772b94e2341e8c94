"""Another Sphinx book can cite each paragraph of this one."""

from __future__ import annotations

from books import MakeBook
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


def test_a_second_book_cites_every_anchor_of_the_first(make_book: MakeBook) -> None:
    first = make_book(FIRST, name="first")
    links = "\n".join(f"- [](inv:first#{id_})" for id_ in IDS)
    text = f"# Second\n\n{links}\n- [these words](inv:first#alpha-7)\n"
    conf = (
        'extensions = ["briefbook", "sphinx.ext.intersphinx"]\n'
        f'intersphinx_mapping = {{"first": ("{SITE}", "{first.out / "objects.inv"}")}}\n'
    )
    second = make_book({"docs/index.md": text}, conf=conf, name="second")
    found = {
        str(link["href"]): link.get_text().replace("\N{NO-BREAK SPACE}", " ")
        for link in second.page("index").select("section li a")[: len(IDS)]
    }
    pages = dict.fromkeys(IDS, "chapters/a") | {
        "term-places-kursk": "back/places",
        "ref-kontur2025": "back/sources",
    }
    assert found == {f"{SITE}{pages[id_]}.html#{id_}": words for id_, words in IDS.items()}
    assert second.page("index").select("section li a")[-1].get_text() == "these words"
