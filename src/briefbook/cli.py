"""The ``briefbook`` command: each subcommand parses, calls one function and prints."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from briefbook import __version__
from briefbook.anchors.commands import add_anchor_commands
from briefbook.anchors.listing.anchor_list import AnchorList
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import find_book
from briefbook.core.files.transactions import finish_interrupted
from briefbook.drafts.command import add_arguments as add_verify_arguments
from briefbook.drafts.command import run_verify
from briefbook.packs.command import add_pack_commands
from briefbook.sources.adding.command import add_arguments, run_add
from briefbook.starting.command import add_doctor, add_init, add_new

# Not asked of the outputs, which would cost every command the time to look for them.
_OUTPUTS = "html, pdf, brief, epub, latexpdf, or what another package adds"


#: Commands that are not run in the book's folder.
_ANYWHERE = frozenset({"add", "init", "new", "verify", "verify-pack"})


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; return the exit status. No traceback reaches a user.

    ``KeyboardInterrupt`` is for :func:`briefbook.__main__.main`.
    """
    options = _parser().parse_args(argv)
    try:
        _go_to_book(options)
        for path in finish_interrupted(find_book(options.book)):
            print(f"briefbook: finished what was interrupted: {path}", file=sys.stderr)
        return int(options.run(options))
    except BriefbookError as error:
        print(f"briefbook: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        # Of what no command foresaw: a disk that is full, a folder in place of a file.
        where = f"{error.filename}: " if error.filename else ""
        print(f"briefbook: {where}{error.strerror or error}", file=sys.stderr)
        return 2


def _go_to_book(options: argparse.Namespace) -> None:
    """Let a command work in the book's folder, which ``--book`` names; files are named from here.

    Those that take files from anywhere, or need no book, stay where they are.
    """
    if not options.book.is_dir():
        raise BriefbookError(f"{options.book}: no such folder; name the book's with --book")
    root = find_book(options.book).resolve()
    if options.command in _ANYWHERE or root == Path.cwd():
        return
    if "files" in options:
        here = [Path(name) for name in options.files]
        options.files = [str(path.resolve()) if path.exists() else str(path) for path in here]
    print(f"briefbook: in {root}", file=sys.stderr)  # Files are named from there.
    os.chdir(root)
    options.book = Path()


def command_parsers() -> dict[str, argparse.ArgumentParser]:
    """Return the parser of each command by its name, in the order of the help."""
    actions = _parser()._subparsers._group_actions  # type: ignore[union-attr]  # noqa: SLF001
    return dict(actions[0].choices)  # type: ignore[arg-type]  # argparse has no public way


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="briefbook", description="Make an annotated briefing book."
    )
    _add_folder(parser, Path())
    parser.add_argument("--version", action="version", version=f"briefbook {__version__}")
    commands = parser.add_subparsers(
        title="commands", dest="command", required=True, metavar="COMMAND"
    )
    add_new(commands)
    add_init(commands)
    _add_add(commands)
    _add_book(commands)
    _add_brief(commands)
    _add_check(commands)
    add_anchor_commands(commands, _check_all, _list_anchors)
    _add_verify(commands)
    add_pack_commands(commands)
    _add_live(commands)
    _add_reader(commands)
    add_doctor(commands)
    for name, command in commands.choices.items():
        if name not in ("new", "init", "verify", "verify-pack"):
            _add_folder(command, argparse.SUPPRESS)
        if name in _EXAMPLES:
            command.epilog = f"example: {_EXAMPLES[name]}"
    return parser


def _add_folder(parser: argparse.ArgumentParser, default: Path | str) -> None:
    """Let ``--book`` stand before the command's name or behind it."""
    parser.add_argument(
        "--book", type=Path, metavar="DIR", default=default,
        help="the book's folder, or the one above conf.py's; default this one",
    )  # fmt: skip


_EXAMPLES = {
    "new": "briefbook new riverton --title 'The bridges' --author 'Ann Bell' --with timeline",
    "init": "briefbook init docs",
    "add": "briefbook add saved.html --prefix ferry",
    "book": "briefbook book --only pdf --chapters ferry",
    "brief": "briefbook brief",
    "check": "briefbook check docs/chapters/ferry.md --strict",
    "verify": "briefbook verify report.md --sources articles/",
    "anchors": "briefbook anchors --dry-run",
    "edition": "briefbook edition 2026-11",
    "changes": "briefbook changes 2026-11",
    "impact": "briefbook impact smith2025 --locator '¶ 2'",
    "pack": "briefbook pack public --recipient 'Ann Bell'",
    "verify-pack": "briefbook verify-pack build/packs/public",
    "live": "briefbook live --only html",
    "reader": "briefbook reader",
    "doctor": "briefbook doctor",
}
"""One for each command, as its help shows it."""


def _add_add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    add = commands.add_parser("add", help="add articles: record, bibliography entry, chapter")
    add_arguments(add)
    add.set_defaults(run=run_add)


def _add_book(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    book = commands.add_parser("book", help="build the site and the PDF if anything has changed")
    book.add_argument("--only", metavar="OUTPUT", help=f"build this alone: {_OUTPUTS}")
    book.add_argument(
        "--chapters", nargs="+", default=(), metavar="NAME",
        help="print these alone to build/parts/: by name, folder or prefix",
    )  # fmt: skip
    book.add_argument(
        "-W", "--fail-on-warning", action="store_true",
        help="take warnings for errors, and keep the last output that had none",
    )  # fmt: skip
    book.set_defaults(run=_book)


def _book(options: argparse.Namespace) -> int:
    from briefbook.building.book import build_book

    strict = options.fail_on_warning
    return 1 if build_book(Path.cwd(), options.only, options.chapters, strict=strict) else 0


def _add_brief(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    brief = commands.add_parser("brief", help="print the book on one sheet, to build/brief/")
    brief.set_defaults(run=_brief)


def _brief(_options: argparse.Namespace) -> int:
    from briefbook.building.book import build_book

    build_book(Path.cwd(), "brief")
    return 0


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    check = commands.add_parser(
        "check", help="verify quotations, figures, locators and the rest against the sources"
    )
    check.add_argument("files", nargs="*", metavar="FILE", help="check only these documents")
    check.add_argument("--strict", action="store_true", help="fail on a warning too")
    check.add_argument(
        "--format", default="text", choices=("text", "sarif", "github"), help="how to report"
    )
    check.add_argument("--links", action="store_true", help="visit the addresses on the web too")
    check.add_argument(
        "--show", action="store_true",
        help="show each paragraph beside the blocks that it cites, here and in "
        "build/check/show.html, and mark what nothing was compared of",
    )  # fmt: skip
    check.add_argument(
        "--tick", action="append", default=[], metavar="ID",
        help="tick a paragraph off that you have read beside its sources; needs --by",
    )  # fmt: skip
    check.add_argument("--by", default="", metavar="NAME", help="who ticks it off")
    check.set_defaults(run=_check)


def _check_all(root: Path) -> int:
    """Check the whole book, as before an edition; print the report and return its status."""
    from briefbook.building.check import CheckOptions, check_book

    return check_book(root, CheckOptions())


def _list_anchors(root: Path) -> AnchorList:
    """Return the anchors of the documents as they are."""
    from briefbook.building.list_anchors import list_anchors

    return list_anchors(root)


def _check(options: argparse.Namespace) -> int:
    from briefbook.building.check import CheckOptions, check_book

    wanted = CheckOptions(
        tuple(options.files), strict=options.strict, format=options.format, links=options.links,
        show=options.show, tick=tuple(options.tick), by=options.by,
    )  # fmt: skip
    return check_book(Path.cwd(), wanted)


def _add_verify(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verify = commands.add_parser(
        "verify", help="verify the quotations and figures of any draft against a folder of articles"
    )
    add_verify_arguments(verify)
    verify.set_defaults(run=run_verify)


def _add_live(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    live = commands.add_parser("live", help="build the site and the PDF again on every save")
    live.add_argument("--port", type=int, default=8000, help="where the site is served")
    live.add_argument("--only", metavar="OUTPUT", help="follow this alone: html or pdf")
    live.set_defaults(run=_live)


def _live(options: argparse.Namespace) -> int:
    from briefbook.building.live import live

    return live(Path.cwd(), options.port, options.only)


def _add_reader(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    reader = commands.add_parser(
        "reader", help="build a private site with the texts of the sources on this disk"
    )
    reader.set_defaults(run=_reader)


def _reader(_options: argparse.Namespace) -> int:
    from briefbook.building.reader import build_reader

    print(build_reader(Path.cwd()))
    return 0
