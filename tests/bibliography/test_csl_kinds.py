"""Works of every kind keep in a CSL style what their entries say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from briefbook.bibliography import inherit, plain, read_bib
from csl_works import bibliographer, cites, only

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
    ("apa", ("@online{a, author={Low, A.}, title={Tides}, date={2018-04-26/2018-04-29}}"),
     "Low, A. (2018, April 26–29). Tides."),
    ("apa", ("@unpublished{a, author={Low, A.}, title={Tides}, eventtitle={Quays}, "
     "eventdate={2018-04-26/2018-04-29}}"), "Low, A. (2018). Tides. Quays, April 26–29, 2018."),
    # The hyphen of a report's number joins no two numbers.
    ("apa", ("@report{a, author={Low, A.}, title={Tides}, type={Quay Paper}, number={18-2424}, "
     "date={2018}}"), "Low, A. (2018). Tides (Quay Paper No. 18-2424)."),
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
