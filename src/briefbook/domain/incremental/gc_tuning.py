"""Less garbage collection: none while an environment is loaded, seldom during a build.

Each object of a loaded environment counts as new, so that Python would traverse all of them again
and again: more than half of the loading time. Doctrees are many long-lived objects: with Python's
own thresholds a build spends a sixth of its time on traversing them.
"""

from __future__ import annotations

import gc
import pickle
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class PausedCollection:
    """Garbage collection, switched off from :meth:`begin` to :meth:`end` if it was on."""

    def __init__(self) -> None:
        self._paused = False

    def begin(self, *_: object) -> None:
        """Connected to the last event before Sphinx loads the environment."""
        self._paused = self._paused or gc.isenabled()
        gc.disable()

    def end(self, *_: object) -> None:
        """Connected to the first event after it."""
        if self._paused:
            gc.enable()
        self._paused = False


class RareCollection:
    """Garbage collection at higher thresholds from :meth:`begin` to :meth:`end`."""

    #: Thresholds of the three generations.
    #: Costs some 75 MB at two hundred chapters.
    _SELDOM = (200_000, 20, 100)

    def __init__(self) -> None:
        self._before: tuple[int, int, int] | None = None

    def begin(self, *_: object) -> None:
        """Connected to the beginning of a build."""
        self._before = self._before or gc.get_threshold()
        gc.set_threshold(*self._SELDOM)

    def end(self, *_: object) -> None:
        """Connected to its end: restores the thresholds of a program that runs Sphinx itself."""
        if self._before:
            gc.set_threshold(*self._before)
        self._before = None


def load_environment(pickled: bytes) -> BuildEnvironment:
    """Return what another process of this build has pickled."""
    paused = PausedCollection()
    paused.begin()
    try:
        # It comes from a process of our own.
        return cast("BuildEnvironment", pickle.loads(pickled))  # noqa: S301
    finally:
        paused.end()
