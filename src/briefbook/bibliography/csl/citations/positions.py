"""Where a citation is among the others of a text: the first of a work, ibid., a later one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefbook.core.locators.locator import Locator
from briefbook.core.locators.reading import read_locator

NO_LOCATOR = read_locator("")


@dataclass(frozen=True, slots=True)
class Cite:
    """One work in a citation.

    ``key`` is that of its item; ``href`` where it leads, ``locator_href`` where its locator does.
    """

    key: str
    locator: Locator = NO_LOCATOR
    prefix: str = ""
    href: str = ""
    locator_href: str = ""
    #: It reports the work before, and stays with it: ``A, in B``.
    reports: bool = False


@dataclass(frozen=True, slots=True)
class Cluster:
    """The works of one citation; ``note`` is the number of the note that it is in, or 0."""

    cites: tuple[Cite, ...]
    note: int = 0


@dataclass(frozen=True, slots=True)
class CitationPosition:
    """``first``, ``subsequent``, ``ibid`` or ``ibid-with-locator``; the note of the first."""

    name: str = "first"
    near: bool = False
    first_note: int = 0


FIRST = CitationPosition()
LATER = CitationPosition("subsequent")


def positions(clusters: Sequence[Cluster], near: int = 5) -> Iterator[tuple[CitationPosition, ...]]:
    """Yield the positions of the works of each citation of one text, in its order.

    ``near`` is how many notes on a work still counts as cited near by.
    """
    first: dict[str, int] = {}
    last: dict[str, int] = {}
    before: Sequence[Cite] = ()
    for cluster in clusters:
        found = []
        for place, cite in enumerate(cluster.cites):
            previous = (
                cluster.cites[place - 1] if place else before[0] if len(before) == 1 else None
            )
            if cite.key not in first:
                found.append(FIRST)
                first[cite.key] = cluster.note
            else:
                name = _after(previous, cite)
                is_near = cluster.note - last[cite.key] <= near
                found.append(CitationPosition(name, is_near, first[cite.key]))
            last[cite.key] = cluster.note
        before = cluster.cites
        yield tuple(found)


def _after(previous: Cite | None, cite: Cite) -> str:
    if previous is None or previous.key != cite.key:
        return "subsequent"
    one, other = str(previous.locator), str(cite.locator)
    if one == other:
        return "ibid"
    return "ibid-with-locator" if other else "subsequent"
