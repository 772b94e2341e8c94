"""What an author may write and a book does not take as it stands: nothing is lost, all is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from books import MakeBook, SmallBook
from chapters import chapter, line_of, words
from reading_back.pdf_reader import dense, read_only_pdf

A = chapter(
    "alpha",
    "{#alpha-1}\nRing [the desk](tel:+15550100), [the buoy](geo:54.3,10.1) or\n"
    "[press](javascript:ring()), <JavaScript:x>,"
    " `[not](javascript:y)`, \\[nor\\](javascript:z), [a file](file:///etc/hosts).",
    "```{button-link} vbscript:press\nPress\n```",
    "{#alpha-2}\nThe load is $\\ballast{3}$, $\\frac{1}{2}$ of\n"
    "$\\begin{hull}x\\end{hull}$.[^w][^k]",
    "[^w]: They were weighed.",
    "[^k]: Comment: twice.",
    "{#alpha-3}\nThe {term}`quay`, or {term}`wharf`, has a {term}`Fender`.",
    ":::{glossary}\n\nQuay | wharf\n: Where *ships* lie.\n\n  And load.\n:::",
    "```{glossary}\nFender\n  Of rope.\n```",
)
REST = "Rest\n====\n\nA word and\n`another <JAVASCRIPT:x>`_.\n\n.. _step-1:\n\nStep. See step-1_.\n"
FILES = {"docs/a.md": A, "docs/rest.rst": REST}
CONF = 'myst_enable_extensions = ["dollarmath"]\n'


@pytest.fixture(scope="module")
def site(make_shared_book: MakeBook) -> SmallBook:
    return make_shared_book(FILES, conf=CONF, clean=False)


@pytest.fixture(scope="module")
def printed(make_shared_book: MakeBook) -> SmallBook:
    return make_shared_book(FILES, "briefpdf", conf=CONF, clean=False)


def told(book: SmallBook, code: str) -> list[str]:
    """Return the places of the warnings with a code, and the words that they quote."""
    lines = [line for line in book.messages.splitlines() if f"[brief.{code}]" in line]
    return [line.split(": WARNING")[0] + line[line.find(" '") :].split(",")[0] for line in lines]


def test_an_address_that_would_run_a_script_is_not_linked_and_reported(site: SmallBook) -> None:
    first = line_of(A, "tel:")
    assert told(site, "link_unsafe") == [
        f"docs/a.md:{line_of(A, 'vbscript')} 'vbscript:press'",
        f"docs/a.md:{first + 1} 'javascript:ring()'",
        f"docs/a.md:{first + 1} 'JavaScript:x'",
        f"docs/a.md:{first + 1} 'file:///etc/hosts'",
        "docs/rest.rst:5 'JAVASCRIPT:x'",
    ]
    pages = site.page("a"), site.page("rest")
    links = [str(a["href"]) for page in pages for a in page.select("a[href]")]
    assert {"tel:+15550100", "geo:54.3,10.1"} <= set(links)
    assert [link for link in links if link.lower().startswith(("j", "vb", "file"))] == []
    assert "Press" in pages[0].text


def test_a_formula_with_an_unknown_name_is_reported_for_both_outputs(
    site: SmallBook, printed: SmallBook
) -> None:
    line = line_of(A, "ballast")
    for book, verb in ((site, "drawn"), (printed, "set")):
        for place, formula, name in (
            (line, r"\ballast{3}", r"the command \ballast"),
            (line, r"\begin{hull}x\end{hull}", "the environment hull"),
        ):
            said = f"docs/a.md:{place}: WARNING: the formula “{formula}” cannot be {verb}: {name};"
            assert said in book.messages
    assert r"\ballast{3}" in words(site.page("a").select_one("#alpha-2"))
    assert len(site.page("a").select("#alpha-2 math")) == 1


def test_a_note_without_a_kind_is_reported_with_the_kinds(site: SmallBook) -> None:
    assert (
        f"docs/a.md:{line_of(A, '[^w]: ')}: WARNING: the note [^w] does not say which kind it "
        "is; begin it with Source:, Context:, Comment:, Correction: or Translation: "
        "[brief.note_kind]"
    ) in site.messages
    assert "[^k] does not" not in site.messages
    assert "They were weighed." in site.page("a").text


def test_a_glossary_without_a_topic_stands_and_is_linked(
    site: SmallBook, printed: SmallBook
) -> None:
    page = site.page("a")
    links = [(words(a), a["href"]) for a in page.select("#alpha-3 a:not(.brief-number)")]
    assert links == [("quay", "#term-Quay"), ("wharf", "#term-Quay"), ("Fender", "#term-Fender")]
    entries = [
        (words(term).rstrip("#¶"), words(term.find_next("dd"))) for term in page.select("dt[id]")
    ]
    assert entries == [
        ("Quay (also wharf)", "Where ships lie. And load."),
        ("Fender", "Of rope."),
    ]
    assert len(told(site, "glossary_without_topic")) == 2
    assert "Quay(alsowharf)Whereshipslie." in dense(read_only_pdf(Path(printed.out)).text())


def test_a_label_of_a_page_without_a_prefix_is_sphinx_s_own(site: SmallBook) -> None:
    page = site.page("rest")
    assert words(page.select_one("p#step-1")) == "Step. See step-1."
    assert page.select_one("#step-1 a[href='#step-1']")
