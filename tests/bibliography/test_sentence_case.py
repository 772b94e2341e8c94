"""English titles in styles: names keep their capitals, other words have what the style wants."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.bibliography import format_entry, inherit, label_items, plain, read_bib, to_csl
from briefbook.bibliography.csl.bibliographer import Bibliographer
from briefbook.bibliography.csl.styles.find_style import find_style
from briefbook.bibliography.csl.text.sentence_case import SentenceCase

#: That a file protects a word tells that its titles are in title case, as BibTeX wants them.
PROTECTING = "@book{p, author={Zed}, title={Boats of the {Royal Navy}}, date={1990}}"


def listed(style: str, source: str, beside: str = PROTECTING, language: str = "en") -> str:
    """Return the entry ``a`` of a bibliography."""
    entries = inherit(read_bib(f"{source}\n{beside}".encode(), "x.bib")).entries
    items = {entry.key: to_csl(entry).item for entry in entries}
    works = Bibliographer(find_style(style, Path()), language, items, list(items))
    return plain(works.entry("a"))


def title(source: str, **beside: str) -> str:
    """Return a title as APA has it, which wants sentence case."""
    entry = listed(
        "apa", f"@book{{a, author={{Low}}, title={{{source}}}, date={{2020}}}}", **beside
    )
    return entry.removeprefix("Low. (2020). ").removesuffix(".")


TITLES = [
    ("Fast Ferries in the {Baltic}", "Fast ferries in the Baltic"),
    ("A Raft: The Story of a Boat", "A raft: The story of a boat"),
    ("Ferries and Fords: a history", "Ferries and fords: a history"),
    ("Do Ships Sink? Why They Do", "Do ships sink? Why they do"),
    # Capitals within a word, figures, single letters, letters that English has not.
    ("What NATO and McGraw Ship by {A}4, X and H2", "What NATO and McGraw ship by A4, X and H2"),
    ("The Life of Öder, Captain", "The life of Öder, captain"),
    # Names of countries, cities, languages, months; what another title protects or writes so.
    ("North Korean Boats in Pyongyang and New Zealand by June",
     "North Korean boats in Pyongyang and New Zealand by June"),
    ("« Boats and Fords »", "« Boats and fords »"), ("1984", "1984"), ("…", "…"),
    ("Navy Cooks", "Navy cooks"), ("Cooks of the Navy", "Cooks of the Navy"),
    (r"Review of \emph{Ferries and Fords}", "Review of Ferries and Fords"),
    # It is in sentence case already, or in another language; what begins small is in no title case.
    ("ferries of the Bay", "ferries of the Bay"),
    ("Boats: ferries of the Bay", "Boats: ferries of the Bay"),
    ("The troops of Riverton on the Volga", "The troops of Riverton on the Volga"),
    ("Geschichte der Deutschen Häfen", "Geschichte der Deutschen Häfen"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "printed"), TITLES)
def test_a_title_in_title_case_loses_its_capitals_but_those_of_names(
    given: str, printed: str
) -> None:
    assert title(given) == printed


def test_where_no_word_is_protected_nobody_knows_the_names() -> None:
    assert title("Boats of Riverton", beside="") == "Boats of Riverton"
    # All of a title in braces is a habit, and says of no word that it is a name.
    whole = "@book{p, author={Zed}, title={{Boats and Navies}}, date={1990}}"
    assert title("Boats of Riverton", beside=whole) == "Boats of Riverton"


def test_a_style_of_title_case_gets_what_the_file_has() -> None:
    source = "@incollection{a, author={Low}, title={A Boat}, booktitle={Works on Water}}"
    assert listed("oscola", source) == "Low, ‘A Boat’ Works on Water"


def test_styles_of_title_case_give_the_capitals_back() -> None:
    source = "@book{a, author={Low}, title={Ferries With Fords}, date={2020}, publisher={Quay}}"
    assert listed("chicago-author-date", source) == "Low. 2020. Ferries with Fords. Quay."


@pytest.mark.parametrize("source", [
    "@jurisdiction{a, title={Rook v Low Boats}, date={2010}}",
    "@software{a, title={Tide Tables}, date={2010}}",
    "@book{a, title={Boote Und Meer}, date={2010}, langid={german}}",
    "@article{a, title={X}, journaltitle={Sea and Shore Boats}, date={2010}}",
])  # fmt: skip
def test_names_and_other_languages_stay_as_they_are(source: str) -> None:
    name = source.partition("title={")[2] if "journal" not in source else "Sea and Shore Boats}"
    assert name.partition("}")[0] in listed("apa", source)


def test_the_books_own_look_has_titles_as_the_file_has_them() -> None:
    source = f"@book{{a, author={{Low}}, title={{Ferries and Fords}}, date={{2020}}}} {PROTECTING}"
    items = [to_csl(entry).item for entry in inherit(read_bib(source.encode(), "x.bib")).entries]
    assert plain(format_entry(items[0], label_items(items)["a"])) == "Low. 2020. Ferries and Fords."


@given(st.text(alphabet="aA bB:.–“”«»?'’1éÉßİ-/", min_size=1, max_size=30))
def test_nothing_but_capitals_changes(words: str) -> None:
    items = [
        {"id": "a", "type": "book", "title": words},
        {"id": "p", "type": "book", "title": 'Of the <span class="nocase">Navy</span>'},
    ]
    turned = SentenceCase.of(items, english=True).turned(items[0])
    assert str(turned["title"]).casefold() == words.casefold()
