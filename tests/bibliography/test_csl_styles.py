"""Styles are found by any usual name; one that cannot be used says why."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefbook.bibliography import plain, read_bib, to_csl
from briefbook.bibliography.csl.bibliographer import Bibliographer
from briefbook.bibliography.csl.styles.find_style import find_style
from briefbook.bibliography.csl.styles.style import StyleError


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
    ("<html/>", "it is not a CSL style: it begins with <html>, not with <style>"),
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
