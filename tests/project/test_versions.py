"""Packages in versions that do not fit are named first, with the command that fixes it."""

from __future__ import annotations

import re
import shlex
import sys
import tomllib
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from sphinx.errors import ExtensionError

from books import ROOT, MakeBook
from briefbook.core.versions import PDF, SITE, mismatch_message

INDEX = {"docs/index.md": "# A book\n\nWords.\n"}


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return what is to be said of versions instead of the truth: name → version, or nothing."""
    pretended: dict[str, str] = {}
    real = metadata.version

    def version(name: str) -> str:
        found = pretended.get(name, real(name))
        if not found:
            raise metadata.PackageNotFoundError(name)
        return found

    monkeypatch.setattr("importlib.metadata.version", version)
    return pretended


def command(*wanted: str) -> str:
    return shlex.join([sys.executable, "-m", "pip", "install", *wanted])


def test_every_package_that_is_looked_at_has_a_range_and_what_is_here_fits() -> None:
    stated = {Requirement(text).name for text in metadata.requires("briefbook") or []}
    assert {*SITE, *PDF} <= stated
    assert mismatch_message((*SITE, *PDF)) == ""


def test_the_books_own_versions_are_within_the_ranges() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for stated in map(Requirement, project["project"]["dependencies"]):
        name = canonicalize_name(stated.name)
        pinned = re.findall(rf"^{name}(?:\[[\w,-]+\])?==(\S+)", text, re.MULTILINE)
        assert pinned, name
        assert all(stated.specifier.contains(version) for version in pinned), name


@pytest.mark.parametrize("found", ["0.14.9", "0.15.0", "0.16.0"])
def test_typst_that_does_not_fit_is_named_before_anything_is_read(
    make_book: MakeBook, installed: dict[str, str], found: str
) -> None:
    installed["typst"] = found
    with pytest.raises(ExtensionError) as caught:
        make_book(INDEX, builder="briefpdf")
    wanted = "typst>=0.15.2,<0.16"
    assert str(caught.value) == (
        f"briefbook needs {wanted}, but {found} is installed; run: {command(wanted)}"
    )


def test_the_site_does_not_mind_typst(make_book: MakeBook, installed: dict[str, str]) -> None:
    installed["typst"] = "0.14.9"
    assert make_book(INDEX).messages == ""


def test_all_that_does_not_fit_is_named_in_one_line(
    make_book: MakeBook, installed: dict[str, str]
) -> None:
    installed |= {"sphinx": "8.2.3", "sphinx-design": ""}
    with pytest.raises(ExtensionError) as caught:
        make_book(INDEX)
    assert str(caught.value) == (
        "briefbook needs sphinx>=9.0, but 8.2.3 is installed; "
        "sphinx-design>=0.8, which is not installed; "
        f"run: {command('sphinx>=9.0', 'sphinx-design>=0.8')}"
    )


def test_a_later_version_and_one_before_its_release_fit(installed: dict[str, str]) -> None:
    installed |= {"sphinx": "9.9.0rc1", "pybtex": "1.2"}
    assert mismatch_message(SITE) == ""


def test_a_folder_that_nobody_has_installed_states_no_ranges(
    monkeypatch: pytest.MonkeyPatch, installed: dict[str, str]
) -> None:
    installed["sphinx"] = "1.0"

    def requires(name: str) -> list[str]:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.requires", requires)
    assert mismatch_message(SITE) == ""
