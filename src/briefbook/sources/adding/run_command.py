"""What ``briefbook add`` does with its options."""

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
from briefbook.sources.reading.article import Metadata
from briefbook.sources.records.rights import RIGHTS

if TYPE_CHECKING:
    from briefbook.sources.bibliography.source_entry import Stated

# What does the work is imported late: it depends on the options what that is.


def run(options: argparse.Namespace) -> Ended:
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
