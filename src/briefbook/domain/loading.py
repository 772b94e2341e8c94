"""Loading pickled environments without looking for garbage, which there is none.

Each object counts as new, so that Python would go through all that was loaded again and again:
half of the time and more.
"""

from __future__ import annotations

import gc
import pickle
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


class PausedCollecting:
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


def load_environment(pickled: bytes) -> BuildEnvironment:
    """Return what another process of this build has pickled."""
    paused = PausedCollecting()
    paused.begin()
    try:
        # It comes from a process of our own.
        return cast("BuildEnvironment", pickle.loads(pickled))  # noqa: S301
    finally:
        paused.end()
