"""Forked processes that take the next item when they are free, and report through a pipe."""

from __future__ import annotations

import gc
import multiprocessing
import os
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from signal import Signals
from typing import TYPE_CHECKING, Any

from briefbook.core.processes.faults import Fault, FaultError

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

_NUMBER = struct.Struct("=q")


class WorkerEndedError(Exception):
    """A process ended without a result; ``killed`` says whether by a signal."""

    def __init__(self, status: int) -> None:
        self.killed = status < 0
        said = "a process of the build "
        if self.killed:
            said += f"was killed ({Signals(-status).name}), most often because memory ran out; "
            said += "build again with fewer at a time (-j 1)"
        else:
            said += f"ended with status {status}"
        super().__init__(said)


class SharedCounter:
    """The place of the next item, for every process to take.

    A pipe that holds one number, taken out and put back by each: a counter and its lock.
    """

    def __init__(self, count: int) -> None:
        self._count = count
        self._taking, self._putting = os.pipe()
        self._put(0)

    def __iter__(self) -> Iterator[int]:
        """Yield the places of this process, until no item is left."""
        while (place := self._take()) < self._count:
            self._put(place + 1)
            yield place
        self._put(place)

    def stop(self) -> None:
        """Leave no more items for any process."""
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


class Fork:
    """A forked process at work; it and this process send each other picklable values."""

    def __init__(self, work: Callable[[Connection], None]) -> None:
        fork = multiprocessing.get_context("fork")
        self._pipe, there = fork.Pipe()
        self._process: ForkProcess = fork.Process(target=_work, args=(there, work))
        self._process.start()
        there.close()

    def send(self, thing: object) -> None:
        """Send what the work waits for."""
        self._pipe.send(thing)

    def receive(self) -> Any:
        """Wait for what the work sends.

        Raises :class:`WorkerEndedError`, and :class:`FaultError` with what the work raised.
        """
        try:
            thing = self._pipe.recv()
        except EOFError:
            self._process.join()
            raise WorkerEndedError(self._process.exitcode or 0) from None
        if isinstance(thing, Fault):
            raise FaultError(thing)
        return thing

    def join(self) -> None:
        """Wait until the process has ended; it has sent all that it has to."""
        self._pipe.close()
        self._process.join()

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self._process.terminate()
        self.join()


def _work(pipe: Connection, work: Callable[[Connection], None]) -> None:
    try:
        work(pipe)
    except (BrokenPipeError, EOFError):
        pass  # Nobody waits for it any more.
    except Exception as error:  # noqa: BLE001  # raised again where it is received
        pipe.send(Fault.of(error))


@contextmanager
def crew(count: int, work: Callable[[Connection], None]) -> Iterator[list[Fork]]:
    """Yield ``count`` processes that all do this work.

    At the end of the block all are waited for; an exception there ends them.
    """
    gc.freeze()  # No process traverses, and so copies, the objects that exist now.
    forks: list[Fork] = []
    try:
        for _ in range(count):
            forks.append(Fork(work))  # noqa: PERF401  # one that started is ended if the next fails
        yield forks
    except BaseException:
        for fork in forks:
            fork.end()
        raise
    finally:
        gc.unfreeze()
    for fork in forks:
        fork.join()
