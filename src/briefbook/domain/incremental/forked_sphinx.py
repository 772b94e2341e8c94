"""What ``briefbook book`` runs: Sphinx, loaded once, and forked for each output.

The first argument is the folder of pages, where several outputs will be asked for: what all of them
load is loaded before the first is. Each line of standard input is a JSON list of arguments of
``sphinx-build``; after what that prints comes a line with :data:`DONE` and its exit status.
"""

from __future__ import annotations

import gc
import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from briefbook.core.files.cache import VARIABLE
from briefbook.core.processes.forked_runs import DONE
from briefbook.domain.incremental.loaded_later import DRAWING, LOADED_LATER
from briefbook.domain.incremental.observed_inputs import OBSERVED

_DRAWN = re.compile(rb"\{(?:readings-plot|timeline-plot|map)\}")


def main() -> int:
    """Answer requests in the book's folder until there are no more; return the exit status."""
    # First of all: what is loaded here may look up a variable that a build depends on.
    OBSERVED.begin(Path.cwd())
    for name in loaded_by_all(Path(sys.argv[1])) if sys.argv[1:] else ():
        with suppress(Exception):  # The run that needs it says what is wrong with it.
            import_module(name)
    gc.freeze()  # What is there now stays: no process has to look through it, or copy it.
    for request in sys.stdin:
        process = os.fork()
        if process == 0:
            return _run(json.loads(request))
        _process, status = os.waitpid(process, 0)
        print(f"{DONE}{os.waitstatus_to_exitcode(status)}", flush=True)
    return 0


def _run(arguments: list[str]) -> int:
    # The requests are for the process that was forked.
    with Path(os.devnull).open(encoding="utf-8") as nothing:
        os.dup2(nothing.fileno(), sys.stdin.fileno())
    # Later: what Sphinx loads is not what the book reads.
    from sphinx.cmd.build import main as build

    return build(arguments)


def loaded_by_all(pages: Path) -> Iterator[str]:
    """Yield what all outputs of the book will load, by name."""
    from sphinx.application import builtin_extensions

    yield from (*builtin_extensions, *LOADED_LATER)
    # What was drawn before comes from the cache, without matplotlib.
    if not any(Path(os.environ[VARIABLE]).glob("*.print.svg")) and any(
        _DRAWN.search(page.read_bytes()) for page in pages.rglob("*.md")
    ):
        yield from DRAWING


if __name__ == "__main__":
    raise SystemExit(main())
