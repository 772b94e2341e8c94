"""The subcommands of this room: each parses, calls one function and says how it ended."""

from __future__ import annotations

import argparse
from pathlib import Path

from briefbook.config import CHECK_FORMATS
from briefbook.core.ended import Ended
from briefbook.core.errors import BriefbookError

Subcommands = argparse._SubParsersAction  # noqa: SLF001  # argparse gives it no public name

# Not asked of the outputs, which would cost every command the time to look for them.
_OUTPUTS = "html, pdf, brief, epub, latexpdf, or what another package adds"


def add_book(commands: Subcommands[argparse.ArgumentParser]) -> None:
    """Add ``book``."""
    book = commands.add_parser(
        "book", aliases=["build"], help="build the site and the PDF if anything has changed"
    )
    book.add_argument(
        "outputs", nargs="*", metavar="OUTPUT",
        help=f"build these alone: {_OUTPUTS}; default html and pdf",
    )  # fmt: skip
    book.add_argument("--only", metavar="OUTPUT", help="the same, of one")
    book.add_argument(
        "--chapters", nargs="+", default=(), metavar="NAME",
        help="print these alone to build/parts/: by name, folder or prefix",
    )  # fmt: skip
    book.add_argument(
        "--language", metavar="CODE",
        help="build the edition in this language to build/CODE/, from its translation",
    )  # fmt: skip
    book.add_argument(
        "-W", "--fail-on-warning", action="store_true",
        help="take warnings for errors, and keep the last output that had none",
    )  # fmt: skip
    book.set_defaults(run=_book)


def _book(options: argparse.Namespace) -> Ended:
    from briefbook.building.book import build_book
    from briefbook.building.next_step import after_book

    root, strict = Path.cwd(), options.fail_on_warning
    wanted = [*options.outputs, *filter(None, [options.only])]
    if options.language:
        return _build_edition(options, wanted)
    warnings = build_book(root, wanted, options.chapters, strict=strict)
    return Ended(1 if warnings else 0, after_book(root, warnings, wanted, options.chapters))


def _build_edition(options: argparse.Namespace, wanted: list[str]) -> Ended:
    from briefbook.building.translate import build_edition

    if options.chapters or options.fail_on_warning:
        raise BriefbookError("--language builds the whole book; leave --chapters and -W out")
    place, said = build_edition(Path.cwd(), options.language, wanted)
    print(said)
    return Ended(0, f"open {place}, or translate what is left: see {said.rpartition(' ')[2]}")


def add_translate(commands: Subcommands[argparse.ArgumentParser]) -> None:
    """Add ``translate``."""
    translate = commands.add_parser(
        "translate", help="make or renew the catalogues of an edition in another language"
    )
    translate.add_argument(
        "--to", action="append", required=True, metavar="CODE",
        help="a language, such as ko or pt-BR",
    )  # fmt: skip
    translate.set_defaults(run=_translate)


def _translate(options: argparse.Namespace) -> Ended:
    from briefbook.building.translate import translate_book

    said = translate_book(Path.cwd(), options.to)
    print("\n".join(said.values()))
    code = next(iter(said))
    return Ended(0, f"write in these files, then briefbook book --language {code}")


def add_brief(commands: Subcommands[argparse.ArgumentParser]) -> None:
    """Add ``brief``."""
    brief = commands.add_parser("brief", help="print the book on one sheet, to build/brief/")
    brief.set_defaults(run=_brief)


def _brief(_options: argparse.Namespace) -> Ended:
    from briefbook.building.book import build_book

    build_book(Path.cwd(), ["brief"])
    return Ended(0, "print it on both sides of one sheet")


def add_check(commands: Subcommands[argparse.ArgumentParser]) -> None:
    """Add ``check``."""
    check = commands.add_parser(
        "check", help="verify quotations, figures, locators and the rest against the sources"
    )
    check.add_argument("files", nargs="*", metavar="FILE", help="check only these documents")
    check.add_argument("--strict", action="store_true", help="fail on a warning too")
    check.add_argument("--format", default="text", choices=CHECK_FORMATS, help="how to report")
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


def _check(options: argparse.Namespace) -> Ended:
    from briefbook.building.check import CheckOptions, check_book
    from briefbook.building.next_step import after_check

    wanted = CheckOptions(
        tuple(options.files), strict=options.strict, format=options.format, links=options.links,
        show=options.show, tick=tuple(options.tick), by=options.by,
    )  # fmt: skip
    root = Path.cwd()
    status = check_book(root, wanted)
    if options.format != "text" or status not in (0, 1):
        return Ended(status)
    return Ended(status, after_check(root, wanted.files))


def add_live(commands: Subcommands[argparse.ArgumentParser]) -> None:
    """Add ``live``."""
    live = commands.add_parser("live", help="build the site and the PDF again on every save")
    live.add_argument("--port", type=int, default=8000, help="of site and PDF; default 8000")
    live.add_argument(
        "--host", default="127.0.0.1",
        help="for this machine alone, which is the default; 0.0.0.0: for every one that reaches it",
    )  # fmt: skip
    live.add_argument(
        "--open", action="store_true", help="open the page that was edited last in a browser"
    )
    live.add_argument("--only", metavar="OUTPUT", help="follow this alone: html or pdf")
    live.set_defaults(run=_live)


def _live(options: argparse.Namespace) -> Ended:
    from briefbook.building.live import Served, live

    served = Served(options.port, options.host, options.open)
    return Ended(live(Path.cwd(), served, options.only), "briefbook check")


def add_reader(commands: Subcommands[argparse.ArgumentParser]) -> None:
    """Add ``reader``."""
    reader = commands.add_parser(
        "reader", help="build a private site with the texts of the sources on this disk"
    )
    reader.set_defaults(run=_reader)


def _reader(_options: argparse.Namespace) -> Ended:
    from briefbook.building.reader import FOLDER, build_reader

    print(build_reader(Path.cwd()))
    return Ended(0, f"open {FOLDER}/index.html; nobody else may have it")
