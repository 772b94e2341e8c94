"""One run of Sphinx in a process of its own: quiet, with progress, and strict."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from briefbook.building.full_disk import full_disk
from briefbook.building.sphinx_failure import without_traceback
from briefbook.core.processes.process_group import process_group

# -W: a warning fails the build; -n: so does a reference to nothing.
STRICT = ("-W", "-n", "--keep-going", "--no-color")
# In as many processes as there are processors: the same output, sooner.
PARALLEL = ("-j", "auto")
TEMPORARY = "build/work/tmp"
# Not the line of Sphinx's message catalogs, which names no number.
PROGRESS = re.compile(
    r"(reading|writing|typesetting)(?:.*\[ *(\d+)%\]|.* in \d+ processes| Typst|\.\.\.$)"
)


def run_sphinx(
    root: Path,
    builder: str,
    out: Path,
    words: str,
    build_time: str,
    doctrees: str = "build/doctrees",
) -> bool:
    """Build the documents of ``root/docs`` into ``out``; ``words`` names it: "the site".

    ``build_time`` is in seconds since 1970, ``doctrees`` where Sphinx keeps what it has read.
    Prints what Sphinx complains of, and returns whether it succeeded.
    """
    command = [
        *(
            sys.executable,
            "-m",
            "briefbook.domain.incremental.run_sphinx",
            *STRICT,
            *PARALLEL,
            "-b",
            builder,
        ),
        *("-c", ".", "-d", doctrees, "docs", str(out)),
    ]
    with (
        tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as complaints,
        process_group(root / TEMPORARY) as group,
    ):
        sphinx = group.start(
            command,
            root,
            environment={"SOURCE_DATE_EPOCH": build_time, "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=complaints.fileno(),
        )
        _show_progress(sphinx, words)
        sphinx.wait()
        complaints.seek(0)
        said = complaints.read().replace(f"{root.resolve()}/", "")
        if said.strip():
            print(full_disk(said) or without_traceback(root, said), file=sys.stderr)
    if sphinx.returncode < 0:
        # Most often the kernel, when memory runs out; Sphinx itself can say nothing then.
        print(f"Sphinx was killed by signal {-sphinx.returncode}", file=sys.stderr)
    return sphinx.returncode == 0


def _show_progress(sphinx: subprocess.Popen[str], words: str) -> None:
    """Print what is being built; on a terminal, also how far it is."""
    print(f"building {words}…", flush=True)
    live = sys.stdout.isatty()
    for line in sphinx.stdout or ():
        done = PROGRESS.match(line) if live else None
        if done:
            part = f" {done[2]:>3} %" if done[2] else "…"
            print(f"\r\033[K  {done[1]}{part}", end="", flush=True)
    if live:
        print("\r\033[K", end="", flush=True)
