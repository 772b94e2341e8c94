"""The words that a reference prints, which a book's language may replace."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefbook.bibliography.dates.text import BibDate
from briefbook.bibliography.dates.words import date_words
from briefbook.bibliography.items.conversion import ordinal


@dataclass(frozen=True, slots=True)
class Wording:
    """English by default; ``{}`` is what the words stand round."""

    language: str = "en"
    and_: str = "and"
    et_al: str = "et al."
    no_date: str = "n.d."
    editor: str = "ed."
    editors: str = "eds."
    translator: str = "trans."
    translators: str = "trans."
    director: str = "dir."
    compiler: str = "comp."
    in_: str = "In"
    edited_by: str = "edited by {}"
    translated_by: str = "translated by {}"
    by_role: tuple[tuple[str, str], ...] = (
        ("compiler", "compiled by {}"),
        ("director", "directed by {}"),
        ("producer", "produced by {}"),
        ("script-writer", "written by {}"),
        ("illustrator", "illustrated by {}"),
        ("narrator", "narrated by {}"),
        ("performer", "performed by {}"),
        ("host", "hosted by {}"),
        ("guest", "with {}"),
        ("contributor", "with contributions by {}"),
        ("executive-producer", "executive producer: {}"),
        ("series-creator", "series created by {}"),
        ("editorial-director", "under the direction of {}"),
        ("original-author", "after {}"),
        ("editor-translator", "edited and translated by {}"),
        ("composer", "composed by {}"),
        ("curator", "curated by {}"),
        ("organizer", "organised by {}"),
        ("chair", "chaired by {}"),
        ("interviewer", "interview by {}"),
        ("recipient", "to {}"),
        ("reviewed-author", "review of a work by {}"),
        ("collection-editor", "series edited by {}"),
        ("commentator", "with a commentary by {}"),
        ("annotator", "annotated by {}"),
        ("introduction", "with an introduction by {}"),
        ("foreword", "with a foreword by {}"),
        ("afterword", "with an afterword by {}"),
        ("holder", "holder: {}"),
        ("redactor", "redacted by {}"),
        ("reviser", "revised by {}"),
        ("founder", "founded by {}"),
        ("continuator", "continued by {}"),
        ("collaborator", "with {}"),
    )
    supervised_by: str = "supervised by {}"
    edition: str = "{} ed."
    volume: str = "vol. {}"
    volumes: str = "{} vols."
    part: str = "part {}"
    chapter: str = "chap. {}"
    number: str = "no. {}"
    page: str = "p. {}"
    pages: str = "pp. {}"
    total_pages: str = "{} pp."
    version: str = "version {}"
    patent: str = "patent"
    presented: str = "Presented at {}"
    held: str = "Held: {}"
    between: str = "between {}"
    accessed: str = "accessed {}"
    archived: str = "archived at "
    originally: str = "First published {}"
    translated_from: str = "translated from {}"
    special_issue: str = "special issue {}"
    scale: str = "scale {}"
    #: How a whole date, and a number in an order, are printed.
    date: Callable[[BibDate], str] = date_words
    ordinal: Callable[[int], str] = ordinal


ENGLISH = Wording()
