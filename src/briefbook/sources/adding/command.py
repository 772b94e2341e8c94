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
    text("--key", default="", help="the source's key, e.g. smith2025; default from author and year")
    text("--prefix", default="", help="anchor prefix and file name of the chapter; default the key")
    text(
        "--rights",
        choices=RIGHTS,
        default="",
        help=f"may the text be given? default {RIGHTS[0]}",
    )
    text("--license", default="", metavar="SPDX", help="of an open text, e.g. CC-BY-4.0")
    text("--reader", choices=READERS, default="", help="of a web page: follow this reader alone")
    text("--yes", action="store_true", help="ask nothing, also on a terminal")
    text("--title", default="", help="the headline, where the file has none or a wrong one")
    text("--author", action="append", default=[], help="an author; repeat it for several")
    text("--publisher", default="", help="paper, agency or site")
    text("--date", default="", help="EDTF: 2024-11-05, 2024-11~, 2025-07-05/2025-07-13")
    text("--date-basis", default="", help="'stated', or 'inferred: why'")
    text("--url", default="", help="where the article stands on the web")
    text("--archive-url", default="", help="where a copy is archived")
    text("--archive-date", default="", help="when that copy was made, e.g. 2024-11-05T14:30Z")
    text("--accessed", default="", help="the day on which you saw the address, e.g. 2024-11-06")
    text(
        "--field",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="any other field of the entry, e.g. number=2397 or platform=Telegram; repeat it",
    )
    text("--language", default="", help="ISO 639-1 code; default from the text")
    text(
        "--from-bib",
        default="",
        metavar="FILE",
        help="take the entry from a .bib, .ris, CSL-JSON, EndNote .xml or Zotero .rdf or .csv "
        "file; without an article, all its entries",
    )
    text("--max-bytes", type=int, default=LARGEST, help="largest file; default %(default)s")
    text("--dry-run", action="store_true", help="show what would be written, write nothing")
    text("--update", action="store_true", help="renew a source from a changed file")


def run_add(options: argparse.Namespace) -> Ended:
    """Run ``briefbook add``; return the exit status. Raises :class:`BriefbookError`."""
    from briefbook.sources.adding.run_command import run

    return run(options)
