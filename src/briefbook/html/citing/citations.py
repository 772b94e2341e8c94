"""How the book, a chapter or a paragraph of it is cited, in styles and in exchange formats.

Texts are made at build time, with placeholders for what only the browser knows: ``⟦url⟧``,
``⟦number⟧`` of the paragraph, and the day of access as ``⟦day⟧`` (in words), ``⟦iso⟧`` and
``⟦parts⟧`` (a JSON list). Styles are formatted by citeproc; BibTeX, RIS and CSL-JSON are data.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from briefbook.bibliography.csl.locale import locale_code
from briefbook.bibliography.dates.text import BibDate, Point
from briefbook.bibliography.exchange.ris_writing import ris_name
from briefbook.bibliography.natural_names import read_names_in_words
from briefbook.bibliography.printing.language import wording_of
from briefbook.bibliography.tex.encode import name_to_tex
from briefbook.core.words.labels import label

_STYLES = Path(__file__).parent / "csl"
CHICAGO = "chicago-notes-bibliography-access-dates"
APA = "apa"

#: What stands for the marks while citeproc formats; no book holds these.
_DAY, _DAY_IN_WORDS = (2099, 12, 31), "December 31, 2099"
_ADDRESS, _NUMBER = "https://address.invalid/0", "770077"


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
        item["accessed"] = {"date-parts": [list(_DAY)]}
        item["URL"] = _ADDRESS
        return item


@cache
def citations(cited: CitableWork, *, numbered: bool = False) -> Mapping[str, str]:
    """Return the citation in every form, by its name; ``numbered``: of a paragraph.

    Kept, because every page says how the whole book is cited.
    """
    in_styles = (
        (CHICAGO, label("Chicago note"), _in_text(CHICAGO, cited, numbered=numbered)),
        (APA, "APA", f"{_entry(APA, cited)}\n{_in_text(APA, cited, numbered=numbered)}"),
    )
    return {
        **{name: _marked(text, cited.language) for _style, name, text in in_styles},
        "BibTeX": bibtex(cited, numbered=numbered),
        "RIS": ris(cited, numbered=numbered),
        "CSL-JSON": csl_json(cited, numbered=numbered),
    }


def _in_text(style: str, cited: CitableWork, *, numbered: bool) -> str:
    """Return the citation as it stands in a text or in a note."""
    bibliography, citation = _registered(style, cited, numbered=numbered)
    return str(bibliography.cite(citation, lambda _item: None))


@cache
def _entry(style: str, cited: CitableWork) -> str:
    """Return the entry in a bibliography, the same whatever part is cited."""
    bibliography, _citation = _registered(style, cited, numbered=False)
    return str(bibliography.bibliography()[0])


def _registered(style: str, cited: CitableWork, *, numbered: bool) -> tuple[Any, Any]:
    import citeproc

    source = citeproc.source.json.CiteProcJSON([cited.csl])
    bibliography = citeproc.CitationStylesBibliography(
        _style(style, spoken_code(cited.language)), source, citeproc.formatter.plain
    )
    # To citeproc even an empty locator is one.
    locator = {"locator": citeproc.Locator("paragraph", _NUMBER)} if numbered else {}
    citation = citeproc.Citation([citeproc.CitationItem(cited.key, **locator)])
    bibliography.register(citation)
    return bibliography, citation


@cache
def spoken_code(language: str) -> str:
    """Return the locale in which a citation of the book is written; English where none fits."""
    code = locale_code(language or "en")
    return code if code.startswith("en") or _day_in_words(code) else "en-US"


@cache
def _day_in_words(code: str) -> str:
    """Return the day that stands in for that of access, as a locale writes it in a citation."""
    if code.startswith("en"):
        return _DAY_IN_WORDS
    item = {"id": "x", "type": "book", "title": "x", "URL": _ADDRESS,
            "accessed": {"date-parts": [list(_DAY)]}}  # fmt: skip
    import citeproc

    source = citeproc.source.json.CiteProcJSON([item])
    style = _style(CHICAGO, code)
    made = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    citation = citeproc.Citation([citeproc.CitationItem("x")])
    made.register(citation)
    text = str(made.cite(citation, lambda _item: None))
    said = wording_of(code).date(BibDate(Point(*_DAY)))
    return said if said in text else ""


@cache
def _style(name: str, code: str) -> Any:
    import citeproc
    import citeproc.formatter.plain
    import citeproc.source.json

    path = str(_STYLES / f"{name}.csl")
    style = citeproc.CitationStylesStyle(path, validate=False, locale=code)
    _remember_searches(style.root)
    return style


def _remember_searches(root: Any) -> None:
    """Cache what each element of a style and its locales searches for and asks its parts.

    Nothing in a style changes, and citeproc asks the same thousands of times a citation. What
    remembers is the Python side of an element, which lxml drops unless somebody holds it.
    """
    trees = (root, *root.locales)
    # A style may have locales of its own, which are found twice.
    root.held = dict.fromkeys(element for tree in trees for element in tree.iter("*"))
    for tree in trees:
        tree.terms = tree.find("cs:terms", tree.nsmap)
    for element in root.held:
        if element.get("initialize") == "false":
            # citeproc-py does not know the attribute, and would print A. for Ann.
            element.initialize = _whole_given_name
        element.xpath_search = cache(element.xpath_search)
        if callable(element.calls_variable):
            element.calls_variable = cache(element.calls_variable)


def _whole_given_name(given: str, _mark: str, _context: object) -> str:
    return given


def _marked(text: str, language: str) -> str:
    day = _day_in_words(spoken_code(language))
    for stand_in, mark in ((day, "day"), (_ADDRESS, "url"), (_NUMBER, "number")):
        text = text.replace(stand_in, f"⟦{mark}⟧")
    return text


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
