"""The forms of the “cite this” panel in their order: that of the book itself comes first."""

from __future__ import annotations

import re
from collections.abc import Mapping

from briefbook.core.words.labels import bound, label
from briefbook.html.citing.citations import CitableWork, citations
from briefbook.html.citing.styles import spoken_code

_AFTER_QUOTATION = re.compile(r"(’?”)([,.])")


def panel_forms(
    cited: CitableWork, issue: str, document: str = "", *, numbered: bool = False
) -> Mapping[str, str]:
    """Return the citation in every form, by its name.

    ``issue`` is the book's title with edition and date in words, ``document`` names the chapter as
    references do.
    """
    chicago = label("Chicago note")
    forms = dict(citations(cited, numbered=numbered))
    forms[chicago] = stops_within_quotation(forms[chicago], spoken_code(cited.language))
    return {label("Short form"): short_form(issue, document, numbered=numbered), **forms}


def short_form(issue: str, document: str, *, numbered: bool) -> str:
    """Return the short citation of the book, which print has too, and its permanent address."""
    places = [document, bound("¶ {number}", number="⟦number⟧") if numbered else ""]
    words = issue
    for place in filter(None, places):
        words = label("{document}, {place}", document=words, place=place)
    return f"{words}. ⟦url⟧"


def stops_within_quotation(text: str, language: str) -> str:
    """Return a text with its commas and full stops inside quotation marks, as Americans do.

    citeproc-py does not know ``punctuation-in-quote`` of the locales.
    """
    return _AFTER_QUOTATION.sub(r"\2\1", text) if language == "en-US" else text
