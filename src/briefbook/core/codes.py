"""Every finding that briefbook can report, by its code; the explanations are in codes.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib import resources

from briefbook.core.diagnostics import Severity


@dataclass(frozen=True, slots=True)
class CheckCode:
    """The code of a check that explains its findings itself, as ``house_style.etc``.

    ``what`` is what a finding says, ``why`` it matters to a reader, ``remedy`` what to do.
    """

    value: str
    what: str
    why: str
    remedy: str
    severity: Severity = Severity.ERROR


class Code(StrEnum):
    """The short name behind ``brief.``; each has a severity, what it says, why and the remedy."""

    QUOTE_NOT_FOUND = "quote_not_found"
    QUOTE_NEAR = "quote_near"
    QUOTE_ALTERED = "quote_altered"
    QUOTE_FORM = "quote_form"
    QUOTE_ELSEWHERE = "quote_elsewhere"
    QUOTE_JOINED = "quote_joined"
    QUOTE_UNCITED = "quote_uncited"
    QUOTE_UNCHECKED = "quote_unchecked"
    QUOTE_UNBALANCED = "quote_unbalanced"
    QUOTE_IN_CODE = "quote_in_code"
    QUOTE_TOO_LONG = "quote_too_long"
    QUOTE_BUDGET = "quote_budget"
    FIGURE_NOT_FOUND = "figure_not_found"
    FIGURE_UNCITED = "figure_uncited"
    FIGURE_UNIT = "figure_unit"
    FIGURE_TURNED = "figure_turned"
    DATE_NOT_FOUND = "date_not_found"
    NAME_NOT_FOUND = "name_not_found"
    NOT_VERIFIED = "not_verified"
    NAME_NOT_VERIFIED = "name_not_verified"
    REVIEW_FALLEN = "review_fallen"
    REVIEWED_MALFORMED = "reviewed_malformed"
    OVERLAP = "overlap"
    OVERLAP_NOT_VERIFIED = "overlap_not_verified"
    PARAGRAPH_UNCITED = "paragraph_uncited"
    BLOCK_UNCOVERED = "block_uncovered"
    LOCATOR_UNKNOWN = "locator_unknown"
    LOCATOR_MISSING = "locator_missing"
    CITATION_MALFORMED = "citation_malformed"
    RELAY_MISSING = "relay_missing"
    SOURCE_UNKNOWN = "source_unknown"
    SOURCE_UNUSED = "source_unused"
    RECORD_MISSING = "record_missing"
    RECORD_MALFORMED = "record_malformed"
    RECORD_DIFFERS = "record_differs"
    RECEIPTS_INVALID = "receipts_invalid"
    BIB_FIELD = "bib_field"
    BIB_DATE = "bib_date"
    BIB_ACCESS_DATE = "bib_access_date"
    BIB_RELATED = "bib_related"
    BIB_RECORD = "bib_record"
    BIB_ENCODING = "bib_encoding"
    BIB_ENTRY = "bib_entry"
    BIB_DUPLICATE = "bib_duplicate"
    BIB_STRING = "bib_string"
    BIB_NAMES = "bib_names"
    BIB_TEX = "bib_tex"
    BIB_PARENT = "bib_parent"
    BIB_UNPRINTED = "bib_unprinted"
    JUDGEMENT_VOCABULARY = "judgement_vocabulary"
    JUDGEMENT_MIXED = "judgement_mixed"
    TERM_UNKNOWN = "term_unknown"
    TERM_AMBIGUOUS = "term_ambiguous"
    TERM_UNUSED = "term_unused"
    TERM_NOT_LINKED = "term_not_linked"
    GLOSSARY_WITHOUT_TOPIC = "glossary_without_topic"
    LINK_UNKNOWN = "link_unknown"
    LINK_ELSEWHERE = "link_elsewhere"
    SHELF_MISSING = "shelf_missing"
    SHELF_WITHDRAWN = "shelf_withdrawn"
    LINK_WITHHELD = "link_withheld"
    LINK_DEAD = "link_dead"
    LINK_MOVED = "link_moved"
    LINK_UNSAFE = "link_unsafe"
    MARKUP_UNREAD = "markup_unread"
    ID_DUPLICATE = "id_duplicate"
    ID_MALFORMED = "id_malformed"
    ID_MISSING = "id_missing"
    ID_LOST = "id_lost"
    KEY_MALFORMED = "key_malformed"
    FILTER_MALFORMED = "filter_malformed"
    NOTE_UNDEFINED = "note_undefined"
    NOTE_UNUSED = "note_unused"
    NOTE_KIND = "note_kind"
    ANCHOR_MISSING = "anchor_missing"
    ANCHOR_REUSED = "anchor_reused"
    ANCHOR_EDITED = "anchor_edited"
    CONFIRMATION_MALFORMED = "confirmation_malformed"
    EDITION_DAMAGED = "edition_damaged"
    DATA_MALFORMED = "data_malformed"
    DATA_DUPLICATE = "data_duplicate"
    READING_NOT_FOUND = "reading_not_found"
    ROW_PARAGRAPH_MISMATCH = "row_paragraph_mismatch"
    JUDGEMENT_UNSUPPORTED = "judgement_unsupported"
    HANDLING_UNKNOWN = "handling_unknown"
    HANDLING_TOO_LOW = "handling_too_low"
    FILE_UNREADABLE = "file_unreadable"
    FILE_OUTSIDE = "file_outside"
    PICTURE_SCRIPT = "picture_script"
    FRONT_MATTER = "front_matter"
    NESTED_TOO_DEEP = "nested_too_deep"
    DRAWING_FAILED = "drawing_failed"
    CHECK_FAILED = "check_failed"
    TOCTREE_CIRCULAR = "toctree_circular"
    READING_FAILED = "reading_failed"
    PREFIX_DUPLICATE = "prefix_duplicate"
    PDF = "pdf"
    NOT_IN_EPUB = "not_in_epub"
    CONFIG = "config"
    STYLE_UNSUPPORTED = "style_unsupported"
    FORMULA = "formula"

    @property
    def severity(self) -> Severity:
        """The severity of such a finding."""
        return Severity(_explanations()[self.value]["severity"])

    @property
    def what(self) -> str:
        """What the finding says."""
        return _explanations()[self.value]["what"]

    @property
    def why(self) -> str:
        """Why it matters to a reader of the book."""
        return _explanations()[self.value]["why"]

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return _explanations()[self.value]["remedy"]


AnyCode = Code | CheckCode


@lru_cache(maxsize=1)
def _explanations() -> dict[str, dict[str, str]]:
    text = resources.files("briefbook.core").joinpath("codes.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def explained_codes() -> frozenset[str]:
    """Return the codes that codes.toml explains."""
    return frozenset(_explanations())
