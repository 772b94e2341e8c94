"""Which distributions a build depended on: the same that the standard library finds, sooner."""

from __future__ import annotations

import re
from importlib import metadata

import pytest

from briefbook.domain.incremental.distributions import distributions_of

HOMES = metadata.packages_distributions()
#: A module of one file, a name that several share, one with compiled parts, an old one, ours.
PACKAGES = ("typing_extensions", "sphinxcontrib", "lxml", "yaml", "sphinx_design", "briefbook")


def as_the_library_says(package: str) -> set[str]:
    """Return the distributions of a package and all that they require, extras apart."""
    found: set[str] = set()
    waiting = [*HOMES[package]]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            required = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue
        found.add(name)
        waiting += [re.split(r"[^\w.-]", text)[0] for text in required if "extra ==" not in text]
    return found


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_needs_what_its_distributions_require(package: str) -> None:
    needed = distributions_of(frozenset({package}))
    assert needed == as_the_library_says(package)
    assert needed


def test_what_nothing_brings_needs_nothing() -> None:
    assert distributions_of(frozenset({"no_such_package"})) == frozenset()
