"""Typst in a process of its own, so that its memory is free for what comes next.

``python -m briefbook.pdf.typst.typst_process`` reads a pickled function of this package and its
argument from standard input, which only this package writes, and writes the pickled result,
Typst's report, or a fault of ours, to standard output. A process that is forked would share the
state of Typst's threads, without the threads.
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

import typst

from briefbook.pdf.faults import Fault, FaultError

Task = TypeVar("Task")
Made = TypeVar("Made")


class TypesettingError(Exception):
    """Typst could not set it; ``args[0]`` is its report."""


class EndedError(Exception):
    """The process was killed; ``args[0]`` is the name of the signal."""


def run_in_subprocess(work: Callable[[Task], Made], task: Task) -> Made:
    """Return what ``work`` makes of a task, in a new process.

    Raises :class:`TypesettingError`, :class:`EndedError` and, for whatever else the work raises,
    :class:`FaultError`.
    """
    done = subprocess.run(
        [sys.executable, "-m", "briefbook.pdf.typst.typst_process"],
        input=pickle.dumps((work, task)),
        capture_output=True,
        check=False,
        close_fds=False,  # A lock that we inherited is theirs too.
    )
    if done.returncode < 0:
        raise EndedError(signal.Signals(-done.returncode).name)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        status = f"a typesetting process ended with status {done.returncode}"
        raise FaultError(Fault(said.rpartition("\n")[2] or status, "", said or status))
    made, report, fault = pickle.loads(done.stdout)  # noqa: S301  # our own process
    if fault:
        raise FaultError(fault)
    if report:
        raise TypesettingError(report)
    return cast("Made", made)


@contextmanager
def subprocess_pool(processes: int) -> Iterator[Executor]:
    """Give what runs so many calls of :func:`run_in_subprocess` at a time.

    When its user fails, or is interrupted, those that have not begun are dropped.
    """
    with ThreadPoolExecutor(processes) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def main() -> None:
    """Do the task of standard input."""
    work, task = pickle.load(sys.stdin.buffer)  # noqa: S301  # as above
    made, report, fault = None, "", None
    try:
        made = work(task)
    except typst.TypstError as error:
        report = error.diagnostic or str(error)
    except Exception as error:  # noqa: BLE001  # raised again where it is received
        fault = Fault.of(error)
    pickle.dump((made, report, fault), sys.stdout.buffer)


if __name__ == "__main__":
    main()
