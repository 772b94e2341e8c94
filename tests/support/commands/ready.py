"""Commands that begin in a Python which has loaded Sphinx and the package already.

Most of what a small build takes is starting Python and loading Sphinx with its extensions. Here a
process loads them once, does nothing else, and is forked for each command; the command's own runs
of Sphinx are forked from it. Each has its own folder, environment, output and status, and knows
nothing of any other command. That a command loads all that it needs is shown by those that start
cold, and by ``make coverage``, where all do.
"""

from __future__ import annotations

import atexit
import gc
import inspect
import multiprocessing
import os
import runpy
import signal
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from functools import cache
from io import TextIOWrapper
from multiprocessing import forkserver
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Any, NoReturn

import pytest

from kept import unseen

_OURS = ("kept", "commands", "commands.ready", "commands.ready_modules")
#: What runs Sphinx, or a command that does. Our other programs are small.
_MODULES = frozenset({
    "briefbook", "briefbook.domain.incremental.forked_sphinx",
    "briefbook.domain.incremental.run_sphinx", "sphinx",
})  # fmt: skip


def is_wanted() -> bool:
    """Return whether commands may begin warm: not where the lines that they run are counted."""
    return not any(name.startswith("COVERAGE_PROCESS") for name in os.environ)


def run_ready(
    root: Path, arguments: Sequence[str], environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run ``briefbook`` in a folder; return what it said, and its status."""
    with tempfile.TemporaryDirectory() as folder:
        said = [Path(folder, name) for name in ("out", "err")]
        task = (str(root), tuple(arguments), dict(environment), *map(str, said))
        process = _ready_processes().Process(target=_run_command, args=task)
        process.start()
        process.join()
        out, err = (path.read_text(encoding="utf-8") for path in said)
    assert process.exitcode is not None
    return subprocess.CompletedProcess(["briefbook", *arguments], process.exitcode, out, err)


@cache
def _ready_processes() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["commands.ready_modules"])
    with pytest.MonkeyPatch.context() as patch:
        # Python before 3.14 has no other path there, and is silent about what it does not find.
        patch.setenv("PYTHONPATH", os.pathsep.join(sys.path))
        forkserver.ensure_running()
    return context


@unseen
def _run_command(
    root: str, arguments: Sequence[str], environment: Mapping[str, str], *said: str
) -> None:
    assert "commands.ready_modules" in sys.modules
    for number, path in enumerate(said, 1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    subprocess.Popen = _Forked  # type: ignore[misc]
    _become("briefbook", arguments, root, environment)


@unseen
def _become(
    module: str, arguments: Sequence[str], root: str, environment: Mapping[str, str]
) -> NoReturn:
    """Do what ``python -m`` does in a new process, and end."""
    status: object = 0
    # What the process before had opened is not closed, by whomever its number is used now.
    gc.freeze()
    os.chdir(root)
    os.environ.clear()
    os.environ.update(environment)
    tempfile.tempdir = None
    sys.stdin, sys.stdout, sys.stderr = map(_stream, range(3))
    sys.argv = [module, *arguments]
    given = environment.get("PYTHONPATH", "").split(os.pathsep)
    installed = [path for path in sys.path if path.startswith((sys.prefix, sys.base_prefix))]
    sys.path[:] = [root, *filter(None, given), *installed]
    # Ours would pass for the book's own.
    for name in {*_OURS, "__mp_main__"}.intersection(sys.modules):
        del sys.modules[name]
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", ".*found in sys.modules", RuntimeWarning)
            runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        status = ended.code
    except BaseException:  # noqa: BLE001  # as Python does at its end
        sys.excepthook(*sys.exc_info())
        status = 1
    atexit._run_exitfuncs()
    if isinstance(status, str):
        print(status, file=sys.stderr)
    for stream in (sys.stdout, sys.stderr):
        if not stream.closed:
            stream.flush()
    os._exit(status if isinstance(status, int) else bool(status))


@unseen
def _stream(number: int) -> TextIOWrapper:
    errors = "backslashreplace" if number == 2 else "strict"
    stream = open(  # noqa: SIM115  # a descriptor, for as long as the process lives
        number, "w" if number else "r", encoding="utf-8", errors=errors, closefd=False
    )
    stream.reconfigure(line_buffering=number == 2)
    return stream


class _Forked(subprocess.Popen):  # type: ignore[type-arg]  # of bytes or of text
    """Begins a process as :class:`subprocess.Popen` does; one that runs Sphinx is forked."""

    @unseen
    def _execute_child(self, *arguments: Any) -> None:
        start = super()._execute_child  # type: ignore[misc]
        given = inspect.signature(start).bind(*arguments).arguments
        if not _runs_sphinx(given["args"]):
            start(*arguments)
            return
        self.pid = os.fork()
        if not self.pid:
            _begin(given)
        self._child_created = True
        os.setpgid(self.pid, max(given["process_group"], 0) or os.getpgrp())
        self._close_pipe_fds(*(given[name] for name in _PIPES))  # type: ignore[attr-defined]


_PIPES = ("p2cread", "p2cwrite", "c2pread", "c2pwrite", "errread", "errwrite")


def _runs_sphinx(command: object) -> bool:
    return (
        isinstance(command, list)
        and command[:2] == [sys.executable, "-m"]
        and command[2] in _MODULES
    )


@unseen
def _begin(given: Mapping[str, Any]) -> None:
    """Be what the system makes of a process at its beginning, then a Python in it."""
    os.setpgid(0, max(given["process_group"], 0) or os.getpgrp())
    for number, name in enumerate(("p2cread", "c2pwrite", "errwrite")):
        if given[name] not in {-1, number}:
            os.dup2(given[name], number)
    for number in [int(path.name) for path in Path("/dev/fd").iterdir()]:
        if number > 2 and _ends_here(number):
            os.close(number)
    for each in signal.valid_signals():
        if callable(signal.getsignal(each)):
            signal.signal(each, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _become(given["args"][2], given["args"][3:], given["cwd"], given["env"])


def _ends_here(number: int) -> bool:
    """Tell whether a program that is begun would not have this file open."""
    try:
        return not os.get_inheritable(number)
    except OSError:
        return False  # The list of them was one of them.
