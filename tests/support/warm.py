"""``briefbook`` commands in processes that are forked with everything imported.

Most of the time of a small book's build is the start of Sphinx, twice. Each command here is a new
process all the same, in which nothing was built before; so is each Sphinx that it starts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from books import EPOCH, ROOT

#: Run as text: a file of code that is not installed would count as the book's own.
_STEM = r'''
import importlib, json, os, sys
from contextlib import suppress

def run(module, arguments, folder, environment, out, err, group=None):
    """Fork a process that does what ``python -m module arguments`` does; return its number."""
    sys.stdout.flush()
    number = os.fork()
    if number:
        return number
    status = 1
    try:
        if group is not None:
            os.setpgid(0, group)
        os.dup2(out, 1)
        os.dup2(err, 2)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        sys.argv = [module, *arguments]
        main = importlib.import_module(module).main
        status = main()
    except SystemExit as ended:
        status = ended.code
    except BaseException:
        import traceback
        traceback.print_exc()
    finally:
        with suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        if learned := os.environ.get("WARM_LEARNED"):
            with open(learned, "a") as file:
                file.write("".join(name + "\n" for name in sys.modules))
        os._exit(status if isinstance(status, int) else 1)

class Forked:
    """What is used of ``subprocess.Popen``."""
    def __init__(self, number, reading):
        self.pid = number
        self.stdout = reading and open(reading, encoding="utf-8", errors="replace")
        self.stderr = None
        self.returncode = None
    def wait(self, timeout=None):
        with lock:
            if self.returncode is None:
                self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.returncode

import subprocess, threading
lock = threading.Lock()
from briefbook.core.processes.process_group import ProcessGroup
start = ProcessGroup.start

def forking(self, command, root, *, environment=None, stdout=None, stderr=None):
    sphinx = command[1:3] == ["-m", "briefbook.domain.incremental.run_sphinx"]
    if not sphinx or stderr == subprocess.PIPE:
        return start(self, command, root, environment=environment, stdout=stdout, stderr=stderr)
    reading, out = os.pipe() if stdout == subprocess.PIPE else (None, stdout)
    values = {**os.environ, "TMPDIR": str(self._temporary), **(environment or {})}
    number = run(command[2], command[3:], root, values, out, stderr, self._leader)
    if reading:
        os.close(out)
    process = Forked(number, reading)
    self.processes.append(process)
    return process

ProcessGroup.start = forking
for line in sys.stdin:
    asked = json.loads(line)
    if "modules" in asked:
        for name in asked["modules"]:
            with suppress(Exception):
                importlib.import_module(name)
        print("done", flush=True)
        continue
    with open(asked["said"], "wb") as said:
        number = run("briefbook.__main__", asked["arguments"], asked["folder"],
                     asked["environment"], said.fileno(), said.fileno())
    print(os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]), flush=True)
'''


class WarmCommands:
    """A process that forks commands; ``seed`` is that of its sets' order (PYTHONHASHSEED)."""

    def __init__(self, seed: int) -> None:
        self._environment = {
            **os.environ,
            "SOURCE_DATE_EPOCH": EPOCH,
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONHASHSEED": str(seed),
        }
        self._stem = subprocess.Popen(
            [sys.executable, "-c", _STEM],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=self._environment,
        )  # fmt: skip

    def learn(self, root: Path) -> None:
        """Build a book, then import whatever that has imported."""
        with tempfile.NamedTemporaryFile("r") as learned:
            self.build(root, {"WARM_LEARNED": learned.name})
            names = sorted(set(learned.read().split()) - {"__main__", "conf"})
        assert self._ask({"modules": names}) == "done"

    def build(self, root: Path, environment: Mapping[str, str] | None = None) -> None:
        """Run ``briefbook book`` in a folder; fail with what it says if it fails."""
        status, said = self.run(root, "book", environment=environment)
        assert status == 0, said

    def run(
        self, root: Path, *arguments: str, environment: Mapping[str, str] | None = None
    ) -> tuple[int, str]:
        """Run a command in a folder; return its status and all that it says."""
        with tempfile.NamedTemporaryFile("r", encoding="utf-8", errors="replace") as said:
            request = {
                "arguments": arguments,
                "folder": str(root),
                "environment": {**self._environment, **(environment or {})},
                "said": said.name,
            }
            return int(self._ask(request)), said.read()

    def end(self) -> None:
        """End the process; it forks no more."""
        assert self._stem.stdin
        self._stem.stdin.close()
        self._stem.wait()

    def _ask(self, request: object) -> str:
        assert self._stem.stdin
        assert self._stem.stdout
        self._stem.stdin.write(json.dumps(request) + "\n")
        self._stem.stdin.flush()
        return self._stem.stdout.readline().strip()
