"""A figure or date of a text, and what a text has it with."""

from __future__ import annotations

from dataclasses import dataclass

from briefbook.core.quick_pickle import quickly_pickled


@quickly_pickled
@dataclass(frozen=True, slots=True)
class Claim:
    """A figure or a date: the text from ``start`` to ``end``, and the keys that identify it.

    ``keys`` must all be found. Of a figure, ``unit`` is the unit of time or measure behind it,
    ``rate`` the time for which it is given, ``bound`` whether it is an ``upper`` or a ``lower``
    one, ``leads_to`` the figure that it rises or falls to, and ``trend`` which way it goes. Of
    ``either`` one must be found: the times of day that a time can mean. A date that begins a run
    of dates ``leads_to`` its end.
    """

    start: int
    end: int
    keys: tuple[str, ...]
    is_date: bool = False
    unit: str = ""
    rate: str = ""
    bound: str = ""
    leads_to: str = ""
    trend: str = ""
    either: tuple[str, ...] = ()
    #: How a figure is said to be rounded, as near_values.py has it.
    hedge: str = ""
    #: The words right after a figure that is rounded, which tell whether a text rounds the same.
    beside: str = ""
    #: The year that a date is given, or for which a figure is: “400 people in 2019”.
    year: str = ""
    #: Of a year, the month that it stands beside.
    month: str = ""
    #: What a figure may be as well: of 23조, which is 23 trillion, the 23 of an article or a group.
    other: str = ""

    #: The words for what it counts, the noun last: “new cases”.
    things: tuple[str, ...] = ()
    #: Whether it surely counts or measures something: “9 votes”, “a 4-to-3 vote”.
    counts: bool = False
    #: Whether it may be another word: the third of several, not a third of all.
    doubtful: bool = False

    @property
    def has_sense(self) -> bool:
        """Whether anything besides its value determines the figure's meaning."""
        sense = self.unit or self.rate or self.bound or self.leads_to or self.trend or self.year
        return bool(sense or self.things)


@dataclass(frozen=True, slots=True)
class Known:
    """The units, rates, bounds and directions that a figure has in a text."""

    units: frozenset[str] = frozenset()
    rates: frozenset[str] = frozenset()
    bounds: frozenset[str] = frozenset()
    leads_to: frozenset[str] = frozenset()
    trends: frozenset[str] = frozenset()
    #: Of a date; empty strings for where it stands without a year.
    years: frozenset[str] = frozenset()
    #: What it counts, as in a claim; an empty tuple for where that is not told.
    things: frozenset[tuple[str, ...]] = frozenset()
    #: Which end of a range it is: ``lower``, ``upper``.
    ends: frozenset[str] = frozenset()
    #: The years for which a figure is told; an empty string for where none is.
    told_for: frozenset[str] = frozenset()
    #: The words right after it where it is rounded there.
    besides: frozenset[str] = frozenset()
    #: Whether it is nothing but the day of a date, or a “first” or “second”.
    rank: bool = False
