"""The command line of ``briefbook pack`` and ``briefbook verify-pack``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from briefbook.core.ended import Ended
from briefbook.core.errors import BriefbookError
from briefbook.packs.outputs import OUTPUTS
from briefbook.packs.signing.keys import VARIABLE

Subcommands = argparse._SubParsersAction  # noqa: SLF001  # argparse gives it no public name


def add_pack_commands(commands: Subcommands[argparse.ArgumentParser]) -> None:
    """Add ``pack`` and ``verify-pack``."""
    pack = commands.add_parser(
        "pack",
        help="build the part of the book that some readers may see, and prove it holds no more",
        description="Build a pack of docs/packs.toml to build/packs/NAME/, from a copy of the book "
        "that never held the rest; then search every file of it for the rest. build/pack-"
        "reports/NAME/pack-report.json, not meant for the reader, says what was cut and searched.",
    )
    pack.add_argument("name", metavar="NAME", help="name of the pack in docs/packs.toml")
    pack.add_argument(
        "--recipient", default="", metavar="WHO",
        help="one of its recipients, named on every page with the number of the copy",
    )  # fmt: skip
    pack.add_argument(
        "--only", nargs="+", default=list(OUTPUTS), choices=OUTPUTS, metavar="OUTPUT",
        help=f"build only these: {', '.join(OUTPUTS)}",
    )  # fmt: skip
    pack.add_argument(
        "--dry-run", action="store_true", help="list what would be cut, build nothing"
    )
    pack.add_argument(
        "--sign", nargs="+", type=Path, default=[], metavar="KEYFILE",
        help="sign the manifest with a secret key of minisign, PDF files as PAdES with a .p12 or "
        f".pfx file; a passphrase is asked for, or read from {VARIABLE}",
    )  # fmt: skip
    pack.add_argument(
        "--issue", default="", metavar="EDITION",
        help="record in editions/packs/ what the pack says, to pass it on under this name",
    )  # fmt: skip
    pack.add_argument(
        "--diff", default="", metavar="EDITION",
        help="add a PDF of what is new, changed and withdrawn since that issue to the same reader",
    )  # fmt: skip
    pack.set_defaults(run=_pack)
    verify = commands.add_parser(
        "verify-pack", help="compare the files of a pack with its manifest.json"
    )
    verify.add_argument("folder", type=Path, metavar="FOLDER", help="folder of the pack")
    verify.add_argument(
        "--key", nargs="+", type=Path, default=[], metavar="PUBFILE",
        help="the sender's public key of minisign, or certificate, that must have signed the pack",
    )  # fmt: skip
    verify.set_defaults(run=_verify)


def _pack(options: argparse.Namespace) -> Ended:
    from briefbook.packs.packing import Order, list_cuts, make_pack

    if options.dry_run:
        print("\n".join(list_cuts(Path.cwd(), options.name)))
        return Ended(0, f"briefbook pack {options.name}")
    order = Order(
        options.name, tuple(options.only), options.recipient, tuple(options.sign),
        since=options.diff, issue=options.issue,
    )  # fmt: skip
    made = make_pack(Path.cwd(), order)
    print("\n".join(made.lines))
    return Ended(0, f"look through build/packs/{made.folder.name}/, and pass on that folder alone")


def _verify(options: argparse.Namespace) -> Ended:
    from briefbook.packs.manifest import NAME, verify
    from briefbook.packs.signing.sign import unasked, verdicts

    folder = options.folder
    if not folder.is_dir():
        raise BriefbookError(f"{folder}: no such folder; name that of a pack")
    facts, changed = verify(folder)
    found = list(verdicts(folder, folder / NAME, options.key))
    print(", ".join(f"{name}: {value}" for name, value in facts.items() if value))
    problems = [*changed, *(verdict.words for verdict in found if not verdict.good)]
    for line in problems:
        print(f"briefbook: {folder}/{line}", file=sys.stderr)
    print("the files differ from the manifest" if changed else "all files are as the manifest says")
    print(
        "\n".join([v.words for v in found if v.good] if options.key else [unasked(folder / NAME)])
    )
    return Ended(1, "ask the sender for the pack again") if problems else Ended(0)
