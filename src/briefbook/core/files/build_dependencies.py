"""What a build depended on outside the book's own folders, as plain names."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

VERSION = 1
"""Of the list's format."""


@dataclass(frozen=True, slots=True)
class Dependencies:
    """What an output depends on: all sorted, so that equal dependencies are equal values.

    ``paths`` are files and folders, absolute; some may not exist, and count once they do.
    ``variables`` are names of environment variables, ``packages`` of installed distributions.
    """

    paths: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    packages: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, paths: Iterable[str] = (), variables: Iterable[str] = (), packages: Iterable[str] = ()
    ) -> Dependencies:
        """Return dependencies from names in any order, with repetitions."""
        return cls(*(tuple(sorted(set(names))) for names in (paths, variables, packages)))

    def __or__(self, other: Dependencies) -> Dependencies:
        """Return what either depends on."""
        return Dependencies.of(
            (*self.paths, *other.paths),
            (*self.variables, *other.variables),
            (*self.packages, *other.packages),
        )

    def to_data(self) -> dict[str, Any]:
        """Return them as JSON's types."""
        return {
            "version": VERSION,
            "paths": list(self.paths),
            "variables": list(self.variables),
            "packages": list(self.packages),
        }

    @classmethod
    def from_data(cls, data: Any) -> Dependencies:
        """Return dependencies from what :meth:`to_data` gave; raises ValueError if it is not."""
        try:
            if data["version"] == VERSION:
                return cls.of(
                    *(map(str, data[name]) for name in ("paths", "variables", "packages"))
                )
        except (KeyError, TypeError):
            pass
        raise ValueError("no list of dependencies of this version")


def write_dependencies(found: Dependencies) -> str:
    """Return the text of a file of dependencies."""
    return json.dumps(found.to_data(), indent=1) + "\n"


def read_dependencies(text: str) -> Dependencies:
    """Return what :func:`write_dependencies` wrote; raises ValueError for anything else."""
    return Dependencies.from_data(json.loads(text))


def dependencies_file(builder: str) -> str:
    """Return the name of the file beside the doctrees in which a builder records it."""
    return f"briefbook-inputs-{builder}.json"
