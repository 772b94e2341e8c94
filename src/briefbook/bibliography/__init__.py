"""The bibliography: any .bib file as entries, CSL-JSON items and formatted references.

The steps of an entry, each a plain function of the result before::

    read = inherit(read_bib_file(path))       # entries and findings, never an exception
    items = [to_csl(entry).item for entry in read.entries]
    labels = label_items(items)               # names and years, disambiguated
    reference = format_entry(item, labels[item["id"]])
    citation = format_citation([Cited("low2020", read_locator("¶ 4").typeset())], labels)

Text that is printed is a tuple of runs (:mod:`briefbook.bibliography.rich_text`); nothing here
imports Sphinx or docutils.
"""

from __future__ import annotations

from briefbook.bibliography.inheritance import inherit
from briefbook.bibliography.items.conversion import Conversion, to_csl
from briefbook.bibliography.items.parts import CslItem
from briefbook.bibliography.model import BibCode, Entry, Field
from briefbook.bibliography.printing.citing import Cited, format_citation
from briefbook.bibliography.printing.formatting import format_entry
from briefbook.bibliography.printing.labels import Label, label_items, sort_key
from briefbook.bibliography.printing.wording import ENGLISH, Wording
from briefbook.bibliography.reading import Bibliography, read_bib, read_bib_file, read_bib_files
from briefbook.bibliography.rich_text import RichText, Run, markup, plain
from briefbook.core.locators.locator import Locator
from briefbook.core.locators.reading import read_locator

__all__ = [
    "ENGLISH",
    "BibCode",
    "Bibliography",
    "Cited",
    "Conversion",
    "CslItem",
    "Entry",
    "Field",
    "Label",
    "Locator",
    "RichText",
    "Run",
    "Wording",
    "format_citation",
    "format_entry",
    "inherit",
    "label_items",
    "markup",
    "plain",
    "read_bib",
    "read_bib_file",
    "read_bib_files",
    "read_locator",
    "sort_key",
    "to_csl",
]
