"""The subcommands of this room: each parses, calls one function and says how it ended."""

from __future__ import annotations

import argparse
from pathlib import Path

from briefbook.config import CHECK_FORMATS
from briefbook.core.ended import Ended
from briefbook.core.errors import BriefbookError

Subcommands = argparse._SubParsersAction  # noqa: SLF001  # argparse gives it no public name

_HIGHEST_PORT = 65535
# Not asked of the outputs, which would cost every command the time to look for them.
_OUTPUTS = "html, pdf, brief, epub, latexpdf, or one that another package adds"


def add_book(commands: Subcommands[argparse.ArgumentParser]) -> None:
    """Add ``book``."""
    book = commands.add_parser(
        "book", aliases=["build"], help="build the site and the PDF if anything has changed"
    )
    book.add_argument(
        "outputs", nargs="*", metavar="OUTPUT",
        help=f"outputs to build: {_OUTPUTS}; default html and pdf",
    )  # fmt: skip
    book.add_argument("--only", metavar="OUTPUT", help="the same, for one output")
    book.add_argument(
        "--chapters", nargs="+", default=(), metavar="NAME",
        help="print only these, by name, folder or prefix, to build/parts/",
    )  # fmt: skip
    book.add_argument(
        "--language", metavar="CODE",
        help="build the edition in this language from its translation, to build/CODE/",
    )  # fmt: skip
    book.add_argument(
        "-W", "--fail-on-warning", action="store_true",
        help="treat warnings as errors, and keep the last output without any",
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
        "translate", help="make or update the catalogues of an edition in another language"
    )
    translate.add_argument(
        "--to", action="append", required=True, metavar="CODE",
        help="language, such as ko or pt-BR; repeat it for several",
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
    check.add_argument("--strict", action="store_true", help="fail on warnings too")
    check.add_argument(
        "--format", default="text", choices=CHECK_FORMATS, help="format of the report; default text"
    )
    check.add_argument(
        "--links", action="store_true", help="also check that the web addresses open"
    )
    check.add_argument(
        "--show", action="store_true",
        help="show each paragraph beside the blocks that it cites, here and in "
        "build/check/show.html, and mark statements of which nothing was compared",
    )  # fmt: skip
    check.add_argument(
        "--tick", action="append", default=[], metavar="ID",
        help="tick off a paragraph that you have read beside its sources; needs --by",
    )  # fmt: skip
    check.add_argument(
        "--by", default="", metavar="NAME", help="name of the person who ticks it off"
    )
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
    live = commands.add_parser("live", help="rebuild the site and the PDF on every save")
    live.add_argument(
        "--port", type=_port, default=8000, help="port of the site and the PDF; default 8000"
    )
    live.add_argument(
        "--host", default="127.0.0.1",
        help="address to listen on; default 127.0.0.1: this machine alone; 0.0.0.0: any",
    )  # fmt: skip
    live.add_argument(
        "--open", action="store_true", help="open the page that was edited last in a browser"
    )
    live.add_argument("--only", metavar="OUTPUT", help="rebuild only this: html or pdf")
    live.set_defaults(run=_live)


def _port(typed: str) -> int:
    number = int(typed) if typed.isdecimal() else -1
    if not 0 <= number <= _HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"{typed!r} is not a port; give a number up to 65535")
    return number


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
    return Ended(0, f"open {FOLDER}/index.html; do not pass it on")
