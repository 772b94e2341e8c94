"""Documents shared out to processes, with the outcome and the messages that one process has.

Each process takes the next document when it is free, so that long ones hold nobody up, and hands
over what it has learnt once, at its end. Messages come in the order of the documents.
"""

from __future__ import annotations

import gc
import os
import struct
import traceback
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from logging import LogRecord
from typing import TYPE_CHECKING, Generic, TypeVar

from sphinx.errors import SphinxError, SphinxParallelError
from sphinx.util import logging
from sphinx.util.parallel import ParallelTasks, parallel_available

if TYPE_CHECKING:
    from sphinx.application import Sphinx

Outcome = TypeVar("Outcome")

logger = logging.getLogger(__name__)

_KILLED = (
    "a process of the build was killed, most often because memory ran out; "
    "build again with fewer at a time (-j 1)"
)
_NUMBER = struct.Struct("=q")


@dataclass(slots=True)
class Share(Generic[Outcome]):
    """What one process did: its documents, what was said of each, and what it hands over."""

    messages: dict[str, list[LogRecord]] = field(default_factory=dict)
    errors: dict[str, SphinxError] = field(default_factory=dict)
    outcome: Outcome | None = None


class SharedCounter:
    """The place of the next document, for every process to take.

    A pipe with one number in it, which whoever takes it puts back: a counter and its lock.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._taking, self._putting = os.pipe()
        self._put(0)

    def __iter__(self) -> Iterator[int]:
        """Yield the places of this process, until no document is left."""
        while (place := self._take()) < self._count:
            self._put(place + 1)
            yield place
        self._put(place)

    def stop(self) -> None:
        """Leave no more documents to anybody."""
        self._take()
        self._put(self._count)

    def close(self) -> None:
        """Close both ends of the pipe."""
        os.close(self._taking)
        os.close(self._putting)

    def _take(self) -> int:
        (place,) = _NUMBER.unpack(os.read(self._taking, _NUMBER.size))
        return int(place)

    def _put(self, place: int) -> None:
        os.write(self._putting, _NUMBER.pack(place))


def run_in_parallel(
    docnames: Sequence[str],
    jobs: int,
    work: Callable[[str], None],
    outcome: Callable[[], Outcome],
) -> list[tuple[list[str], Outcome]]:
    """Call ``work`` for each document, in ``jobs`` processes, and ``outcome`` at the end of each.

    Return the documents and the outcome of each process; an outcome must be picklable. Raises
    what ``work`` raised if that is a :class:`~sphinx.errors.SphinxError`, and otherwise
    :class:`~sphinx.errors.SphinxParallelError`; then no more documents are begun.
    """
    turns = SharedCounter(len(docnames))

    def process() -> Share[Outcome]:
        share: Share[Outcome] = Share()
        for place in turns:
            docname = docnames[place]
            share.messages[docname], error = _attempt(partial(work, docname))
            if error:
                share.errors[docname] = error
                turns.stop()
        if not share.errors:
            share.outcome = outcome()
        return share

    try:
        shares = _run(process, min(jobs, len(docnames)))
    finally:
        turns.close()
    messages = {name: said for share in shares for name, said in share.messages.items()}
    for _name, said in sorted(messages.items()):
        for record in said:
            logger.handle(record)
    errors = {name: error for share in shares for name, error in share.errors.items()}
    if errors:
        raise errors[min(errors)]
    if len(messages) < len(docnames):
        raise SphinxError(_KILLED)
    return [(list(share.messages), share.outcome) for share in shares if share.outcome is not None]


def _attempt(work: Callable[[], None]) -> tuple[list[LogRecord], SphinxError | None]:
    """Call a function; return what was said, and the error to report in the main process."""
    collector = logging.LogCollector()
    error: SphinxError | None = None
    with collector.collect():
        try:
            work()
        except SphinxError as raised:
            error = raised
        except Exception as raised:  # noqa: BLE001  # to be reported by the main process
            words = traceback.format_exception_only(raised)[-1]
            error = SphinxParallelError(words.strip(), traceback.format_exc())
    logging.convert_serializable(collector.logs)
    return collector.logs, error


def _run(process: Callable[[], Share[Outcome]], jobs: int) -> list[Share[Outcome]]:
    """Run a function in so many processes at once and return what each returned."""
    shares: list[Share[Outcome]] = []
    tasks = ParallelTasks(jobs)
    # What is there now is not looked through for garbage in any process, and so stays shared.
    gc.freeze()
    try:
        for _ in range(jobs):
            tasks.add_task(process, None, lambda _none, share: shares.append(share))
        tasks.join()
    except EOFError:
        pass  # A process was killed; its documents are missing from the shares.
    finally:
        gc.unfreeze()
    return shares


def run_at_end_in_parallel(
    app: Sphinx, handler: Callable[[Sphinx, Exception | None], None]
) -> None:
    """Connect what ends a build: in a process of its own where there may be several.

    It may only write files; what is connected later runs beside it, up to priority 950.
    """
    running: list[ParallelTasks] = []
    errors: list[SphinxError] = []

    def begin(app: Sphinx, exception: Exception | None) -> None:
        if exception is not None or app.parallel < 2 or not parallel_available:
            handler(app, exception)
            return
        running.append(ParallelTasks(1))
        running[0].add_task(lambda: _attempt(lambda: handler(app, None)), None, report)

    def report(_none: object, result: tuple[list[LogRecord], SphinxError | None]) -> None:
        said, error = result
        for record in said:
            logger.handle(record)
        if error:
            errors.append(error)  # Sphinx's executor forgets what is raised here.

    def wait(_app: Sphinx, _exception: Exception | None) -> None:
        while running:
            try:
                running.pop().join()
            except EOFError:
                raise SphinxError(_KILLED) from None
        if errors:
            raise errors.pop()

    app.connect("build-finished", begin)
    app.connect("build-finished", wait, priority=950)
