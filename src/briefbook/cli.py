"""The ``briefbook`` command: each subcommand parses, calls one function and prints."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from briefbook import __version__
from briefbook.anchors.commands import add_anchor_commands
from briefbook.building.commands import (
    add_book,
    add_brief,
    add_check,
    add_live,
    add_reader,
    add_translate,
)
from briefbook.core.ended import Ended
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import find_book
from briefbook.core.files.transactions import finish_interrupted
from briefbook.drafts.command import add_arguments as add_verify_arguments
from briefbook.drafts.command import run_verify
from briefbook.packs.command import add_pack_commands
from briefbook.shelf.command import add_shelf
from briefbook.sources.adding.command import add_arguments, run_add
from briefbook.starting.command import add_doctor, add_init, add_new

if TYPE_CHECKING:
    from briefbook.anchors.listing.anchor_list import AnchorList

#: Commands that know no book, and names that stand for another.
_WITHOUT_BOOK = frozenset(
    {"build", "completion", "init", "lsp", "new", "schema", "shelf", "verify", "verify-pack"}
)
#: Commands that are not run in the book's folder.
_ANYWHERE = (_WITHOUT_BOOK - {"build"}) | {"add"}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; return the exit status. No traceback reaches a user.

    ``KeyboardInterrupt``, and that nobody reads on, are for :func:`briefbook.__main__.main`.
    """
    options = _parser().parse_args(argv)
    try:
        _go_to_book(options)
        for path in finish_interrupted(find_book(options.book)):
            print(f"briefbook: finished what was interrupted: {path}", file=sys.stderr)
        ended: Ended = options.run(options)
    except BriefbookError as error:
        print(f"briefbook: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        raise
    except OSError as error:
        # Of what no command foresaw: a disk that is full, a folder in place of a file.
        where = f"{error.filename}: " if error.filename else ""
        print(f"briefbook: {where}{error.strerror or error}", file=sys.stderr)
        return 2
    if ended.next:
        print(f"next: {ended.next}")
    return ended.status


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
    named: dict[str, argparse.ArgumentParser] = actions[0].choices  # type: ignore[assignment]
    # A second name is no second command.
    return {name: it for name, it in named.items() if it.prog.endswith(f" {name}")}


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
    add_book(commands)
    add_translate(commands)
    add_brief(commands)
    add_check(commands)
    add_anchor_commands(commands, _check_all, _list_anchors, _after_changes)
    _add_verify(commands)
    add_pack_commands(commands)
    add_shelf(commands)
    add_live(commands)
    add_reader(commands)
    add_doctor(commands)
    _add_completion(commands)
    _add_lsp(commands)
    _add_schema(commands)
    for name, command in commands.choices.items():
        if name not in _WITHOUT_BOOK:
            _add_folder(command, argparse.SUPPRESS)
        if name in _EXAMPLES:
            command.epilog = f"example: {_EXAMPLES[name]}"
    return parser


def _add_folder(parser: argparse.ArgumentParser, default: Path | str) -> None:
    """Accept ``--book`` before and after the command's name."""
    parser.add_argument(
        "--book", type=Path, metavar="DIR", default=default,
        help="folder of the book: that of conf.py or its parent; default: the current one",
    )  # fmt: skip


_EXAMPLES = {
    "new": "briefbook new riverton --title 'The bridges' --author 'Ann Bell' --with timeline",
    "init": "briefbook init docs",
    "add": "briefbook add saved.html --prefix ferry",
    "book": "briefbook book pdf --chapters ferry",
    "translate": "briefbook translate --to ko --to uk",
    "brief": "briefbook brief",
    "check": "briefbook check docs/chapters/ferry.md --strict",
    "verify": "briefbook verify report.md --sources articles/",
    "anchors": "briefbook anchors --dry-run",
    "edition": "briefbook edition 2026-11",
    "changes": "briefbook changes 2026-11",
    "impact": "briefbook impact smith2025 --locator '¶ 2'",
    "pack": "briefbook pack public --recipient 'Ann Bell'",
    "verify-pack": "briefbook verify-pack build/packs/public",
    "shelf": "briefbook shelf impact smith2025 --locator '¶ 2'",
    "live": "briefbook live --only html",
    "reader": "briefbook reader",
    "doctor": "briefbook doctor",
    "completion": "briefbook completion bash",
    "lsp": "briefbook lsp",
    "schema": "briefbook schema source",
}
"""One for each command, as its help shows it."""


def _add_add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    add = commands.add_parser("add", help="add articles: record, bibliography entry, chapter")
    add_arguments(add)
    add.set_defaults(run=run_add)


def _check_all(root: Path) -> int:
    """Check the whole book, as before an edition; print the report and return its status."""
    from briefbook.building.check import CheckOptions, check_book

    return check_book(root, CheckOptions())


def _list_anchors(root: Path) -> AnchorList:
    """Return the anchors of the documents as they are."""
    from briefbook.building.list_anchors import list_anchors

    return list_anchors(root)


def _after_changes(root: Path, name: str, lists: frozenset[str]) -> str:
    from briefbook.building.next_step import after_changes

    return after_changes(root, name, lists)


def _add_verify(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    verify = commands.add_parser(
        "verify", help="verify the quotations and figures of any draft against a folder of articles"
    )
    add_verify_arguments(verify)
    verify.set_defaults(run=run_verify)


def _add_completion(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    completion = commands.add_parser(
        "completion", help="print the script by which a shell completes commands, options and files"
    )
    completion.add_argument("shell", choices=("bash", "zsh", "fish"), help="your shell")
    completion.set_defaults(run=_completion)


def _add_lsp(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    lsp = commands.add_parser(
        "lsp", help="language server, started by an editor: completion, hover, quick fixes"
    )
    lsp.set_defaults(run=_lsp)


def _lsp(_options: argparse.Namespace) -> Ended:
    if find_spec("pygls") is None:
        raise BriefbookError(
            "the package pygls, which the language server needs, is missing; install it with "
            "pip install 'briefbook[lsp]'"
        )
    from briefbook.lsp.server import serve

    serve()
    return Ended(0)


def _add_schema(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    schema = commands.add_parser("schema", help="print the JSON schema of a file, for an editor")
    schema.add_argument(
        "file", choices=("source", "assessments", "reviewed", "front-matter", "packs", "shelf"),
        help="the kind of file: a record, a page's front matter, or a .toml file of this name",
    )  # fmt: skip
    schema.set_defaults(run=_schema)


def _schema(options: argparse.Namespace) -> Ended:
    from briefbook.starting.schemas import schema_text

    sys.stdout.write(schema_text(options.file))
    return Ended(0)


def _completion(options: argparse.Namespace) -> Ended:
    from briefbook.starting.completion import completion_script, place_of_script

    print(completion_script(_parser(), options.shell))
    # Standard output is the script.
    print(f"next: write it to {place_of_script(options.shell)}", file=sys.stderr)
    return Ended(0)
