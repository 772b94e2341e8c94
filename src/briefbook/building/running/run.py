"""Runs of Sphinx in processes of their own: quiet, and with progress."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from briefbook.building.build_folders import clear
from briefbook.building.running.full_disk import full_disk
from briefbook.building.running.loaded_sphinx import LoadedSphinx
from briefbook.building.running.sphinx_failure import without_traceback
from briefbook.core.files.book_folder import pages_folder
from briefbook.output.protocol import Output

# -W: a warning fails the build; -n: so does a reference to nothing.
STRICT = ("-W", "-n")
_WARNING = re.compile(r"(?:^|: )(?:WARNING|ERROR|SEVERE|CRITICAL): ")
# In as many processes as there are processors: the same output, sooner.
PARALLEL = ("-j", "auto")
# Not the line of Sphinx's message catalogs, which names no number.
PROGRESS = re.compile(
    r"(reading|writing|typesetting)(?:.*\[ *(\d+)%\]|.* in \d+ processes| Typst|\.\.\.$)"
)


class Ran(NamedTuple):
    """The result of a run: ``whole`` if there is an output, and the lines of Sphinx's warnings."""

    whole: bool
    warnings: tuple[str, ...] = ()


def run_sphinx(  # noqa: PLR0913  # where, what, and how
    root: Path,
    output: Output,
    out: Path,
    build_time: str,
    doctrees: str = "build/doctrees",
    *,
    strict: bool = False,
    said: Collection[str] = (),
    sphinx: LoadedSphinx | None = None,
) -> Ran:
    """Build an output of the documents of ``root`` into ``out``.

    ``build_time`` is in seconds since 1970, ``doctrees`` where Sphinx keeps what it has read.
    With ``strict`` a warning fails the build. Prints Sphinx's warnings and errors, but for the
    lines that were ``said`` of another output. ``sphinx`` is what builds others too.
    """
    if sphinx is None:
        with LoadedSphinx(root, build_time) as alone:
            return run_sphinx(
                root, output, out, build_time, doctrees, strict=strict, said=said, sphinx=alone
            )
    arguments = [
        *(*(STRICT if strict else ()), "--no-color", *PARALLEL, "-b", output.builder),
        *("-c", ".", "-d", doctrees, pages_folder(root), str(out)),
        *(word for setting in output.settings for word in ("-D", setting)),
    ]
    ran = _run(root, sphinx, arguments, output.words, said)
    if not ran.whole or not output.finish:
        return ran
    return ran._replace(whole=_finish(root, sphinx, output, out))


def _run(
    root: Path, sphinx: LoadedSphinx, arguments: Sequence[str], words: str, said: Collection[str]
) -> Ran:
    """Run Sphinx, showing its progress, then its warnings and errors."""
    shown = ""
    _show_progress(sphinx.run(arguments), words)
    complained = sphinx.complained().replace(f"{root.resolve()}/", "")
    if complained.strip():
        shown = full_disk(complained) or without_traceback(root, complained)
        if fresh := [line for line in shown.splitlines() if line not in said]:
            print("\n".join(fresh), file=sys.stderr)
    if sphinx.status < 0:
        # Most often the kernel, when memory runs out; Sphinx itself can say nothing then.
        print(f"Sphinx was killed by signal {-sphinx.status}", file=sys.stderr)
    found = shown.splitlines()
    return Ran(sphinx.status == 0, tuple(found) if any(map(is_warning, found)) else ())


def is_warning(line: str) -> bool:
    """Return whether a line of Sphinx begins a warning or error, and does not continue one."""
    return _WARNING.search(line) is not None


def _finish(root: Path, sphinx: LoadedSphinx, output: Output, out: Path) -> bool:
    """Run the output's own command on what Sphinx has written; keep its messages in a log."""
    shown = " ".join(output.finish)
    print(f"{shown}…", flush=True)
    log = root / "build" / f"{output.name}.log"
    clear(log)
    with log.open("w", encoding="utf-8") as report:
        try:
            made = sphinx.group.start(
                output.finish,
                out,
                environment=sphinx.environment,
                stdout=report.fileno(),
                stderr=report.fileno(),
            )
        except OSError as error:
            print(f"{shown}: cannot be run: {error.strerror or error}", file=sys.stderr)
            return False
        status = made.wait()
    if status:
        how = f"was killed by signal {-status}" if status < 0 else f"ended with status {status}"
        shown_log = log.relative_to(root)
        print(f"{shown} {how}; what it said is in {shown_log}", file=sys.stderr)
    return status == 0


def _show_progress(lines: Iterable[str], words: str) -> None:
    """Print what is being built; on a terminal, also how far it is."""
    print(f"building {words}…", flush=True)
    live = sys.stdout.isatty()
    for line in lines:
        done = PROGRESS.match(line) if live else None
        if done:
            part = f" {done[2]:>3} %" if done[2] else "…"
            print(f"\r\033[K  {done[1]}{part}", end="", flush=True)
    if live:
        print("\r\033[K", end="", flush=True)
