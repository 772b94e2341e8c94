"""Names as they are printed: in a citation, in a reference, and distinguished from namesakes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from briefbook.bibliography.items.parts import CslItem

#: A CSL-JSON name: ``family``, ``given`` …, or ``literal``.
PrintedName = Mapping[str, str]


def principal(item: CslItem) -> tuple[str, Sequence[PrintedName]]:
    """Return the role and the names under which an item is listed: author, editor, translator."""
    unused = item.get("custom", {}).get("not-first", ())
    for role in ("author", "editor", "translator", "director", "compiler", "performer",
                 "interviewer"):  # fmt: skip
        if item.get(role) and role not in unused:
            return role, item[role]
    return "", ()


def family_of(name: PrintedName) -> str:
    """Return the name that a citation prints: ``van den Oordt``, ``Board of Trade``."""
    if name.get("literal"):
        return name["literal"]
    parts = (name.get("non-dropping-particle", ""), name.get("family") or name.get("given", ""))
    return " ".join(part for part in parts if part)


def name_in_list(name: PrintedName) -> str:
    """Return a name by its family name: ``van den Oordt, Ann``, ``Quill, Marten, Jr.``."""
    if name.get("literal") or not name.get("family"):
        return family_of(name)
    given = " ".join(
        part for part in (name.get("given", ""), name.get("dropping-particle", "")) if part
    )
    return ", ".join(part for part in (family_of(name), given, name.get("suffix", "")) if part)


def full_name(name: PrintedName) -> str:
    """Return a name in its natural order and in full: ``Ann van den Oordt``, ``Bo Quill, Jr.``."""
    if name.get("literal") or not name.get("family"):
        return family_of(name)
    parts = (name.get("given", ""), name.get("dropping-particle", ""), family_of(name))
    text = " ".join(part for part in parts if part)
    return f"{text}, {name['suffix']}" if name.get("suffix") else text


def name_in_text(name: PrintedName) -> str:
    """Return a name in its natural order, with initials: ``A. van den Oordt``."""
    if name.get("literal") or not name.get("family"):
        return family_of(name)
    parts = (initials_of(name.get("given", "")), name.get("dropping-particle", ""), family_of(name))
    text = " ".join(part for part in parts if part)
    return f"{text}, {name['suffix']}" if name.get("suffix") else text


def namesakes(items: Iterable[CslItem]) -> dict[str, dict[str, str]]:
    """Return, for surnames of several first authors, how to print each by its given name."""
    found: dict[str, set[str]] = defaultdict(set)
    for item in items:
        for name in principal(item)[1][:1]:
            if name.get("given") and name.get("family"):
                found[family_of(name)].add(name["given"])
    return {family: _apart(family, given) for family, given in found.items() if _differ(given)}


def _differ(given: set[str]) -> bool:
    """Return whether given names are of several persons: ``R`` and ``Robert`` may be one."""
    return any(not _may_be_one(a, b) for a in given for b in given)


def _may_be_one(first: str, second: str) -> bool:
    for one, other in zip(_parts(first), _parts(second), strict=False):
        short = min(len(one), len(other))
        if one[:short] != other[:short] or (short > 1 and one != other):
            return False
    return True


def _parts(given: str) -> list[str]:
    return given.replace(".", " ").replace("-", " ").casefold().split()


def _apart(family: str, given: set[str]) -> dict[str, str]:
    initials = {name: initials_of(name) for name in given}
    unclear = {
        name for name in given
        if any(initials[name] == initials[other] and not _may_be_one(name, other)
               for other in given)
    }  # fmt: skip
    return {name: f"{name if name in unclear else initials[name]} {family}" for name in given}


def initials_of(given: str) -> str:
    """Return ``A.`` for Ann, ``J.-P.`` for Jean-Paul, ``D. B.`` for Dan Bi."""
    return " ".join(
        "-".join(f"{part[0]}." for part in word.split("-") if part) for word in given.split()
    )
