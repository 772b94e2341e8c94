"""One reader of web pages chosen by hand, as a source's record remembers it."""

from __future__ import annotations

#: The names that ``--reader`` takes, in the order in which they vote.
READERS = ("trafilatura", "readability", "density")
#: What is between the name and the versions.
ALONE = " alone,"


def reader_of(recorded: str) -> str:
    """Return the one reader that was chosen when a file was added; empty for the agreement."""
    name, alone, _versions = recorded.partition(ALONE)
    return name if alone else ""
