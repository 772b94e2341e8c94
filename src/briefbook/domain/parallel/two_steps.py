"""Work in two steps, shared between processes that exchange results between the two.

Results, exceptions and Sphinx's messages come as if this process had done all, item by item.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from sphinx.errors import SphinxError

from briefbook.core.errors import BriefbookError
from briefbook.core.processes.faults import Fault, FaultError
from briefbook.domain.parallel.attempts import CallOutcome, attempt
from briefbook.domain.parallel.forks import Fork, SharedCounter, WorkerEndedError, crew

Item = TypeVar("Item")
Kept = TypeVar("Kept")
Found = TypeVar("Found")
Known = TypeVar("Known")
Made = TypeVar("Made")

_FEWEST = 8
"""Items that are worth a process of their own."""


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
    notes, terms and sources are at its end and take longest, and begun last they would keep
    one process busy when the others have nothing left.
    """
    count = max(1, min(processes, len(items) // _FEWEST))
    if count == 1:
        with _no_collection():
            begun = [steps.begin(item) for item in items]
            finish = steps.finish(steps.meet([found for _kept, found in begun]))
            return [finish(kept) for kept, _found in begun]
    turns = SharedCounter(len(items))
    try:
        with crew(count, partial(_share, turns, items, steps)) as forks:
            known = steps.meet(_in_order([_receive(fork) for fork in forks]))
            for fork in forks:
                fork.send(known)
            return _in_order([_receive(fork) for fork in forks])
    finally:
        turns.close()


def _in_order(shares: Sequence[Mapping[int, CallOutcome]]) -> list[Any]:
    """Return the results of all processes by place, and log their messages up to a failure."""
    results = []
    for _place, done in sorted(item for share in shares for item in share.items()):
        done.say()
        if done.failure is not None:
            raise done.failure
        results.append(done.result)
    return results


def _receive(fork: Fork) -> dict[int, CallOutcome]:
    try:
        done: dict[int, CallOutcome] = fork.receive()
    except WorkerEndedError as error:
        if error.killed:
            raise SphinxError(str(error)) from None
        raise FaultError(Fault(str(error), "", str(error))) from None
    return done


def _share(
    turns: SharedCounter,
    items: Sequence[Any],
    steps: Steps[Any, Any, Any, Any, Any],
    pipe: Connection,
) -> None:
    """Do the work of one process, and hand over what came of each step."""
    gc.disable()  # It ends soon, and all its memory with it.
    kept: dict[int, Any] = {}
    begun: dict[int, CallOutcome] = {}

    def begin(place: int) -> Any:
        kept[place], found = steps.begin(items[place])
        return found

    for turn in turns:
        place = len(items) - 1 - turn
        begun[place] = _attempt(partial(begin, place))
    pipe.send(begun)
    finish = steps.finish(pipe.recv())
    pipe.send({place: _attempt(partial(finish, kept[place])) for place in kept})


def _attempt(step: Callable[[], object]) -> CallOutcome:
    return attempt(step, (BriefbookError, SphinxError), lambda error: FaultError(Fault.of(error)))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Switch garbage collection off: searching the doctrees would take longer than the work."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
