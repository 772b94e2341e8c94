"""The command line of ``briefbook add``."""

from __future__ import annotations

import argparse

from briefbook.core.ended import Ended
from briefbook.sources.bibliography.kinds import source_kinds
from briefbook.sources.readers.alone import READERS
from briefbook.sources.readers.largest import LARGEST
from briefbook.sources.records.rights import RIGHTS

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
    from briefbook.sources.adding.run_command import run

    return run(options)
