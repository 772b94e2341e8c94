"""``briefbook check``: runs the builder ``briefcheck`` over the book or a few documents of it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefbook.building.build_lock import lock_build_folder
from briefbook.building.records.kept_reading import start_reading
from briefbook.building.running.full_disk import full_disk
from briefbook.building.running.sphinx_failure import without_traceback
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import pages_folder, require_book
from briefbook.core.files.check_files import CHANGED_ALONE
from briefbook.core.files.writing import begun, clear_unfinished
from briefbook.core.processes.process_group import process_group

_OUT = "build/check"
_DOCTREES = f"{_OUT}/doctrees"
_LINKS = "build/linkcheck"


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What to check and how to report it; without ``files`` it is the whole book."""

    files: tuple[str, ...] = ()
    strict: bool = False
    format: str = "text"
    links: bool = False
    show: bool = False
    tick: tuple[str, ...] = ()
    by: str = ""


def check_book(root: Path, options: CheckOptions) -> int:
    """Check the book in ``root``, print the report, return 0 or 1 (errors were found).

    Raises :class:`BriefbookError` where there is no book, no such document, or Sphinx crashes.
    """
    require_book(root)
    settings = [f"brief_check_format={options.format}", f"brief_check_strict={int(options.strict)}"]
    if options.files:
        names = ",".join(_docnames(root, options.files))
        settings.append(f"brief_check_only={names}")
    if options.tick and not options.by.strip():
        raise BriefbookError("--tick needs the name of who has read it: --by 'Ada Smith'")
    if options.show:
        settings.append("brief_check_show=1")
    if options.tick:
        settings += [f"brief_check_tick={','.join(options.tick)}", f"brief_check_by={options.by}"]
    with lock_build_folder(root / _OUT):
        clear_unfinished(root / _OUT / "unfinished", root / _DOCTREES)
        with begun(root / _OUT / "unfinished"):
            return _check(root, options, settings)


def _check(root: Path, options: CheckOptions, settings: list[str]) -> int:
    if options.links:
        # What an earlier run wrote must not pass for this one's.
        (root / _LINKS / "output.json").unlink(missing_ok=True)
        if _sphinx(root, "linkcheck", _LINKS, [], {}, quiet=True) not in (0, 1):
            return 2
        settings.append(f"brief_check_links={_LINKS}/output.json")
    reading = start_reading(root, root / _DOCTREES)
    environment = {CHANGED_ALONE: "1"} if reading.silent else {}
    status = _sphinx(root, "briefcheck", _OUT, settings, environment)
    if status in (0, 1):
        reading.keep("briefcheck")
    return status


def _docnames(root: Path, files: tuple[str, ...]) -> Iterator[str]:
    pages = pages_folder(root)
    docs = (root / pages).resolve()
    for name in files:
        tried = [Path(name), docs / name, docs / f"{name}.md", docs / "chapters" / f"{name}.md"]
        path = next((p.resolve() for p in tried if p.is_file()), None)
        if path is None or not path.is_relative_to(docs):
            example = Path(pages, "chapters/bridges.md")
            raise BriefbookError(f"{name}: not a document of the book; name it as {example}")
        yield path.relative_to(docs).with_suffix("").as_posix()


def _sphinx(  # where, what, and how
    root: Path,
    builder: str,
    out: str,
    settings: list[str],
    environment: dict[str, str],
    *,
    quiet: bool = False,
) -> int:
    """Run Sphinx with doctrees of its own, which leaves a build's alone."""
    command = [
        *(sys.executable, "-m", "briefbook.domain.incremental.run_sphinx", "-q", "-j", "auto"),
        *("--no-color", "-b", builder),
        *("-c", ".", "-d", _DOCTREES, pages_folder(root), out),
        *(word for setting in settings for word in ("-D", setting)),
    ]
    with process_group(root / _OUT / "tmp") as group:
        sphinx = group.start(
            command,
            root,
            environment={"PYTHONUTF8": "1", **environment},
            # Printed here, where it is known what to do if nobody reads it.
            stdout=subprocess.DEVNULL if quiet else subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        report, said = sphinx.communicate()
        said = said.replace(f"{root.resolve()}/", "").strip()
        if full := full_disk(said):
            raise BriefbookError(full)
        if sphinx.returncode not in (0, 1):
            print(without_traceback(root, said), file=sys.stderr)
            return 2
    print(report or "", end="", flush=True)
    if said and not quiet:
        print(said, file=sys.stderr)
    # What Sphinx itself prints it warned of before the builder could keep it; a build would fail.
    return 1 if "WARNING: " in said and not quiet else sphinx.returncode
