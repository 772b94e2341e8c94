"""Citations of the book and its chapters in styles, formatted by citeproc."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefbook.bibliography.csl.styles.locale import locale_code
from briefbook.bibliography.dates.text import BibDate, Point
from briefbook.bibliography.printing.language import wording_of
from briefbook.html.citing.stand_in_title import with_title

if TYPE_CHECKING:
    from briefbook.html.citing.citations import CitableWork

_STYLES = Path(__file__).parent / "csl"
CHICAGO = "chicago-notes-bibliography-access-dates"
APA = "apa"

#: What stands for the marks while citeproc formats; no book holds these.
DAY, _DAY_IN_WORDS = (2099, 12, 31), "December 31, 2099"
ADDRESS, _NUMBER = "https://address.invalid/0", "770077"


def in_text(style: str, cited: CitableWork, *, numbered: bool) -> str:
    """Return the citation as it is in a text or in a note."""
    return _for_title(cited, lambda each: formatted_in_text(style, each, numbered=numbered))


def entry(style: str, cited: CitableWork) -> str:
    """Return the entry in a bibliography, the same whatever part is cited."""
    return _for_title(cited, lambda each: formatted_entry(style, each))


def _for_title(cited: CitableWork, write: Callable[[CitableWork], str]) -> str:
    """Return what ``write`` makes of a work; all chapters of a book share the result for one."""
    if not cited.chapter:
        return write(cited)
    # No style prints the key.
    return with_title(cited.chapter, lambda title: write(replace(cited, key="x", chapter=title)))


@lru_cache(maxsize=64)
def formatted_in_text(style: str, cited: CitableWork, *, numbered: bool) -> str:
    """Return the same, formatted for this work alone."""
    bibliography, citation = _registered(style, cited, numbered=numbered)
    return str(bibliography.cite(citation, lambda _item: None))


@lru_cache(maxsize=64)
def formatted_entry(style: str, cited: CitableWork) -> str:
    """Return the same, formatted for this work alone."""
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
    """Return the placeholder for the day of access, as a locale writes it in a citation."""
    if code.startswith("en"):
        return _DAY_IN_WORDS
    item = {"id": "x", "type": "book", "title": "x", "URL": ADDRESS,
            "accessed": {"date-parts": [list(DAY)]}}  # fmt: skip
    import citeproc

    source = citeproc.source.json.CiteProcJSON([item])
    style = _style(CHICAGO, code)
    made = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    citation = citeproc.Citation([citeproc.CitationItem("x")])
    made.register(citation)
    text = str(made.cite(citation, lambda _item: None))
    said = wording_of(code).date(BibDate(Point(*DAY)))
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
    """Cache the searches and look-ups that each element of a style and its locales makes.

    Nothing in a style changes, and citeproc repeats each thousands of times for a citation. The
    cache is on the Python side of an element, which lxml drops unless something refers to it.
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


def marked(text: str, language: str) -> str:
    """Return a citation with the marks that the browser fills in for their stand-ins."""
    day = _day_in_words(spoken_code(language))
    for stand_in, mark in ((day, "day"), (ADDRESS, "url"), (_NUMBER, "number")):
        text = text.replace(stand_in, f"⟦{mark}⟧")
    return text
