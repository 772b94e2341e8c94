"""Every construct is printed: no word of the site is missing, none is made up."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import page as pdf_checker
import pytest
from bs4 import BeautifulSoup

from pdf.conftest import Kitchen

# What stands on the site and not on paper: links to a heading itself, the lists of the chapters
# that follow, the marks of a note's callers, formulas (as LaTeX), the label of a bibliography
# entry that the site hides, a paragraph's number (in the margin), and the site's own list of a
# chapter's notes, which are at the foot of the page.
_SITE_ONLY = (
    "a.headerlink, .toctree-wrapper, .backrefs, .math, math, .brief-number, .label, script, style, "
    "svg, nav, .brief-chapter-notes > h2, .brief-notes-heading"
)
_BLOCKS = "p, dt, dd, li, td, th, div, br, pre, h1, h2, h3, h4, h5, h6, aside, .classifier"
_WORD = re.compile(r"\w+")


def test_every_word_of_the_site_is_printed(kitchen: Kitchen) -> None:
    site = Counter(_site_words(kitchen))
    printed = Counter(_printed_words(kitchen))
    missing = {word: count - printed[word] for word, count in site.items() if printed[word] < count}
    # “Only on the web” is in an `only` directive; a list of notes has a heading on the site.
    for word in ("Only", "on", "the", "web", "Notes"):
        missing.pop(word, None)
    assert missing == {}


def test_every_anchor_of_the_site_is_a_named_place(kitchen: Kitchen) -> None:
    own = {
        str(element["id"])
        for page in _pages(kitchen)
        for element in page.select("[id^=soup], [id^=prose], [id^=term-], [id^=ref-]")
    }
    assert len(own) > 20
    assert own <= kitchen.pdf.places.keys()


@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_it_meets_the_standards_for_access_and_for_archives(kitchen: Kitchen, profile: str) -> None:
    report = pdf_checker.validate_pdf(kitchen.file, profile=profile)
    failures = {f.rule_id for f in report.failures}
    assert failures == set()


def test_numbers_of_figures_tables_and_equations_are_the_sites(kitchen: Kitchen) -> None:
    printed = " ".join(_printed_words(kitchen, joined=False))
    for page in _pages(kitchen):
        for number in page.select(".caption-number, .eqno"):
            words = " ".join(_WORD.findall(number.get_text().removesuffix("\N{PILCROW SIGN}")))
            assert words in printed


def test_the_file_says_its_title_language_author_and_subject(kitchen: Kitchen) -> None:
    structure = kitchen.pdf.structure
    information = structure.metadata
    assert information is not None
    assert information.title == "The kitchen book"
    assert information.author == "The testers"
    assert information.subject == "All that a kitchen holds"
    assert str(structure.root_object["/Lang"]) == "en"


def test_a_second_call_of_a_note_does_not_print_it_again(kitchen: Kitchen) -> None:
    printed = " ".join(_printed_words(kitchen, joined=False))
    # Once at the foot of the page, once in the list of all notes.
    assert printed.count("hot means more than 60") == 2


def _pages(kitchen: Kitchen) -> list[BeautifulSoup]:
    return [kitchen.site.page(name) for name in sorted(kitchen.site.app.env.found_docs)]


def _site_words(kitchen: Kitchen) -> list[str]:
    words: list[str] = []
    for page in _pages(kitchen):
        body = page.select_one("[role=main]")
        assert body is not None
        for element in body.select(_SITE_ONLY):
            element.decompose()
        for block in body.select(_BLOCKS):
            block.insert_before(" ")
            block.insert_after(" ")
        words += _WORD.findall(unicodedata.normalize("NFKC", body.get_text()))
    return words


def _printed_words(kitchen: Kitchen, *, joined: bool = True) -> list[str]:
    text = "\n".join(page.get_textpage().get_text_bounded() for page in kitchen.pdf.drawn)
    text = unicodedata.normalize("NFKC", text).replace("\ufffe", "\x02").replace("\r\n", "\n")
    words = _WORD.findall(re.sub(r"\x02\n?|-\n", "", text))
    if joined:
        # A word that is broken at its own hyphen reads as two.
        words += _WORD.findall(re.sub(r"-\n", "- ", text))
    return words
