"""The command line of ``briefbook add``."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING

from briefbook.core.ended import Ended
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import find_book
from briefbook.core.processes.progress import draw_progress
from briefbook.core.words.text import tidy
from briefbook.sources.bibliography.kinds import source_kinds
from briefbook.sources.readers.alone import READERS
from briefbook.sources.readers.choose import LARGEST
from briefbook.sources.reading.article import Metadata
from briefbook.sources.records.rights import RIGHTS

if TYPE_CHECKING:
    from briefbook.sources.bibliography.source_entry import Stated

# What does the work is imported late, so that every other command starts fast.


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``briefbook add``."""
    text = parser.add_argument
    text(
        "files",
        nargs="*",
        metavar="FILE",
        help=".txt, .md, .html, .mhtml, .eml, .warc, .pdf, .docx, .vtt, .srt …; - is standard "
        "input; none for a work whose text you do not have",
    )
    text(
        "--kind", choices=tuple(source_kinds()), default="", help="what the source is; default page"
    )
    text(
        "--key", default="", help="key of the source, e.g. smith2025; default: from author and year"
    )
    text(
        "--prefix",
        default="",
        help="prefix of the chapter's ids, and its file name; default: the key",
    )
    text(
        "--rights",
        choices=RIGHTS,
        default="",
        help=f"whether the text may be published; default {RIGHTS[0]}",
    )
    text("--license", default="", metavar="SPDX", help="licence of an open text, e.g. CC-BY-4.0")
    text("--reader", choices=READERS, default="", help="read a web page with this reader alone")
    text("--yes", action="store_true", help="ask nothing, even on a terminal")
    text("--title", default="", help="headline, if the file has none or a wrong one")
    text("--author", action="append", default=[], help="an author; repeat it for several")
    text("--publisher", default="", help="newspaper, agency or site")
    text("--date", default="", help="EDTF: 2024-11-05, 2024-11~, 2025-07-05/2025-07-13")
    text("--date-basis", default="", help="'stated', or 'inferred: why'")
    text("--url", default="", help="web address of the article")
    text("--archive-url", default="", help="web address of an archived copy")
    text("--archive-date", default="", help="when that copy was made, e.g. 2024-11-05T14:30Z")
    text("--accessed", default="", help="day on which you opened the address, e.g. 2024-11-06")
    text(
        "--field",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="any other field of the entry, e.g. number=2397 or platform=Telegram; repeat it",
    )
    text("--language", default="", help="ISO 639-1 code; default: detected from the text")
    text(
        "--from-bib",
        default="",
        metavar="FILE",
        help="take the entry from a .bib, .ris, CSL-JSON, EndNote .xml or Zotero .rdf or .csv "
        "file; without an article, all its entries",
    )
    text(
        "--max-bytes",
        type=int,
        default=LARGEST,
        help="largest file that is read; default %(default)s",
    )
    text("--dry-run", action="store_true", help="show what would be written, write nothing")
    text("--update", action="store_true", help="update a source from a changed file")


def run_add(options: argparse.Namespace) -> Ended:
    """Run ``briefbook add``; return the exit status. Raises :class:`BriefbookError`."""
    from briefbook.sources.adding.addition import Request

    request = Request(
        root=find_book(options.book),
        files=tuple(options.files),
        key=options.key,
        prefix=options.prefix,
        rights=options.rights or RIGHTS[0],
        rights_stated=bool(options.rights),
        given=_given(options),
        stated=_stated(options),
        from_bib=options.from_bib,
        largest=options.max_bytes,
        dry_run=options.dry_run,
        license=tidy(options.license),
        reader=options.reader,
    )
    if options.update:
        from briefbook.sources.adding.update import update

        return Ended(update(request, print), "" if options.dry_run else "briefbook check")
    from briefbook.sources.adding.add import add
    from briefbook.sources.adding.report import Dialogue

    asked = not options.yes and sys.stdin.isatty() and sys.stdout.isatty()
    there = (_confirm, _ask) if asked else (None, None)
    return add(request, Dialogue(print, _complain, _progress, *there))


def _stated(options: argparse.Namespace) -> Stated:
    from briefbook.core.dates import DateError, parse_date
    from briefbook.sources.bibliography.archives import captured_at
    from briefbook.sources.bibliography.source_entry import Stated

    fields = []
    for each in options.field:
        name, equals, value = each.partition("=")
        if not equals or not re.fullmatch(r"[a-z][a-z0-9+-]*", name.strip().lower()):
            raise BriefbookError(f"--field {each}: write it as name=value, e.g. number=2397")
        fields.append((name.strip().lower(), tidy(value)))
    for name in ("accessed", "archive_date"):
        if date := getattr(options, name):
            try:
                parse_date(date)
            except DateError as error:
                raise BriefbookError(f"--{name.replace('_', '-')}: {error}") from None
    archived = options.archive_date or captured_at(options.archive_url)
    return Stated(options.kind, tuple(fields), options.accessed, archived)


def _given(options: argparse.Namespace) -> Metadata:
    from briefbook.core.dates import DateError, parse_date

    basis = tidy(options.date_basis)
    if options.date:
        try:
            parse_date(options.date)
        except DateError as error:
            raise BriefbookError(f"--date: {error}") from None
        exact = not set(options.date) & set("~?%X/")
        basis = basis or ("stated" if exact else "")
        if basis != "stated" and not basis.startswith("inferred: "):
            raise BriefbookError(
                f"--date {options.date}: say how it is known; add --date-basis stated or "
                "--date-basis 'inferred: why'"
            )
    for name in ("url", "archive_url"):
        if getattr(options, name) and not getattr(options, name).startswith(
            ("http://", "https://")
        ):
            option = name.replace("_", "-")
            raise BriefbookError(f"--{option} {getattr(options, name)}: give an http(s) address")
    return Metadata(
        title=tidy(options.title),
        authors=tuple(filter(None, map(tidy, options.author))),
        publisher=tidy(options.publisher),
        date=options.date,
        date_basis=basis if options.date else "",
        language=options.language,
        url=options.url,
        archive_url=options.archive_url,
    )


def _confirm(question: str) -> bool:
    """Ask on the terminal; an empty answer is yes, the end of the input is no."""
    try:
        return input(f"{question} [Y/n] ").strip().lower() in {"", "y", "yes"}
    except EOFError:
        return False


def _ask(question: str) -> str:
    """Ask on the terminal; the end of the input is no answer."""
    try:
        return input(question)
    except EOFError:
        return ""


def _complain(line: str) -> None:
    print(line, file=sys.stderr)


def _progress(done: int, total: int) -> None:
    draw_progress("reading", done, total)
