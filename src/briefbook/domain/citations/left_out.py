"""Report the fields of works that the book's style leaves out, in one finding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from briefbook.bibliography import BibCode, Entry
from briefbook.core.diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from briefbook.domain.citations.styled_works import StyledWorks

#: The most keys that are named for one field.
_NAMED = 3


def left_out(
    styled: StyledWorks, entries: Iterable[Entry], path: str, line: int
) -> Iterator[Diagnostic]:
    """Yield a finding at the place where the style is named, if it leaves anything out.

    A style leaves fields out for all works of a kind, so one finding per work would hide all
    others.
    """
    name, listed = styled.style.name, [entry for entry in entries if styled.lists(entry.key)]
    lost: dict[str, list[str]] = defaultdict(list)
    for entry in listed:
        for field in styled.bibliographer.unprinted(entry):
            lost[field].append(entry.key)
    if lost:
        yield Diagnostic(
            path, line, BibCode.UNPRINTED.value,
            f"the style {name!r} leaves out fields of entries: {_counted(lost)}; choose a style "
            "that prints what your readers need, or say it in a field that this one prints",
            Severity.WARNING,
        )  # fmt: skip
    formless = [entry for entry in listed if not styled.bibliographer.entry(entry.key)]
    if formless:
        named = _some([f"@{entry.type}{{{entry.key}}}" for entry in formless])
        yield Diagnostic(
            path, line, BibCode.UNPRINTED.value,
            f"the style {name!r} prints no entry for {named}; the list has "
            f"{'their first notes' if styled.style.notes else 'them in the book’s own look'}; "
            "give them another type, or choose another style",
            Severity.WARNING,
        )  # fmt: skip


def _counted(lost: Mapping[str, Sequence[str]]) -> str:
    """Return ``number of 2 (act, iso), publisher of iso``, the most frequent first."""
    fields = sorted(lost.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return ", ".join(
        f"{field} of {keys[0]}" if len(keys) == 1 else f"{field} of {len(keys)} ({_some(keys)})"
        for field, keys in fields
    )


def _some(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
