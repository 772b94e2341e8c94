"""``briefbook shelf``: parses, calls one function and says how it ended."""

from __future__ import annotations

import argparse
import sys

from briefbook.core.ended import Ended
from briefbook.core.errors import BriefbookError

Subcommands = argparse._SubParsersAction  # noqa: SLF001  # argparse gives it no public name

FORMATS = ("text", "json")


def add_shelf(commands: Subcommands[argparse.ArgumentParser]) -> None:
    """Add ``shelf``."""
    shelf = commands.add_parser("shelf", help="build many books as one library, from shelf.toml")
    shelf.add_argument(
        "action", choices=("build", "impact"),
        help="build what changed to build/library/, or list what rests on SOURCE in any book",
    )  # fmt: skip
    shelf.add_argument(
        "source", nargs="?", default="", metavar="SOURCE",
        help="for impact: key, DOI or address of a work, or BOOK#ID, a place in a book",
    )  # fmt: skip
    shelf.add_argument("--locator", default="", help="blocks of the source, such as '¶¶ 12–14'")
    shelf.add_argument(
        "--format", choices=FORMATS, default="text", help="format of impact's list; default text"
    )
    shelf.add_argument(
        "--scheduler", default="", metavar="ADDRESS",
        help="for build: Dask scheduler, such as tcp://host:8786, whose workers see the same disk",
    )  # fmt: skip
    shelf.add_argument(
        "--workers", type=int, default=0, metavar="N",
        help="for build: books at a time on this machine; default: one per processor",
    )  # fmt: skip
    shelf.set_defaults(run=_shelf)


def _shelf(options: argparse.Namespace) -> Ended:
    from briefbook.shelf.shelf_file import read_shelf

    if options.workers < 0:
        raise BriefbookError(f"--workers {options.workers}: use 1 or more")
    shelf = read_shelf(options.book)
    if options.action == "impact":
        return _impact(options)
    if options.source:
        raise BriefbookError(f"build takes no {options.source!r}; it builds what changed")
    from briefbook.shelf.building import build_shelf

    status = build_shelf(shelf, options.scheduler, options.workers)
    if status:
        return Ended(status, "fix what is listed above, then briefbook shelf build")
    return Ended(0, "open build/library/index.html")


def _impact(options: argparse.Namespace) -> Ended:
    from briefbook.shelf.impact import as_json, as_text, shelf_impact
    from briefbook.shelf.shelf_file import read_shelf

    if not options.source:
        raise BriefbookError("impact needs a source: briefbook shelf impact KEY, or BOOK#ID")
    found = shelf_impact(read_shelf(options.book), options.source, options.locator)
    for line in found.remarks:
        print(line, file=sys.stderr)
    sys.stdout.write(as_json(found) if options.format == "json" else as_text(found))
    if options.format == "json":
        return Ended(0)
    return Ended(0, "read what is listed beside the source: briefbook check --show in each book")
