"""Citations and references in styles of readers: what ``pandoc --citeproc`` prints of the same."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from briefbook.bibliography import plain
from briefbook.bibliography.csl.bibliographer import Bibliographer
from briefbook.bibliography.csl.citations.positions import Cite, Cluster, positions
from briefbook.bibliography.csl.styles.find_style import find_style
from briefbook.core.locators.reading import read_locator
from csl_works import ITEMS, bibliographer, cites

IN_TEXT = [
    ("apa", ["bridges ¶ 4"], "(A. Low, 2020b, para. 4)"),
    ("apa", ["ferries pp. 12-14"], "(A. Low, 2020a, pp. 12–14)"),
    (
        "apa",
        ["counting", "bridges", "ferries"],
        "(A. Low, 2020a, 2020b; Rook & van den Berg, 1999)",
    ),
    ("apa", ["nobody p. 5"], "(Nobody Knows, n.d., p. 5)"),
    ("apa", ["depths ch. 3"], "(Aa et al., 2011, Chapter 3)"),
    ("chicago-author-date", ["bridges p. 105", "sailors"], "(A. Low 2020b, 105; B. Low 2020)"),
    ("harvard-cite-them-right", ["counting p. 3"], "(Rook and van den Berg, 1999, p. 3)"),
    ("ieee", ["bridges ¶ 4"], "[1, Para. 4]"),
    ("apa", ["bridges 42 U.S.C. § 1983"], "(A. Low, 2020b, 42 U.S.C. § 1983)"),
    ("apa", ["bridges § 10b-5"], "(A. Low, 2020b, §\u00a010b-5)"),
    ("apa", ["bridges [2002] QC 3 at [45]"], "(A. Low, 2020b, [2002] QC 3 at [45])"),
    ("elsevier-vancouver", ["bridges", "ferries", "sailors"], "[1–3]"),
    ("nature", ["bridges", "ferries", "sailors", "depths"], "1–3,5"),
    ("din-1505-2-alphanumeric", ["counting p. 12"], "[RoBe99, p.12]"),
    ("din-1505-2-alphanumeric", ["depths"], "[ABCD11]"),
]


@pytest.mark.parametrize(("style", "typed", "printed"), IN_TEXT)
def test_a_citation_in_the_text(style: str, typed: Sequence[str], printed: str) -> None:
    assert plain(bibliographer(style).cite(cites(*typed))) == printed


NOTES = [
    ("chicago-notes-bibliography", [
        ("Ada Low, “Three Bridges of Riverton,” The Example 12, no. 3 (2020): para. 4, "
        "https://doi.org/10.1000/xyz123."),
        "Low, “Three Bridges of Riverton,” para. 4.",
        "Low, “Three Bridges of Riverton,” para. 7.",
        ("Jean-Luc Rook and Ann van den Berg, “Counting,” in Works on Water, ed. Ann Sloop "
        "(Dock, 1999), 3."),
        "Low, “Three Bridges of Riverton.”",
    ]),
    ("oscola", [
        ("Ada Low, ‘Three Bridges of Riverton’ (2020) 12 The Example 101, para 4 "
        "<https://doi.org/10.1000/xyz123>."),
        "Ibid.",
        "Ibid para 7.",
        ("Jean-Luc Rook and Ann van den Berg, ‘Counting’ in Ann Sloop (ed), Works on Water "
        "(Dock 1999) 3."),
        "Low, ‘Three Bridges of Riverton’ (n 1).",
    ]),
    ("mhra-notes", [
        ("Ada Low, ‘Three Bridges of Riverton’, The Example, 12.3 (2020), pp. 101–20 (para. 4), "
        "doi:10.1000/xyz123."),
        "Low, ‘Three Bridges of Riverton’, para. 4.",
        "Low, ‘Three Bridges of Riverton’, para. 7.",
        ("Jean-Luc Rook and Ann van den Berg, ‘Counting’, in Works on Water, ed. by Ann Sloop "
        "(Dock, 1999), pp. 1–30 (p. 3)."),
        "Low, ‘Three Bridges of Riverton’.",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("style", "printed"), NOTES)
def test_notes_say_ibid_and_lead_back_as_the_style_says(style: str, printed: list[str]) -> None:
    typed = ["bridges ¶ 4", "bridges ¶ 4", "bridges ¶ 7", "counting p. 3", "bridges"]
    notes = [Cluster(tuple(cites(each)), number) for number, each in enumerate(typed, 1)]
    made = bibliographer(style)
    places = positions(notes)
    assert [
        plain(made.cite(note.cites, place)) for note, place in zip(notes, places, strict=True)
    ] == printed


ENTRIES = [
    ("apa", "bridges", ("Low, A. (2020b). Three bridges of Riverton. The Example, 12(3), 101–120. "
     "https://doi.org/10.1000/xyz123")),
    ("apa", "counting", ("Rook, J.-L., & van den Berg, A. (1999). Counting. In A. Sloop (Ed.), "
     "Works on Water (pp. 1–30). Dock.")),
    ("chicago-author-date", "ferries",
     "Low, Ada. 2020a. Ferries and Fords: A History. 2nd ed. Quay Press."),
    ("chicago-notes-bibliography", "depths",
     "Aa, A., B. Bb, C. Cc, et al. Depths. Working Paper No. 7. Depth Institute, 2011."),
    ("ieee", "counting", ("[4] J.-L. Rook and A. van den Berg, “Counting,” in Works on Water, "
     "A. Sloop, Ed., Dock, 1999, pp. 1–30.")),
    ("nature", "counting", ("4. Rook, J.-L. & van den Berg, A. Counting. in Works on Water "
     "(ed. Sloop, A.) 1–30 (Dock, 1999).")),
    ("din-1505-2-alphanumeric", "counting", ("[RoBe99] Rook, Jean-Luc ; van den Berg, Ann: "
     "Counting. In: Sloop, A. (ed.): Works on Water : Dock, 1999, pp. 1–30")),
    ("oscola", "sailors",
     "Low B, ‘Sailors’ [2020] Sea <https://sea.example/sailors> accessed 3 February 2021"),
]  # fmt: skip


@pytest.mark.parametrize(("style", "key", "printed"), ENTRIES)
def test_an_entry_of_the_list(style: str, key: str, printed: str) -> None:
    assert plain(bibliographer(style).entry(key)).replace("\u00a0", " ") == printed


def test_links_and_italics_stay() -> None:
    entry = bibliographer("apa").entry("bridges")
    assert [run.text for run in entry if run.italic] == ["Riverton", "The Example", "12"]
    assert {run.text: run.href for run in entry if run.href} == {
        "https://doi.org/10.1000/xyz123": "https://doi.org/10.1000/xyz123"
    }


def test_numbers_of_a_style_that_raises_them_are_raised() -> None:
    assert all(run.sup for run in bibliographer("nature").cite(cites("bridges", "depths")))


def test_italics_within_italics_turn_upright() -> None:
    item = {**ITEMS["ferries"], "title": "Ships of <i>Riverton</i>"}
    made = Bibliographer(find_style("apa", Path()), "en", {"ferries": item}, ["ferries"])
    assert [run.text for run in made.entry("ferries") if run.italic] == ["Ships of "]


def test_an_author_of_two_works_is_printed_once_where_the_style_says_so() -> None:
    made = bibliographer("oscola")
    assert plain(made.entry("bridges", after="ferries")).startswith("——, ‘Three Bridges")
    assert plain(made.entry("bridges", after="sailors")).startswith("Low A, ‘Three Bridges")


def test_a_work_that_reports_another_stays_with_it() -> None:
    cited = [cites("sailors")[0], Cite("bridges", read_locator("¶ 8"), reports=True),
             *cites("counting")]  # fmt: skip
    assert plain(bibliographer("apa").cite(cited)) == (
        "(B. Low, 2020, in A. Low, 2020b, para. 8; Rook & van den Berg, 1999)"
    )


def test_the_words_are_those_of_the_books_language() -> None:
    made = bibliographer("apa", "de")
    assert plain(made.cite(cites("counting p. 3"))) == "(Rook & van den Berg, 1999, S. 3)"
    assert plain(made.entry("counting")) == (
        "Rook, J.-L., & van den Berg, A. (1999). Counting. In A. Sloop (Hrsg.), Works on Water "
        "(S. 1–30). Dock."
    )


#: Locators that CSL has no word for are printed as they were typed.
LOCATORS = [
    ("headline", "headline"), ("vol. 2, p. 34", "vol. 2, p. 34"), ("art. 5", "art. 5"),
    ("S. 5", "p. 5"), ("p. 1,234", "p. 1,234"), ("00:12:31", "00:12:31"),
    ("¶¶ 3, 7", "paras. 3, 7"), ("under the oak", "under the oak"), ("§ 4(a)", "Section 4(a)"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "printed"), LOCATORS)
def test_a_locator(typed: str, printed: str) -> None:
    cited = plain(bibliographer("apa").cite(cites(f"counting {typed}")))
    assert cited.replace("\u00a0", " ") == f"(Rook & van den Berg, 1999, {printed})"
