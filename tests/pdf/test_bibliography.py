"""The bibliography in print: the list says which work a citation means."""

from __future__ import annotations

from books import MakeBook
from chapters import book, chapter
from pdf.conftest import pdf_file
from reading_back.pdf_reader import dense, read_pdf

BIB = """\
@article{gA, author = {Gaunt, P.}, title = {First}, journaltitle = {J}, date = {2001-01}}
@book{gB, author = {Gaunt, P.}, title = {Second}, publisher = {Q}, date = {2001-05}}
@book{undine, author = {K{\\"o}hler, Ren{\\'e}e and {\\O}stby, {\\AA}se}, publisher = {Q},
  title = {Up 50% on \\emph{Undine}}, date = {1850~}, doi = {10.1000/xyz_1},
  related = {gB}, relatedtype = {reprintof}}
"""
ARTICLES = "# Articles\n\n```{bibliography}\n:filter: type == 'article'\n```\n"


def test_a_printed_list_tells_the_works_of_one_year_apart(make_book: MakeBook) -> None:
    a = chapter("alpha", "{#alpha-1}\nSaid {cite:p}`gB{pp. 123-28},undine{¶ 4a}`, {cite:t}`gA`.")
    made = make_book({**book(a=a), "references.bib": BIB}, builder="briefpdf")
    text = read_pdf(pdf_file(made)).text()
    for printed in (
        "Said (Gaunt 2001b, pp. 123–28; Köhler and Østby c. 1850, ¶ 4a), Gaunt (2001a).",
        "Gaunt, P. 2001a. “First”. J. January 2001.",
        "Gaunt, P. 2001b. Second. Q. May 2001.",
        "Köhler, Renée; Østby, Åse. c. 1850. Up 50% on Undine. Q.",
        "Reprint of Gaunt 2001b.",
    ):
        assert dense(printed) in text


def test_a_work_in_two_printed_lists_is_one_destination(make_book: MakeBook) -> None:
    a = chapter("alpha", "{#alpha-1}\nSaid {cite:p}`gA,gB`.")
    files = {**book(a=a, back_articles=ARTICLES), "references.bib": BIB}
    pdf = read_pdf(pdf_file(make_book(files, builder="briefpdf")))
    assert pdf.text().count(dense("Gaunt, P. 2001a. “First”.")) == 2
    assert "ref-ga" in pdf.structure.named_destinations
