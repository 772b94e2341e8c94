"""An output as ``briefbook book`` and ``briefbook live`` see it; they know nothing else of it.

Another package adds one through the entry point group ``briefbook.outputs``; its builder is
Sphinx's, from any extension of the book. Nothing here imports Sphinx: a run that has nothing to do
never loads it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

LIVE_HOST = "BRIEFBOOK_LIVE_HOST"
"""The environment variable that says where a live command serves: 127.0.0.1, or for others too."""


@dataclass(frozen=True)
class Output:
    """One form of the book. A subclass may report more, or say how to rebuild it on every save."""

    name: str
    """As ``--only`` takes it: “html”."""
    builder: str
    """Sphinx's name of the builder."""
    words: str
    """As messages name it: “the site”."""
    folder: str = ""
    """Below ``build/``; the name where it is empty."""
    by_default: bool = False
    """Whether it is built when nobody asks for one output."""
    settings: tuple[str, ...] = ()
    """Settings in place of those of conf.py, as ``sphinx-build -D`` takes them."""
    finish: tuple[str, ...] = ()
    """A command that is run in its folder after Sphinx; what it makes there belongs to it."""
    language: str = ""
    """The language of the edition, as its translation is named; empty: the book's own."""

    @property
    def place(self) -> str:
        """Its folder below ``build/``."""
        return self.folder or self.name

    @property
    def doctrees(self) -> str:
        """The folder of what Sphinx has read; an edition in another language reads other words."""
        return f"build/{self.language}-doctrees" if self.language else "build/doctrees"

    @property
    def made_by(self) -> str:
        """What it is made by; an output for which this has changed is built from scratch."""
        return repr((self.builder, self.settings, self.finish))

    def report(self, root: Path, files: Sequence[Path]) -> Iterator[str]:  # noqa: ARG002
        """Yield the lines that say what was built; ``files`` are relative to ``root``."""
        yield f"{self.words}: build/{self.place}/ ({len(files)} files)"

    def missing(self) -> str:
        """Return which program or package this machine lacks to build it, and what to do."""
        return ""

    def part(self, chapters: Sequence[str]) -> Output | None:  # noqa: ARG002
        """Return the output that holds these chapters alone; None if it is always the whole."""
        return None

    def live_command(self, root: Path, port: int) -> tuple[str, ...]:  # noqa: ARG002
        """Return the command that builds it on every save; empty: it is not followed.

        It is run in ``root``, writes to ``build/live/NAME/``, keeps doctrees in
        ``build/live/NAME-doctrees/``, and may serve on ``port``.
        """
        return ()

    def missing_live(self) -> str:
        """Return what this machine lacks for :meth:`live_command`, and what to do."""
        return ""
