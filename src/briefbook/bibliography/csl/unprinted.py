"""What a work's entry gives but its reference in a style does not print."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from briefbook.bibliography.items.field_reading import csl_table
from briefbook.bibliography.items.parts import CslItem
from briefbook.bibliography.model import Entry

#: Variables that tell a work from others, or lead to it, and the fields that they are made of.
#: Publishers' places, ISBN, ISSN and days of access are left out by whole manuals.
_FIELDS = {
    "title": ("title", "subtitle"),
    "container-title": ("journaltitle", "journal", "booktitle", "maintitle", "title"),
    "volume-title": ("booktitle", "title"),
    "collection-title": ("series", "issue"),
    "collection-number": ("number",),
    "issue": ("number", "issue"),
    "number": ("number", "eid"),
    "page": ("pages",),
    "publisher": ("publisher", "institution", "school", "organization", "howpublished"),
    "authority": ("authority", "institution", "publisher", "organization"),
    "genre": ("type", "issuetitle", "howpublished"),
    "issued": ("date", "year"),
    "DOI": ("doi",),
    "URL": ("url",),
    "archive": ("eprinttype", "archiveprefix", "archive", "eprint"),
    "archive_location": ("eprint",),
    "note": ("note", "addendum", "howpublished"),
    "chapter-number": ("chapter",),
    "part-number": ("part",),
    "reviewed-title": ("reviewedtitle",),
    **{
        name: (name,)
        for name in (
            "author", "editor", "translator", "director", "volume", "edition", "version", "section"
        )
    },
}  # fmt: skip
#: What CSL has no variable for, so that no style prints it.
_NOWHERE = {
    "issue-title": ("issuetitle",),
    "other-container": ("booktitle", "journaltitle", "maintitle"),
    "archive-url": ("archiveurl",),
    "platform": ("platform",),
}


def unprinted_fields_of(
    entry: Entry, item: CslItem, reference: Callable[[CslItem], str], printed: Collection[str]
) -> list[str]:
    """Return the fields of an entry of which its reference shows nothing.

    ``printed`` are variables that a style has printed. Of the others ``reference`` prints an item
    without: what is printed alike does not show it.
    """
    whole = reference(item)
    lost: dict[str, None] = {}
    for variable, fields in _asked(item):
        field = next((name for name in fields if entry.get(name)), "")
        value = str(item.get(variable, ""))
        plainly = len(value) > 6 and value in whole
        if variable == "issued":
            # Without it a style may print the day of the event, which says the same.
            plainly = any(str(part[0]) in whole for part in item[variable].get("date-parts", ()))
        if not field or plainly or variable in printed:
            continue
        without = {name: given for name, given in item.items() if name != variable}
        if reference(without) == whole:
            lost[field] = None
    custom = item.get("custom", {})
    for name, fields in (_NOWHERE | _roles()).items():
        field = next((field for field in fields if entry.get(field)), "")
        if custom.get(name) and field:
            lost[field] = None
    if custom.get("credits"):
        known = csl_table()["editors"]
        lost |= dict.fromkeys(
            field for field in ("editor", "editora", "editorb", "editorc")
            if entry.get(field) and entry.get(f"{field}type").strip()
            and entry.get(f"{field}type").strip().lower() not in known
        )  # fmt: skip
    return list(lost)


def _asked(item: CslItem) -> Iterator[tuple[str, tuple[str, ...]]]:
    url, server = str(item.get("URL", "")), item.get("custom", {}).get("eprint-url")
    said = {
        # A style that prints the DOI leaves the address out on purpose.
        "URL": bool(item.get("DOI")),
        "archive": bool(url and url == server),
        "version": url.endswith(f"v{item.get('version')}"),
    }
    for variable, fields in _FIELDS.items():
        if item.get(variable) and not said.get(variable):
            yield variable, fields


def _roles() -> dict[str, tuple[str, ...]]:
    """Return the roles of persons that CSL does not know."""
    names = csl_table()["names"].items()
    return {field: (field,) for field, variable in names if variable == "custom"}
