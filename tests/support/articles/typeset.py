"""Invented articles set as PDF by Typst, and what is read of them."""

from __future__ import annotations

import io

import pikepdf
import typst

from articles.adding import Adder
from briefbook.sources.adding.intake import read_article
from briefbook.sources.reading.article import Article, Metadata

TITLE = "Boats at the harbour"
FILLER = (
    "The harbour office counted the boats at the long quay and wrote the number into a book "
    "that nobody read for many years after the counting was ended by the mayor."
)
PAGE = "#set page(width: 420pt, height: 300pt, margin: 40pt)\n#set text(size: 10pt)\n"


def heading(text: str, size: int = 20) -> str:
    return f"#text(size: {size}pt)[*{text}*]\n\n"


def filler(*starts: str) -> str:
    """Return paragraphs that begin with these words."""
    return "".join(f"{start} {FILLER}\n\n" for start in starts)


def without_tags(data: bytes) -> bytes:
    """Return the PDF as older programs write it: it does not say what its text is."""
    made = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        del document.Root.StructTreeRoot
        document.save(made)
    return made.getvalue()


def read(adder: Adder, body: str, page: str = PAGE, *, tagged: bool = False) -> Article:
    data = typst.compile((page + body).encode())
    assert isinstance(data, bytes)
    path = adder.file("a.pdf", data if tagged else without_tags(data))
    article = read_article(str(path), Metadata(), 10**8).article
    assert not [warning for warning in article.warnings if "no place" in warning]
    return article


def left_out(article: Article) -> list[tuple[str, str]]:
    return [(omission.reason, omission.text) for omission in article.left_out]
