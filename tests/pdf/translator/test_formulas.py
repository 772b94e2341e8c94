"""Formulas: rows and numbers are those of Sphinx, and the same on the page and on paper."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

import pytest
from bs4.element import Tag

from books import MakeBook
from chapters import chapter, line_of
from reading_back.pdf_reader import read_pdf

CONF = 'myst_enable_extensions = ["dollarmath", "amsmath"]\n'
PAGE = chapter(
    "tides",
    "$$\np = q\n$$ (high)",
    "\\begin{align}\nr &= s \\\\\nt &= u\n\\end{align}",
    "```{math}\n:label: low\nv &= w \\\\\ny &= z\n```",
    "```{math}\na = b\n\nc = d\n```",
    "```{math}\n:no-wrap: true\n\\begin{gather*}\ne = f \\\\ g = h\n\\end{gather*}\n```",
    "$$\nk = \\left\\{ \\begin{aligned} l &= m \\\\ n &= o \\end{aligned} \\right.\n$$",
    "$$\nB = \\begin{bmatrix} 1 \\cr 2 \\end{bmatrix}^{-1} % a remark\n$$",
    "$$\n% only a remark\n$$",
    "$$\nC \\! + \\hspace*{2ex} D \\mspace{3mu} E \\thinspace F\n$$",
    "See {eq}`high` and [](#low).",
    "Not known: $\\drift x$.",
)


@dataclass(frozen=True, slots=True)
class Both:
    formulas: list[Tag]
    words: str
    printed: str
    messages: tuple[str, str]


@pytest.fixture(scope="module")
def both(make_shared_book: MakeBook) -> Both:
    files = {"docs/a.md": PAGE}
    site, paper = (
        make_shared_book(files, name, conf=CONF, clean=False) for name in ("html", "briefpdf")
    )
    page = site.page("a")
    (file,) = paper.out.glob("*.pdf")
    text = unicodedata.normalize("NFKC", read_pdf(file).text())
    return Both(page.select("div.math"), page.get_text(), text, (site.messages, paper.messages))


def test_each_number_stands_beside_its_own_formula_and_references_name_it(both: Both) -> None:
    found = [[number.get_text()[:3] for number in each.select(".eqno")] for each in both.formulas]
    assert found == [["(1)"], ["(2)"], ["(3)"], [], [], [], [], [], []]
    assert "See (1) and (3)." in both.words
    assert "p=q(1)r=st=u(2)v=wy=z(3)a=b" in both.printed
    assert "See(1)and(3)." in both.printed


def test_rows_are_rows_and_no_sign_of_tex_is_shown(both: Both) -> None:
    rows = [len(each.select("mtr")) for each in both.formulas]
    assert rows == [0, 2, 2, 2, 2, 2, 2, 0, 0]
    assert not any("&" in each.get_text() or "\\" in each.get_text() for each in both.formulas)
    assert "(3)a=bc=de=fg=hk=" in both.printed
    assert "&" not in both.printed


def test_a_bracketed_matrix_has_its_exponent_and_remarks_are_no_part_of_a_formula(
    both: Both,
) -> None:
    base, exponent = both.formulas[6].select_one("msup").find_all(recursive=False)  # type: ignore[union-attr]
    assert base.get_text() == "[12]"
    assert exponent.get_text() == "−1"
    assert both.formulas[7].get_text().strip() == ""
    assert "remark" not in both.words + both.printed


def test_spaces_have_widths_that_browsers_and_typst_know(both: Both) -> None:
    spaces = [str(space["width"]) for space in both.formulas[8].select("mspace")]
    assert spaces == ["-0.167em", "0.860em", "0.167em", "0.167em"]
    assert "C+DEF" in both.printed


def test_a_command_that_nobody_knows_is_named_for_both(both: Both) -> None:
    place = f"docs/a.md:{line_of(PAGE, 'drift')}: WARNING: the formula"
    for messages in both.messages:
        assert messages.startswith(place)
        assert "\\drift" in messages
        assert len(messages.splitlines()) == 1
