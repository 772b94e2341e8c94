"""Work in two steps, shared between processes that meet between the two.

Results, exceptions and Sphinx's messages come as if this process had done all.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sphinx.errors import SphinxError
from sphinx.util import logging

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

Item = TypeVar("Item")
Found = TypeVar("Found")
Known = TypeVar("Known")
Made = TypeVar("Made")

_FEWEST = 8
"""Items that are worth a process of their own."""

logger = logging.getLogger(__name__)


def in_shares(
    items: Sequence[Item],
    processes: int,
    work: Callable[[Sequence[Item]], Generator[Found, Known, Made]],
    meet: Callable[[list[Found]], Known],
) -> list[Made]:
    """Return what ``work`` makes of each share of ``items``, in their order.

    ``work`` yields what it found in its share, is sent what ``meet`` makes of all that was found,
    and returns what it made. What it raises is raised here.
    """
    count = max(1, min(processes, len(items) // _FEWEST))
    if count == 1:
        with _no_collection():
            alone = work(items)
            return [_result(alone, meet([next(alone)]))]
    size = -(-len(items) // count)
    gc.freeze()  # What is there now stays: no process has to look through it, or copy it.
    crew = [_Worker(work, items[start : start + size]) for start in range(0, len(items), size)]
    try:
        known = meet([worker.receive() for worker in crew])
        for worker in crew:
            worker.send(known)
        return [worker.receive() for worker in crew]
    finally:
        gc.unfreeze()
        for worker in crew:
            worker.end()


class _Worker:
    """A forked process at work on one share."""

    def __init__(self, work: Callable[[Any], Generator[Any, Any, Any]], share: object) -> None:
        fork = multiprocessing.get_context("fork")
        self._pipe, there = fork.Pipe()
        self._process: ForkProcess = fork.Process(target=_do, args=(there, work, share))
        self._process.start()
        there.close()

    def send(self, known: object) -> None:
        self._pipe.send(known)

    def receive(self) -> Any:
        try:
            failure, logs, result = self._pipe.recv()
        except EOFError:
            # Most often the kernel, when memory runs out: there is no report then.
            said = "a process that wrote a part of the PDF was ended; try again with -j 1"
            raise SphinxError(said) from None
        for record in logs:
            logger.handle(record)
        if failure is not None:
            raise failure
        return result

    def end(self) -> None:
        self._pipe.close()
        self._process.terminate()
        self._process.join()


def _do(pipe: Connection, work: Callable[[Any], Generator[Any, Any, Any]], share: object) -> None:
    """Do the work of one process, and say what came of each step."""
    gc.disable()  # It ends soon, and all its memory with it.
    worker = work(share)
    steps: Sequence[Callable[[], object]] = (
        lambda: next(worker),
        lambda: _result(worker, pipe.recv()),
    )
    for step in steps:
        collector = logging.LogCollector()
        failure, result = None, None
        with collector.collect():
            try:
                result = step()
            except Exception as error:  # noqa: BLE001  # raised again where it is received
                failure = error
        logging.convert_serializable(collector.logs)
        pipe.send((failure, collector.logs, result))
        if failure:
            return


def _result(worker: Generator[Found, Known, Made], known: Known) -> Made:
    try:
        worker.send(known)
    except StopIteration as end:
        return cast("Made", end.value)
    raise RuntimeError("a worker yields once")


@contextmanager
def _no_collection() -> Iterator[None]:
    """Let trees of documents be: looking for dead ones among them takes longer than the work."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
