"""``briefbook live``: the site and the PDF again whenever something is saved."""

from __future__ import annotations

import signal
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefbook.building.build_lock import lock_build_folder
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import require_book
from briefbook.core.files.writing import clear_unfinished
from briefbook.core.processes.process_group import process_group
from briefbook.output.registry import find_output, outputs


def live(root: Path, port: int, only: str | None = None) -> int:
    """Build to ``build/live/`` on every save, until interrupted; serve the site on ``port``.

    ``only`` is the name of one output. Returns the exit status of what ended first.
    Raises :class:`BriefbookError` where there is no book, or an output cannot be followed.
    """
    require_book(root)
    commands = dict(_commands(root, port, only))
    build = root / "build" / "live"
    try:
        with lock_build_folder(build), process_group(build / "tmp") as group:
            for name, command in commands.items():
                kept = (build / name, build / f"{name}-doctrees")
                clear_unfinished(build / f"{name}-unfinished", *kept)
                group.start(command, root)
            return group.processes[0].wait()
    except KeyboardInterrupt as interrupt:
        if interrupt.args not in ((), (signal.SIGINT,)):
            raise
    return 0  # Ctrl-C is how it ends.


def _commands(root: Path, port: int, only: str | None) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield each output that is followed, and the command that does it."""
    chosen = [find_output(only)] if only else [it for it in outputs() if it.by_default]
    for output in chosen:
        command = output.live_command(root, port)
        if command and (missing := output.missing_live()):
            raise BriefbookError(missing)
        if command:
            yield output.name, command
        elif only:
            raise BriefbookError(
                f"{output.words} cannot follow what is saved; make it by "
                f"briefbook book --only {only}"
            )
