"""The subcommands of this room: each parses, calls one function and prints."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from briefbook.core.ended import Ended

if TYPE_CHECKING:
    from briefbook.anchors.listing.anchor_list import AnchorList

# What does the work is imported late, so that every other command starts fast.

Subcommands = argparse._SubParsersAction  # noqa: SLF001  # argparse gives it no public name

_FORMAT = "format of the list; default text"


def add_anchor_commands(
    commands: Subcommands[argparse.ArgumentParser],
    check: Callable[[Path], int],
    list_anchors: Callable[[Path], AnchorList],
    after_changes: Callable[[Path, str, frozenset[str]], str],
) -> None:
    """Add ``anchors``, ``edition``, ``changes`` and ``impact``.

    An edition runs ``check`` first; the last two call ``list_anchors`` where the book was not built
    as it is now. ``after_changes`` says what to do next, by the edition and the kinds of changes.
    """
    anchors = commands.add_parser(
        "anchors", help="give permanent ids to the paragraphs and headings that have none"
    )
    anchors.add_argument("--dry-run", action="store_true", help="show the diff, write nothing")
    anchors.set_defaults(run=_anchors)

    edition = commands.add_parser("edition", help="freeze what the built book promises")
    edition.add_argument("name", help="name such as 2026-11; written to editions/NAME.json")
    edition.add_argument(
        "--despite", default="", metavar="WHY",
        help="freeze it despite errors of the check; the edition records the reason",
    )  # fmt: skip
    edition.set_defaults(run=_edition, check=check)

    changes = commands.add_parser("changes", help="list what has changed since an edition")
    changes.add_argument("name", help="name of the edition")
    changes.add_argument(
        "--format", choices=("json", "markdown", "text"), default="text", help=_FORMAT
    )
    changes.set_defaults(run=_changes, list_anchors=list_anchors, after_changes=after_changes)

    impact = commands.add_parser("impact", help="list what rests on a source, a block or an anchor")
    impact.add_argument("target", help="such as smith2025, smith2025¶12, bridges-7 or a term")
    impact.add_argument("--locator", default="", help="blocks of the source, such as '¶¶ 12–14'")
    impact.add_argument("--format", choices=("text", "json"), default="text", help=_FORMAT)
    impact.set_defaults(run=_impact, list_anchors=list_anchors)


def _anchors(options: argparse.Namespace) -> Ended:
    from briefbook.anchors.ids.mint_command import mint_book, unnumbered_pages

    chapters = mint_book(Path.cwd(), dry_run=options.dry_run)
    by_hand = list(unnumbered_pages(Path.cwd()))
    minted = sum(len(chapter.minted.ids) for chapter in chapters)
    for chapter in chapters:
        if options.dry_run:
            sys.stdout.writelines(chapter.diff())
        elif chapter.minted.ids:
            print(f"{chapter.path}: {', '.join(chapter.minted.ids)}")
        for remark in chapter.remarks():
            print(remark, file=sys.stderr)
    for line in by_hand:
        print(line, file=sys.stderr)
    print(
        f"{minted} id{'' if minted == 1 else 's'} {'would be ' if options.dry_run else ''}minted"
        if minted
        else "nothing to mint in Markdown"
        if by_hand
        else "nothing to mint: every paragraph and heading has its id",
        file=sys.stderr if options.dry_run else sys.stdout,
    )
    if options.dry_run:
        # Standard output is the diff.
        return Ended(0)
    return Ended(0, "briefbook check")


def _edition(options: argparse.Namespace) -> Ended:
    from briefbook.anchors.editions.store import publish

    root = Path.cwd()
    edition = publish(root, options.name, lambda: options.check(root), options.despite)
    totals = ", ".join(
        f"{count} {kind}{'' if count == 1 else 's'}" for kind, count in edition.totals.items()
    )
    errors = ", although the check has errors" if edition.despite else ""
    file = f"editions/{edition.name}.json"
    print(f"{file} promises {totals}{errors}; commit it")
    return Ended(0, f"git add {file}, commit it, and publish build/html/ and build/pdf/ with it")


def _changes(options: argparse.Namespace) -> Ended:
    from briefbook.anchors.book_folder import read_as_it_is
    from briefbook.anchors.editions.changes import FORMATS
    from briefbook.anchors.editions.store import book_changes

    root = Path.cwd()
    found = book_changes(root, options.name, lambda: read_as_it_is(root, options.list_anchors))
    sys.stdout.write(FORMATS[options.format](found))
    if options.format != "text":
        return Ended(0)
    return Ended(0, options.after_changes(root, options.name, frozenset(dict(found.lists()))))


def _impact(options: argparse.Namespace) -> Ended:
    from briefbook.anchors.book_folder import read_as_it_is
    from briefbook.anchors.impact import FORMATS as IMPACT_FORMATS
    from briefbook.anchors.impact import find_target, impact_of

    book = read_as_it_is(Path.cwd(), options.list_anchors)
    target = find_target(book, options.target, options.locator)
    found = impact_of(book, target)
    sys.stdout.write(IMPACT_FORMATS[options.format](found))
    if options.format != "text":
        return Ended(0)
    rests = "read what is listed beside the source: briefbook check --show"
    return Ended(0, rests if found.direct else "nothing rests on it; briefbook check")
