"""Links to other articles on a saved or printed page are left out by name, the article never."""

from __future__ import annotations

import pytest

from articles.adding import Adder
from articles.typeset import FILLER, PAGE, heading, left_out, read
from briefbook.sources.adding.intake import read_article
from briefbook.sources.reading.article import Article, Metadata
from briefbook.sources.reading.related import is_related_label

LABELS = [
    "Read more", "Related stories:", "Lesen Sie auch", "Mehr zum Thema", "À lire aussi :",
    "Sur le même sujet", "Lea también", "Noticias relacionadas", "Leia também", "Leggi anche",
    "Lees ook", "Czytaj także", "Читайте также", "Читайте також", "관련 기사", "많이 본 뉴스",
    "関連記事", "あわせて読みたい", "相关阅读", "اقرأ أيضا", "קראו גם",
]  # fmt: skip
NO_LABELS = [
    "Read more letters, the mayor told the pilots.", "Related work", "See also", "Further reading",
    "Lesen Sie auch zwischen den Zeilen!", "Thema", "관련 기사를 읽은 시장은 화를 냈다.",
]  # fmt: skip
TITLES = ["Boats sold at the quay", "Tides of the week"]
SENTENCE = "The mayor came late."
PRINTED = PAGE.replace("300", "600") + (
    "#set page(header: text(7pt)[20/03/2025, 09:14 #h(1fr) Bridges of the river towns],\n"
    "footer: context text(7pt)[https:\\//example.org/a #h(1fr) #counter(page).display()/3])\n"
)


@pytest.mark.parametrize("label", LABELS)
def test_a_label_of_links_is_known(label: str) -> None:
    assert is_related_label(label)


@pytest.mark.parametrize("line", NO_LABELS)
def test_what_an_article_says_is_no_label(line: str) -> None:
    assert not is_related_label(line)


def test_links_within_and_below_a_saved_page_are_left_out(adder: Adder) -> None:
    titles = [*TITLES, "Who pays for the long quay?"]
    box = "".join(f"<li><a href='/{n}'>{title}</a></li>" for n, title in enumerate(titles))
    page = (
        f"<article><h1>Bridges of the river towns</h1><p>One. {FILLER}</p>"
        f"<h3>Lesen Sie auch</h3><ul>{box}</ul><p>{SENTENCE}</p><h2>The river</h2>"
        f"<p>Two. {FILLER}</p><p>À lire aussi</p>{box}</article>"
    )
    article = read_article(str(adder.file("a.html", page)), Metadata(), 10**8).article
    assert texts(article) == [f"One. {FILLER}", SENTENCE, "The river", f"Two. {FILLER}"]
    named = [text for reason, text in left_out(article) if reason == "link to another page"]
    assert named == titles


@pytest.mark.parametrize("label", ["Lesen Sie auch", "À lire aussi", "Read more"])
def test_links_within_a_printed_page_end_where_the_article_goes_on(
    adder: Adder, label: str
) -> None:
    box = f"*{label}*\n\n" + "\n".join(f"- {title}" for title in TITLES)
    body = (
        f"{heading('Bridges of the river towns')}One. {FILLER}\n\n{box}\n\n{SENTENCE} Two. "
        f"{FILLER}\n\n{box}\n\n{heading('The river', 14)}Three. {FILLER}\n\n{box}\n\n"
    )
    article = read(adder, body + "Sport\n\n" * 12, PRINTED)
    assert texts(article) == [
        f"One. {FILLER}", f"{SENTENCE} Two. {FILLER}", "The river", f"Three. {FILLER}",
    ]  # fmt: skip
    assert [text for _, text in left_out(article)].count(TITLES[0]) == 3


def texts(article: Article) -> list[str]:
    return [block.text for block in article.blocks if block.kind != "headline"]
