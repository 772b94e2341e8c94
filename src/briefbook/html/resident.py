"""A resident Sphinx: it rebuilds the site after each save, with the environment in memory.

Starting Sphinx, loading the environment and storing it cost more than a changed chapter. They are
spared where pages alone were saved that the book has already. Whatever else changes (conf.py, a
bibliography, a picture, a page that is new or gone) is read by a new process, which a stem with
everything imported forks; so is the first build, and the next one after a failure.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

import sphinx.cmd.build
from sphinx.application import Sphinx

from briefbook.core.files.build_dependencies import dependencies_file, read_dependencies
from briefbook.core.files.writing import begun
from briefbook.domain.parallel.forks import Fork, WorkerEndedError

_AGAIN = 75
"""Status of a process that leaves the next build to another one."""
_FINISHED_BUT_FOR_FORKS = 940
"""Priority at the end of a build: the pages and their styles are written, lists may not be yet."""


class Resident:
    """The process that builds; ``arguments`` are those of ``sphinx-build``.

    ``mark`` is the file that stands while pages are half written.
    """

    def __init__(self, arguments: Sequence[str], mark: Path) -> None:
        self._work = partial(_stem, list(arguments), mark)
        self._fork: Fork | None = None

    def build(self, changed: Iterable[Path]) -> bool:
        """Build what ``changed``; return whether the pages are written.

        Search and lists may follow a moment later, while a browser loads the page.
        Raises :class:`WorkerEndedError` when the process was killed; the next build has a new one.
        """
        if self._fork is None:
            self._fork = Fork(self._work)
        try:
            self._fork.send([str(path) for path in changed])
            written: bool = self._fork.receive()
        except (BrokenPipeError, WorkerEndedError) as error:
            fork, self._fork = self._fork, None
            fork.end()
            raise error if isinstance(error, WorkerEndedError) else WorkerEndedError(1) from None
        return written

    def end(self) -> None:
        """End the process: the code that it has loaded is out of date."""
        if self._fork is not None:
            self._fork.end()
        self._fork = None


def _stem(arguments: Sequence[str], mark: Path, pipe: Connection) -> None:
    """Answer each request with a process that can; one that cannot leaves it to the next."""
    # Whoever ends this process ends the one that it has forked.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    pipe.recv()
    fork = multiprocessing.get_context("fork")
    status: int | None = _AGAIN
    while status == _AGAIN:
        generation = _Generation(mark, pipe)
        process = fork.Process(target=generation.build, args=(arguments,))
        process.start()
        try:
            process.join()
        except SystemExit:
            process.terminate()
            raise
        status = process.exitcode


class _Generation:
    """One process that builds: at once, and at each request after it that it can answer."""

    def __init__(self, mark: Path, pipe: Connection) -> None:
        self._mark, self._pipe = mark, pipe
        self._answered = False

    def build(self, arguments: Sequence[str]) -> None:
        """Run ``sphinx-build``, which stays; ends by :class:`SystemExit`."""
        generation = self

        class StayingSphinx(Sphinx):
            """Builds again after each save, until something other than its pages changes."""

            def build(self, force_all: bool = False, filenames: Sequence[Path] = ()) -> None:
                self.connect("build-finished", generation.answer, priority=_FINISHED_BUT_FOR_FORKS)
                generation.build_once(self, partial(super().build, force_all, filenames))
                while generation.next_is_known(self):
                    _forget_last_build(self)
                    generation.build_once(self, super().build)

        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        sphinx.cmd.build.Sphinx = StayingSphinx  # type: ignore[attr-defined]  # it gives no other way
        if sphinx.cmd.build.main(arguments):
            # It has said why. What is saved next is built by a new process.
            if not self._answered:
                self._pipe.send(False)
            self._pipe.recv()
        sys.exit(_AGAIN)

    def build_once(self, app: Sphinx, build: Callable[[], None]) -> None:
        """Build, and note the files other than pages that the build depends on."""
        self._answered = False
        started = time.time_ns()
        with begun(self._mark):
            build()
        self._others = {path: _stamp(path) for path in _beside_pages(app)}
        # Saved meanwhile: the build may have read what was there before.
        self._others |= {path: -1 for path, time_ in self._others.items() if time_ >= started}
        # What is there now stays: without this, each collection walks through the whole book.
        gc.collect()
        gc.freeze()

    def answer(self, _app: Sphinx, exception: Exception | None) -> None:
        """Report that the pages are written; connected to the end of a build."""
        if exception is None:
            self._answered = True
            self._pipe.send(True)

    def next_is_known(self, app: Sphinx) -> bool:
        """Wait for the next request; tell whether it concerns only pages that the book has."""
        changed = [Path(name) for name in self._pipe.recv()]
        return all(_is_editors(path) or _is_page(app, path) for path in changed) and all(
            _stamp(path) == stamp for path, stamp in self._others.items()
        )


def _forget_last_build(app: Sphinx) -> None:
    """Remove what the first build has left in the process, so that the second starts clean."""
    app.statuscode = 0
    app._warncount = 0  # noqa: SLF001
    # Sphinx keeps each tree that it has read once, as if a run had no second build.
    app.env._pickled_doctree_cache.clear()  # noqa: SLF001
    app.builder.images.clear()


def _beside_pages(app: Sphinx) -> Iterator[str]:
    """Yield each file that the build depended on and that is not a page."""
    pages = {os.path.realpath(app.env.doc2path(docname)) for docname in app.env.all_docs}
    file = Path(app.doctreedir, dependencies_file(app.builder.name))
    yield from (p for p in read_dependencies(file.read_text("utf-8")).paths if p not in pages)


def _stamp(path: str) -> int:
    """Return when a file was changed, in nanoseconds; 0 for a folder, and for what is not there."""
    try:
        facts = Path(path).stat()
    except OSError:
        return 0
    return facts.st_mtime_ns if stat.S_ISREG(facts.st_mode) else 0


def _is_page(app: Sphinx, path: Path) -> bool:
    return path.is_file() and app.env.path2doc(path) in app.env.all_docs


def _is_editors(path: Path) -> bool:
    """Return whether a file is an editor's own (a swap or backup file)."""
    return not path.exists() or path.name.startswith(".") or path.name.endswith(("~", ".tmp"))
