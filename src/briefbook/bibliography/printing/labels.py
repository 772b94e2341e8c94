"""The name and year by which a work is cited, disambiguated within a list.

Two works of one label get the letters a, b …; two persons of one surname get their initials;
a work without author is cited by its short title, one without title by its note's first words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from briefbook.bibliography.dates.text import BibDate
from briefbook.bibliography.dates.words import date_words, from_csl_date, year_words
from briefbook.bibliography.items.parts import CslItem
from briefbook.bibliography.persons import family_of, namesakes, principal
from briefbook.bibliography.printing.collation import collation_key
from briefbook.bibliography.printing.standing import NAMED_BY_YEAR, STANDALONE
from briefbook.bibliography.printing.wording import ENGLISH, Wording
from briefbook.bibliography.rich_text import (
    RichText,
    from_markup,
    italic,
    plain,
    quoted,
    rich,
    stripped,
)
from briefbook.bibliography.year_letters import year_letter

_WORDS_OF_NOTE = 8
_WORDS_OF_TITLE = 12


@dataclass(frozen=True, slots=True)
class Label:
    """``names`` and ``year`` of a citation: (Low 2020a) has ``Low`` and ``2020a``."""

    names: RichText
    year: str
    sort_key: tuple[object, ...]


def date_of(item: CslItem) -> BibDate:
    """Return when an item was issued; what will be issued has its state as a date."""
    date = from_csl_date(item.get("issued", {}), str(item.get("custom", {}).get("edtf", "")))
    state = str(item.get("status", ""))
    return date if date or not state else BibDate(literal=state)


def label_items(items: Sequence[CslItem], wording: Wording = ENGLISH) -> dict[str, Label]:
    """Return the label of each item by its id, told apart within ``items``."""
    plain_labels = _told_apart(items, wording)
    keys = {str(item["id"]): sort_key(item, wording) for item in items}
    groups: dict[tuple[str, str], list[CslItem]] = defaultdict(list)
    for item in sorted(items, key=lambda item: keys[str(item["id"])]):
        names, year = plain_labels[str(item["id"])]
        groups[plain(names), year].append(item)
    labels: dict[str, Label] = {}
    for (_, year), group in groups.items():
        for item, letter in zip(group, _letters(group), strict=True):
            key = str(item["id"])
            joiner = "-" if letter and year and not year[-1:].isdigit() else ""
            labels[key] = Label(plain_labels[key][0], f"{year}{joiner}{letter}", keys[key])
    return labels


def _told_apart(items: Sequence[CslItem], wording: Wording) -> dict[str, tuple[RichText, str]]:
    """Return names and year of each item, with initials where two persons would read alike."""
    alike: dict[tuple[str, str], list[CslItem]] = defaultdict(list)
    for item in items:
        names = plain(_label_names(item, {}, wording))
        alike[names, _base_year(item, wording)].append(item)
    labels = {}
    for (_, year), group in alike.items():
        shared = namesakes(group) if len(group) > 1 else {}
        for item in group:
            labels[str(item["id"])] = (_label_names(item, shared, wording), year)
    return labels


def sort_key(item: CslItem, wording: Wording = ENGLISH) -> tuple[object, ...]:
    """Return what sorts an item: by name, year, title and key, in the book's language."""
    members = item.get("custom", {}).get("set")
    if members:
        return (*sort_key(members[0], wording)[:-1], str(item["id"]))
    names = principal(item)[1]
    language = wording.language
    if names:
        text = ", ".join(_sorted_name(name) for name in names)
    else:
        words = _title(item, short=False) or _note(item) or stand_in(item)
        text = _without_article(plain(words))
    date = date_of(item)
    point = date.start or date.end
    moment = (point.year, point.season * 3 or point.month, point.day) if point else (10**6, 0, 0)
    title = _without_article(plain(from_markup(str(item.get("title", "")))))
    return (collation_key(text, language), moment, collation_key(title, language), str(item["id"]))


def _without_article(title: str) -> str:
    first, _, rest = title.partition(" ")
    return rest if rest and first.lower() in {"a", "an", "the"} else title


def _sorted_name(name: Mapping[str, str]) -> str:
    given = f"{name.get('given', '')} {name.get('suffix', '')}".strip()
    return f"{family_of(name)}, {given}" if given else family_of(name)


def _label_names(
    item: CslItem, shared: Mapping[str, Mapping[str, str]], wording: Wording
) -> RichText:
    custom: Mapping[str, Any] = item.get("custom", {})
    if item.get("citation-label"):
        return rich(str(item["citation-label"]))
    if custom.get("set"):
        return _label_names(custom["set"][0], shared, wording)
    role, people = principal(item)
    if not people:
        return (
            rich(str(custom.get("label", "")))
            or _title(item, short=True)
            or _note(item)
            or stand_in(item)
        )
    if custom.get("short-names"):
        return rich(f" {wording.and_} ".join(map(family_of, custom["short-names"])))
    names = [shared.get(family_of(name), {}).get(name.get("given", ""), family_of(name))
             for name in people[:1]]  # fmt: skip
    names += [family_of(name) for name in people[1:]]
    if len(names) > 2 or role in custom.get("et-al", ()):
        return rich(f"{names[0]} {wording.et_al}")
    return rich(f" {wording.and_} ".join(names))


def _title(item: CslItem, *, short: bool) -> RichText:
    source = str((short and item.get("title-short")) or item.get("title", ""))
    title = from_markup(source)
    if short and not item.get("title-short"):
        title = _first(title, ": ")
        title = _first_words(title, _WORDS_OF_TITLE)
    if not title or not short:
        return title
    return italic(title) if item.get("type") in STANDALONE else quoted(title)


def stand_in(item: CslItem) -> RichText:
    """Return what else names a work without author and title; its key where nothing does."""
    for name in ("publisher", "container-title", "event-title", "authority", "archive"):
        if item.get(name):
            return _first_words(from_markup(str(item[name])), _WORDS_OF_NOTE)
    number = " ".join(str(item[name]) for name in ("genre", "number") if item.get(name))
    return rich(number or urlsplit(str(item.get("URL", ""))).netloc or str(item["id"]))


def _note(item: CslItem) -> RichText:
    return _first_words(from_markup(str(item.get("note", ""))), _WORDS_OF_NOTE)


def _first(text: RichText, stop: str) -> RichText:
    runs = []
    for run in text:
        before, found, _ = run.text.partition(stop)
        runs.append(run if not found else rich(before, italic=run.italic)[0] if before else run)
        if found:
            break
    return tuple(runs)


def _first_words(text: RichText, number: int) -> RichText:
    words = plain(text).split(" ")
    if len(words) <= number:
        return stripped(text, ". ")
    return rich(" ".join(words[:number]).rstrip(".,;:") + " …")


def _base_year(item: CslItem, wording: Wording) -> str:
    custom = item.get("custom", {})
    if custom.get("set") and not item.get("issued"):
        return _base_year(custom["set"][0], wording)
    date = date_of(item)
    year = year_words(date).removesuffix(date.letter) or wording.no_date
    # The Harbours Act 1964 is not cited with its year twice.
    title = "" if principal(item)[1] else plain(from_markup(str(item.get("title", ""))))
    return "" if item.get("type") in NAMED_BY_YEAR and title.endswith(f" {year}") else year


def _letters(group: Sequence[CslItem]) -> list[str]:
    """Give letters to works that read alike; one that has its own in the file keeps it."""
    own = [date_of(item).letter for item in group]
    if len(group) == 1:
        return own
    taken = set(own)
    free = (letters for number in range(1, 10**6) if (letters := year_letter(number)) not in taken)
    return [letter or next(free) for letter in own]


def whole_date(item: CslItem, wording: Wording = ENGLISH) -> str:
    """Return the date in full, where it says more than the label's year."""
    date = from_csl_date(item.get("issued", {}), str(item.get("custom", {}).get("edtf", "")))
    if not date or date_words(date) in {
        year_words(date),
        year_words(date).removesuffix(date.letter),
    }:
        return ""
    return wording.date(date)
