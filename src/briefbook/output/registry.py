"""All outputs: ours, and those of other packages."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module, metadata

from briefbook.core.errors import BriefbookError
from briefbook.output.protocol import Output

GROUP = "briefbook.outputs"
"""The entry point group of other packages' outputs; a value is an :class:`Output`."""
# By name: what only calls them must not import the rooms that make them.
_OURS = (
    "briefbook.html.output:SITE",
    "briefbook.pdf.output:PDF",
    "briefbook.pdf.output:SHEET",
    "briefbook.output.others:EPUB",
    "briefbook.output.others:LATEX",
)


def outputs() -> tuple[Output, ...]:
    """Return all outputs, ours first, then others by name.

    Raises :class:`BriefbookError` for one of another package that cannot be loaded, is no
    :class:`Output`, or has a name or a folder that is taken.
    """
    # Once for what can be imported: a build asks several times, and each looks at every package.
    return _outputs(tuple(sys.path))


@lru_cache(maxsize=1)
def _outputs(_path: tuple[str, ...]) -> tuple[Output, ...]:
    found: list[Output] = []
    for origin, output in (*_ours(), *_of_others()):
        for other in found:
            if output.name == other.name or output.place == other.place:
                raise BriefbookError(
                    f"{origin}: the output “{output.name}” in build/{output.place}/ is taken by "
                    f"“{other.name}”; uninstall the package, or ask for another name"
                )
        found.append(output)
    return tuple(found)


def find_output(name: str) -> Output:
    """Return the output of a name. Raises :class:`BriefbookError` with the names that there are."""
    known = {output.name: output for output in outputs()}
    if name not in known:
        raise BriefbookError(f"no output is called “{name}”; there are {', '.join(known)}")
    return known[name]


def _ours() -> Iterator[tuple[str, Output]]:
    for value in _OURS:
        module, _colon, attribute = value.partition(":")
        yield value, getattr(import_module(module), attribute)


def _of_others() -> Iterator[tuple[str, Output]]:
    for point in sorted(metadata.entry_points(group=GROUP), key=lambda point: point.name):
        package = point.dist.name if point.dist else point.value
        origin = f"the package {package}"
        try:
            output = point.load()
        except Exception as error:  # another package's code may raise anything
            said = " ".join(f"{type(error).__name__}: {error}".split())
            raise BriefbookError(
                f"{origin}: its output “{point.name}” cannot be loaded ({said}); "
                "update or uninstall the package"
            ) from error
        if not isinstance(output, Output):
            raise BriefbookError(
                f"{origin}: {point.value} is {output!r}, not a briefbook.output.protocol.Output; "
                "update or uninstall the package"
            )
        yield origin, output
