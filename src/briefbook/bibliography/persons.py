"""Names as they are printed: in a citation, in a reference, and distinguished from namesakes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from briefbook.bibliography.items.parts import CslItem

#: Scripts in which the family name comes first, without a space, and nothing is an initial.
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
#: A CSL-JSON name: ``family``, ``given`` …, or ``literal``.
PrintedName = Mapping[str, str]


def principal(item: CslItem) -> tuple[str, Sequence[PrintedName]]:
    """Return the role and the names under which an item is listed: author, editor, translator."""
    unused = item.get("custom", {}).get("not-first", ())
    for role in ("author", "editor", "translator", "director", "compiler", "performer",
                 "interviewer"):  # fmt: skip
        if item.get(role) and role not in unused:
            return role, item[role]
    credited: Mapping[str, Sequence[PrintedName]] = item.get("custom", {}).get("credits", {})
    if credited and not {"editor", "credits"} & set(unused):
        return next(iter(credited.items()))
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
    if is_east_asian(name):
        return f"{name['family']}{name.get('given', '')}"
    parts = (name.get("given", ""), name.get("dropping-particle", ""), family_of(name))
    text = " ".join(part for part in parts if part)
    return f"{text}, {name['suffix']}" if name.get("suffix") else text


def name_in_text(name: PrintedName) -> str:
    """Return a name in its natural order, with initials: ``A. van den Oordt``."""
    if name.get("literal") or not name.get("family"):
        return family_of(name)
    if is_east_asian(name):
        return full_name(name)
    parts = (initials_of(name.get("given", "")), name.get("dropping-particle", ""), family_of(name))
    text = " ".join(part for part in parts if part)
    return f"{text}, {name['suffix']}" if name.get("suffix") else text


def is_east_asian(name: PrintedName) -> bool:
    """Return whether a name's own script has the family name first, and no initials."""
    return bool(_EAST_ASIAN.search(name.get("family", "") + name.get("given", "")))


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
    shown = {name: name if name in unclear else initials[name] for name in given}
    return {name: full_name({"family": family, "given": shown[name]}) for name in given}


def initials_of(given: str) -> str:
    """Return ``A.`` for Ann, ``J.-P.`` for Jean-Paul, ``D. B.`` for Dan Bi; 正恩 as it is."""
    if _EAST_ASIAN.search(given):
        return given
    return " ".join(
        "-".join(f"{part[0]}." for part in word.split("-") if part) for word in given.split()
    )
