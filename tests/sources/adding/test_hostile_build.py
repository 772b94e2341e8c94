"""Hostile articles go through the whole build and come out as visible text."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdfium2
import pytest
from bs4 import BeautifulSoup
from docutils import nodes

from books import MakeBook
from briefbook.core.words.text import tidy
from briefbook.sources.adding.chapter import make_full_chapter
from briefbook.sources.reading.article import Article, Metadata, TextBlock
from hostile import FRAGMENTS

#: The PDF's gate refuses what no font has; these are tested in the HTML alone.
UNPRINTABLE = re.compile(
    r"[\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\u0600-\u06ff]"
)
TEXTS = [text for text in map(tidy, FRAGMENTS) if any(char.isalnum() for char in text)]
MARKUP = (
    nodes.raw,
    nodes.math,
    nodes.math_block,
    nodes.image,
    nodes.comment,
    nodes.footnote_reference,
    nodes.footnote,
    nodes.reference,
    nodes.literal_block,
    nodes.literal,
    nodes.emphasis,
    nodes.strong,
    nodes.Admonition,
)
CONF = "myst_enable_extensions = ['attrs_block', 'attrs_inline', 'deflist', 'colon_fence',\n"
CONF += "'fieldlist', 'tasklist', 'dollarmath', 'substitution', 'smartquotes', 'replacements']\n"
CONF += "myst_substitutions = {'x': 'SUBSTITUTED'}\n"


def chapter(texts: list[str]) -> dict[str, str]:
    kinds = ("paragraph", "item", "quote")
    blocks = [TextBlock("headline", "headline", "A hostile article")]
    for number, text in enumerate(texts, start=1):
        kind = kinds[number % 3]
        blocks.append(TextBlock(f"¶ {number}", kind, text))
    article = Article(tuple(blocks), Metadata(title="A hostile article"))
    text = make_full_chapter("h", "k", article).replace("```{source}\n```\n", "")
    return {"docs/chapters/h.md": text.replace("source: k\n", "")}


def squeezed(text: str) -> str:
    """Without white space, which line breaks change, and without hyphens, as lines end in them."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def test_hostile_text_is_visible_text_in_html(make_book: MakeBook) -> None:
    book = make_book(chapter(TEXTS), conf=CONF)
    doctree = book.app.env.get_doctree("chapters/h")
    markup = [type(node).__name__ for node in doctree.findall() if isinstance(node, MARKUP)]
    assert markup == []
    page = book.page("chapters/h")
    for number, text in enumerate(TEXTS, start=1):
        element = page.find(id=f"h-{number}")
        assert element is not None, text
        shown = paragraph_text(element)
        assert squeezed(text) in squeezed(shown), (text, shown)
    assert "SUBSTITUTED" not in page.get_text()
    assert "root:" not in page.get_text()
    article = page.find("div", class_="body") or page
    assert not article.find_all("script", string=re.compile("alert"))


def paragraph_text(element: object) -> str:
    assert hasattr(element, "get_text")
    text = str(element.get_text())
    # An anchor may sit on an empty target before its paragraph.
    parent = getattr(element, "parent", None)
    return text if text.strip() or parent is None else str(parent.get_text())


def test_hostile_text_is_visible_text_in_pdf(make_book: MakeBook) -> None:
    texts = [text for text in TEXTS if not UNPRINTABLE.search(text)]
    book = make_book(chapter(texts), "briefpdf", conf=CONF)
    (path,) = Path(book.out).glob("*.pdf")
    with pypdfium2.PdfDocument(io.BytesIO(path.read_bytes())) as document:
        shown = squeezed("".join(page.get_textpage().get_text_bounded() for page in document))
    missing = [text for text in texts if squeezed(text) not in shown]
    assert missing == []


@pytest.mark.parametrize("builder", ["html"])
def test_a_worksheet_builds_without_a_warning(make_book: MakeBook, builder: str) -> None:
    from briefbook.sources.adding.chapter import make_worksheet

    blocks = [TextBlock("headline", "headline", "Title")]
    blocks += [TextBlock(f"¶ {n}", "paragraph", text) for n, text in enumerate(TEXTS, start=1)]
    article = Article(tuple(blocks), Metadata(title="Title"))
    text = make_worksheet("h", "k", article).replace("source: k\n", "")
    text = text.replace("```{source}\n```\n", "")
    book = make_book({"docs/chapters/h.md": text}, builder)
    shown = BeautifulSoup(book.text("chapters/h.html"), "lxml").get_text()
    assert "etc/passwd" not in shown
