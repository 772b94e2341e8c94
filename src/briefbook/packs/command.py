"""The command line of ``briefbook pack`` and ``briefbook verify-pack``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from briefbook.core.ended import Ended
from briefbook.core.errors import BriefbookError
from briefbook.packs.outputs import OUTPUTS

Subcommands = argparse._SubParsersAction  # noqa: SLF001  # argparse gives it no public name


def add_pack_commands(commands: Subcommands[argparse.ArgumentParser]) -> None:
    """Add ``pack`` and ``verify-pack``."""
    pack = commands.add_parser(
        "pack",
        help="build the part of the book that some readers may have, and prove that it is no more",
        description="Build a pack of docs/packs.toml to build/packs/NAME/, from a copy of the book "
        "that never held the rest; then search every file of it for the rest. What was cut and "
        "searched is told in build/pack-reports/NAME/pack-report.json, not meant for the reader.",
    )
    pack.add_argument("name", metavar="NAME", help="the pack's, as docs/packs.toml has it")
    pack.add_argument(
        "--recipient", default="", metavar="WHO",
        help="one of its recipients, who is named on every page with the copy's number",
    )  # fmt: skip
    pack.add_argument(
        "--only", nargs="+", default=list(OUTPUTS), choices=OUTPUTS, metavar="OUTPUT",
        help=f"build these alone: {', '.join(OUTPUTS)}",
    )  # fmt: skip
    pack.add_argument(
        "--dry-run", action="store_true", help="list what would be cut, and build nothing"
    )
    pack.set_defaults(run=_pack)
    verify = commands.add_parser(
        "verify-pack", help="compare the files of a pack with its manifest.json"
    )
    verify.add_argument("folder", type=Path, metavar="FOLDER", help="the pack's")
    verify.set_defaults(run=_verify)


def _pack(options: argparse.Namespace) -> Ended:
    from briefbook.packs.packing import list_cuts, make_pack

    if options.dry_run:
        print("\n".join(list_cuts(Path.cwd(), options.name)))
        return Ended(0, f"briefbook pack {options.name}")
    made = make_pack(Path.cwd(), options.name, options.only, options.recipient)
    print("\n".join(made.lines))
    return Ended(0, f"look through build/packs/{made.folder.name}/, and pass on that folder alone")


def _verify(options: argparse.Namespace) -> Ended:
    from briefbook.packs.manifest import verify

    if not options.folder.is_dir():
        raise BriefbookError(f"{options.folder}: no such folder; name that of a pack")
    facts, problems = verify(options.folder)
    print(", ".join(f"{name}: {value}" for name, value in facts.items() if value))
    for line in problems:
        print(f"briefbook: {options.folder}/{line}", file=sys.stderr)
    print(
        "the files differ from the manifest" if problems else "all files are as the manifest says"
    )
    return Ended(1, "ask for the pack again") if problems else Ended(0)
