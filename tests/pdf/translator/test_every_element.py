"""Every body element holds a note, a term, a citation and a link, on the page and on paper."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag

from books import MakeBook, SmallBook
from chapters import BIBLIOGRAPHY
from reading_back.pdf_reader import Pdf, dense, read_pdf

BIB = "@book{pier, author={Moore, Una}, title={Tides}, date={1998}, publisher={Pier}}\n"
WORDS = "# Words\n\n:::{glossary} words\n\nQuay\n: A place.\n:::\n"
# Where `%` is, the inlines are put.
ELEMENTS = {
    "paragraph": "%",
    "bullets": "- one\n- %",
    "numbers": "1. one\n2. %",
    "nested": "- one\n\n  - two\n\n    %",
    "defined": "%\n: A definition.",
    "definition": "A thing\n: %",
    "field": ":one: %",
    "quote": "> %",
    "attribution": "```{epigraph}\nWords.\n\n-- %\n```",
    "epigraph": "```{epigraph}\n%\n```",
    "highlights": "```{highlights}\n%\n```",
    "pullquote": "```{pull-quote}\n%\n```",
    "cell": "| a |\n|---|\n| % |",
    "head": "| % |\n|---|\n| a |",
    "listtable": "```{list-table}\n* - %\n```",
    "tabletitle": ":::{list-table} %\n* - a\n:::",
    "caption": "```{figure} dot.svg\n:alt: A dot\n\n%\n```",
    "legend": "```{figure} dot.svg\n:alt: A dot\n\nA caption.\n\n%\n```",
    "codecaption": "```{code-block} text\n:caption: %\n\na\n```",
    "note": "```{note}\n%\n```",
    "title": ":::{admonition} %\nWords.\n:::",
    "titled": "```{admonition} Words\n%\n```",
    "warning": "```{warning}\n%\n```",
    "seealso": "```{seealso}\n%\n```",
    "added": "```{versionadded} 1.0\n%\n```",
    "topic": "```{topic} Words\n%\n```",
    "topictitle": ":::{topic} %\nWords.\n:::",
    "sidebar": "```{sidebar} Words\n%\n```",
    "rubric": ":::{rubric} %\n:::",
    "centered": ":::{centered} %\n:::",
    "container": "```{container} box\n%\n```",
    "compound": "```{compound}\n%\n```",
    "hlist": "```{hlist}\n- one\n- %\n```",
    "dropdown": "```{dropdown} Words\n%\n```",
    "card": "```{card} Words\n%\n```",
    "tab": "````{tab-set}\n```{tab-item} Words\n%\n```\n````",
    "grid": "`````{grid}\n````{grid-item}\n%\n````\n`````",
    "nestednote": "````{note}\nWords.\n\n```{tip}\n- %\n```\n````",
    "heading": "{#m-heading}\n### Words %",
}
DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 9h9L4 0z"/></svg>'


def inlines(name: str) -> str:
    return f"begin{name} [](#m-1) {{term}}`Quay` {{cite:p}}`pier` call[^{name}] end{name}"


def matrix() -> str:
    head = "---\nprefix: m\n---\n\n{#m}\n# Matrix\n\n{#m-1}\nThe first.\n\n{#m-part}\n## Elements"
    blocks = [text.replace("%", inlines(name)) for name, text in ELEMENTS.items()]
    # A note in a note, and the notes of all.
    notes = [f"[^{name}]: Comment: noteof{name}." for name in ELEMENTS]
    inside = "[^inside]: Comment: see [](#m-1), {term}`Quay`, {cite:p}`pier`."
    return "\n\n".join([head, *blocks, "Words.[^inside]", *notes, inside]) + "\n"


@dataclass(frozen=True, slots=True)
class Both:
    site: SmallBook
    page: BeautifulSoup
    pdf: Pdf
    printed: str


@pytest.fixture(scope="module")
def both(make_shared_book: MakeBook) -> Both:
    files = {
        "docs/m.md": matrix(),
        "docs/w.md": WORDS,
        "docs/sources.md": BIBLIOGRAPHY,
        "docs/dot.svg": DOT,
        "references.bib": BIB,
    }
    conf = 'extensions.append("sphinx_design")\nmyst_enable_extensions = ["fieldlist"]\n'
    site, paper = (make_shared_book(files, name, conf=conf) for name in ("html", "briefpdf"))
    (file,) = paper.out.glob("*.pdf")
    pdf = read_pdf(file)
    return Both(site, site.page("m"), pdf, pdf.text())


def between(page: BeautifulSoup, name: str) -> list[Tag]:
    """Return the links of an element."""
    first = page.find(string=lambda text: bool(text) and f"begin{name} " in text)
    found: list[Tag] = []
    for each in first.next_elements if first else ():
        if f"end{name}" in str(each) and not isinstance(each, Tag):
            return found
        if isinstance(each, Tag) and each.name == "a":
            found.append(each)
    raise AssertionError(f"{name} is not on the page, or has no end")


@pytest.mark.parametrize("name", ELEMENTS)
def test_an_element_of_the_page_has_all_four(both: Both, name: str) -> None:
    links = [str(link["href"]) for link in between(both.page, name)]
    assert links == ["#m-1", "w.html#term-words-quay", "sources.html#ref-pier", f"#m-n-{name}"]
    note = both.page.find(id=f"m-n-{name}")
    assert isinstance(note, Tag)
    assert f"noteof{name}" in note.get_text()


@pytest.mark.parametrize("name", ELEMENTS)
def test_an_element_on_paper_has_all_four_and_its_note_once(both: Both, name: str) -> None:
    begin, end = both.printed.index(f"begin{name}"), both.printed.index(f"end{name}")
    between_them = both.printed[begin:end]
    for words in ("¶1", "Quay", "(Moore1998)", "call"):
        assert words in between_them
    assert both.printed.count(dense(f"noteof{name}.")) == 1


def test_the_ids_of_the_page_are_the_places_of_the_pdf(both: Both) -> None:
    anchors = json.loads(both.site.text("anchors.json"))["anchors"]
    ids = {name for name, anchor in anchors.items() if anchor["page"] == "m"}
    assert ids == {str(tag["id"]) for tag in both.page.select("[id]")} & ids
    assert ids <= both.pdf.places.keys()
    assert len(ids) >= len(ELEMENTS) + 4


def test_each_link_of_the_pdf_leads_to_a_place(both: Both) -> None:
    leads = [target for _page, target in both.pdf.internal_links()]
    assert None not in leads
    # Four of each element: the note's number leads to the note, and back.
    assert len(leads) >= 5 * len(ELEMENTS)
