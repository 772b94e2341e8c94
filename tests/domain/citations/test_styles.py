"""A book in a style of its readers: what ``brief_style`` changes, and what it leaves alone."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sphinx.errors import SphinxError

from books import MakeBook, SmallBook
from chapters import book, chapter, line_of, words
from pdf.conftest import pdf_file
from reading_back.pdf_reader import dense, read_pdf

BIB = r"""
@article{bridges, author={Low, Ada}, title={Three bridges of \emph{Riverton}},
  journaltitle={The Example}, volume={12}, number={3}, pages={101--120}, date={2020},
  doi={10.1000/xyz123}}
@book{ferries, author={Low, Ada}, title={Ferries and fords: a history}, publisher={Quay Press},
  date={2020}}
@incollection{counting, author={Rook, Jean-Luc and van den Berg, Ann}, title={Counting},
  booktitle={Works on Water}, editor={Sloop, Ann}, publisher={Dock}, date={1999}, pages={1--30}}
@misc{ministry, author={{Ministry of Works}}, title={Promise}, publisher={Works}, date={2024},
  related={bridges}, relatedtype={reportedin}, relatedlocator={¶ 8}}
"""
A = chapter(
    "alpha",
    "{#alpha-1}\nThree were closed {cite:p}`bridges{¶ 4}`, the report says. Again "
    "{cite:p}`bridges{¶ 4}`; and again {cite:p}`bridges{¶ 7}`.[^own]",
    "{#alpha-2}\n{cite:t}`counting{p. 12}` counts two {cite:p}`ferries{pp. 12-14}`. A ministry "
    "did {cite:p}`ministry,bridges{¶ 8}`; {cite:author}`counting` in {cite:year}`counting`.",
    "[^own]: Comment: Nobody has a list {cite:p}`counting{p. 3}`.",
)
B = chapter("beta", "{#beta-1}\nFerries {cite:p}`ferries`.")
FILES = {
    **book(a=A, b=B, back_notes="# All notes\n\n```{brief:notes}\n```\n"), "references.bib": BIB
}  # fmt: skip
STYLES = ("apa", "ieee", "chicago-notes-bibliography", "oscola")


@pytest.fixture(scope="module")
def styled(make_shared_book: MakeBook) -> dict[str, SmallBook]:
    """Return the same book in several styles."""
    return {
        style: make_shared_book(FILES, conf=f'brief_style = "{style}"\n', name=style)
        for style in STYLES
    }


def paragraph(made: SmallBook, id_: str) -> str:
    page = "a" if id_.startswith("alpha") else "b"
    return words(made.page(f"chapters/{page}").select_one(f"#{id_}"))


def notes(page: BeautifulSoup) -> list[str]:
    return [words(note) for note in page.select("aside.footnote")]


def entries(made: SmallBook) -> list[str]:
    return [words(each) for each in made.page("back/sources").select(".brief-bibliography p")]


def test_authors_and_years(styled: dict[str, SmallBook]) -> None:
    assert paragraph(styled["apa"], "alpha-1") == (
        "1Three were closed (Low, 2020b, para. 4), the report says. Again (Low, 2020b, para. 4); "
        "and again (Low, 2020b, para. 7).[1]"
    )
    assert paragraph(styled["apa"], "alpha-2") == (
        "2Rook & van den Berg (1999, p. 12) counts two (Low, 2020a, pp. 12–14). A ministry did "
        "(Ministry of Works, 2024, in Low, 2020b, para. 8); Rook & van den Berg in 1999."
    )


def test_the_list_has_the_letters_of_the_text(styled: dict[str, SmallBook]) -> None:
    listed = [each for each in entries(styled["apa"]) if "Cited in" not in each]
    assert listed == [
        "Low, A. (2020a). Ferries and fords: a history. Quay Press.",
        (
            "Low, A. (2020b). Three bridges of Riverton. The Example, 12(3), 101–120. "
            "https://doi.org/10.1000/xyz123"
        ),
        "Ministry of Works. (2024). Promise. Works. Known only through Low, 2020b, para. 8.",
        (
            "Rook, J.-L., & van den Berg, A. (1999). Counting. In A. Sloop (Ed.), Works on Water "
            "(pp. 1–30). Dock."
        ),
    ]


def test_numbers_are_given_in_the_order_of_the_book(styled: dict[str, SmallBook]) -> None:
    assert paragraph(styled["ieee"], "alpha-2") == (
        "2Rook and van den Berg [2, p. 12] counts two [3, pp. 12–14]. A ministry did [4], in "
        "[1, Para. 8]; Rook and van den Berg in 1999."
    )
    assert paragraph(styled["ieee"], "beta-1") == "1Ferries [3]."
    assert [each.split()[0] for each in entries(styled["ieee"]) if each[0] == "["] == [
        "[1]", "[2]", "[3]", "[4]",
    ]  # fmt: skip


def test_citations_are_notes_in_one_sequence_with_the_authors_own(
    styled: dict[str, SmallBook],
) -> None:
    made = styled["chicago-notes-bibliography"]
    assert paragraph(made, "alpha-1") == (
        "1Three were closed,[1] the report says. Again;[2] and again.[3][4]"
    )
    assert paragraph(made, "alpha-2") == (
        "2Rook and van den Berg[5] counts two.[6] A ministry did;[7] Rook and van den Berg in 1999."
    )
    assert notes(made.page("chapters/a")) == [
        (
            "[1] Ada Low, “Three Bridges of Riverton,” The Example 12, no. 3 (2020): para. 4, "
            "https://doi.org/10.1000/xyz123."
        ),
        "[2] Low, “Three Bridges of Riverton,” para. 4.",
        "[3] Low, “Three Bridges of Riverton,” para. 7.",
        (
            "[4] Comment: Nobody has a list (Jean-Luc Rook and Ann van den Berg, “Counting,” in "
            "Works on Water, ed. Ann Sloop (Dock, 1999), 3)."
        ),
        "[5] Rook and van den Berg, “Counting,” 12.",
        "[6] Ada Low, Ferries and Fords: A History (Quay Press, 2020), 12–14.",
        (
            "[7] Ministry of Works, “Promise,” Works, 2024, in Low, “Three Bridges of Riverton,” "
            "para. 8."
        ),
    ]


def test_notes_lead_back_to_the_first_and_begin_anew_in_each_chapter(
    styled: dict[str, SmallBook],
) -> None:
    made = styled["oscola"]
    found = notes(made.page("chapters/a"))
    assert found[1:3] == ["[2] Ibid.", "[3] Ibid para 7."]
    assert found[6].endswith("Low, ‘Three Bridges of Riverton’ (n 1) para 8.")
    assert notes(made.page("chapters/b")) == [
        "[1] Ada Low, Ferries and Fords: A History (Quay Press 2020)."
    ]


def test_every_note_leads_to_its_work_and_back(styled: dict[str, SmallBook]) -> None:
    page = styled["chicago-notes-bibliography"].page("chapters/a")
    note = page.find(id="alpha-cite-1")
    assert note is not None
    assert [a["href"] for a in note.find_all("a")] == [
        "#alpha-cite-1-call-1", "../back/sources.html#ref-bridges",
        "https://doi.org/10.1000/xyz123",
    ]  # fmt: skip
    call = page.find(id="alpha-cite-1-call-1")
    assert call is not None and call["href"] == "#alpha-cite-1"
    assert [each.get_text() for each in note.find_all("em")] == ["Riverton", "The Example"]


def test_the_list_of_notes_has_the_authors_own_alone(styled: dict[str, SmallBook]) -> None:
    page = styled["chicago-notes-bibliography"].page("back/notes")
    (note,) = page.select("dl.brief-notes dd")
    assert words(note).startswith(
        "Comment: Nobody has a list (Rook and van den Berg, “Counting,” 3)."
    )


def test_where_a_work_is_cited_is_the_same_in_any_style(styled: dict[str, SmallBook]) -> None:
    uses = {
        style: sorted(each for each in entries(made) if each.startswith("Cited in"))
        for style, made in styled.items()
        if style != "ieee"
    }
    assert uses["oscola"] == [
        "Cited in: chapter 1 ¶ 1, 2", "Cited in: chapter 1 ¶ 2",
        "Cited in: chapter 1 ¶ 2 · chapter 2 ¶ 1", "Cited in: chapter 1 ¶ 2; note 4",
    ]  # fmt: skip
    assert uses["chicago-notes-bibliography"] == uses["oscola"]


@pytest.mark.long
def test_print_has_the_same_notes_and_the_same_list(make_book: MakeBook) -> None:
    made = make_book(FILES, "briefpdf", conf='brief_style = "oscola"\n')
    text = read_pdf(pdf_file(made)).text()
    for printed in (
        "1 Ada Low, ‘Three Bridges of Riverton’ (2020) 12 The Example 101, para 4",
        "again. 3, 4",
        "2 Ibid. 3 Ibid para 7. 4 Comment: Nobody has a list (Jean-Luc Rook and Ann van den Berg,",
        "5 Ibid 12.",
        "——, ‘Three Bridges of Riverton’ (2020) 12 The Example 101",
    ):
        assert dense(printed) in text


def test_another_style_and_another_file_of_one_change_every_page(make_book: MakeBook) -> None:
    own = (
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="{}"><citation><layout>'
        '<text value="{} "/><text variable="title"/><text variable="locator"/></layout></citation>'
        '<bibliography><layout><text variable="title"/></layout></bibliography></style>'
    )
    conf = 'brief_style = "own.csl"\n'
    first = make_book({**FILES, "own.csl": own.format("in-text", "as in")}, conf=conf)
    assert "Ferries as in Ferries and fords: a history" in paragraph(first, "beta-1")
    second = make_book({"own.csl": own.format("in-text", "cf.")}, conf=conf)
    assert "Ferries cf. Ferries and fords: a history" in paragraph(second, "beta-1")
    third = make_book({"own.csl": own.format("note", "cf.")}, conf=conf)
    assert paragraph(third, "beta-1") == "1Ferries.[1]"
    fourth = make_book({}, conf="")
    assert paragraph(fourth, "beta-1") == "1Ferries (Low 2020a)."


def test_a_new_work_moves_the_letters_on_pages_that_did_not_change(make_book: MakeBook) -> None:
    conf = 'brief_style = "apa"\n'
    make_book(FILES, conf=conf)
    bib = BIB + "@book{ark, author={Low, Ada}, title={Arks}, publisher={Q}, date={2020}}\n"
    extra = chapter("gamma", "{#gamma-1}\nArks {cite:p}`ark`.")
    made = make_book({"references.bib": bib, "docs/chapters/c.md": extra}, conf=conf)
    assert paragraph(made, "beta-1") == "1Ferries (Low, 2020b)."


def test_another_order_moves_the_numbers_on_pages_that_did_not_change(make_book: MakeBook) -> None:
    conf = 'brief_style = "ieee"\n'
    assert paragraph(make_book(FILES, conf=conf), "beta-1") == "1Ferries [3]."
    earlier = A.replace("{cite:p}`bridges{¶ 4}`, the", "{cite:p}`ferries{p. 1}`, the")
    made = make_book({"docs/chapters/a.md": earlier}, conf=conf)
    assert paragraph(made, "beta-1") == "1Ferries [1]."


def test_a_style_that_is_not_there_stops_the_build_in_one_line(make_book: MakeBook) -> None:
    with pytest.raises(SphinxError) as raised:
        make_book(FILES, conf='brief_style = "apaa"\n')
    assert str(raised.value) == (
        "conf.py:8: brief_style = 'apaa': no style has this name; the nearest are apa, "
        "jaapa, planta; or give the path of a .csl file [brief.config]"
    )


CORNERS = chapter(
    "alpha",
    "## In {cite:t}`ferries`\n\n{#alpha-1}\nTwo {cite:p}`ferries` {cite:p}`counting`. Laws: "
    "{cite:p}`ministry`, {cite:p}`counting`. {cite:t}`ministry` in {cite:year}`ministry`.[^own]",
    "[^own]: Comment: As {cite:t}`counting{p. 3}` says; see {cite:p}`counting{p. 3}`.",
)


@pytest.fixture(scope="module")
def corners(make_shared_book: MakeBook) -> dict[str, SmallBook]:
    """Return a page with what is rare, in styles without years, of raised numbers, of notes."""
    other = chapter("beta", "{#beta-1}\nIt is known {cite:p}`bridges`.")
    files = {**book(a=CORNERS, b=other), "references.bib": BIB}
    return {
        style: make_shared_book(
            files, conf=f'brief_style = "{style}"\n', name=f"corners-{style}", clean=False
        )
        for style in ("modern-language-association", "nature", "oscola")
    }


def test_a_style_without_years_leaves_no_empty_parentheses(corners: dict[str, SmallBook]) -> None:
    assert paragraph(corners["modern-language-association"], "alpha-1") == (
        "1Two (Low, Ferries and Fords: A History) (Rook and van den Berg). Laws: (Ministry of "
        "Works), (Rook and van den Berg). Ministry of Works in 2024.[1]"
    )


def test_raised_numbers_do_not_run_together(corners: dict[str, SmallBook]) -> None:
    assert paragraph(corners["nature"], "alpha-1").startswith("1Two1,2. Laws:3,2. ")


def test_a_style_of_notes_cites_authors_in_headings_and_in_notes(
    corners: dict[str, SmallBook],
) -> None:
    page = corners["oscola"].page("chapters/a")
    heading = page.find("h2")
    assert words(heading).startswith("1.1. In Low (Ferries and Fords: A History")
    assert notes(page)[-1] == ("[6] Comment: As Rook and van den Berg (n 2) 3 says; see (ibid).")


def test_what_a_work_is_to_others_is_a_sentence_of_its_own(corners: dict[str, SmallBook]) -> None:
    listed = " ".join(entries(corners["oscola"]))
    assert "‘Promise’. Known only through" in listed


LISTED = "# Bibliography\n\n```{bibliography}\n:style: unsrt\n```\n"
NO_LOCATORS = (
    "conf.py:8: WARNING: brief_style = 'nature': this style prints no locators: ¶ 4 and p. 5 are "
    "verified and not shown; choose another one if readers need them"
)
ONE_STYLE = (
    f"docs/back/sources.md:{line_of(LISTED, '{bibliography}')}: WARNING: ':style: unsrt' is not "
    "used: a book has one style; remove the option, or write brief_style in conf.py"
)
NAMED = [("nature", {}, NO_LOCATORS), ("apa", {"docs/back/sources.md": LISTED}, ONE_STYLE)]


@pytest.mark.parametrize(("style", "files", "said"), NAMED)
def test_what_is_not_done_is_named(
    make_book: MakeBook, style: str, files: dict[str, str], said: str
) -> None:
    made = make_book({**FILES, **files}, conf=f'brief_style = "{style}"\n', clean=False)
    assert said in made.messages


def test_a_setting_of_bibtex_that_says_nothing_here_is_named(make_book: MakeBook) -> None:
    made = make_book(FILES, conf='bibtex_default_style = "plain"\n', clean=False)
    assert made.messages.startswith(
        "conf.py:8: WARNING: bibtex_default_style is not used; name a citation style in "
        'brief_style, e.g. brief_style = "apa"'
    )


def test_the_words_of_the_books_own_look_are_those_of_its_language(make_book: MakeBook) -> None:
    bib = BIB.replace("publisher={Dock}", "publisher={Dock}, edition={2}, urldate={2021-02-03}")
    made = make_book({**FILES, "references.bib": bib}, conf='language = "de"\n', clean=False)
    assert paragraph(made, "alpha-2").startswith("2Rook und van den Berg (1999, S. 12)")
    (entry,) = [each for each in entries(made) if each.startswith("Rook")]
    assert entry == (
        "Rook, Jean-Luc; van den Berg, Ann. 1999. „Counting“. In Works on Water, herausgegeben "
        "von A. Sloop, S. 1–30. 2. Aufl. Dock. Zugegriffen 3. Februar 2021."
    )


def test_calls_are_set_apart_from_each_other_and_not_from_words(
    corners: dict[str, SmallBook],
) -> None:
    calls = corners["oscola"].page("chapters/a").select("#alpha-1 .footnote-reference")
    beside = ["brief-next-call" in call["class"] for call in calls]
    # “Two¹ ² Laws:³,⁴ …”: the second follows the first without a word between.
    assert beside[:4] == [False, True, False, False]
