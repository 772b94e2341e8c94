"""How a source reads in the bibliography: one pybtex style, on BibLaTeX fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from pybtex.plugin import register_plugin
from pybtex.richtext import HRef, Tag, Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle

from briefbook.core.dates import DateError, date_words

if TYPE_CHECKING:
    from pybtex.database import Entry, Person

_CONTAINERS = ("journaltitle", "journal", "booktitle", "maintitle", "publisher", "institution",
               "organization", "school", "howpublished")  # fmt: skip


def short_name(entry: Entry) -> str:
    """Return the name by which a source is cited: ``Yoon``, ``Kim and Lee``, ``Kim et al.``."""
    if "shorthand" in entry.fields:
        return str(entry.fields["shorthand"])
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    names = [_last_name(person) for person in people]
    if not names:
        return str(entry.fields.get("organization") or entry.fields.get("publisher") or entry.key)
    if len(names) > 2:
        return f"{names[0]} et al."
    return " and ".join(names)


def entry_year(entry: Entry) -> str:
    """Return the year of a source's date, ``n.d.`` where it has none."""
    date = str(entry.fields.get("date") or entry.fields.get("year") or "")
    return date[:4] or "n.d."


def _last_name(person: Person) -> str:
    return " ".join([*person.prelast_names, *person.last_names]).replace("{", "").replace("}", "")


def _full_name(person: Person) -> str:
    given = [*person.first_names, *person.middle_names]
    return ", ".join(part for part in (_last_name(person), " ".join(given)) if part)


class BriefStyle(BaseStyle):  # type: ignore[misc]  # pybtex has no types
    """Author. “Title”. *Where*. Date (basis). Description. Address."""

    def __init__(self) -> None:
        super().__init__()
        # pybtex sets both from plugins on the instance, over the methods of a subclass.
        self.sort = self.sort_entries
        self.format_labels = self.labels

    def sort_entries(self, entries: Iterable[Entry]) -> list[Entry]:
        """Sort by the name that a citation prints, then by date and key."""
        return sorted(
            entries,
            key=lambda e: (
                short_name(e).casefold(),
                entry_year(e),
                e.fields.get("date", ""),
                e.key,
            ),
        )

    def labels(self, entries: Sequence[Entry]) -> list[str]:
        """Return ``Kontur 2025``; ``2025a``, ``2025b`` where two would read the same."""
        plain = [f"{short_name(entry)} {entry_year(entry)}" for entry in entries]
        total, seen = Counter(plain), Counter[str]()
        labels = []
        for label in plain:
            seen[label] += 1
            several = total[label] > 1
            labels.append(f"{label}{_letters(seen[label])}" if several else label)
        return labels

    def format_entry(self, label: str, entry: Entry, bib_data: object = None) -> FormattedEntry:
        """Return the entry as rich text; a field that the source does not give is left out."""
        parts = [p for p in (_people(entry), _title(entry), _container(entry), _date(entry)) if p]
        text = Text(". ").join(parts)
        text = text + "." if not str(text).endswith((".", "?", "!")) else text
        for extra in (_description(entry), _address(entry)):
            text = text + " " + extra if extra else text
        return FormattedEntry(entry.key, text, label)


def _letters(number: int) -> str:
    """Return a, b … z, aa, ab … for 1, 2, 3."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def _people(entry: Entry) -> Text | None:
    people = entry.persons.get("author") or entry.persons.get("editor") or []
    names = [_full_name(person) for person in people]
    return Text("; ".join(names).rstrip(".")) if names else None


def _plain(value: object) -> str:
    return str(Text.from_latex(str(value)))


def _title(entry: Entry) -> Text | None:
    title = entry.fields.get("title")
    return Text("“", _plain(title), "”") if title else None


def _container(entry: Entry) -> Text | None:
    found = [_plain(entry.fields[name]) for name in _CONTAINERS if entry.fields.get(name)]
    author = short_name(entry)
    names = [name for name in dict.fromkeys(found) if name != author]
    return Text(Tag("em", ", ".join(names))) if names else None


def _date(entry: Entry) -> Text:
    date = str(entry.fields.get("date") or entry.fields.get("year") or "")
    try:
        words = date_words(date) if date else "Undated"
    except DateError:
        words = date  # The checks report it; the page shows what stands in the file.
    words = words[0].upper() + words[1:]
    basis = str(entry.fields.get("datebasis", ""))
    return Text(f"{words} ({_plain(basis)})") if basis and basis != "stated" else Text(words)


def _description(entry: Entry) -> Text | None:
    note = _plain(entry.fields.get("note", "")).rstrip(".")
    return Text(f"{note}.") if note else None


def _address(entry: Entry) -> Text | None:
    url, seen = entry.fields.get("url"), entry.fields.get("urldate")
    if not url:
        return None
    # A source's address is data: anything but a web address is shown, not linked.
    link = HRef(url, url) if url.startswith(("https://", "http://")) else url
    accessed = f" (accessed {_accessed(seen)})" if seen else ""
    return Text(link, accessed, ".")


def _accessed(date: str) -> str:
    try:
        return date_words(date)
    except DateError:
        return date


@cache
def brief_style() -> BriefStyle:
    """Return the style; pybtex searches every installed package each time one is made."""
    return BriefStyle()


def register_style() -> None:
    """Make the style known to pybtex as ``brief``."""
    register_plugin("pybtex.style.formatting", "brief", BriefStyle)
