"""References in the built-in style."""

from __future__ import annotations

import pytest

from briefbook.bibliography.inheritance import inherit
from briefbook.bibliography.items.conversion import to_csl
from briefbook.bibliography.printing.citing import Cited, format_citation
from briefbook.bibliography.printing.formatting import format_entry
from briefbook.bibliography.printing.labels import label_items
from briefbook.bibliography.reading import read_bib
from briefbook.bibliography.rich_text import plain
from printed_works import items, markup_free, references


@pytest.mark.parametrize(
    ("source", "reference"),
    [
        (
            (
                "@article{a, author={Low, Ann}, title={One}, subtitle={Two}, "
                "journaltitle={J. Quays}, "
                "volume=12, number=3, pages={101--120}, date={2020-05}, doi={10.1000/x_1}}"
            ),
            (
                "Low, Ann. 2020. “One: Two”. <i>J. Quays</i> 12 (3): 101–120. May 2020. "
                "https://doi.org/10.1000/x_1."
            ),
        ),
        (
            (
                "@book{a, author={Low, A}, title={Ports}, translator={Tarn, Tom}, "
                "edition=2, volume=3, "
                "series={Quay Series}, number=7, publisher={Quay}, location={Port Ann}, date=2021}"
            ),
            (
                "Low, A. 2021. <i>Ports</i>. 2nd ed. Vol. 3. Quay Series 7. Translated by T. Tarn. "
                "Port Ann: Quay."
            ),
        ),
        (
            (
                "@incollection{a, author={Low, A}, title={Part}, editor={Sloop, Ada}, date=2022, "
                "booktitle={The Whole}, publisher={Quay}, pages={10--20}}"
            ),
            "Low, A. 2022. “Part”. In <i>The Whole</i>, edited by A. Sloop, pp. 10–20. Quay.",
        ),
        (
            "@article{a, author={Low, A}, journaltitle={J}, volume=12, eid=77, date=2001}",
            "Low, A. 2001. <i>J</i> 12: 77.",
        ),
        (
            (
                "@misc{a, author={Low, A}, title={T}, date={2025-07-05/2025-07-13}, "
                "datebasis={inferred: by its news}}"
            ),
            "Low, A. 2025. “T”. Between 5 and 13 July 2025 (inferred: by its news).",
        ),
        (
            "@collection{a, editor={Sloop, A and Jetty, B}, title={Edited}, date=2019}",
            "Sloop, A; Jetty, B (eds.). 2019. <i>Edited</i>.",
        ),
        (
            (
                "@report{a, author={Low, A}, title={R}, type={Research Report}, number={TB-1-A}, "
                "institution={Board}, location={Port Ann}, date=2020}"
            ),
            "Low, A. 2020. <i>R</i>. Research Report TB-1-A. Port Ann: Board.",
        ),
        (
            (
                "@thesis{a, author={Low, A}, title={T}, type={phdthesis}, institution={Port "
                "University}}"
            ),
            "Low, A. n.d. <i>T</i>. PhD thesis, Port University.",
        ),
        (
            "@patent{a, author={Low, A}, title={Winch}, number={GB12}, date=1951}",
            "Low, A. 1951. “Winch”. Patent GB12.",
        ),
        (
            "@mvbook{a, author={Low, A}, title={Many}, volumes=5, date={1984/1986}}",
            "Low, A. 1984–1986. <i>Many</i>. 5 vols.",
        ),
        (
            "@book{a, author={Low, A}, title={The Art}, maintitle={Works}, volume=2, date=1990}",
            "Low, A. 1990. <i>Works</i>, vol. 2: <i>The Art</i>.",
        ),
        (
            (
                "@online{a, author={{Board}}, title={N}, url={https://example.org/a}, "
                "date={2022-02-24}, "
                "urldate={2024-01-02}, archiveurl={https://archive.example/a}}"
            ),
            (
                "Board. 2022. “N”. 24 February 2022. https://example.org/a (accessed 2 "
                "January 2024). "
                "Archived at https://archive.example/a."
            ),
        ),
        (
            (
                "@article{a, author={Low, A}, title={Is it so?}, journaltitle={Nucl. Quays.}, "
                "date=2016}"
            ),
            "Low, A. 2016. “Is it so?” <i>Nucl. Quays.</i>",
        ),
        (
            "@article{a, author={Low, A.}, title={``Quoted'' words}, journaltitle={J}, date=2005}",
            "Low, A. 2005. “‘Quoted’ words”. <i>J</i>.",
        ),
        (
            (
                "@book{a, author={Quill, Jr., Marten and de Rade, Jo and others}, title={R}, "
                "date=1964}"
            ),
            "Quill, Marten, Jr.; de Rade, Jo et al. 1964. <i>R</i>.",
        ),
        (
            "@book{a, author={Low, A}, title={The \\emph{Undine} sails}, date=2001}",
            "Low, A. 2001. <i>The </i>Undine<i> sails</i>.",
        ),
    ],
)
def test_a_reference_prints_what_identifies_the_work(source: str, reference: str) -> None:
    assert references(source) == [reference]


@pytest.mark.parametrize(
    ("source", "reference"),
    [
        (
            'author={Low, A}, year=1998, month="5~" # mar, title={Up \\&amp; down&#39;s},',
            "Low, A. 1998. “Up & down’s”. 5 March 1998.",
        ),
        ("author={Low, A}, year={2001.}, month={March 14--16}", "Low, A. 2001. 14–16 March 2001."),
        (
            "author={Low, A and and Roe, B and}, date={05.03.2020}",
            "Low, A; Roe, B. 2020. 5 March 2020.",
        ),
        (
            "author={Low, A}, note={See \\url{https://example.org/a}, online,}, date=2001",
            "Low, A. 2001. See https://example.org/a, online.",
        ),
        (
            "author={Low, A}, url={https://example.org/e{_}1?a&amp;b}, lastchecked={2001-05-05}",
            "Low, A. n.d. https://example.org/e_1?a&b (accessed 5 May 2001).",
        ),
        (
            "author={{Board of Tides}}, shortauthor={BoT}, shorthand={TB}, date=2001",
            "[TB] Board of Tides (BoT). 2001.",
        ),
        ("institution={Board}, number={TB 1}, date=2001", "Board. 2001. TB 1."),
        ("court={Tide Court}, number={12 U.S. 34}, date=2001", "Tide Court. 2001. 12 U.S. 34."),
        ("author={Low, A}, pagetotal={XII, 24 с.}, edition={2-е изд.}, date=2001",
         "Low, A. 2001. 2-е изд. XII, 24 с."),
    ],
)  # fmt: skip
def test_what_exports_and_old_files_write_is_printed_clean(source: str, reference: str) -> None:
    assert [markup_free(text) for text in references(f"@misc{{a, {source}}}")] == [reference]


@pytest.mark.parametrize(
    ("source", "reference"),
    [
        # What Zotero writes into the note, a line each.
        (
            (
                "@article{a, author={Low}, journal={Sea}, number={7}, date=2001, note={Number: 7\n"
                "Publisher: Quay\narXiv: 1812.01431 [cs]\n\\_eprint: https://doi.org/10.1000/1}, "
                "doi={10.1000/1}}"
            ),
            "Low. 2001. <i>Sea</i> (7). Quay. https://doi.org/10.1000/1. arXiv:1812.01431.",
        ),
        (
            (
                "@article{a, author={Low}, journal={arXiv:1812.01431 [cs]}, date=2001, "
                "note={arXiv: 1812.01431}}"
            ),
            "Low. 2001. <i>arXiv:1812.01431 [cs]</i>.",
        ),
        (
            "@article{a, author={Low}, journal={Sea}, number={7}, date=2001, note={Number: 8}}",
            "Low. 2001. <i>Sea</i> (7). Number: 8.",
        ),
        # What German files and those who leave no field empty write.
        (
            (
                '@book{a, author={Low}, title={Nicht\\hyp ich M"uller, "Constraint"=Based" A/""B}, '
                "series={none}, number={None}, doi={none}, date=2001}"
            ),
            "Low. 2001. <i>Nicht-ich Müller, “Constraint-Based” A/B</i>.",
        ),
        (
            (
                "@book{a, author={Low}, title={{Boats}: {A} Book}, booktitle={Boats: {A} Book}, "
                "collaborator={Rook, Ann}, edition={3e édition}, publisher={Ginn and Company}, "
                "date=2001}"
            ),
            "Low. 2001. <i>Boats: A Book</i>. 3e édition. With A. Rook. Ginn and Company.",
        ),
        (
            (
                "@incollection{a, author={Low}, booktitle={Boats, Leeds,}, pages={3}, date=2001, "
                "publisher={Princeton University Press and Quay Press}}"
            ),
            "Low. 2001. In <i>Boats, Leeds</i>, p. 3. Princeton University Press; Quay Press.",
        ),
        # Laws, judgments, interviews, letters in archives, episodes.
        ("@legislation{a, title={Harbours Act 1964}, number={c. 40}, date=1964}",
         "<i>Harbours Act 1964</i>. c. 40."),
        ("@jurisdiction{a, title={Low v Rook}, journaltitle={AC}, volume=2, pages=55, date=2010}",
         "<i>Low v Rook</i>. 2010. <i>AC</i> 2: 55."),
        ("@interview{a, author={Low}, journaltitle={Harbour News}, pages={A12}, date=2023}",
         "Low. 2023. <i>Harbour News</i>, p. A12."),
        ("@letter{a, author={Low}, archive={Kew}, library={MS 12/3}, date=1851}",
         "Low. 1851. Kew, MS 12/3."),
        ("@audio{a, author={Low}, title={7}, booktitle={Pod}, entrysubtype={podcast}, date=2022}",
         "Low. 2022. “7”. <i>Pod</i>. Audio podcast."),
    ],
)  # fmt: skip
def test_what_large_files_hold_is_printed_clean(source: str, reference: str) -> None:
    assert references(source) == [reference]


def test_an_act_is_cited_without_its_year_twice() -> None:
    (act,) = items("@legislation{a, title={Harbours Act 1964}, date=1964}")
    labels = label_items([act])
    cited = [Cited("a", "§ 4")]
    assert plain(format_citation(cited, labels)) == "(Harbours Act 1964, § 4)"
    assert plain(format_citation(cited, labels, textual=True)) == "Harbours Act 1964 (§ 4)"


def test_a_month_that_is_none_is_told_with_its_line() -> None:
    (entry,) = inherit(read_bib("@book{a,\n title={T}, year=1998,\n month={Q3}}", "x.bib")).entries
    (finding,) = to_csl(entry).findings
    assert str(finding).startswith("x.bib:3: a: month = 'Q3' is not a month and is not printed")


def test_words_before_numbers_stand_once_and_sentences_begin_with_capitals() -> None:
    book = (
        "@inbook{a, author={Low, A}, title={T}, volume={Vol. 3}, pages={pp. 4--5}, "
        "chapter={2}, edition={revised}, date=2001}"
    )
    article = (
        "@article{a, author={Low, A}, journal={J}, volume={vol. 3}, number={no. 4}, "
        "pages={p. 5}, articleno={17}, date=2001}"
    )
    assert references(book) == ["Low, A. 2001. “T”. Vol. 3, chap. 2, pp. 4–5. Revised ed."]
    assert references(article) == ["Low, A. 2001. <i>J</i> 3 (4): 5, 17."]


def test_addresses_are_links_and_others_are_not() -> None:
    (item,) = items(
        "@online{a, title={T}, url={javascript:x}, doi={10.1/a<b}, eprint={1701.01234}, "
        "eprinttype={arxiv}}"
    )
    runs = format_entry(item, label_items([item])["a"])
    assert {run.text: run.href for run in runs if run.href} == {
        "https://doi.org/10.1/a<b": "https://doi.org/10.1/a%3Cb",
        "arXiv:1701.01234": "https://arxiv.org/abs/1701.01234",
    }
    assert any("javascript:x" in run.text for run in runs)


def test_a_set_is_one_reference() -> None:
    source = """@article{m1, author={Low, A}, title={One}, date=2011}
        @article{m2, author={Low, A}, title={Two}, date=2012} @set{s, entryset={m1,m2}}"""
    found = items(source)[-1]
    assert plain(format_entry(found, label_items([found])["s"])) == (
        "(a) Low, A. 2011. “One”. (b) Low, A. 2012. “Two”."
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            ("@article{a, author={Low, A}, title={T}, journaltitle={J}, pages={Weekend section},"
            " date={1999}}"),
            "Low, A. 1999. “T”. <i>J</i>, Weekend section.",
        ),
        ("@letter{a, author={Low, A}, title={T}, origdate={1899-05-06}}",
         "Low, A. 1899. “T”. 6 May 1899."),
        ("@video{a, author={Low, A}, title={T}, eventdate={1999-05-06}}",
         "Low, A. 1999. <i>T</i>. 6 May 1999."),
        ("@performance{a, author={Low, A}, title={T}, venue={Hall}, date={1999}}",
         "Low, A. 1999. <i>T</i>. Hall."),
        (
            ("@jurisdiction{a, title={Low v Moor}, reporter={QR}, volume={2}, pages={3},"
            " court={HL}, date={1999}}"),
            "<i>Low v Moor</i>. 1999. <i>QR</i> 2: 3. HL.",
        ),
        ("@artwork{a, author={Low, A}, title={T}, howpublished={oil}, location={Rye}, date={1999}}",
         "Low, A. 1999. <i>T</i>. Rye. Oil."),
        (
            "@audio{a, author={Low, A}, title={T}, booktitle={B}, maintitle={M}, date={1999}}",
            "Low, A. 1999. <i>T</i>. <i>B</i>, <i>M</i>.",
        ),
        ("@book{a, author={Low, A}, title={T}, date={May 1999}}",
         "Low, A. 1999. <i>T</i>. May 1999."),
    ],
)  # fmt: skip
def test_what_files_of_other_trades_give_is_printed_as_it_is_meant(
    source: str, expected: str
) -> None:
    assert references(source) == [expected]
