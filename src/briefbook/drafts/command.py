"""The command line of ``briefbook verify``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from briefbook.core.ended import Ended
from briefbook.core.errors import BriefbookError
from briefbook.core.files.book_folder import find_book

if TYPE_CHECKING:
    from briefbook.drafts.draft import Draft
    from briefbook.drafts.reports.report import DraftReport

FORMATS = ("text", "json", "sarif", "html")
_EXAMPLE = """\
examples:
  briefbook verify report.md --sources articles/
  briefbook verify report.docx --sources articles/ --format html --output report-check.html

Every quotation and figure is looked for in all files of the folder (saved pages, PDF, Word, text;
in a book's sources/ also by its records), whether the draft cites it or not. Each is exact,
changed, found elsewhere than in the source named beside it, or not found. Words in marks that
quote nobody are marked ["so called"]{.own} in Markdown. The status is 0 where all is exact, 1 where
anything is not, 2 where a draft or the folder cannot be read.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``briefbook verify``."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = _EXAMPLE
    text = parser.add_argument
    text("drafts", nargs="+", metavar="DRAFT", help=".md, .docx, .html, .txt, .pdf …; - is stdin")
    text(
        "--sources", type=Path, metavar="DIR",
        help="folder of the articles, or the sources/ of a book; default: that of the book here",
    )  # fmt: skip
    text(
        "--format",
        choices=FORMATS,
        default="text",
        help="format of the report; default %(default)s",
    )
    text(
        "--output",
        type=Path,
        metavar="FILE",
        help="write the report to this file instead of the terminal",
    )
    text("--only", choices=("quotations", "figures"), help="check only these")
    text(
        "--min-words", type=int, default=3, metavar="N",
        help="shorter quotations that are in no source, and name none, are listed but are not "
        "findings; default %(default)s",
    )  # fmt: skip
    text("--all", action="store_true", help="list exact matches too (text)")


def run_verify(options: argparse.Namespace) -> Ended:
    """Run ``briefbook verify``; return the exit status. Raises :class:`BriefbookError`."""
    from briefbook.drafts.library import Library
    from briefbook.drafts.reading import read_draft
    from briefbook.drafts.reports.report import DraftReport
    from briefbook.drafts.sources import read_sources
    from briefbook.drafts.verify import Wanted, verify_drafts

    sources = options.sources or _own_sources()
    drafts = [read_draft(name) for name in options.drafts]
    folder = read_sources(sources, [Path(name) for name in options.drafts])
    for remark in folder.remarks if options.format != "text" or options.output else ():
        print(f"briefbook: {remark}", file=sys.stderr)
    library = Library(folder.sources)
    wanted = Wanted(options.only != "figures", options.only != "quotations", options.min_words)
    judged = verify_drafts(drafts, library, wanted)
    not_read = [*_not_read(drafts), *folder.remarks]
    report = DraftReport(drafts, judged, library, tuple(not_read))
    _write(_formatted(report, options), options.output)
    status = 1 if report.findings else 0
    if options.format != "text" and not options.output:
        return Ended(status)
    return Ended(status, _after(status, options))


def _own_sources() -> Path:
    """Return the folder of sources of the book in the current folder, as a user would name it."""
    sources = find_book(Path()) / "sources"
    if not sources.is_dir():
        raise BriefbookError("no book is here; name the folder of the articles: --sources DIR")
    return sources


def _after(status: int, options: argparse.Namespace) -> str:
    if not status:
        return "read the statements without a quotation or figure: nothing was compared of them"
    if options.output:
        return f"correct the draft by {options.output}, then run it again"
    return (
        "correct the draft, then run it again; --format html --output check.html puts each place "
        "beside its source"
    )


def _not_read(drafts: list[Draft]) -> Iterator[str]:
    """Report what in the drafts is not checked, such as unbalanced quotation marks."""
    for draft in drafts:
        yield from (f"{draft.name}: {each}" for each in draft.not_read)
        for passage in draft.passages:
            prose = passage.prose.passage
            for offset in () if passage.listed else passage.prose.alone:
                paragraph = f"{draft.name}, paragraph {passage.number}"
                where = f"{draft.name}:{prose.line_at(offset)}" if prose.line else paragraph
                near = " ".join(prose.text[offset : offset + 40].split())
                yield f"{where}: a quotation whose mark has no partner: {near} …; add the other"


def _formatted(report: DraftReport, options: argparse.Namespace) -> str:
    if options.format == "json":
        from briefbook.drafts.reports.data import as_json

        return as_json(report)
    if options.format == "sarif":
        from briefbook.drafts.reports.sarif import as_sarif_log

        return as_sarif_log(report)
    if options.format == "html":
        from briefbook.drafts.reports.page import as_page

        return as_page(report)
    from briefbook.drafts.reports.text import as_text

    return as_text(report, everything=options.all)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BriefbookError(
            f"--output {output}: cannot be written ({error.strerror}); name another file"
        ) from None
