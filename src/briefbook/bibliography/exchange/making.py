"""Make an entry from the fields of another format: text in, TeX out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from babel import Locale, UnknownLocaleError
from babel.dates import get_date_format

from briefbook.bibliography.dates.text import read_year
from briefbook.bibliography.dates.words import edtf, from_csl_date
from briefbook.bibliography.items.field_reading import csl_table
from briefbook.bibliography.languages import language_code
from briefbook.bibliography.model import Entry, Field
from briefbook.bibliography.rich_text import from_markup
from briefbook.bibliography.tex.encode import address_to_tex, name_to_tex, rich_to_tex, to_tex

_ADDRESSES = frozenset({"url", "archiveurl"})
_LISTS = frozenset({"publisher", "institution", "organization", "location", "school"})
_DATE = re.compile(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2}))?(?:/.*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


class EntryMaker:
    """Collects the fields of one entry; ``line`` (from 1) is where it begins in its file."""

    def __init__(self, key: str, kind: Sequence[str], path: str, line: int) -> None:
        self.key, self.path, self.line = key, path, line
        self.type = kind[0]
        #: The language of the work, as its file has it: it says which way a date is written.
        self.language = ""
        self.fields: dict[str, str] = {}
        if kind[1:]:
            self.fields["entrysubtype"] = kind[1]

    def text(self, name: str, value: str, *, marked: bool = False) -> None:
        """Set a field to a text, unless it has one; ``marked`` text has CSL's own markup."""
        value = _one_line(value)
        if value and name not in self.fields:
            if name == "doi":
                self.fields[name] = value
            elif name in _LISTS and re.search(r"\sand\s", value, re.IGNORECASE):
                # One body, whatever is in its name.
                written = rich_to_tex(from_markup(value)) if marked else to_tex(value)
                self.fields[name] = f"{{{written}}}"
            elif name in _ADDRESSES:
                # Several addresses stay several.
                parts = re.split(r"[;,]?\s+(?=\w+://)", value)
                self.fields[name] = " ".join(map(address_to_tex, parts))
            elif name == "langid":
                self.fields[name] = to_tex(_language(value))
            elif name == "pages":
                self.fields[name] = re.sub(r"\s*(?:--+|[-–—])\s*", "--", to_tex(value))
            else:
                self.fields[name] = rich_to_tex(from_markup(value)) if marked else to_tex(value)

    def first(self, names: Iterable[str], value: str, *, marked: bool = False) -> bool:
        """Set the first free one of several fields; return whether the text is in one of them."""
        value = _one_line(value)
        for name in names:
            written = rich_to_tex(from_markup(value)) if marked else to_tex(value)
            if self.fields.get(name) == written:
                return True
            if name not in self.fields:
                self.text(name, value, marked=marked)
                return True
        return not value

    def add_note(self, value: str, *, marked: bool = False) -> None:
        """Add a text to the note: what no field of its own takes, or a second one of a kind."""
        before = self.fields.pop("note", "")
        self.text("note", value, marked=marked)
        added = self.fields.get("note", "")
        if before and added not in before:
            joint = " " if before.endswith((".", "?", "!")) else ". "
            self.fields["note"] = f"{before}{joint}{added}"
        elif before:
            self.fields["note"] = before

    def names(self, name: str, people: Iterable[Mapping[str, str]]) -> None:
        """Add people to a list of names, each once."""
        written = [name_to_tex(person) for person in people if any(person.values())]
        before = [self.fields[name]] if name in self.fields else []
        named = before[0].split(" and ") if before else []
        written = [each for each in written if each not in named]
        if written:
            self.fields[name] = " and ".join([*before, *written])

    def date(self, name: str, value: str | Mapping[str, object]) -> bool:
        """Set a date field from a text or a CSL date; return whether it could be read.

        Words for a year (``in press``) are in ``year``.
        """
        if isinstance(value, str):
            value = {"raw": _with_hyphens(value.strip(), self.language)}
        date = from_csl_date(dict(value))
        exact = edtf(date)
        if not exact and date.literal:
            literal = read_year(date.literal)
            exact = edtf(literal)
        if exact:
            self.fields.setdefault(name, exact)
        elif name == "date" and date.literal:
            self.fields.setdefault("year", to_tex(date.literal))
        return bool(exact or not date or name == "date")

    def entry(self) -> Entry:
        """Return the entry; every field has the line of the entry."""
        fields = {
            name: Field(value, self.line) for name, value in self.fields.items() if value.strip()
        }
        return Entry(self.key, self.type, fields, self.path, self.line)


def _one_line(value: str) -> str:
    """Return a text without ends of lines; a no-break space stays one."""
    return re.sub(r"[ \t\r\n]+", " ", value).strip()


def _language(value: str) -> str:
    """Return biblatex's name of a language for its code or its own name; other words stay."""
    found = csl_table()["language_names"].get(language_code(value).partition("-")[0])
    return str(found or value)


def _with_hyphens(date: str, language: str) -> str:
    """Write ``2024/11/05/`` and ``5.11.2024`` with hyphens; a date in unknown order stays as it is.

    ``03/04/2019`` is in April if the work's language writes the day first.
    """
    if match := _DATE.fullmatch(date.rstrip("/ ")):
        return "-".join(part.zfill(2) for part in match.groups() if part)
    if match := _DAY_FIRST.fullmatch(date):
        return f"{match[3]}-{match[2]:0>2}-{match[1]:0>2}"
    slashed = _SLASHED.fullmatch(date)
    if slashed and int(slashed[1]) <= 12 and int(slashed[2]) <= 12 and _is_day_first(language):
        return f"{slashed[3]}-{slashed[2]:0>2}-{slashed[1]:0>2}"
    return date


def _is_day_first(language: str) -> bool:
    """Tell whether a language writes the day before the month.

    English alone says nothing: Americans write the month first, others the day.
    """
    code = language_code(language)
    if code in {"", "en", "en-US"}:
        return False
    try:
        short = get_date_format("short", Locale.parse(code, sep="-")).pattern
    except UnknownLocaleError:
        return False
    return short.lstrip().lower().startswith("d")
