"""A function called in a new Python, so that its memory is free for what comes next.

``python -m briefbook.core.processes.fresh`` reads a pickled function and its argument from standard
input, which only :func:`run_in_subprocess` writes, and writes the pickled result, error or fault to
standard output. A process that is forked would share the state of a library's threads, without the
threads.
"""

from __future__ import annotations

import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar, cast

from briefbook.core.errors import BriefbookError
from briefbook.core.processes.faults import Fault, FaultError

Task = TypeVar("Task")
Made = TypeVar("Made")


class SubprocessKilledError(Exception):
    """The process was killed; ``args[0]`` is the name of the signal."""


def run_in_subprocess(work: Callable[[Task], Made], task: Task) -> Made:
    """Return what ``work`` makes of a task, in a new process.

    Raises what the work raises if that is a :class:`BriefbookError`, and else :class:`FaultError`;
    and :class:`SubprocessKilledError`.
    """
    done = subprocess.run(
        [sys.executable, "-m", "briefbook.core.processes.fresh"],
        input=pickle.dumps((work, task)),
        capture_output=True,
        check=False,
        close_fds=False,  # A lock that we inherited is theirs too.
    )
    if done.returncode < 0:
        raise SubprocessKilledError(signal.Signals(-done.returncode).name)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        status = f"a process ended with status {done.returncode}"
        raise FaultError(Fault(said.rpartition("\n")[2] or status, "", said or status))
    made, failure = pickle.loads(done.stdout)  # noqa: S301  # our own process
    if isinstance(failure, Fault):
        raise FaultError(failure)
    if failure:
        raise failure
    return cast("Made", made)


@contextmanager
def subprocess_pool(processes: int) -> Iterator[Executor]:
    """Yield an executor that runs so many calls of :func:`run_in_subprocess` at a time.

    If the block fails, or is interrupted, calls that have not begun are dropped.
    """
    with ThreadPoolExecutor(processes) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def main() -> None:
    """Do the task that standard input holds."""
    work, task = pickle.load(sys.stdin.buffer)  # noqa: S301  # as above
    made: object = None
    failure: BriefbookError | Fault | None = None
    try:
        made = work(task)
    except BriefbookError as error:
        failure = error
    except Exception as error:  # noqa: BLE001  # raised again where it is received
        failure = Fault.of(error)
    pickle.dump((made, failure), sys.stdout.buffer)


if __name__ == "__main__":
    main()
