"""The lock is whole: what it names is all that is installed, whatever is published later."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import requires, version

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from books import ROOT
from locks import environments, gaps, read_lock

REQUIREMENTS = {
    "requirements.txt": ("build", "live"),
    "tests/requirements.txt": ("build", "live", "test", "lint", "sign", "dask"),
}


def lock_text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def asked(name: str) -> dict[str, list[Requirement]]:
    """Return what pyproject.toml asks for, of what a lock is made from."""
    settings = tomllib.loads(lock_text("pyproject.toml"))
    lines = list(settings["project"]["dependencies"])
    for group in REQUIREMENTS[name]:
        lines += settings["dependency-groups"][group]
    return {"pyproject.toml": [Requirement(line) for line in lines]}


def all_gaps(name: str, text: str) -> set[str]:
    """Return what a lock of this text lacks, on any Python and system."""
    lock = read_lock(text)
    return {gap for each in environments() for gap in gaps(lock, asked(name), each)}


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_all_that_a_locked_package_asks_for_is_in_the_lock(name: str) -> None:
    assert all_gaps(name, lock_text(name)) == set()


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_what_is_installed_here_is_what_the_lock_says(name: str) -> None:
    here = [
        each for each in read_lock(lock_text(name)) if not each.marker or each.marker.evaluate()
    ]
    # By value: the metadata of a font say 1.002, and its file 1.2.
    assert [each for each in here if not each.specifier.contains(version(each.name))] == []
    assert all(str(each.specifier).startswith("==") for each in here)


def test_no_extra_is_written_in_two_ways() -> None:
    # pip up to 23.2, which Python 3.11 brings, ends in an AssertionError where one package asks for
    # lxml[html_clean] and another for lxml[html-clean].
    written: dict[tuple[str, str], set[str]] = {}
    for each in read_lock(lock_text("requirements.txt")):
        if each.marker and not each.marker.evaluate():
            continue
        for line in requires(each.name) or ():
            asked_for = Requirement(line)
            for extra in asked_for.extras:
                key = (canonicalize_name(asked_for.name), canonicalize_name(extra))
                written.setdefault(key, set()).add(extra)
    assert ("lxml", "html-clean") in written
    assert [names for names in written.values() if len(names) > 1] == []


@pytest.mark.parametrize(
    ("name", "there", "instead", "gap"),
    [
        (
            "tests/requirements.txt",
            "coverage[toml]==",
            "coverage==",
            "asks for coverage[toml]",
        ),
        ("requirements.txt", "lxml[html-clean]==", "lxml==", "asks for lxml[html_clean]"),
        ("requirements.txt", "mdurl==", "other==", "asks for mdurl~=0.1"),
        ("requirements.txt", "docutils==0.22.4", "docutils==0.10", "asks for docutils"),
        (
            "requirements.txt",
            "; python_full_version >= '3.12'",
            "; python_full_version == '3.12.*'",
            "asks for numpy",
        ),
        ("requirements.txt", "uv==", "other==", "pyproject.toml asks for uv"),
    ],
)
def test_a_lock_that_lost_something_is_found_out(
    name: str, there: str, instead: str, gap: str
) -> None:
    text = lock_text(name)
    assert there in text
    found = all_gaps(name, text.replace(there, instead).replace("other==", "colorama=="))
    assert [each for each in found if gap in each] != []


def test_what_an_extra_asks_for_is_missed_too() -> None:
    wheels = {"tool": ['engine>=2; extra == "fast"', 'wings; extra == "slow"'], "engine": []}

    def found(text: str) -> list[str]:
        return gaps(
            read_lock(text),
            {"book": [Requirement("tool[fast]")]},
            next(environments()),
            lambda each: [Requirement(line) for line in wheels[each.name]],
        )

    assert found("tool[fast]==1 \\\n  --hash=sha256:0\nengine==2 \\\n  --hash=sha256:1\n") == []
    assert found("tool[fast]==1\nengine==1\n") == [
        'tool[fast]==1 asks for engine>=2; extra == "fast", and the lock has engine==1'
    ]
    assert found("tool==1\n") == ["book asks for tool[fast], and the lock has tool==1"]


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_package_is_pinned_with_hashes_and_no_index_is_named(name: str) -> None:
    text = lock_text(name)
    packages = re.findall(r"^([a-z0-9-]+).*\\$", text, re.MULTILINE)
    pinned = re.findall(
        r"^([a-z0-9-]+)(?:\[[a-z,-]+\])?==\S+(?: ; .*)? \\\n +--hash=sha256:[0-9a-f]{64}",
        text,
        re.MULTILINE,
    )
    assert packages == pinned
    assert len(pinned) > 40
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE)


def test_the_tests_use_the_books_versions() -> None:
    book, tests = ({str(each) for each in read_lock(lock_text(name))} for name in REQUIREMENTS)
    assert book <= tests
