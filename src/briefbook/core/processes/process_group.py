"""Processes that end with this one, however this one ends.

They and all that they start are one process group. A shell in the group reads from a pipe that
only this process can write to, and never does: the pipe ends when this process does, and then the
shell ends the group. So does this process itself when it needs the group no more. Nothing in the
group has to know of it, and a terminal's Ctrl-C reaches this process alone.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, Thread

from briefbook.core.processes.interrupts import SIGNALS

_GUARD = "trap '' HUP INT TERM; read -r line; kill -KILL 0"


class ProcessGroup:
    """A process group, and the folder for its temporary files."""

    def __init__(self, leader: int, temporary: Path) -> None:
        self._leader = leader
        self._temporary = temporary
        self._ended = False
        self._ending = Lock()
        self.processes: list[subprocess.Popen[str]] = []

    def start(
        self,
        command: Sequence[str],
        root: Path,
        *,
        environment: Mapping[str, str] | None = None,
        stdin: int = subprocess.DEVNULL,
        stdout: int | None = None,
        stderr: int | None = None,
    ) -> subprocess.Popen[str]:
        """Start a process in the folder ``root``; it inherits what is inheritable: a lock."""
        # What is read here is read as UTF-8, whatever the terminal understands.
        encoding = {} if stdout is None else {"PYTHONIOENCODING": "utf-8"}
        process = subprocess.Popen(
            command,
            cwd=root,
            env={**os.environ, "TMPDIR": str(self._temporary), **encoding, **(environment or {})},
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            encoding="utf-8",
            errors="replace",
            close_fds=False,
            process_group=self._leader,
        )
        self.processes.append(process)
        if subprocess.PIPE in (stdout, stderr):
            Thread(target=self._end_after, args=(process,), daemon=True).start()
        return process

    def end(self) -> None:
        """Kill all processes of the group; they hold nothing that the next run would keep."""
        with self._ending:
            # Once only: when its leader was waited for, its number may be that of another.
            if not self._ended:
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(self._leader, signal.SIGKILL)
            self._ended = True

    def _end_after(self, process: subprocess.Popen[str]) -> None:
        """End what a process that was killed has left: it holds our pipes open."""
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)  # They are for the main thread.
        process.wait()
        self.end()


@contextmanager
def process_group(temporary: Path) -> Iterator[ProcessGroup]:
    """Yield a group of processes, none of which outlives the block or this process.

    ``temporary`` is a folder for their temporary files: made anew, and removed with them.
    """
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(parents=True)
    # In the background of a terminal, they may still write to it where `stty tostop` is set.
    signal.signal(signal.SIGTTOU, signal.SIG_IGN)
    guard = subprocess.Popen(
        ["/bin/sh", "-c", _GUARD],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        process_group=0,
    )
    group = ProcessGroup(guard.pid, temporary.resolve())
    try:
        yield group
    finally:
        group.end()
        guard.communicate()
        for process in group.processes:
            process.wait()
            for pipe in (process.stdin, process.stdout, process.stderr):
                if pipe:
                    pipe.close()
        shutil.rmtree(temporary, ignore_errors=True)
