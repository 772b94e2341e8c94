"""Sphinx for one output or several: a process that loads it, and forks for each of them.

To load Sphinx, its extensions and what draws charts takes two seconds, which the site, the PDF and
each edition in another language would need again.
"""

from __future__ import annotations

import json
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from briefbook.core.files.book_folder import pages_folder
from briefbook.core.files.cache import cache_environment
from briefbook.core.processes.forked_runs import DONE
from briefbook.core.processes.process_group import ProcessGroup, process_group

_TEMPORARY = "build/work/tmp"


class LoadedSphinx:
    """The process, which starts with the first run and ends with the block.

    ``build_time`` is in seconds since 1970; ``several`` says that more than one output will be
    built. ``status`` is the exit status of the last run: negative for the number of a signal.
    """

    def __init__(self, root: Path, build_time: str, *, several: bool = False) -> None:
        self.environment = {
            "SOURCE_DATE_EPOCH": build_time, "PYTHONUTF8": "1", **cache_environment(root)
        }  # fmt: skip
        self.status = 0
        self._root, self._several = root, several
        self._open = ExitStack()
        self._process: subprocess.Popen[str] | None = None
        self._code: dict[str, int] = {}

    def __enter__(self) -> Self:
        """Return it; nothing has started yet."""
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None,
        _where: TracebackType | None,
    ) -> None:  # fmt: skip
        """End the process, and all that it has started."""
        self._open.close()

    def run(self, arguments: Sequence[str]) -> Iterator[str]:
        """Run ``sphinx-build``; yield the lines that it prints, until it has ended."""
        process = self._started()
        with suppress(BrokenPipeError):  # It has ended already; its status follows.
            print(json.dumps(list(arguments)), file=process.stdin, flush=True)
        for line in process.stdout or ():
            if line.startswith(DONE):
                self.status = int(line.removeprefix(DONE))
                return
            yield line
        self.status = process.wait()

    def complained(self) -> str:
        """Return what the last run has written to standard error."""
        # All who write there add to its end, wherever this has read to.
        return self._complaints.read()

    def _started(self) -> subprocess.Popen[str]:
        """Return the process; a new one where code has changed that the last may have loaded.

        What an output was made from is noted when its run begins.
        """
        code = dict(_code())
        if self._process is None or code != self._code:
            self._open.close()
            self._process, self._code = self._start(), code
        return self._process

    def _start(self) -> subprocess.Popen[str]:
        self._complaints = self._open.enter_context(
            tempfile.NamedTemporaryFile("r", encoding="utf-8", errors="replace")  # noqa: SIM115  # it is
        )
        self.group: ProcessGroup = self._open.enter_context(process_group(self._root / _TEMPORARY))
        command = [sys.executable, "-m", "briefbook.domain.incremental.forked_sphinx"]
        with Path(self._complaints.name).open("ab") as complaints:
            return self.group.start(
                [*command, *([pages_folder(self._root)] if self._several else [])],
                self._root,
                environment=self.environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=complaints.fileno(),
            )


def _code() -> Iterator[tuple[str, int]]:
    """Yield the files of this package with the times of their change, and what is installed."""
    for path in Path(__file__).parents[2].rglob("*"):
        if path.parent.name != "__pycache__" and path.is_file():
            yield str(path), path.stat().st_ctime_ns
    for folder in {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}:
        yield from ((str(path), 0) for path in Path(folder).glob("*.dist-info"))
