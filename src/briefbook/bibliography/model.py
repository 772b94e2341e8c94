"""What a .bib file holds: fields with their places, entries, and what could not be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from briefbook.core.diagnostics import Diagnostic, Severity


class BibCode(StrEnum):
    """The short name of what is wrong in a .bib file."""

    #: The bytes are not UTF-8.
    ENCODING = "bib_encoding"
    #: An entry cannot be read and is left out.
    ENTRY = "bib_entry"
    #: A key or a field is used twice.
    DUPLICATE = "bib_duplicate"
    #: An ``@string`` is not defined.
    STRING = "bib_string"
    #: A list of names is not separated by ``and``.
    NAMES = "bib_names"
    #: A TeX command is not known; the words of its argument are kept.
    TEX = "bib_tex"
    #: ``crossref``, ``xdata`` or ``entryset`` leads nowhere or in a circle.
    PARENT = "bib_parent"
    #: A date is not EDTF.
    DATE = "bib_date"
    #: A field is given that is printed nowhere.
    UNPRINTED = "bib_unprinted"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its raw TeX text, and the line and column (from 1) of its name."""

    value: str
    line: int = 0
    column: int = 0
    #: The field is in another entry and was inherited from it.
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: ``type`` and the names of ``fields`` in lower case, values as raw TeX text."""

    key: str
    type: str
    fields: Mapping[str, Field]
    path: str = ""
    line: int = 0
    #: The entries of a ``@set``, in their order.
    members: tuple[Entry, ...] = field(default=())

    def get(self, *names: str) -> str:
        """Return the raw text of the first of the fields that is given and not empty."""
        for name in names:
            found = self.fields.get(name)
            if found is not None and found.value.strip():
                return found.value
        return ""

    def line_of(self, name: str) -> int:
        """Return the line of a field; that of the entry where the field is not given."""
        found = self.fields.get(name)
        return found.line if found and found.line else self.line

    def with_fields(self, fields: Mapping[str, Field]) -> Entry:
        """Return the entry with other fields."""
        return replace(self, fields=fields)

    def finding(
        self, code: BibCode, message: str, line: int = 0, severity: Severity = Severity.ERROR
    ) -> Diagnostic:
        """Return a finding about this entry, at its line or at one of its fields'."""
        return Diagnostic(
            self.path, line or self.line, code.value, f"{self.key}: {message}", severity
        )
