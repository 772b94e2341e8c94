"""Work in two steps, shared between processes that meet between the two.

Results, exceptions and Sphinx's messages come as if this process had done all, item by item.
"""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from logging import LogRecord
from multiprocessing.connection import Connection
from signal import Signals
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sphinx.errors import SphinxError
from sphinx.util import logging

from briefbook.core.errors import BriefbookError
from briefbook.parallel import SharedCounter
from briefbook.pdf.faults import Fault, FaultError

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

Item = TypeVar("Item")
Kept = TypeVar("Kept")
Found = TypeVar("Found")
Known = TypeVar("Known")
Made = TypeVar("Made")

_FEWEST = 8
"""Items that are worth a process of their own."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Steps(Generic[Item, Kept, Found, Known, Made]):
    """The work: for each item first ``begin``, then, when all were begun, ``finish``.

    ``begin`` returns what it keeps for ``finish`` and what it found for all to know; ``meet``
    makes one thing of what was found in all items, in their order; ``finish`` is called with it
    once in each process, and what that returns is called with what was kept of each item.
    """

    begin: Callable[[Item], tuple[Kept, Found]]
    meet: Callable[[list[Found]], Known]
    finish: Callable[[Known], Callable[[Kept], Made]]


def run_in_two_steps(
    items: Sequence[Item], processes: int, steps: Steps[Item, Kept, Found, Known, Made]
) -> list[Made]:
    """Return what the steps make of each item, in their order; what a step raises is raised.

    A fault of ours comes from another process as :class:`FaultError`.

    Each process takes the next item when it is free. The last is begun first: a book's lists of
    notes, terms and sources stand at its end and take longest, and begun last they would keep
    one process busy when the others have nothing left.
    """
    count = max(1, min(processes, len(items) // _FEWEST))
    if count == 1:
        with _no_collection():
            begun = [steps.begin(item) for item in items]
            finish = steps.finish(steps.meet([found for _kept, found in begun]))
            return [finish(kept) for kept, _found in begun]
    turns = SharedCounter(len(items))
    gc.freeze()  # What is there now stays: no process has to look through it, or copy it.
    crew = [_Worker(turns, items, steps) for _ in range(count)]
    try:
        known = steps.meet(_in_order([worker.receive() for worker in crew]))
        for worker in crew:
            worker.send(known)
        return _in_order([worker.receive() for worker in crew])
    finally:
        gc.unfreeze()
        for worker in crew:
            worker.end()
        turns.close()


@dataclass(frozen=True, slots=True)
class _Done:
    """What came of one step of one item."""

    result: Any
    failure: Exception | None
    logs: Sequence[LogRecord]


def _in_order(shares: Sequence[Mapping[int, _Done]]) -> list[Any]:
    """Return the results of all processes by place, and say what was said up to a failure."""
    results = []
    for _place, done in sorted(item for share in shares for item in share.items()):
        for record in done.logs:
            logger.handle(record)
        if done.failure is not None:
            raise done.failure
        results.append(done.result)
    return results


class _Worker:
    """A forked process at work."""

    def __init__(
        self, turns: SharedCounter, items: Sequence[Any], steps: Steps[Any, Any, Any, Any, Any]
    ) -> None:
        fork = multiprocessing.get_context("fork")
        self._pipe, there = fork.Pipe()
        self._process: ForkProcess = fork.Process(target=_work, args=(there, turns, items, steps))
        self._process.start()
        there.close()

    def send(self, known: object) -> None:
        self._pipe.send(known)

    def receive(self) -> dict[int, _Done]:
        try:
            done: dict[int, _Done] | Fault = self._pipe.recv()
        except EOFError:
            self._process.join()
            status = self._process.exitcode or 0
            if status >= 0:
                said = f"a process that wrote a part of the PDF ended with status {status}"
                raise FaultError(Fault(said, "", said)) from None
            raise SphinxError(
                f"a process that wrote a part of the PDF was killed ({Signals(-status).name}), "
                "most often because memory ran out; try again with -j 1"
            ) from None
        if isinstance(done, Fault):
            raise FaultError(done)
        return done

    def end(self) -> None:
        self._pipe.close()
        self._process.terminate()
        self._process.join()


def _work(
    pipe: Connection,
    turns: SharedCounter,
    items: Sequence[Any],
    steps: Steps[Any, Any, Any, Any, Any],
) -> None:
    """Do the work of one process, and hand over what came of each step, or our fault."""
    gc.disable()  # It ends soon, and all its memory with it.
    try:
        _share(pipe, turns, items, steps)
    except (BrokenPipeError, EOFError):
        pass  # Nobody waits for it any more.
    except Exception as error:  # noqa: BLE001  # raised again where it is received
        pipe.send(Fault.of(error))


def _share(
    pipe: Connection,
    turns: SharedCounter,
    items: Sequence[Any],
    steps: Steps[Any, Any, Any, Any, Any],
) -> None:
    kept: dict[int, Any] = {}
    begun: dict[int, _Done] = {}

    def begin(place: int) -> Any:
        kept[place], found = steps.begin(items[place])
        return found

    for turn in turns:
        place = len(items) - 1 - turn
        begun[place] = _attempt(partial(begin, place))
    pipe.send(begun)
    finish = steps.finish(pipe.recv())
    pipe.send({place: _attempt(partial(finish, kept[place])) for place in kept})


def _attempt(step: Callable[[], object]) -> _Done:
    collector = logging.LogCollector()
    failure: Exception | None = None
    result = None
    with collector.collect():
        try:
            result = step()
        except (BriefbookError, SphinxError) as error:
            failure = error
        except Exception as error:  # noqa: BLE001  # raised again where it is received
            failure = FaultError(Fault.of(error))
    logging.convert_serializable(collector.logs)
    return _Done(result, failure, collector.logs)


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
