"""Many files read at a time, in processes that end with the command.

A process of its own (``python -m briefbook.sources.adding.parallel``) forks the readers: it has no
threads and no state to lose, and needs neither names nor files that would have to be removed.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO, TypeVar, cast

from briefbook.core.processes.process_group import process_group
from briefbook.sources.errors import InputError

Made = TypeVar("Made")

#: How it shows that a process was killed or could not be started.
_NO_PROCESS = (BrokenProcessPool, OSError, EOFError)


def read_in_parallel(
    names: Sequence[str], read: Callable[[str], Made], temporary: Path
) -> Iterator[Made | InputError]:
    """Yield, for each file in order, what ``read`` returns for it in another process.

    A file whose reader dies, perhaps for lack of memory, fails alone; the others are read. If
    no process can be started, this one reads. ``temporary`` is a folder that is made and removed.
    """
    count = 0
    try:
        with process_group(temporary) as group:
            task = temporary / "task"
            task.write_bytes(pickle.dumps((names, read)))
            reading = group.start(
                [sys.executable, "-m", __name__, str(task.resolve())],
                Path.cwd(),
                environment={"PYTHONPATH": os.pathsep.join(sys.path)},
                stdout=subprocess.PIPE,
            )
            results = cast("BinaryIO", cast("TextIOWrapper", reading.stdout).buffer)
            for _name in names:
                result: Made | InputError = pickle.load(results)  # noqa: S301  # our own process
                count += 1
                yield result
    except (OSError, EOFError, pickle.UnpicklingError):
        yield from map(read, names[count:])


def main() -> None:
    """Read the files of the task that the command line names; write each result when it is due."""
    names, read = pickle.loads(Path(sys.argv[1]).read_bytes())  # noqa: S301  # our parent's
    # What a library prints is no result.
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)
        for result in _in_readers(names, read):
            pickle.dump(result, out)
            out.flush()


def _in_readers(names: Sequence[str], read: Callable[[str], Made]) -> Iterator[Made | InputError]:
    try:
        pool = _pool(os.cpu_count())
    except _NO_PROCESS:
        yield from map(read, names)
        return
    with pool:
        futures = [_submit(pool, read, name) for name in names]
        for name, future in zip(names, futures, strict=True):
            try:
                yield future.result() if future else _read_alone(name, read)
            except _NO_PROCESS:
                yield _read_alone(name, read)


def _submit(
    pool: ProcessPoolExecutor, read: Callable[[str], Made], name: str
) -> Future[Made] | None:
    """Hand a file to the pool; ``None`` if an earlier file has already broken it."""
    try:
        return pool.submit(read, name)
    except _NO_PROCESS:
        return None


def _read_alone(name: str, read: Callable[[str], Made]) -> Made | InputError:
    """Read a file in a process of its own: the pool broke over it or over another."""
    try:
        with _pool(1) as pool:
            return pool.submit(read, name).result()
    except _NO_PROCESS:
        return InputError(name, "its reader was stopped by the system", "save its text alone")


def _pool(processes: int | None) -> ProcessPoolExecutor:
    # All its processes are forked before it has a thread.
    return ProcessPoolExecutor(processes, multiprocessing.get_context("fork"))


if __name__ == "__main__":
    main()
