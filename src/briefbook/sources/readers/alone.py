"""A reader of web pages chosen by hand, as a source's record names it."""

from __future__ import annotations

#: The names that ``--reader`` takes, in the order in which they vote.
READERS = ("trafilatura", "readability", "density")
#: What is between the name and the versions.
ALONE = " alone,"


def reader_of(recorded: str) -> str:
    """Return the reader that was chosen when a file was added; empty where the readers voted."""
    name, alone, _versions = recorded.partition(ALONE)
    return name if alone else ""
