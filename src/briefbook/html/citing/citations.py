"""Citations of the book, a chapter or a paragraph of it, in styles and in exchange formats.

The texts are made at build time, with placeholders for what only the browser knows: ``⟦url⟧``,
``⟦number⟧`` of the paragraph, and the day of access as ``⟦day⟧`` (in words), ``⟦iso⟧`` and
``⟦parts⟧`` (a JSON list). Styles are formatted by citeproc, in ``styles``; BibTeX, RIS and
CSL-JSON are data.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from briefbook.bibliography.exchange.ris_writing import ris_name
from briefbook.bibliography.natural_names import read_names_in_words
from briefbook.bibliography.tex.encode import name_to_tex
from briefbook.core.words.labels import label
from briefbook.html.citing.styles import ADDRESS, APA, CHICAGO, DAY, entry, in_text, marked


@dataclass(frozen=True, slots=True)
class CitableWork:
    """What is cited: the book, or a chapter of it where ``chapter`` is not empty.

    ``date`` is ISO 8601 (empty: unknown); ``key`` names it in BibTeX. ``author`` is a line of
    names (``Ann Bell and Carl Dörn``, ``{The Desk}``); ``book_author`` is that of the book where
    a chapter has its own.
    """

    key: str
    author: str
    book: str
    edition: str
    date: str
    chapter: str = ""
    publisher: str = ""
    language: str = ""
    book_author: str = ""

    @property
    def authors(self) -> list[dict[str, str]]:
        """The authors, each as a CSL name."""
        return read_names_in_words(self.author)

    @property
    def csl(self) -> dict[str, Any]:
        """The item in CSL-JSON, with stand-ins for address and day of access."""
        item: dict[str, Any] = {"id": self.key, "type": "chapter" if self.chapter else "book"}
        item["title"] = self.chapter or self.book
        if self.chapter:
            item["container-title"] = self.book
        if self.author:
            item["author"] = self.authors
        if self.book_author:
            item["container-author"] = read_names_in_words(self.book_author)
        for name in ("publisher", "language"):
            if getattr(self, name):
                item[name] = getattr(self, name)
        if self.edition:
            item["edition"] = self.edition
        parts = [int(part) for part in self.date.split("-") if part.isdigit()]
        if parts:
            item["issued"] = {"date-parts": [parts]}
        item["accessed"] = {"date-parts": [list(DAY)]}
        item["URL"] = ADDRESS
        return item


@lru_cache(maxsize=64)
def citations(cited: CitableWork, *, numbered: bool = False) -> Mapping[str, str]:
    """Return the citation in every form, by its name; ``numbered``: of a paragraph.

    Cached, because every page shows how to cite the whole book.
    """
    in_styles = {
        label("Chicago note"): in_text(CHICAGO, cited, numbered=numbered),
        "APA": f"{entry(APA, cited)}\n{in_text(APA, cited, numbered=numbered)}",
    }
    return {
        **{name: marked(text, cited.language) for name, text in in_styles.items()},
        "BibTeX": bibtex(cited, numbered=numbered),
        "RIS": ris(cited, numbered=numbered),
        "CSL-JSON": csl_json(cited, numbered=numbered),
    }


def bibtex(cited: CitableWork, *, numbered: bool = False) -> str:
    """Return a BibLaTeX entry."""
    fields = {
        "author": " and ".join(map(name_to_tex, cited.authors)),
        "bookauthor": " and ".join(map(name_to_tex, read_names_in_words(cited.book_author))),
        # Inner braces keep the capitals of names.
        "title": f"{{{_escaped(cited.chapter or cited.book)}}}",
        "booktitle": f"{{{_escaped(cited.book)}}}" if cited.chapter else "",
        "edition": _escaped(cited.edition),
        "publisher": _escaped(cited.publisher),
        "date": cited.date,
        # For BibTeX, which knows no dates.
        "year": cited.date[:4],
        "note": _paragraph() if numbered else "",
        "url": "⟦url⟧",
        "urldate": "⟦iso⟧",
    }
    kind = "incollection" if cited.chapter else "book"
    key = f"{cited.key}-⟦number⟧" if numbered else cited.key
    return _lines(f"@{kind}{{{key},", fields, "  {} = {{{}}},", "}")


def ris(cited: CitableWork, *, numbered: bool = False) -> str:
    """Return a record in RIS."""
    fields = {
        "TI": cited.chapter or cited.book,
        "T2": cited.book if cited.chapter else "",
        "ET": cited.edition,
        "PB": cited.publisher,
        "PY": cited.date[:4],
        "DA": cited.date.replace("-", "/"),
        "N1": _paragraph() if numbered else "",
        "UR": "⟦url⟧",
        "Y2": "⟦iso⟧",
        "LA": cited.language,
    }
    authors = [f"\nAU  - {ris_name(name)}" for name in cited.authors]
    # Zotero's place for the authors of the whole.
    authors += [f"\nC2  - {ris_name(name)}" for name in read_names_in_words(cited.book_author)]
    kind = "CHAP" if cited.chapter else "BOOK"
    return _lines(f"TY  - {kind}{''.join(authors)}", fields, "{}  - {}", "ER  - ")


def csl_json(cited: CitableWork, *, numbered: bool = False) -> str:
    """Return a list of one item in CSL-JSON."""
    item = {**cited.csl, "URL": "⟦url⟧", "accessed": {"date-parts": ["⟦parts⟧"]}}
    if numbered:
        item |= {
            "id": f"{cited.key}-⟦number⟧",
            "note": _paragraph(),
        }
    lines = ",\n".join(
        f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in item.items()
    )
    return f"[{{\n{lines}\n}}]".replace('"⟦parts⟧"', "⟦parts⟧")


def _paragraph() -> str:
    return label("Paragraph {number}", number="⟦number⟧")


def _lines(first: str, fields: Mapping[str, str], form: str, last: str) -> str:
    written = [form.format(name, " ".join(text.split())) for name, text in fields.items() if text]
    return "\n".join([first, *written, last])


def _escaped(text: str) -> str:
    spelled = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    return re.sub(r"[\\~^&%$#_{}]", lambda m: spelled.get(m[0], f"\\{m[0]}"), text)
