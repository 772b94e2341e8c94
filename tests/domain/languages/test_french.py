"""A French book: its own punctuation, the marks within marks, its dates, names and titles."""

from __future__ import annotations

import pytest

from books import MakeBook, SmallBook

CONF = (
    'language = "fr"\nhtml_theme = "sphinx_book_theme"\n'
    'author = "Élodie Garçon et Jean-Noël L’Hôte"\nbrief_subtitle = "Un bilan"\n'
)
BIB = """\
@article{aubert, author = {Aubert, Léa and Noël, Paul}, title = {L'État « plateforme » en question},
  journaltitle = {Revue du port}, volume = {12}, number = {3}, pages = {5--9}, date = {2017-09-01}}
@book{roux, author = {Roux, Ida}, title = {Les quais}, publisher = {Dalloz}, location = {Paris},
  date = {2019-05}, datebasis = {inferred: read off the page}, related = {aubert},
  relatedtype = {reportedin}}
@thesis{brun, author = {Brun, Éva}, title = {Digues}, institution = {Paris X}, type = {Thèse},
  director = {Petit, Luc}, date = {2015}}
@jurisdiction{ce, title = {Ville de Brest}, institution = {Conseil d'État}, number = {12},
  date = {2018-11-14}}
"""
FILES = {
    "references.bib": BIB,
    "docs/index.md": "# Livre\n\n```{toctree}\n:numbered:\na\nb\nw\n```\n",
    "docs/a.md": "---\nprefix: a\n---\n\n{#a}\n# Le port : un bilan\n\n"
    "{#a-1}\nUn.[^n] {cite:p}`aubert{p. 5},roux{p. 6}` {cite:p}`brun,ce`\n\n"
    "{#a-2}\nDeux ([](#a)).\n\n"
    "[^n]: Contexte : un quai {cite:p}`aubert`.\n",
    "docs/b.md": "---\nprefix: b\n---\n\n{#b}\n# Deux\n\n{#b-1}\nVoir [](#a-1) ; [](#a-2).\n",
    "docs/w.md": "# Travaux\n\n```{bibliography}\n```\n",
}


@pytest.fixture(scope="module")
def french(make_shared_book: MakeBook) -> SmallBook:
    return make_shared_book(FILES, conf=CONF, clean=False)


def works(book: SmallBook) -> str:
    return book.page("w").find("article").get_text()  # type: ignore[union-attr]


def test_the_marks_between_the_parts_of_a_reference_have_their_spaces(french: SmallBook) -> None:
    listed = works(french)
    assert "Aubert, Léa\u202f; Noël, Paul" in listed
    assert "Paris\xa0: Dalloz" in listed
    assert "12 (3)\xa0: 5–9" in listed
    assert "\u202f; note" in listed
    cited = french.page("a").find(id="a-1").get_text()  # type: ignore[union-attr]
    assert "5\u202f; Roux" in cited


def test_marks_within_a_quoted_title_are_the_inner_ones(french: SmallBook) -> None:
    assert "« L’État “plateforme” en question »" in works(french).replace("\xa0", " ")


def test_a_thesis_has_a_director_and_a_judgment_its_court(french: SmallBook) -> None:
    assert "Sous la direction de L. Petit." in works(french)
    references = french.text("sources.ris").split("ER  -")
    assert [each.count("A3  - Petit, Luc\n") for each in references if "ID  - brun\n" in each] == [
        1
    ]
    assert [
        each.count("PB  - Conseil d’État\n") for each in references if "ID  - ce\n" in each
    ] == [1]


def test_why_a_date_is_inferred_is_said_in_french(french: SmallBook) -> None:
    assert "Mai 2019 (déduit\xa0: lu sur la page)" in works(french)


def test_the_first_of_a_month_is_an_ordinal(french: SmallBook) -> None:
    assert "1er septembre 2017" in works(french)


def test_two_authors_joined_by_et_are_two(french: SmallBook) -> None:
    names = french.page("a").find_all("meta", {"name": "citation_author"})
    assert [name["content"] for name in names] == ["Garçon, Élodie", "L’Hôte, Jean-Noël"]


def test_a_title_keeps_the_space_before_its_colon(french: SmallBook) -> None:
    title = "Le port\xa0: un bilan"
    (named,) = french.page("a").find_all("meta", {"name": "citation_title"})
    assert named["content"] == title
    # So does the book's, with its subtitle, where it is cited.
    assert "A small book\xa0: Un bilan" in french.text("a.html")
    assert title in french.page("a").find(id="a-2").get_text()  # type: ignore[union-attr]


def test_references_parted_by_a_french_semicolon_name_their_chapter_once(
    french: SmallBook,
) -> None:
    text = french.page("b").find(id="b-1").get_text()  # type: ignore[union-attr]
    assert "chapitre 1, §§ 1, 2" in text.replace("\xa0", " ")
