"""Labels of works: names, years, letters, and their order."""

from __future__ import annotations

import pytest

from briefbook.bibliography.printing.citing import Cited, format_citation
from briefbook.bibliography.printing.collation import collation_key
from briefbook.bibliography.printing.labels import label_items
from briefbook.bibliography.rich_text import plain
from printed_works import citations, items, references


@pytest.mark.parametrize(
    ("source", "cited"),
    [
        ("@book{a, author={Low, A and Jetty, B}, date=2019}", "(Low and Jetty 2019)"),
        ("@book{a, author={Low, A and Jetty, B and Pier, C}, date=2019}", "(Low et al. 2019)"),
        ("@book{a, author={Low, A and others}, date=2019}", "(Low et al. 2019)"),
        ("@book{a, author={de Rade, J}, date=1966}", "(de Rade 1966)"),
        ("@book{a, author={{Board of Tides and Locks}}}", "(Board of Tides and Locks n.d.)"),
        ("@misc{a, title={A pamphlet}, date=1999}", "(“A pamphlet” 1999)"),
        ("@book{a, title={Tides: A story}, date=1999}", "(Tides 1999)"),
        ("@misc{a, note={A note only}, date=1998}", "(A note only 1998)"),
        ("@misc{a, institution={Board}, date=1998}", "(Board 1998)"),
        ("@misc{a, url={https://example.org/b}, date=1998}", "(example.org 1998)"),
        ("@misc{a, type={Report}, number={114-358}, date=1998}", "(Report 114-358 1998)"),
        ("@misc{a, author={{Board of Tides}}, shortauthor={BoT}, date=1998}", "(BoT 1998)"),
        ("@book{a, author={Low, A}, year={in press}}", "(Low in press)"),
        ("@book{a, author={Low, A}, pubstate={forthcoming}}", "(Low forthcoming)"),
        ("@book{a, author={Low, A}, year={2010b}}", "(Low 2010b)"),
        ("@book{a, author={Low, A}, date={-0049}}", "(Low 50 BCE)"),
        ("@book{a, author={Low, A}, shorthand={KpV}, date=1968}", "(KpV 1968)"),
        ("@book{a, editor={Low, A}, title={T}, options={useeditor=false}, date=2}", "(T 2)"),
    ],
)
def test_a_work_is_cited_by_name_and_year(source: str, cited: str) -> None:
    if "date=2}" in source:
        source = source.replace("date=2}", "date=2002}")
        cited = cited.replace(" 2)", " 2002)")
    assert citations(source) == [cited]


def test_two_works_of_one_author_and_year_get_letters_in_text_and_list() -> None:
    source = """@article{b, author={Low, A}, title={Second}, date={2001-05}}
        @article{a, author={Low, A}, title={First}, date={2001-01}}
        @article{n, author={Low, A}, title={None}} @article{o, author={Low, A}, title={Other}}"""
    assert citations(source) == ["(Low 2001b)", "(Low 2001a)", "(Low n.d.-a)", "(Low n.d.-b)"]
    assert references(source)[0].startswith("Low, A. 2001a. “First”")


def test_a_letter_of_the_file_stays_and_is_not_given_twice() -> None:
    source = """@book{a, author={Low, A}, title={A}, year={2010a}}
        @book{b, author={Low, A}, title={B}, year={2010}}"""
    assert citations(source) == ["(Low 2010a)", "(Low 2010b)"]


def test_two_persons_of_one_surname_get_initials_not_letters() -> None:
    source = """@book{a, author={Low, Ann}, date=2020} @book{b, author={Low, Bob}, date=2020}
        @book{c, author={Low, Bob}, date=2021} @book{d, author={Moor, Ann}, date=2020}
        @book{e, author={Moor, Alice}, date=2020} @book{f, author={Pier, R}, title={F}, date=2020}
        @book{g, author={Pier, Robert}, title={G}, date=2020}"""
    assert citations(source) == [
        "(A. Low 2020)", "(B. Low 2020)", "(Low 2021)", "(Ann Moor 2020)", "(Alice Moor 2020)",
        "(Pier 2020a)", "(Pier 2020b)",
    ]  # fmt: skip


def test_a_citation_has_locators_prefixes_and_links() -> None:
    labels = label_items(items("@book{a, author={Low, A}, date=2020} @misc{b, title={T}}"))
    cited = [Cited("a", "§ 4", "see", "#a"), Cited("b")]
    text = format_citation(cited, labels)
    assert plain(text) == "(see Low 2020, § 4; “T” n.d.)"
    assert [run.text for run in text if run.href] == ["Low 2020, § 4"]
    timed = format_citation([Cited("a", "0:07", "", "#a", "#t=7")], labels)
    assert [(run.text, run.href) for run in timed if run.href] == [
        ("Low 2020, ", "#a"), ("0:07", "#t=7"),
    ]  # fmt: skip
    told = [Cited("b"), Cited("a", separator=", in ")]
    assert plain(format_citation(told, labels)) == "(“T” n.d., in Low 2020)"
    assert plain(format_citation([Cited("a", "p. 5")], labels, textual=True)) == "Low (2020, p. 5)"


def test_a_family_name_is_compared_before_a_given_name() -> None:
    people = ("Lowell, Ann", "Low, Zoe", "Low-Rook, Bo", "Ch'en, Ken", "Cheng, Eve")
    books = "".join(
        f"@book{{k{place}, author={{{name}}}, date=2001}}" for place, name in enumerate(people)
    )
    found = items(books)
    labels = label_items(found)
    ordered = sorted(found, key=lambda item: labels[item["id"]].sort_key)
    names = [item["author"][0]["family"] for item in ordered]
    assert names == ["Ch’en", "Cheng", "Low", "Lowell", "Low-Rook"]


@pytest.mark.parametrize(("given", "code"), [
    ("ngerman", "de-DE"), ("fre", "fr"), ("FR", "fr"), ("fr-FR", "fr-FR"), ("Français", "fr"),
    ("anglais", "en"), ("eng fre", "en"), ("English;Portuguese;", "en-US"), ("2016", ""),
    ("русский", "ru"), ("langgerman", "de-DE"),
])  # fmt: skip
def test_a_language_has_many_names(given: str, code: str) -> None:
    (item,) = items(f"@book{{a, title={{T}}, language={{{given}}}}}")
    assert item.get("language", "") == code


def test_names_sort_by_unicode_collation() -> None:
    names = ["Zett", "Ørn", "Öder", "Oder", "Łu", "Lz", "Иванов", "Ёлкин", "김", "이", "d'Or"]
    assert sorted(names, key=collation_key) == [
        "d'Or", "Łu", "Lz", "Oder", "Öder", "Ørn", "Zett", "Ёлкин", "Иванов", "김", "이",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("de", ["Ärmel", "Arno", "Zett"]),
        ("sv", ["Arno", "Zett", "Åker", "Ärmel", "Öl"]),
        ("da", ["Arno", "Zett", "Ærø", "Øl", "Åker"]),
        ("pl", ["Lutz", "Łuk", "Mann"]),
    ],
)
def test_a_language_puts_its_letters_where_it_has_them(language: str, order: list[str]) -> None:
    assert sorted(order, key=lambda name: collation_key(name, language)) == order
