"""Every builder draws the same book: numbers, notes, links, glossary, bibliography."""

from __future__ import annotations

import re
import zipfile

import pytest
from bs4 import BeautifulSoup

from books import MakeBook, SmallBook
from chapters import book, chapter, words

FILES = book(
    a=chapter(
        "alpha",
        "{#alpha-1}\nA paragraph[^n] on {term}`Kursk` {cite:p}`cnn2025,kontur2025{¶ 8}`.",
        "- {#alpha-2}\n  An item that calls the note[^n] again.",
        "{#alpha-3}\n> A quote.",
        "{#alpha-4}\n| Table |\n|---|\n| cell |",
        "```{withdrawn} alpha-5\nIt was wrong.\n```",
        "[^n]: Comment: a note, see [](#beta-1).",
        source="kontur2025",
    ).replace("# The alpha chapter\n", "# The alpha chapter\n\n```{source}\n```\n"),
    b=chapter("beta", "{#beta-1}\nAs in [](#alpha-1) and [](#alpha-n-n)."),
    back_places="# Places\n\n:::{glossary} places\nKursk | ru: Курск\n: A region.\n:::\n",
    back_notes="# Notes\n\n```{notes}\n```\n",
)
SEEN = (
    "A paragraph", "Kursk", "(CNN 2025, in Kontur 2025, ¶ 8)", "An item", "A quote.", "cell",
    "Withdrawn: It was wrong.", "a note, see chapter 2, ¶ 1", "As in chapter 1, ¶ 1 and",
    "chapter 1, note 1", "Курск", "Used in: chapter 1 ¶ 1", "Known only through Kontur 2025, ¶ 8",
    "Cited in: chapter 1 ¶ 1", "Called in: chapter 1 ¶ 1, 2", "where it is cited",
)  # fmt: skip


def plain(text: str) -> str:
    return " ".join(text.split())


def test_plain_text(make_book: MakeBook) -> None:
    made = make_book(FILES, "text")
    text = plain(" ".join(path.read_text("utf-8") for path in sorted(made.out.rglob("*.txt"))))
    text = text.replace("*Kursk*", "Kursk").replace("**", "")
    for words_ in SEEN:
        assert words_ in text
    for number in ("[1] A paragraph", "[2] An item", "[3] A quote.", "[5] Withdrawn"):
        assert number in text


@pytest.fixture
def latex(make_book: MakeBook) -> str:
    made = make_book(FILES, "latex", conf="latex_engine = 'xelatex'\n")
    (path,) = made.out.glob("*.tex")
    return path.read_text("utf-8").partition(r"\begin{document}")[2]


def test_latex_loses_no_words(latex: str) -> None:
    text = re.sub(r"\\(?:hyperref|DUrole\{[^}]*\}|detokenize|label|phantomsection)", "", latex)
    text = re.sub(r"\[\{[^]]*\}\]", "", text)
    text = re.sub(r"\\[a-zA-Z]+\*?|[{}%]", " ", text.replace(r"\P{}", "¶").replace("~", " "))
    for words_ in SEEN:
        squeezed = re.sub(r"\W", "", words_.replace("¶", ""))
        assert squeezed in re.sub(r"\W", "", text.replace("¶", "")), words_


def test_latex_links_have_labels(latex: str) -> None:
    labels = re.findall(r"\\label\{\\detokenize\{([^}]*)\}\}", latex)
    assert len(labels) == len(set(labels))
    links = set(re.findall(r"\\hyperref\[\\detokenize\{([^}]*)\}\]", latex))
    assert {"back/sources:ref-kontur2025", "chapters/a:alpha-n-n", "chapters/b:beta-1"} <= links
    assert links <= set(labels)


def test_epub(make_book: MakeBook) -> None:
    made = make_book(
        FILES, "epub", conf="copyright = '2026'\nversion = '1'\n"
        "suppress_warnings = ['epub.unknown_project_files']\n",
    )  # fmt: skip
    (path,) = made.out.glob("*.epub")
    with zipfile.ZipFile(path) as epub:
        pages = {n: epub.read(n) for n in sorted(epub.namelist()) if n.endswith(".xhtml")}
    parsed = {name: BeautifulSoup(page, "xml") for name, page in pages.items()}
    text = " ".join(words(page) for page in parsed.values())
    for words_ in SEEN:
        assert words_ in text
    chapter_ = parsed["chapters/a.xhtml"]
    assert [n.get_text() for n in chapter_.select(".brief-number")] == ["1", "2", "3", "4", "5"]
    assert chapter_.find(id="alpha-n-n")
    assert parsed["chapters/b.xhtml"].select_one("a[href='a.xhtml#alpha-n-n']")


@pytest.mark.parametrize("builder", ["singlehtml", "dirhtml", "man", "texinfo", "pseudoxml"])
def test_other_builders_draw_the_book_too(make_book: MakeBook, builder: str) -> None:
    made: SmallBook = make_book(FILES, builder)
    assert any(path.stat().st_size for path in made.out.rglob("*") if path.is_file())


def test_dirhtml_addresses(make_book: MakeBook) -> None:
    made = make_book(FILES, "dirhtml")
    page = BeautifulSoup(made.text("chapters/b/index.html"), "lxml")
    link = page.select_one("a.brief-xref")
    assert link is not None
    assert link["href"] == "../a/#alpha-1"
