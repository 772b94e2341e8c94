"""Find the installed distributions that packages come from, and their requirements.

:mod:`importlib.metadata` answers both, by reading every distribution whole, its description and
the list of its files: half a second, more than a small book takes. Here one line of each is read.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from functools import cache
from importlib import metadata

_REQUIREMENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_REQUIRED = re.compile(r"^Requires-Dist: *(.+)$", re.MULTILINE)


@cache
def distributions_of(packages: frozenset[str]) -> frozenset[str]:
    """Return the distributions of these packages, and all that they require, except for extras.

    Cached: what a process has loaded stays, whatever is installed meanwhile.
    """
    found: set[str] = set()
    waiting = [*_providers(packages)]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            required = _required(metadata.distribution(name))
        except metadata.PackageNotFoundError:
            continue
        found.add(name)
        waiting += [
            match[0]
            for text in required
            if (match := _REQUIREMENT.match(text)) and "extra ==" not in text
        ]
    return frozenset(found)


def _providers(packages: frozenset[str]) -> Iterator[str]:
    """Yield the name of each distribution that installs one of these packages or modules."""
    for distribution in metadata.distributions():
        if packages.intersection(_top_level(distribution)):
            yield distribution.metadata["Name"]


def _top_level(distribution: metadata.Distribution) -> Iterator[str]:
    """Yield the names that can be imported from a distribution, as it says or as its files say."""
    if named := (distribution.read_text("top_level.txt") or "").split():
        yield from named
        return
    folder = ""
    for line in (distribution.read_text("RECORD") or "").splitlines():
        first, inside, _rest = line.partition("/")
        if inside and first != folder:  # The lines of a folder stand together.
            folder = first
            yield folder
        elif not inside:
            name = inspect.getmodulename(first.partition(",")[0])
            if name:
                yield name


def _required(distribution: metadata.Distribution) -> list[str]:
    """Return the requirements, as :attr:`metadata.Distribution.requires` would."""
    text = distribution.read_text("METADATA")
    if text is None:  # an older form, of files of its own
        return distribution.requires or []
    return _REQUIRED.findall(text.partition("\n\n")[0])
