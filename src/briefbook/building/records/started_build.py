"""A build that has begun: what its output was made from, even if inputs change meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from briefbook.building.build_folders import clear
from briefbook.building.records.inputs import Inputs, changed_after
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import no_briefbook
from briefbook.core.files.build_dependencies import (
    Dependencies,
    dependencies_file,
    read_dependencies,
)
from briefbook.output.protocol import Output

CHANGED = "changed while it was built"
"""An input of an output that may be made from half of a change: no inputs equal it."""


@dataclass(frozen=True, slots=True)
class StartedBuild:
    """``moment`` is when it began by the file system's clock, in nanoseconds.

    ``before`` are the inputs known then, from the dependencies ``watched``.
    """

    root: Path
    moment: int
    watched: Dependencies
    before: dict[str, str]

    def dependencies(self, output: Output) -> Dependencies:
        """Return the dependencies that the build which has just ended recorded.

        Raises :class:`BriefbookError` where nobody has: the book does not load this package.
        """
        path = self.root / output.doctrees / dependencies_file(output.builder)
        if not path.is_file():
            raise BriefbookError(no_briefbook(self.root))
        return read_dependencies(path.read_text(encoding="utf-8"))

    def inputs_of(self, depended: Dependencies) -> dict[str, str]:
        """Return the inputs of an output with these dependencies.

        Inputs known before the build are compared with their earlier values, others by their time.
        Where something may have changed after it was read, the next run builds again.
        """
        now = Inputs(self.root)
        found = now.of(depended)
        unknown = {path for path in now.paths(depended) if now.name_of(path) not in self.before}
        if now.of(self.watched) != self.before or any(
            changed_after(path, self.moment) for path in unknown
        ):
            found[CHANGED] = "yes"
        return found


def start_build(root: Path, watched: Dependencies) -> StartedBuild:
    """Note the time and the inputs, as far as they are known before the build."""
    clock = root / "build" / "begun"
    clear(clock)
    clock.touch()
    moment = clock.stat().st_ctime_ns
    clear(clock)
    return StartedBuild(root, moment, watched, Inputs(root).of(watched))
