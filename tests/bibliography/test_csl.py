"""Citations and references in styles of readers: what ``pandoc --citeproc`` prints of the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from briefbook.bibliography import inherit, plain, read_bib, to_csl
from briefbook.bibliography.csl.bibliographer import Bibliographer
from briefbook.bibliography.csl.citations.positions import Cite, Cluster, positions
from briefbook.bibliography.csl.styles.find_style import find_style
from briefbook.bibliography.csl.styles.style import StyleError
from briefbook.core.locators.reading import read_locator

BIB = r"""
@article{bridges, author={Low, Ada}, title={Three bridges of \emph{Riverton}},
  journaltitle={The Example}, volume={12}, number={3}, pages={101--120}, date={2020-05-03},
  doi={10.1000/xyz123}}
@book{ferries, author={Low, Ada}, title={Ferries and fords: a history}, publisher={Quay Press},
  location={London}, date={2020}, edition={2}}
@article{sailors, author={Low, Bertha}, title={Sailors}, journaltitle={Sea}, date={2020},
  url={https://sea.example/sailors}, urldate={2021-02-03}}
@incollection{counting, author={Rook, Jean-Luc and van den Berg, Ann}, title={Counting},
  booktitle={Works on Water}, editor={Sloop, Ann}, publisher={Dock}, date={1999}, pages={1--30}}
@report{depths, author={Aa, A. and Bb, B. and Cc, C. and Dd, D. and Ee, E. and Ff, F. and Gg, G.},
  title={Depths}, institution={Depth Institute}, type={Working Paper}, number={7}, date={2011-01}}
@online{nobody, title={Nobody knows}, url={https://nobody.example/x}, urldate={2022-01-01}}
"""
ITEMS = {
    entry.key: to_csl(entry).item for entry in inherit(read_bib(BIB.encode(), "x.bib")).entries
}


def bibliographer(style: str, language: str = "en") -> Bibliographer:
    return Bibliographer(find_style(style, Path()), language, ITEMS, list(ITEMS))


def cites(*typed: str) -> list[Cite]:
    """Return works as an author types them: ``bridges ¶ 4``."""
    return [
        Cite(key, read_locator(locator))
        for key, _, locator in (each.partition(" ") for each in typed)
    ]


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


def test_a_style_that_is_another_name_of_one_is_that_one() -> None:
    assert find_style("cell-calcium", Path()).numeric


def test_proceedings_with_a_number_keep_their_pages() -> None:
    source = (
        "@inproceedings{a, author={Low, A}, title={T}, booktitle={Proc. Tides}, volume=116, "
        "number=47, pages={9--12}, date=2019}"
    )
    (entry,) = read_bib(source).entries
    item = to_csl(entry).item
    made = Bibliographer(find_style("apa", Path()), "en", {"a": item}, ["a"])
    assert plain(made.entry("a")) == "Low, A. (2019). T. Proc. Tides, 116(47), 9–12."


@pytest.mark.parametrize(
    ("called", "title"),
    [("mla", "MLA Handbook"), ("Vancouver", "NLM/Vancouver"), ("harvard", "Cite Them Right")],
)
def test_a_style_is_found_by_what_everybody_calls_it(called: str, title: str) -> None:
    assert find_style(called, Path()).title.startswith(title)


WRONG = [
    ("apaa", "no style has this name; the nearest are apa, "),
    ("chicago-author", "no style has this name; the nearest are chicago-author-date, "),
    ("my.csl", "there is no file my.csl; give its path from the folder of conf.py"),
    ("apa.csl", "there is no file apa.csl; write 'apa' for the style of this name"),
]


@pytest.mark.parametrize(("wanted", "said"), WRONG)
def test_a_style_that_is_not_there_is_one_line_with_the_nearest(wanted: str, said: str) -> None:
    with pytest.raises(StyleError) as raised:
        find_style(wanted, Path())
    assert str(raised.value).startswith(said)
    assert "\n" not in str(raised.value)


BROKEN = [
    ("<style", "it is not XML: "),
    ("<html/>", "it is no CSL style: it begins with <html>, not with <style>"),
    ("<style><citation/></style>", "its <citation> has no <layout>"),
    ("<style><info/></style>", "it has no <citation>"),
    ('<style><citation><layout><text macro="m"/></layout></citation></style>',
     "its line 1 uses the macro 'm', which is nowhere"),
    ('<style><macro name="m"><text macro="m"/></macro><citation><layout/></citation></style>',
     "its macro 'm' uses itself, by way of others"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), BROKEN)
def test_a_style_that_cannot_be_read_says_why(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "own.csl").write_text(text)
    with pytest.raises(StyleError, match=said):
        find_style("own.csl", tmp_path)


KINDS = [
    # A preprint's number stands in its address; the server is printed in all styles that can.
    ("apa", ("@online{a, author={Low, A.}, title={Tides}, date={2004}, eprint={math/0307v3}, "
     "eprinttype={arxiv}}"), "Low, A. (2004). Tides. arXiv. https://arxiv.org/abs/math/0307v3"),
    ("apa", ("@online{a, author={Low, A.}, title={Tides}, date={2018-06-29}, eprint={Twitter}, "
     "url={https://t.example/1}}"), "Low, A. (2018, June 29). Tides. Twitter. https://t.example/1"),
    ("apa", ("@thesis{a, author={Low, Lee-ann}, title={Tides}, type={mathesis}, date={1992}, "
     "institution={Dock}}"), "Low, L.-a. (1992). Tides [Master’s thesis]. Dock."),
    ("apa", ("@unpublished{a, author={Low, A.}, title={Tides}, howpublished={mansub}, "
     "institution={Dock}, date={2019}}"),
     "Low, A. (2019). Tides [Manuscript submitted for publication]. Dock."),
    ("apa", ("@periodical{a, editor={Low, A.}, title={Teams}, issuetitle={Special section}, "
     "journaltitle={Dockers}, volume={7}, number={4}, date={2018}}"),
     "Low, A. (Ed.). (2018). Teams [Special section]. Dockers, 7(4)."),
    ("apa", ("@proceedings{a, editor={Low, A.}, booktitle={Theory}, maintitle={Notes}, "
     "date={2016}}"), "Low, A. (Ed.). (2016). Notes: Theory."),
    ("apa", ("@report{a, author={Low, A.}, title={Tides}, number={10}, issue={Harbour Series}, "
     "date={2014}}"), "Low, A. (2014). Tides (No. 10; Harbour Series)."),
    ("apa", ("@audio{a, author={Low, A.}, title={Tides}, entrysubtype={speech}, date={1963}, "
     "publisher={Quay}}"), "Low, A. (1963). Tides [Audio recording]. Quay."),
    ("ieee", ("@book{a, author={Low, A.}, title={Tides}, maintitle={Works}, volume={7}, "
     "publisher={Quay}, date={1983}}"), "[1] A. Low, Works: Tides, vol. 7. Quay, 1983."),
    ("oscola", ("@jurisdiction{a, title={Rook v Low}, number={C-17/19}, institution={High Court}, "
     "date={2019}}"), "Rook v Low [2019] High Court C-17/19"),
    ("chicago-author-date", ("@online{a, author={Low, A.}, title={See {h}ttps://x.example and go}, "
     "date={2018}}"), "Low, A. 2018. “See https://x.example and Go.”"),
    # The style has the note on a line of its own.
    ("iso690-numeric-fr", ("@book{a, author={Low, A.}, title={Tides}, date={2018}, "
     "url={https://x.example/1}, note={Seen}}"),
     "1. LOW, A. Tides. [en ligne]. 2018. Disponible à l'adresse: https://x.example/1 Seen"),
]  # fmt: skip


@pytest.mark.parametrize(("style", "source", "printed"), KINDS)
def test_each_kind_of_work_keeps_what_it_says(style: str, source: str, printed: str) -> None:
    assert plain(only(style, source).entry("a")).replace("\u00a0", " ") == printed


def only(style: str, source: str, language: str = "en") -> Bibliographer:
    items = {e.key: to_csl(e).item for e in inherit(read_bib(source.encode(), "x.bib")).entries}
    return Bibliographer(find_style(style, Path()), language, items, list(items))


@pytest.mark.parametrize(
    ("style", "language", "title", "printed"),
    [
        ("chicago-notes-bibliography-fr", "fr", "L'État « plateforme » et ``l'autre''",
         "« L’État “plateforme” et “l’autre” »"),
        ("chicago-author-date", "de", "Ein „Wort“ mehr", "„Ein ‚Wort‘ mehr“"),
        ("chicago-author-date", "en", "L'État « plateforme »", "“L’État « Plateforme ».”"),
    ],
)  # fmt: skip
def test_marks_typed_in_a_title_turn_to_the_inner_ones(
    style: str, language: str, title: str, printed: str
) -> None:
    source = f"@article{{a, title={{{title}}}, journaltitle={{R}}, date={{2018}}}}"
    entry = plain(only(style, source, language).entry("a")).replace("\u00a0", " ")
    assert entry.startswith(printed)


def test_the_last_of_many_authors_follows_the_ellipsis_without_and() -> None:
    names = " and ".join(f"Low{chr(65 + n)}" for n in range(22))
    entry = plain(only("apa", f"@book{{a, author={{{names}}}, date={{2014}}}}").entry("a"))
    assert entry.endswith("LowR, LowS, … LowV. (2014).")


def test_letters_follow_the_titles_where_the_style_prints_years_alone() -> None:
    books = "".join(
        f"@book{{{key}, author={{Low}}, title={{{title}}}, date={{{date}}}}}"
        for key, title, date in (("a", "Alpha", "2012-07"), ("b", "Beta", "2012-06"))
    )
    made = only("apa", books)
    assert (made.label("a"), made.label("b")) == ("Low, 2012a", "Low, 2012b")
    assert plain(made.cite(cites("b", "a"))) == "(Low, 2012a, 2012b)"


def test_of_a_set_the_first_alone_has_the_letter_of_the_set() -> None:
    made = only("apa", "@book{x, author={Low}, title={X}, date={2006}}"
        "@book{y, author={Rook}, title={Y}, date={2007}} @set{s, entryset={x, y}}"
        "@book{z, author={Low}, title={Z}, date={2006}}")  # fmt: skip
    assert plain(made.entry("s")) == "(a) Low. (2006b). X. (b) Rook. (2007). Y."


GIVEN = (
    "@jurisdiction{a, title={Rook v. Low}, number={C-17/19}, institution={High Court}, "
    "date={2019}, url={https://court.example/1}} @book{b, author={Low}, title={T}, editor={Rook}, "
    "edition={3}, volume={12}, date={2001}, archiveurl={https://archive.example/b}}"
)


@pytest.mark.parametrize(("style", "a", "b"), [
    ("apa", [], ["archiveurl"]),
    ("ieee", ["number"], ["editor", "archiveurl"]),
    ("nature", ["number", "url"], ["editor", "edition", "archiveurl"]),
    ("oscola", ["url"], ["archiveurl"]),
    ("chicago-notes-bibliography", [], ["archiveurl"]),
])  # fmt: skip
def test_what_a_style_does_not_print_is_named(style: str, a: list[str], b: list[str]) -> None:
    made = only(style, GIVEN)
    entries = {entry.key: entry for entry in inherit(read_bib(GIVEN.encode(), "x.bib")).entries}
    assert (made.unprinted(entries["a"]), made.unprinted(entries["b"])) == (a, b)


BOATS = r"""
@legislation{act, title={Harbours Act 1964}, date={1964}}
@jurisdiction{case, title={Rook v Low}, institution={High Court}, date={2010}}
@inreference{ferry, title={Ferry}, booktitle={Boats}, edition={11}, date={1911}}
@legal{law, title={Ferries}, date={1982}, journaltitle={UNTS}, volume={18}, pages={3}}
@book{war, author={Толстой, Лев}, title={Война}, translator={Low, Ada}, publisher={Quay},
  date={2010}, langid={russian}}
@book{low, author={Low, Ada}, title={Boats}, date={2020}}
@letter{letter, author={Low, Ada}, recipient={Rook, Ann}, title={Boats}}
@audio{pod, author={Low}, title={Seven}, booktitle={Pod}, entrysubtype={podcast}, date={2022}}
@periodical{issue, editor={Low}, title={Teams}, issuetitle={Special issue}, volume={7}, number={4},
  journaltitle={Dockers}, date={2018}}
@book{kang, author={Kang, Chol-hwan}, title={Boats}, date={2020}}
"""
BOAT_CITED = [
    # A style that knows pages alone calls nothing else a page.
    ("deutsche-sprache", ["low p. 4"], "(Low 2020, S. 4)"),
    ("deutsche-sprache", ["low ¶ 4"], "(Low 2020, Abs. 4)"),
    ("deutsche-sprache", ["low art. 3"], "(Low 2020, art. 3)"),
    # Nor does it cite a work without author by its year alone.
    ("deutsche-sprache", ["case"], "(Rook v Low 2010)"),
    ("apa", ["act § 4"], "(Harbours Act 1964, § 4)"),
    ("oscola", ["act § 4"], "Harbours Act 1964 s 4."),
    ("oscola", ["letter"], "From Ada Low to Ann Rook, ‘Boats’."),
    ("chicago-notes-bibliography", ["ferry"], "Boats, 11th ed. (1911), under “Ferry.”"),
    ("din-1505-2-alphanumeric", ["low"], "[Low20]"),
]


@pytest.mark.parametrize(("style", "typed", "printed"), BOAT_CITED)
def test_a_citation_says_what_it_cites(style: str, typed: Sequence[str], printed: str) -> None:
    language = "de" if style == "deutsche-sprache" else "en"
    cited = plain(only(style, BOATS, language).cite(cites(*typed)))
    assert cited.replace("\u00a0", " ") == printed


BOAT_LISTED = [
    ("chicago-author-date", "issue", "Low, ed. 2018. “Teams.” Special issue, Dockers 7 (4)."),
    ("apa", "pod", "Low. (2022). Seven [Audio podcast]. In Pod."),
    ("harvard-cite-them-right", "case", "Rook v Low (2010). High Court."),
    ("oscola", "act", "Harbours Act 1964"),
    ("modern-language-association", "law", "Ferries. UNTS, vol. 18, 1982, p. 3."),
    ("apa", "war", "Толстой, Л. (2010). Война (A. Low, Trans.). Quay."),
    ("nlm-citation-sequence", "kang", "10. Kang CH. Boats. 2020."),
]


@pytest.mark.parametrize(("style", "key", "printed"), BOAT_LISTED)
def test_a_reference_loses_and_doubles_nothing(style: str, key: str, printed: str) -> None:
    assert plain(only(style, BOATS).entry(key)) == printed


def test_a_prefix_keeps_works_in_their_order_and_begins_a_note() -> None:
    (rook, low) = cites("counting", "ferries")
    typed = [replace(rook, prefix="see"), replace(low, prefix="and")]
    assert plain(bibliographer("apa").cite(typed)) == (
        "(see Rook & van den Berg, 1999; and A. Low, 2020a)"
    )
    assert plain(bibliographer("oscola").cite(typed)).startswith("See Jean-Luc Rook and Ann")
