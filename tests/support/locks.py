"""What a lock needs to be closed: installing resolves nothing, so all must be there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.metadata import distribution

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

Requires = Callable[[Requirement], list[Requirement]]


def read_lock(text: str) -> list[Requirement]:
    """Return the packages of a lock, each with its exact version, extras and marker."""
    lines = (line.removesuffix("\\").strip() for line in text.splitlines())
    return [Requirement(line) for line in lines if line and line[0] not in "#-"]


def environments() -> Iterator[dict[str, str]]:
    """Return the markers' values of each Python and system that the project supports."""
    for full in ("3.11.0", "3.11.14", "3.12.0", "3.12.12", "3.13.9", "3.14.0", "3.14.9"):
        for platform, system, machine in (
            ("linux", "Linux", "x86_64"),
            ("linux", "Linux", "aarch64"),
            ("darwin", "Darwin", "arm64"),
        ):
            yield {
                **{name: str(value) for name, value in default_environment().items()},
                "python_version": full.rpartition(".")[0],
                "python_full_version": full,
                "implementation_version": full,
                "sys_platform": platform,
                "platform_system": system,
                "platform_machine": machine,
            }


def installed_requires(locked: Requirement) -> list[Requirement]:
    """Return what a package asks for, by the metadata of the one that is installed here.

    A lock may hold several versions of a package, for several Pythons; one is installed. What is
    not for this Python says nothing here: the tests on that Python hear it.
    """
    if locked.marker and not locked.marker.evaluate():
        return []
    return _requires(locked.name)


@cache
def _requires(name: str) -> list[Requirement]:
    return [Requirement(line) for line in distribution(name).requires or []]


def gaps(
    lock: Iterable[Requirement],
    asked: Mapping[str, Iterable[Requirement]],
    environment: Mapping[str, str],
    requires: Requires = installed_requires,
) -> list[str]:
    """Return what is asked for and not met in an environment.

    ``asked`` has what is asked for from outside, by who asks. Each package of the lock asks too,
    with the extras that it is locked with.
    """
    there = {
        canonicalize_name(each.name): each
        for each in lock
        if each.marker is None or each.marker.evaluate(dict(environment))
    }
    asking = [(who, needed, {""}) for who, each in asked.items() for needed in each]
    asking += [
        (str(each).partition(";")[0].strip(), needed, {"", *each.extras})
        for each in there.values()
        for needed in requires(each)
    ]
    return [
        f"{who} asks for {needed}, and the lock has {there.get(canonicalize_name(needed.name))}"
        for who, needed, extras in asking
        if _is_active(needed, extras, environment) and not _is_met(needed, there)
    ]


def _is_active(needed: Requirement, extras: set[str], environment: Mapping[str, str]) -> bool:
    marker = needed.marker
    return marker is None or any(
        marker.evaluate({**environment, "extra": extra}) for extra in extras
    )


def _is_met(needed: Requirement, there: Mapping[NormalizedName, Requirement]) -> bool:
    locked = there.get(canonicalize_name(needed.name))
    if locked is None:
        return False
    (pin,) = locked.specifier
    extras = {canonicalize_name(extra) for extra in locked.extras}
    return needed.specifier.contains(pin.version, prereleases=True) and extras >= {
        canonicalize_name(extra) for extra in needed.extras
    }
