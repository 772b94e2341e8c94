"""Whether the packages beside briefbook are of versions that it is made for.

The ranges are those of pyproject.toml, as the installed package states them. Looked at before
anything is imported from those packages: with others the same code fails in ways that read as
if the author had made a mistake.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

SITE = ("sphinx", "docutils", "myst-parser", "sphinx-book-theme", "sphinxcontrib-bibtex",
        "sphinx-design", "pybtex")  # fmt: skip
"""What every builder needs."""
PDF = ("typst", "pikepdf", "latex2mathml")
"""What the PDF needs beside them."""


@dataclass(frozen=True, slots=True)
class VersionMismatch:
    """A package that is not installed (``found`` is empty) or not in the versions wanted."""

    wanted: str
    """Name and range, as pip takes them: ``typst>=0.15.2,<0.16``."""
    found: str

    def __str__(self) -> str:
        there = f"but {self.found} is installed" if self.found else "which is not installed"
        return f"{self.wanted}, {there}"


def find_mismatches(names: Iterable[str]) -> list[VersionMismatch]:
    """Return which of these packages do not fit, in their order; empty where nothing says."""
    ranges = {canonicalize_name(each.name): each for each in _requirements()}
    wanted = (ranges[name] for name in map(canonicalize_name, names) if name in ranges)
    return [found for requirement in wanted if (found := _misfit(requirement))]


def mismatch_message(names: Iterable[str]) -> str:
    """Return one line about those of these packages that do not fit, or nothing."""
    found = find_mismatches(names)
    if not found:
        return ""
    needs = "; ".join(map(str, found))
    command = shlex.join([sys.executable, "-m", "pip", "install", *(it.wanted for it in found)])
    return f"briefbook needs {needs}; run: {command}"


def _requirements() -> Iterator[Requirement]:
    try:
        stated = metadata.requires("briefbook") or []
    except metadata.PackageNotFoundError:  # Run from a folder that nobody has installed.
        return
    for text in stated:
        requirement = Requirement(text)
        if requirement.marker is None or requirement.marker.evaluate():
            yield requirement


def _misfit(requirement: Requirement) -> VersionMismatch | None:
    # “>=” before “<”, as one would write it.
    ranges = ",".join(sorted(map(str, requirement.specifier), reverse=True))
    wanted = f"{requirement.name}{ranges}"
    try:
        found = metadata.version(requirement.name)
    except metadata.PackageNotFoundError:
        return VersionMismatch(wanted, "")
    fits = requirement.specifier.contains(found, prereleases=True)
    return None if fits else VersionMismatch(wanted, found)
